"""Shorter ways to the bytes of a file."""

from __future__ import annotations

import re
from typing import Any

import pydyf
from weasyprint.pdf import fonts
from weasyprint.pdf.stream import Stream

to_bytes_anyway = pydyf._to_bytes
write_anyway = pydyf.PDF.write
stream_data, dictionary_data = pydyf.Stream.data, pydyf.Dictionary.data
add_font_anew = Stream.add_font
foreign = fonts.ffi
_COUNTED = re.compile(r"\[\d+\]$")
#: By object, its bytes, for the time of one file: they are asked for twice, the second time for the file's identifier.
_written: dict[int, bytes] = {}
_writing: list[Any] = []


def to_bytes(item: Any) -> Any:
    """What PDF files are made of, the commonest kinds first."""
    kind = type(item)
    if kind is bytes:
        return item
    if kind is str:
        return item.encode("ascii")
    return to_bytes_anyway(item)


def write(self: Any, *arguments: Any, **options: Any) -> Any:
    """Write a file whose objects are finished."""
    _writing.append(self)
    try:
        return write_anyway(self, *arguments, **options)
    finally:
        _writing.clear()
        _written.clear()


def _once(original: Any) -> Any:
    def data(self: Any) -> Any:
        if not _writing or self.number is None:
            return original.__get__(self)
        key = id(self)
        if key not in _written:
            _written[key] = original.__get__(self)
        return _written[key]

    return property(data)


data_of_stream, data_of_dictionary = _once(stream_data), _once(dictionary_data)


class Foreign:
    """The library's foreign functions; types that differ in a number only are parsed once, not for every number."""

    def __getattr__(self, name: str) -> Any:
        return getattr(foreign, name)

    def new(self, kind: str, init: Any = None) -> Any:
        """Memory of the type `kind`, whose number of items is that of `init`."""
        return foreign.new(kind if init is None else _COUNTED.sub("[]", kind), init)


def add_font(self: Any, pango_font: Any) -> Any:
    """The font in the file for that of a text, and its size: looked up once a page, as long as its texts live."""
    known = vars(self).setdefault("known_fonts", {})
    key = int(foreign.cast("intptr_t", pango_font))
    if key not in known:
        known[key] = add_font_anew(self, pango_font)
    return known[key]
