"""The fonts inside a PDF: what each code means and how wide it is."""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass

import pikepdf

_PAIR = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>")
_SUBSET = re.compile(r"^[A-Z]{6}\+")


@dataclass(frozen=True, slots=True)
class Typeface:
    """One font of a file: `name` without the mark of a subset, its file's bytes (empty when not embedded), the text and
    the width in thousandths of an em of every code.

    `composite` fonts have codes of two bytes, and a code is the number of the glyph when `identity` is true.
    """

    name: str
    subset: bool
    composite: bool
    identity: bool
    file: bytes
    texts: dict[int, str]
    widths: dict[int, float]
    usual: float

    @property
    def family(self) -> str:
        """The name without its style."""
        return self.name.partition("-")[0]

    def codes(self, content: bytes) -> list[int]:
        """The codes in the operand of a text operator."""
        if not self.composite:
            return list(content)
        return list(struct.unpack(f">{len(content) // 2}H", content[: len(content) // 2 * 2]))

    def text(self, codes: list[int]) -> str:
        """What the codes mean; a code without a meaning is the replacement character."""
        return "".join([self.texts.get(code, "\ufffd") for code in codes])

    def width(self, codes: list[int]) -> float:
        """How far the codes move the pen, in ems."""
        return sum([self.widths.get(code, self.usual) for code in codes]) / 1000


def typeface(font: pikepdf.Object) -> Typeface:
    """What the font dictionary `font` says."""
    full = str(font.get("/BaseFont", "/")).lstrip("/")
    composite = font.get("/Subtype") == "/Type0"
    inner = font.DescendantFonts[0] if composite else font
    descriptor = inner.get("/FontDescriptor", pikepdf.Dictionary())
    streams = (descriptor.get(key) for key in ("/FontFile2", "/FontFile3", "/FontFile"))
    file = next((stream.read_bytes() for stream in streams if stream is not None), b"")
    return Typeface(
        name=_SUBSET.sub("", full),
        subset=bool(_SUBSET.match(full)),
        composite=composite,
        identity=composite and inner.get("/CIDToGIDMap", "/Identity") == "/Identity",
        file=bytes(file),
        texts=_texts(font),
        widths=_widths(inner, composite=composite),
        usual=float(inner.get("/DW", 1000)) if composite else 0.0,
    )


def _texts(font: pikepdf.Object) -> dict[int, str]:
    stream = font.get("/ToUnicode")
    if stream is None:
        return {}
    body = stream.read_bytes().partition(b"endcodespacerange")[2]
    pairs = _PAIR.findall(body)
    return {int(code, 16): _text(text) for code, text in pairs}


def _text(digits: bytes) -> str:
    """What hexadecimal `digits` say in UTF-16."""
    if len(digits) == 4:
        return chr(int(digits, 16))
    return bytes.fromhex(digits.decode()).decode("utf-16-be", "replace")


def _widths(font: pikepdf.Object, *, composite: bool) -> dict[int, float]:
    if not composite:
        first = int(font.get("/FirstChar", 0))
        return {first + index: float(width) for index, width in enumerate(font.get("/Widths", []))}
    found: dict[int, float] = {}
    items = list(font.get("/W", []))
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            found.update({first + index: float(width) for index, width in enumerate(second)})
        else:
            found.update(dict.fromkeys(range(first, int(second) + 1), float(items.pop(0))))
    return found
