"""Shorter ways to shaped text."""

from __future__ import annotations

import re
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import get_font_description

let_go, shape_again = line_break.Layout.deactivate, line_break.Layout.reactivate
setup_anew = line_break.Layout.setup
split_anew, strut_anew = line_break.split_first_line, line_break.strut
#: In ems: how wide a letter of an alphabet is, about; a Chinese character is one wide.
_LETTER = 0.45
#: How much more text is shaped than a line is likely to take: so much again, and so many letters for the next words.
_SPARE, _WORDS = 1.2, 14
#: What a line can break at, at any rate.
_BREAK = re.compile(r"\S [^\s]|[\u4e00-\u9fff]{2}")
_contexts: WeakKeyDictionary[Any, dict[tuple[str, str], tuple[Any, Any]]] = WeakKeyDictionary()
#: Properties that ask for features of a font or a line at the text, with the value at which they do not.
_PLAIN = {
    "font_language_override": "normal", "text_decoration_line": "none", "font_kerning": "auto",
    "font_variant_ligatures": "normal", "font_variant_position": "normal", "font_variant_caps": "normal",
    "font_variant_numeric": "normal", "font_variant_alternates": "normal", "font_variant_east_asian": "normal",
    "font_feature_settings": "normal",
}  # fmt: skip


def deactivate(self: Any) -> None:
    """A line keeps its shaped text until it is drawn."""


def reactivate(self: Any, style: Any) -> None:
    """Nothing to shape again, where neither style nor spacing has changed."""
    if self.justification_spacing or self.style is not style:
        shape_again(self, style)


def setup(self: Any, style: Any) -> None:
    """A layout for text of `style`; what does not depend on the font is made once for a language."""
    if not style["lang"] or any(style[key] != value for key, value in _PLAIN.items()):
        setup_anew(self, style)
        return
    self.style, self.first_line_direction = style, 0
    self.ascent = self.underline_position = self.strikethrough_position = None
    self.underline_thickness = self.strikethrough_thickness = None
    context, self.language = _context(style.font_config, style["lang"], style["direction"])
    self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(self.layout, False)
    pango.pango_layout_set_font_description(self.layout, _description(style))


def strut(style: Any) -> Any:
    """How high a line of `style` is at least, and where its letters stand: once a style."""
    known = vars(style).get("strut")
    if known is None:
        known = style.strut = strut_anew(style)
    return known


def _description(style: Any) -> Any:
    known = vars(style).get("font_described")
    if known is None:
        known = style.font_described = get_font_description(style)
    return known


def _context(fonts: Any, language: str, direction: str) -> tuple[Any, Any]:
    """The context and the language of texts; a layout does not change them."""
    known = _contexts.setdefault(fonts, {})
    if (language, direction) not in known:
        context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
        pango.pango_context_set_round_glyph_positions(context, False)
        pango.pango_context_set_base_dir(context, PANGO_DIRECTION[direction])
        tongue = pango.pango_language_from_string(ffi.new("char[]", language.encode()))
        pango.pango_context_set_language(context, tongue)
        known[language, direction] = context, tongue
    return known[language, direction]


def split_first_line(
    text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any,
    is_line_start: bool = True, minimum: bool = False,
) -> Any:  # fmt: skip
    """The first line of `text`, of which only the beginning is shaped where that is enough.

    WeasyPrint shapes four characters an em: four lines of Chinese text for each line. The beginning is enough when it
    breaks, and can break once more behind that: what comes later moves neither break.
    """
    size = style["font_size"]
    if size and not minimum and max_width is not None and size * 4 < max_width < 1e6:
        enough = _enough(text, max_width / size)
        if enough < min(len(text), int(max_width / size * 4)) and style["white_space"] == "normal":
            head = text[:enough]
            found = split_anew(head, style, context, max_width, justification_spacing, is_line_start, minimum)
            if found[2] is not None and _BREAK.search(head.encode()[found[2] :].decode()):
                return found
    return split_anew(text, style, context, max_width, justification_spacing, is_line_start, minimum)


def _enough(text: str, ems: float) -> int:
    """How many characters a line of that many `ems` and the beginning of the next line take, about."""
    head = text[: int(ems) + 1]
    wide = sum(character >= "\u2e80" for character in head)
    mean = (wide + _LETTER * (len(head) - wide)) / max(len(head), 1)
    return int(ems / mean * _SPARE) + _WORDS
