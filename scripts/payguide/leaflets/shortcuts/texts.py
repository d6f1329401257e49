"""Shorter ways to shaped text."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.fonts import get_font_description

let_go, shape_again = line_break.Layout.deactivate, line_break.Layout.reactivate
setup_anew = line_break.Layout.setup
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
