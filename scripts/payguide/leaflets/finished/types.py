"""Is every letter large enough to be read at a counter?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from payguide.leaflets.finished.expected import Expected, sample
from payguide.leaflets.pdf.scene import Scene
from payguide.model.findings import Finding
from payguide.model.messages import say

#: In points: legal lines, running text, everything in large print.
SMALLEST, BODY, LARGE = 10.5, 12.0, 16.0
#: What rounding in the layout engine may take away.
_ROUNDING = 0.05


def check_types(expected: Expected, scene: Scene) -> Iterator[Finding]:
    """One finding for every size that is too small, at the first text set in it."""
    smallest, body = (LARGE, LARGE) if expected.large else (SMALLEST, BODY)
    hint = say("set it larger in overrides/leaflets, and shorten what no longer fits")
    amounts: Counter[float] = Counter()
    seen: set[float] = set()
    for run in scene.runs:
        size = round(run.size, 1)
        if not expected.is_legal(run):
            amounts[size] += sum(not char.isspace() for char in run.text)
        if size < smallest - _ROUNDING and run.text.strip() and size not in seen:
            seen.add(size)
            message = say(
                "{place}: '{words}' is set in {size} pt; below {smallest} pt many cannot read it",
                place=expected.at(run), words=sample(run.text), size=f"{size:g}", smallest=f"{smallest:g}",
            )  # fmt: skip
            yield expected.finding("leaflet-type-small", message, hint, run)
    usual = amounts.most_common(1)[0][0] if amounts else body
    if smallest <= usual < body - _ROUNDING:
        message = say(
            "{name}: running text is set in {size} pt; {smallest} pt is the least for it",
            name=expected.subject.name, size=f"{usual:g}", smallest=f"{body:g}",
        )  # fmt: skip
        yield expected.finding("leaflet-type-small", message, hint)
