"""Can every text be told from what is behind it?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from payguide.leaflets.finished.expected import Expected, sample
from payguide.leaflets.pdf.inks import contrast, luminance, mixed
from payguide.leaflets.pdf.matrix import Point
from payguide.leaflets.pdf.scene import Paint, Run, Scene
from payguide.model.findings import Finding
from payguide.model.messages import say

#: The least contrast of text, and of text that is large or bold.
TEXT, BIG = 7.0, 4.5
#: From how many points text is large, and from how many when it is bold.
LARGE_FROM, BOLD_FROM = 18.0, 14.0
_PAPER = (1.0, 1.0, 1.0)
_ROUNDING = 0.05
Ground = tuple[float, ...] | None


def check_contrast(expected: Expected, scene: Scene) -> Iterator[Finding]:
    """One finding for every pair of colours that is too alike, at the first text that has it."""
    fills = [paint for paint in scene.paints if not paint.stroke]
    pages: dict[int, list[Paint]] = {}
    for paint in reversed(fills):
        pages.setdefault(paint.page, []).append(paint)
    seen: set[tuple[object, ...]] = set()
    for run in scene.runs:
        if not run.text.strip():
            continue
        behind = pages.get(run.page, [])
        for ground in {_ground(behind, run, point) for point in ((run.x, run.y), run.end)}:
            fault = _fault(run, ground)
            key = (run.ink, ground, _bold(run), run.size < BOLD_FROM)
            if fault and key not in seen:
                seen.add(key)
                place, words = expected.at(run), sample(run.text)
                message = say("{place}: '{words}': {fault}", place=place, words=words, fault=fault)
                hint = say("a darker text or a lighter ground, in overrides/leaflets or docs/assets/css/tokens.css")
                yield expected.finding("leaflet-contrast-low", message, hint, run)


def _ground(fills: Sequence[Paint], run: Run, point: Point) -> Ground:
    """The colour behind `run` at `point`; `fills` of its page are sorted from the top. None when it is not flat."""
    above: list[Paint] = []
    colour: Ground = _PAPER
    for paint in fills:
        if paint.order < run.order and paint.covers(*point):
            if paint.ink is None:
                return None
            above.append(paint)
            if paint.opacity >= 1:
                break
    for paint in reversed(above):
        colour = mixed(paint.ink or _PAPER, colour or _PAPER, paint.opacity)
    return colour


def _bold(run: Run) -> bool:
    return run.face is not None and "Bold" in run.face.name


def _fault(run: Run, ground: Ground) -> str:
    """What is wrong with `run` on `ground`, in words; empty when nothing is."""
    if ground is None or run.ink is None:
        return say("its ground is not one flat colour")
    ink = mixed(run.ink, ground, run.opacity)
    bold = _bold(run)
    big = run.size >= LARGE_FROM - _ROUNDING or (bold and run.size >= BOLD_FROM - _ROUNDING)
    least, found = BIG if big else TEXT, contrast(ink, ground)
    if found < least:
        return say("contrast {found}:1, at least {least}:1 is needed", found=f"{found:.1f}", least=f"{least:g}")
    if luminance(ink) > luminance(ground) and not (bold and run.size >= BOLD_FROM - _ROUNDING):
        return say("light text on a dark ground is bold and {size} pt at least", size=f"{BOLD_FROM:g}")
    return ""
