"""Choosing the text size: as large as the words allow, never below the form's minimum."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
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

    @property
    def burst(self) -> list[str]:
        """The panels whose text is too long."""
        return [panel for panel, free in self.free.items() if free < 0]

    def last_part(self, panel: str) -> str:
        """The section that stands lowest on `panel`; empty where none does."""
        parts = [box for box in self.layout.boxes if box.panel == panel and box.part]
        return max(parts, key=lambda box: box.rect.bottom).part if parts else ""


@dataclass(slots=True)
class _Group:
    """Panels that share a size. By the number of each size that was tried, how full the fullest of them is.

    `known` means that the first size tried is the answer if it holds the text.
    """

    form: Form
    panels: tuple[str, ...]
    first: int
    known: bool
    tried: dict[int, float] = field(default_factory=dict)

    def measure(self, step: int, heights: Mapping[str, float]) -> None:
        """Note how full the panels are at size number `step`."""
        self.tried[step] = max(
            ((heights.get(name, 0.0) - _ROUNDING) / self.form.limit(name) for name in self.panels), default=0.0
        )

    def next(self) -> tuple[int, bool]:
        """Which size to take next, and whether it is the answer: the largest at which the text fits, else the last."""
        if not self.tried:
            return self.first, False
        last = len(self.form.sizes) - 1
        fits = min((step for step, full in self.tried.items() if full <= 1), default=last + 1)
        above = max((step for step in self.tried if step < fits), default=-1)
        if fits > last:
            return (last, True) if above == last else (self._likely(above, above + 1, last), False)
        if fits == above + 1 or (self.known and fits == self.first):
            return fits, True
        return self._likely(fits, above + 1, fits - 1), False

    def _likely(self, near: int, first: int, last: int) -> int:
        """The largest of the sizes `first` to `last` at which the text is likely to fit, judged from size `near`."""
        sizes, full = self.form.sizes, self.tried[near]
        growth, other = GROWTH, [step for step in self.tried if step != near]
        if other and min(full, self.tried[other[-1]]) > 0:
            step = min(other, key=lambda step: abs(step - near))
            measured = log(self.tried[step] / full) / log(sizes[step] / sizes[near])
            growth = min(max(measured, SLOWEST), FASTEST)
        steps = range(first, last)
        return next((step for step in steps if full * (sizes[step] / sizes[near]) ** growth <= 1), last)


def fit(form: Form, lay_out: LayOut, start: Mapping[str, float] | None = None, known: Collection[str] = ()) -> Fit:
    """The sheet with each group of panels at the largest size at which all of them hold their text.

    A size is the answer when the text fits and does not fit at the next larger size, so that the answer is the same
    wherever the search begins: at the sizes by panel in `start`, else at the largest. For groups whose first panel is
    among `known`, the size in `start` was found before for the same text, and only has to fit. A group that does not
    even fit at the minimum keeps the minimum. Text that flows over pages has one size.
    """
    groups = [_group(form, panels, start or {}, known) for panels in form.groups]
    made: dict[tuple[int, ...], Layout] = {}
    while True:
        found = [group.next() for group in groups]
        steps = tuple(step for step, _answer in found)
        sizes = {name: form.sizes[step] for group, step in zip(groups, steps, strict=True) for name in group.panels}
        if steps not in made:
            made = {**dict(list(made.items())[-2:]), steps: lay_out(sizes)}  # more would take too much memory
        layout = made[steps]
        heights = {name: height for name, height in layout.heights().items() if name in sizes}
        for group, step in zip(groups, steps, strict=True):
            group.measure(step, heights)
        if all(answer for _step, answer in found) and [group.next() for group in groups] == found:
            free = {name: round(form.limit(name) - height, 1) for name, height in heights.items()}
            return Fit(layout, sizes, {name: round(height, 1) for name, height in heights.items()}, free)


def _group(form: Form, panels: tuple[str, ...], start: Mapping[str, float], known: Collection[str]) -> _Group:
    size = start.get(panels[0])
    first = form.sizes.index(size) if size in form.sizes else 0
    return _Group(form, panels, first, panels[0] in known and size in form.sizes)
