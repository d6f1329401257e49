"""Shorter ways through the layout engine, to the same result: a third of its time goes into looking up defaults.

WeasyPrint 70 works out some three hundred properties a box, one by one, in general functions. Nearly all of them are
inherited or have their first value. The functions here answer those cases and hand everything else to the originals.
WeasyPrint is pinned exactly, and a test compares files made with and without them byte by byte.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pydyf
from weasyprint import css
from weasyprint.css import tokens
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent
from weasyprint.text import line_break

#: Properties with rules of their own.
_SPECIAL = {"float", "display", "position", "page", *INITIAL_NOT_COMPUTED}
_PLAIN = {
    key for key in INITIAL_VALUES if key not in _SPECIAL and not key.startswith("text_decoration_") and key[:2] != "__"
}
_FROM_PARENT = frozenset(_PLAIN & INHERITED)
_FIRST_VALUE = {key: INITIAL_VALUES[key] for key in _PLAIN - INHERITED}
#: By physical property and direction, the logical one that may stand for it: `margin_left` and `margin_inline_start`.
_LOGICAL = {
    (key, inline): function(block="ttb", inline=inline)
    for key, function in PHYSICAL_FUNCTIONS.items()
    for inline in ("ltr", "rtl")
}
_CORNERS = tuple(f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left"))
_SIDES = ("left", "right", "top", "bottom")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{least}{axis}" for axis in ("width", "height") for least in ("", "min_", "max_")),
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))

_KEPT = 10_000
_solved: dict[tuple[Any, ...], tuple[Any, ...]] = {}

_solve_anew = tokens.Pending.solve
_to_bytes_anyway = pydyf._to_bytes
_let_go, _shape_again = line_break.Layout.deactivate, line_break.Layout.reactivate
_missing = css.ComputedStyle.__missing__
_in_flow = boxes.Box.is_in_normal_flow
_backgrounds = background.layout_box_backgrounds
_percentages = percent.resolve_percentages


def _property(self: Any, key: str) -> Any:
    """A property that no rule sets: the parent's, or the first value."""
    if key not in self.cascaded and (
        key not in PHYSICAL_FUNCTIONS or _LOGICAL[key, self["direction"]] not in self.cascaded
    ):
        if key in _FIRST_VALUE:
            value = self[key] = _FIRST_VALUE[key]
            return value
        if key in _FROM_PARENT and self.parent_style is not None:
            value = self[key] = self.parent_style[key]
            return value
    return _missing(self, key)


def _is_in_normal_flow(self: Any) -> Any:
    style = self.style
    if style["position"] in ("static", "relative") and style["float"] == "none":
        return True
    return _in_flow(self)


def _layout_box_backgrounds(
    page: Any, box: Any, get_image: Callable[..., Any], layout_children: bool = True, style: Any = None
) -> None:
    """Lines and runs of text have no background, no border and no corners of their own."""
    if style is not None or not isinstance(box.style, css.AnonymousStyle) or box is page:
        _backgrounds(page, box, get_image, layout_children, style)
        return
    for corner in _CORNERS:
        setattr(box, corner, (0, 0))
    if layout_children:
        for child in box.all_children():
            _layout_box_backgrounds(page, child, get_image)
    box.background = None


def _resolve_percentages(box: Any, containing_block: Any) -> None:
    """Used values of a box whose lengths are all absolute or `auto`."""
    style = box.style
    if isinstance(box, boxes.PageBox) or style["box_sizing"] != "content-box" or style["border_collapse"] != "separate":
        _percentages(box, containing_block)
        return
    used = box.__dict__
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            used[name] = 0 if name in ("min_width", "min_height") else "auto"
        elif getattr(value, "unit", None) == "px":
            used[name] = value.value
        else:
            _percentages(box, containing_block)
            return
    for name in _BORDERS:
        used[name] = style[name]


def _solve(self: Any, filled: Any, wanted_key: str, base_url: Any) -> Any:
    """The value of a declaration whose tokens are filled in: the same tokens give the same value."""
    key = (id(self), wanted_key, base_url, *map(id, filled))
    if key not in _solved:
        if len(_solved) > _KEPT:
            _solved.clear()
        # What was solved is kept too, so that no other object can get its id.
        _solved[key] = (_solve_anew(self, filled, wanted_key, base_url), self, filled)
    return _solved[key][0]


def _to_bytes(item: Any) -> Any:
    """What PDF files are made of, the commonest kinds first."""
    kind = type(item)
    if kind is bytes:
        return item
    if kind is str:
        return item.encode("ascii")
    return _to_bytes_anyway(item)


def _deactivate(self: Any) -> None:
    """A line keeps its shaped text until it is drawn."""


def _reactivate(self: Any, style: Any) -> None:
    """Nothing to shape again, where neither style nor spacing has changed."""
    if self.justification_spacing or self.style is not style:
        _shape_again(self, style)


def install() -> None:
    """Put the short ways in the place of the originals, wherever these were imported to."""
    css.ComputedStyle.__missing__ = _property
    boxes.Box.is_in_normal_flow = _is_in_normal_flow
    tokens.Pending.solve = _solve
    line_break.Layout.deactivate, line_break.Layout.reactivate = _deactivate, _reactivate
    pydyf._to_bytes = _to_bytes
    _replace(_backgrounds, _layout_box_backgrounds)
    _replace(_percentages, _resolve_percentages)


def uninstall() -> None:
    """Put the originals back."""
    css.ComputedStyle.__missing__ = _missing
    boxes.Box.is_in_normal_flow = _in_flow
    tokens.Pending.solve = _solve_anew
    line_break.Layout.deactivate, line_break.Layout.reactivate = _let_go, _shape_again
    pydyf._to_bytes = _to_bytes_anyway
    _replace(_layout_box_backgrounds, _backgrounds)
    _replace(_resolve_percentages, _percentages)


def _replace(old: Any, new: Any) -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint"):
            for attribute, value in list(vars(module).items()):
                if value is old:
                    setattr(module, attribute, new)
