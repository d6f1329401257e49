"""Pictures of sheets: small ones for the download page, large ones for a look at the work."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

#: Width in pixels of the longer side, and the most bytes, of a small picture.
LONGER, LARGEST = 480, 30_000
#: Dots per inch of a large one.
DPI = 110


def picture_file(name: str) -> str:
    """Where the picture of an edition lies, relative to the folder of all sheets."""
    return f"pictures/{name}.webp"


def picture(content: bytes) -> bytes:
    """The first page of the PDF `content` as a small WebP, at the best quality that stays below `LARGEST` bytes."""
    with pypdfium2.PdfDocument(content) as document:
        page = document[0]
        image = page.render(scale=LONGER / max(page.get_size())).to_pil().convert("RGB")
    for quality in (60, 40, 20):
        target = io.BytesIO()
        image.save(target, format="WEBP", quality=quality, method=2)
        if target.tell() <= LARGEST:
            break
    return target.getvalue()


def previews(path: Path) -> Iterator[Path]:
    """Write every page of the PDF at `path` as a PNG beside it; their paths."""
    with pypdfium2.PdfDocument(path) as document:
        for number in range(len(document)):
            target = path.with_name(f"{path.stem}.{number + 1}.png")
            document[number].render(scale=DPI / 72).to_pil().save(target)
            yield target
