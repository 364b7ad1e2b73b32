# SPDX-License-Identifier: EUPL-1.2
"""Facts and a private key in, a seal out; facts and a seal in, whether it holds, out.

Format `woolak.seal.v1`: an Ed25519 signature (RFC 8032) over the domain and the facts as canonical
JSON, without their own seal. The fingerprint is the SHA-256 of the 32 bytes of the public key: who
has it from elsewhere, such as the decision letter, knows who sealed.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from woolak import chain
from woolak.errors import CannotStart

DOMAIN = b"woolak.seal.v1\0"
ALGORITHM = "Ed25519"
_SEPARATORS = re.compile(r"[\s:-]+")
_FINGERPRINT = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key, ready to seal."""

    _key: Ed25519PrivateKey = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Return the fingerprint of the public key."""
        return fingerprint(_public(self._key))

    def seal(self, facts: Mapping[str, Any]) -> dict[str, str]:
        """Return the seal over facts; a `seal` among them is left out."""
        public = _public(self._key)
        return {
            "algorithm": ALGORITHM,
            "public_key": public.hex(),
            "fingerprint": fingerprint(public),
            "signature": self._key.sign(_message(facts)).hex(),
        }


def holds(facts: Mapping[str, Any], seal: Mapping[str, str]) -> bool:
    """Say whether a seal is one over these facts, by the key whose fingerprint it names."""
    try:
        public = bytes.fromhex(seal["public_key"])
        Ed25519PublicKey.from_public_bytes(public).verify(
            bytes.fromhex(seal["signature"]), _message(facts)
        )
    except (InvalidSignature, UnsupportedAlgorithm, ValueError, KeyError):
        return False
    return seal.get("algorithm") == ALGORITHM and seal.get("fingerprint") == fingerprint(public)


def fingerprint(public: bytes) -> str:
    """Return the fingerprint of the 32 bytes of a public key."""
    return hashlib.sha256(public).hexdigest()


def spaced(print_: str) -> str:
    """Return a fingerprint as it is printed in a letter: in groups of four."""
    return " ".join(print_[at : at + 4] for at in range(0, len(print_), 4))


def parse(text: str) -> str:
    """Return a fingerprint as it was copied from a letter; raises CannotStart when it is none."""
    plain = _SEPARATORS.sub("", text).lower()
    if not _FINGERPRINT.fullmatch(plain):
        raise CannotStart("A fingerprint has 64 digits 0-9 and a-f; copy it from the decision.")
    return plain


def make_key(path: Path, passphrase: str = "") -> str:
    """Write a new private key (PEM, mode 0600) and return its fingerprint.

    Raises CannotStart when the file is there already or cannot be written.
    """
    key = Ed25519PrivateKey.generate()
    lock: serialization.KeySerializationEncryption = serialization.NoEncryption()
    if passphrase:
        lock = serialization.BestAvailableEncryption(passphrase.encode())
    form = serialization.PrivateFormat.PKCS8
    pem = key.private_bytes(serialization.Encoding.PEM, form, lock)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(pem)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        raise CannotStart(f"{path} is there already; a key is never overwritten.") from None
    except OSError as error:
        raise CannotStart(f"The key {path} cannot be written: {error.strerror}.") from None
    return fingerprint(_public(key))


def locked(path: Path) -> bool:
    """Say whether the key in a file asks for a passphrase; raises CannotStart as `load` does."""
    return b"ENCRYPTED" in _pem(path)


def load(path: Path, passphrase: str = "") -> Signer:
    """Return the key in a file, ready to seal.

    Raises CannotStart when it is no private key of `woolak keygen`, when others may read it, or
    when the passphrase is wrong.
    """
    try:
        secret = passphrase.encode() if passphrase else None
        key = serialization.load_pem_private_key(_pem(path), secret)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise CannotStart(
            f"{path} cannot be opened as a private key; check the file and the passphrase."
        ) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise CannotStart(f"{path} is a key of another kind; make one with 'woolak keygen'.")
    return Signer(key)


def _pem(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                raise CannotStart(f"Others may read the private key {path}; do 'chmod 600 {path}'.")
            return file.read(1 << 16)
    except OSError as error:
        raise CannotStart(f"The key {path} cannot be read: {error.strerror}.") from None


def _public(key: Ed25519PrivateKey) -> bytes:
    raw = serialization.Encoding.Raw
    return key.public_key().public_bytes(raw, serialization.PublicFormat.Raw)


def _message(facts: Mapping[str, Any]) -> bytes:
    body = {name: value for name, value in facts.items() if name != "seal"}
    return DOMAIN + chain.canonical(body)
