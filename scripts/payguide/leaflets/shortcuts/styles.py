"""Shorter ways to the properties and used values of boxes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint import css
from weasyprint.css import tokens
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES
from weasyprint.draw.color import get_color
from weasyprint.formatting_structure import boxes
from weasyprint.layout import background, percent

#: Properties with rules of their own.
_SPECIAL = {"float", "display", "position", "page", *INITIAL_NOT_COMPUTED}
_PLAIN = {
    key for key in INITIAL_VALUES if key not in _SPECIAL and not key.startswith("text_decoration_") and key[:2] != "__"
}
#: Lines that have no width as long as they have no style.
_WIDTHS = {key: key.replace("width", "style") for key in INITIAL_NOT_COMPUTED if key.startswith(("border", "outline"))}
#: Properties whose specified value is kept beside the computed one, which is the same for the first value.
_PLACED = frozenset({"float", "position"})
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

solve_anew = tokens.Pending.solve
missing = css.ComputedStyle.__missing__
in_flow = boxes.Box.is_in_normal_flow
backgrounds = background.layout_box_backgrounds
percentages = percent.resolve_percentages


def property_of(self: Any, key: str) -> Any:
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
        if key in _WIDTHS:
            if self[_WIDTHS[key]] == "none":
                self[key] = 0
                return 0
        elif key in _PLACED:
            if key == "float":
                self["position"]  # whose specified value `display` asks for
            value = self[key] = self.specified[key] = INITIAL_VALUES[key]
            return value
    return missing(self, key)


def is_in_normal_flow(self: Any) -> Any:
    """Whether a box is neither positioned nor floating."""
    style = self.style
    if style["position"] in ("static", "relative") and style["float"] == "none":
        return True
    return in_flow(self)


def layout_box_backgrounds(
    page: Any, box: Any, get_image: Callable[..., Any], layout_children: bool = True, style: Any = None
) -> None:
    """Most boxes have no background, no border image and no round corners; lines and runs of text never have."""
    if style is not None or box is page or not _is_bare(box.style):
        backgrounds(page, box, get_image, layout_children, style)
        return
    for corner in _CORNERS:  # one by one, as a placeholder hands them on to its box
        setattr(box, corner, (0, 0))
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image)
    box.background = None


def _is_bare(style: Any) -> bool:
    """Whether boxes of this style have nothing behind them, said once a style."""
    known = vars(style).get("is_bare")
    if known is None:
        known = style.is_bare = isinstance(style, css.AnonymousStyle) or (
            style["border_image_source"][0] == style["mask_border_source"][0] == "none"
            and all(kind == "none" for kind, _ in style["background_image"])
            and get_color(style, "background_color").alpha == 0
            and all((0, "px") in style[corner] for corner in _CORNERS)
        )
    return bool(known)


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Used values of a box whose lengths are all absolute or `auto`: the same for all boxes of a style."""
    style = box.style
    known = vars(style).get("used_lengths")
    if known is None:
        known = style.used_lengths = {} if isinstance(box, boxes.PageBox) else _used(style)
    if known:
        box.__dict__.update(known)
    else:
        percentages(box, containing_block)


def _used(style: Any) -> dict[str, Any]:
    """The used values; none where one of them depends on the box around."""
    if style["box_sizing"] != "content-box" or style["border_collapse"] != "separate":
        return {}
    used: dict[str, Any] = {name: style[name] for name in _BORDERS}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            used[name] = 0 if name in ("min_width", "min_height") else "auto"
        elif getattr(value, "unit", None) == "px":
            used[name] = value.value
        else:
            return {}
    return used


def solve(self: Any, filled: Any, wanted_key: str, base_url: Any) -> Any:
    """The value of a declaration whose tokens are filled in: the same tokens give the same value."""
    key = (id(self), wanted_key, base_url, *map(id, filled))
    if key not in _solved:
        if len(_solved) > _KEPT:
            _solved.clear()
        # What was solved is kept too, so that no other object can get its id.
        _solved[key] = (solve_anew(self, filled, wanted_key, base_url), self, filled)
    return _solved[key][0]
