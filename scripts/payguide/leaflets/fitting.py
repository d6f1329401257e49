"""Choosing the text size: as large as the words allow, never below the form's minimum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log

from payguide.leaflets.forms import Form
from payguide.leaflets.layout import Layout

#: Lays the leaflet out with the given body sizes; no text is dropped.
LayOut = Callable[[Mapping[str, float]], Layout]

#: Twice the size is nearly four times the area, but headings and pictures stay; so heights grow a little slower. Once
#: a panel was laid out at two sizes its own growth is known, within these bounds.
GROWTH, SLOWEST, FASTEST = 1.7, 0.3, 2.5
#: Millimetres that rounding may add to a height.
_ROUNDING = 0.05


@dataclass(frozen=True, slots=True)
class Fit:
    """By panel: body size in points, natural and free height in mm; below 0 where text is too long.

    `layout` is the sheet at these sizes.
    """

    layout: Layout
    sizes: dict[str, float]
    heights: dict[str, float]
    free: dict[str, float]


def fit(form: Form, lay_out: LayOut) -> Fit:
    """The sheet with each group of panels at a size at which all of them hold their text.

    Begins with the largest size and goes down, by more than one step where the excess says so: a sheet is mostly laid
    out twice. A group that does not even fit at the minimum keeps the minimum. Text that flows over pages has one size.
    """
    chosen = dict.fromkeys(form.groups, 0)
    tried: dict[tuple[str, ...], list[tuple[float, float]]] = {group: [] for group in form.groups}
    while True:
        sizes = {name: form.sizes[step] for group, step in chosen.items() for name in group}
        layout = lay_out(sizes)
        heights = {name: height for name, height in layout.heights().items() if name in sizes}
        for group, step in chosen.items():
            full = max(((heights.get(name, 0.0) - _ROUNDING) / form.limit(name) for name in group), default=0.0)
            if (form.sizes[step], full) not in tried[group]:
                tried[group].append((form.sizes[step], full))
        smaller = {group: _step(form, step, tried[group]) for group, step in chosen.items()}
        if smaller == chosen:
            free = {name: round(form.limit(name) - height, 1) for name, height in heights.items()}
            return Fit(layout, sizes, {name: round(height, 1) for name, height in heights.items()}, free)
        chosen = smaller


def _step(form: Form, step: int, tried: list[tuple[float, float]]) -> int:
    """The same size where a group holds its text, else the first smaller one at which that is likely.

    `tried` holds body sizes and, for each, how full the fullest panel was: above 1 it is too full.
    """
    size, full = tried[-1]
    last = len(form.sizes) - 1
    if full <= 1.0 or step == last:
        return step
    growth = GROWTH
    if len(tried) > 1:
        growth = min(max(log(tried[-2][1] / full) / log(tried[-2][0] / size), SLOWEST), FASTEST)
    smaller = (n for n in range(step + 1, last) if full * (form.sizes[n] / size) ** growth <= 1.0)
    return next(smaller, last)
