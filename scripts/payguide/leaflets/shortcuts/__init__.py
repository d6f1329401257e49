"""Shorter ways through the layout engine, to the same result: a third of its time goes into looking up defaults.

WeasyPrint 70 works out some three hundred properties a box, one by one, in general functions. Nearly all of them are
inherited or have their first value. The functions here answer those cases and hand everything else to the originals.
WeasyPrint is pinned exactly, and a test compares files made with and without them byte by byte.
"""

from __future__ import annotations

import sys
from typing import Any

import pydyf
from weasyprint import css
from weasyprint.css import tokens
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import fonts, stream
from weasyprint.text import line_break

from payguide.leaflets.shortcuts import parsing, styles, texts, writing

#: Where, under which name, the original and what stands in its place.
_PLACES: tuple[tuple[Any, str, Any, Any], ...] = (
    (css.ComputedStyle, "__missing__", styles.missing, styles.property_of),
    (boxes.Box, "is_in_normal_flow", styles.in_flow, styles.is_in_normal_flow),
    (tokens.Pending, "solve", styles.solve_anew, styles.solve),
    (line_break.Layout, "deactivate", texts.let_go, texts.deactivate),
    (line_break.Layout, "reactivate", texts.shape_again, texts.reactivate),
    (line_break.Layout, "setup", texts.setup_anew, texts.setup),
    (pydyf, "_to_bytes", writing.to_bytes_anyway, writing.to_bytes),
    (pydyf.PDF, "write", writing.write_anyway, writing.write),
    (pydyf.Stream, "data", writing.stream_data, writing.data_of_stream),
    (pydyf.Dictionary, "data", writing.dictionary_data, writing.data_of_dictionary),
    (stream.Stream, "add_font", writing.add_font_anew, writing.add_font),
    (fonts, "ffi", writing.foreign, writing.Foreign()),
)
#: Functions that are imported by name in many places.
_EVERYWHERE = (
    (styles.backgrounds, styles.layout_box_backgrounds),
    (styles.percentages, styles.resolve_percentages),
    (texts.split_anew, texts.split_first_line),
    (texts.strut_anew, texts.strut),
    (parsing.patterns_anew, parsing.Patterns()),
)


def install() -> None:
    """Put the short ways in the place of the originals, wherever these were imported to."""
    for place, name, _original, short in _PLACES:
        setattr(place, name, short)
    for original, short in _EVERYWHERE:
        _replace(original, short)


def uninstall() -> None:
    """Put the originals back."""
    for place, name, original, _short in _PLACES:
        setattr(place, name, original)
    for original, short in _EVERYWHERE:
        _replace(short, original)


def _replace(old: Any, new: Any) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith(("weasyprint", "tinyhtml5")):
            for attribute, value in list(vars(module).items()):
                if value is old:
                    setattr(module, attribute, new)
