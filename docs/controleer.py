# SPDX-License-Identifier: EUPL-1.2
"""Controleert een gepubliceerde map van woolak, zonder woolak: zegel, bestanden, register.

    python controleer.py MAP "VINGERAFDRUK UIT HET BESLUIT"

Nodig: Python 3.11 of nieuwer en het pakket cryptography. Het formaat staat in publicatie.md.
"""

import hashlib
import json
import sys
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def canonical(data: dict) -> bytes:
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def faults(folder: Path, fingerprint: str) -> list[str]:
    told = json.loads((folder / "manifest.json").read_bytes())
    seal, facts = told["seal"], {key: told[key] for key in told if key != "seal"}
    if not seal:
        return ["niet verzegeld"]
    wrong = []
    public = bytes.fromhex(seal["public_key"])
    if hashlib.sha256(public).hexdigest() != fingerprint:
        wrong.append("het zegel is van een andere sleutel")
    try:
        message = b"woolak.seal.v1\0" + canonical(facts)
        Ed25519PublicKey.from_public_bytes(public).verify(bytes.fromhex(seal["signature"]), message)
    except InvalidSignature:
        wrong.append("manifest.json is veranderd: het zegel klopt niet")
    there = {path.name for path in folder.iterdir()} - {"manifest.json"}
    wrong += [f"hoort er niet bij of ontbreekt: {name}" for name in there ^ facts["files"].keys()]
    for name in sorted(there & facts["files"].keys()):
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != facts["files"][name]:
            wrong.append(f"veranderd: {name}")
    head, rows = "0" * 64, 0
    for rows, line in enumerate((folder / "register.jsonl").read_bytes().splitlines(), 1):
        row = json.loads(line)
        body = {key: row[key] for key in row if key not in ("prev", "hash")}
        chained = b"woolak.chain.v1\0" + head.encode() + b"\0" + canonical(body)
        if row["seq"] != rows or hashlib.sha256(chained).hexdigest() != row["hash"]:
            wrong.append(f"register.jsonl, regel {rows}: sluit niet aan of is veranderd")
        head = row["hash"]
    if facts["register"] != {"rows": rows, "head": head}:
        wrong.append("register.jsonl: het einde is niet dat van het manifest")
    return wrong


if __name__ == "__main__":
    try:
        found = faults(Path(sys.argv[1]), "".join(sys.argv[2].split()).replace(":", "").lower())
    except (OSError, ValueError, LookupError, TypeError) as error:
        found = [f"niet te lezen: {error}"]
    print("\n".join(found) or "In orde: verzegeld met deze sleutel en sindsdien niet veranderd.")
    sys.exit(1 if found else 0)
