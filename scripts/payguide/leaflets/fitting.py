"""Choosing the text size: as large as the words allow, never below the form's minimum."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from payguide.leaflets.forms import Form
from payguide.leaflets.layout import Layout

#: Lays the leaflet out on a tall page with the given body sizes.
LayOut = Callable[[Mapping[str, float]], Layout]


@dataclass(frozen=True, slots=True)
class Fit:
    """By panel: body size in points, natural and free height in mm; below 0 where text is too long."""

    sizes: dict[str, float]
    heights: dict[str, float]
    free: dict[str, float]


def fit(form: Form, lay_out: LayOut) -> Fit:
    """The largest size of each group of panels at which all of them hold their text.

    A group that does not even fit at the minimum gets the minimum, and negative free heights. Sizes are found
    by halving, as a leaflet that fits at one size fits at every smaller one.
    """
    measured: dict[float, dict[str, float]] = {}

    def heights(size: float) -> dict[str, float]:
        if size not in measured:
            measured[size] = lay_out(dict.fromkeys(form.reading_order, size)).heights()
        return measured[size]

    sizes: dict[str, float] = {}
    natural: dict[str, float] = {}
    for group in form.groups:
        low, high = 0, len(form.sizes) - 1
        while low < high:
            middle = (low + high) // 2
            if all(heights(form.sizes[middle])[name] <= form.limit for name in group):
                high = middle
            else:
                low = middle + 1
        for name in group:
            sizes[name], natural[name] = form.sizes[low], heights(form.sizes[low])[name]
    return Fit(sizes, natural, {name: round(form.limit - height, 1) for name, height in natural.items()})
