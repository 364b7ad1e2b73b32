# SPDX-License-Identifier: EUPL-1.2
"""The sources in bronnen/ go in; a PDF for each comes out, and its gold beside it.

    python -m samples.build [name ...]

Needs Chromium, LibreOffice and the Liberation fonts. Using the samples needs none of these.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2
from PIL import Image, ImageFilter
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from samples.bron import Bron, Mark, read
from samples.opmaak import chromium, libreoffice, reportlab
from woolak.evaluate import occurrences

HERE = Path(__file__).parent
MAKERS = {"chromium": chromium, "libreoffice": libreoffice, "reportlab": reportlab}
BLACK = 150
"""Below this level (of 255) a scanned pixel is ink."""
DATE = "D:20240402091500+02'00'"


def main(names: list[str]) -> None:
    """Build the samples named, or all."""
    for path in sorted((HERE / "bronnen").glob("*.html")):
        if not names or path.stem in names:
            build(read(path))


def build(bron: Bron) -> None:
    """Build one sample and its gold; stops when a mark is on no page, or a name is unmarked."""
    target = HERE / f"{bron.name}.pdf"
    MAKERS[bron.fact("maker")](bron.html, target)
    texts = texts_of(target)
    gold = gold_of(bron, texts)
    if gold["needs_ocr"]:
        _scan(target)
    _dress(target, bron)
    (HERE / f"{bron.name}.json").write_text(as_json(gold), encoding="utf-8")
    print(f"{bron.name}: {len(texts)} p, {target.stat().st_size // 1024} kB")


def gold_of(bron: Bron, texts: list[str]) -> dict[str, object]:
    """Return the gold of one sample, from its source and the text of each of its pages."""
    return {
        "document": bron.name,
        "needs_ocr": bool(bron.fact("scan")),
        "redact": _found(bron, texts, keep=False),
        "keep": _found(bron, texts, keep=True),
        "hidden": bron.meta.get("hidden", []),
    }


def as_json(gold: dict[str, object]) -> str:
    """Return gold as it is written: an entry a line, so that a change is easy to see."""
    lines = []
    for key, value in gold.items():
        if isinstance(value, list) and value:
            rows = ",\n  ".join(json.dumps(row, ensure_ascii=False) for row in value)
            lines.append(f' "{key}": [\n  {rows}\n ]')
        else:
            lines.append(f' "{key}": {json.dumps(value, ensure_ascii=False)}')
    return "{\n" + ",\n".join(lines) + "\n}\n"


def texts_of(path: Path) -> list[str]:
    """Return the text of each page, as pdfium reads it."""
    with pypdfium2.PdfDocument(path) as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


def _found(bron: Bron, texts: list[str], *, keep: bool) -> list[dict[str, object]]:
    """Return one gold entry for every occurrence on every page, in the order of the page."""
    marks = {mark.text: mark for mark in bron.marks}
    _refuse_two_meanings(bron, marks)
    entries = []
    counts: Counter[str] = Counter()
    for number, text in enumerate(texts, 1):
        for _, mark in sorted(_places(text, marks), key=lambda place: place[0]):
            counts[mark.text] += 1
            if (mark.verdict == "keep") == keep:
                entries.append(_entry(mark, number))
    _check_counts(bron, counts, len(texts))
    return entries


def _places(text: str, marks: dict[str, Mark]) -> list[tuple[int, Mark]]:
    taken: list[tuple[int, int]] = []
    places = []
    for needle in sorted(marks, key=len, reverse=True):
        for start, end in occurrences(needle, text):
            if not any(start < e and s < end for s, e in taken):
                taken.append((start, end))
                places.append((start, marks[needle]))
    return places


def _refuse_two_meanings(bron: Bron, marks: dict[str, Mark]) -> None:
    for mark in bron.marks:
        other = marks[mark.text]
        if (mark.kind, mark.role, mark.verdict) != (other.kind, other.role, other.verdict):
            raise SystemExit(f"{bron.name}: {mark.text!r} is marked in two ways")


def _check_counts(bron: Bron, counts: Counter[str], pages: int) -> None:
    """Stop unless what must go is marked wherever it stands, and what stays stands somewhere."""
    wanted: Counter[str] = Counter()
    for mark in bron.marks:
        wanted[mark.text] += pages if mark.repeated else 1
    public = {mark.text for mark in bron.marks if mark.verdict == "keep"}
    for text, count in wanted.items():
        if counts[text] == 0 or (text not in public and counts[text] != count):
            raise SystemExit(f"{bron.name}: {text!r} marked {count}x, on the pages {counts[text]}x")


def _entry(mark: Mark, page: int) -> dict[str, object]:
    entry = {"text": mark.text, "page": page, "kind": mark.kind, "role": mark.role}
    return entry if mark.verdict == "keep" else entry | _ruling(mark)


def _ruling(mark: Mark) -> dict[str, object]:
    return {"ground": mark.ground, "verdict": mark.verdict}


def _scan(path: Path) -> None:
    """Replace the pages by pictures of them, a little askew and with grain, as a scanner does."""
    with pypdfium2.PdfDocument(path) as pdf:
        pictures = [page.render(scale=150 / 72).to_pil().convert("L") for page in pdf]
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for picture in pictures:
        canvas.drawInlineImage(_scanned(picture), 0, 0, *A4)
        canvas.showPage()
    canvas.save()


def _scanned(picture: Image.Image) -> Image.Image:
    askew = picture.rotate(0.7, fillcolor=255, resample=Image.Resampling.BICUBIC)
    pixels = np.asarray(askew.filter(ImageFilter.GaussianBlur(0.6)), dtype=np.float32)
    grain = np.random.default_rng(7).normal(0, 18, pixels.shape)
    return Image.fromarray(((pixels + grain) > BLACK).astype(np.uint8) * 255).convert("1")


def _dress(path: Path, bron: Bron) -> None:
    """Add what offices leave in their files: an author, a remark, a bookmark, an attachment."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        _describe(pdf, bron.fact("author"))
        for number, remark in enumerate(bron.meta.get("remark", [])):
            _remark(pdf, remark, 250 + 60 * number)
        if titles := bron.meta.get("bookmark"):
            with pdf.open_outline() as outline:
                outline.root.extend(pikepdf.OutlineItem(title, 0) for title in titles)
        for name in bron.meta.get("attachment", []):
            pdf.attachments[name] = _attachment(pdf, name)
        for key in {"/ID", "/DocChecksum"} & pdf.trailer.keys():
            del pdf.trailer[key]
        objects = pikepdf.ObjectStreamMode.generate
        pdf.save(path, deterministic_id=True, object_stream_mode=objects)


def _attachment(pdf: pikepdf.Pdf, name: str) -> pikepdf.AttachedFileSpec:
    content = f"Aantekeningen: {name}".encode()
    return pikepdf.AttachedFileSpec(
        pdf,
        content,
        description="",
        filename=name,
        mime_type="text/plain",
        creation_date=DATE,
        mod_date=DATE,
    )


def _describe(pdf: pikepdf.Pdf, author: str) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as xmp:
        xmp["dc:creator"] = [author]
        xmp["pdf:Producer"] = str(pdf.docinfo.get("/Producer", ""))
        for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
            xmp[key] = "2024-04-02T09:15:00+02:00"
    pdf.docinfo["/Author"] = author
    pdf.docinfo["/CreationDate"] = pdf.docinfo["/ModDate"] = DATE


def _remark(pdf: pikepdf.Pdf, remark: str, top: int) -> None:
    author, _, text = remark.partition(": ")
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Text,
        Rect=[18, 842 - top - 18, 36, 842 - top],
        T=author,
        Contents=text,
        M=DATE,
        Name=pikepdf.Name.Comment,
    )
    page = pdf.pages[0]
    page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", []), pdf.make_indirect(note)])


if __name__ == "__main__":
    main(sys.argv[1:])
