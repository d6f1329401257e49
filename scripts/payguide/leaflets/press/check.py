"""Will a press print the sheet as it was meant?

The rules are explained in `payguide.checks.paper`.
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from payguide.leaflets.pdf.inks import coverage
from payguide.leaflets.pdf.matrix import Box, meet, within
from payguide.leaflets.pdf.reading import read_scene
from payguide.leaflets.pdf.scene import Paint, Run, Scene
from payguide.leaflets.press.boxes import BLEED, box_of
from payguide.leaflets.press.objects import check_boxes, check_intent, check_objects
from payguide.leaflets.press.rewriting import SMALL
from payguide.leaflets.probepdf import POINT
from payguide.leaflets.subject import Subject
from payguide.model.findings import Finding
from payguide.model.messages import say

#: The most ink on one place, in percent; rounding aside.
MOST_INK = 300.5
#: In mm: how near to the cut a colour counts as reaching it, and how far off the bleed's edge it may end.
_NEAR, _SLACK = 1.0, 0.1
_BLACK = ((0.0,), (0.0, 0.0, 0.0, 1.0))
_PAPER = ((1.0,), (0.0, 0.0, 0.0, 0.0))


def check_press(subject: Subject, content: bytes) -> list[Finding]:
    """Everything that is wrong with the print-shop file `content`; a file that cannot be opened is one finding."""
    try:
        with pikepdf.open(io.BytesIO(content), suppress_warnings=True) as document:
            scene = read_scene(document)
            return [
                *check_boxes(subject, document),
                *check_intent(subject, document),
                *check_objects(subject, document, scene),
                *_inks(subject, scene),
                *_small_text(subject, scene),
                *_edges(subject, scene, len(document.pages)),
            ]
    except pikepdf.PdfError as error:
        message = say("{name}: the file is damaged: {problem}", name=subject.name, problem=error)
        return [subject.fault("leaflet-press-boxes", message, say("make it again; if it stays so, report it"))]


def _inks(subject: Subject, scene: Scene) -> Iterator[Finding]:
    """Colours that are not ink, and too much of it; each once a page."""
    painted: list[Paint | Run] = [*scene.paints, *scene.runs]
    for page, ink in dict.fromkeys((item.page, item.ink) for item in painted):
        if ink is None or len(ink) == 3:
            words = say("a pattern or gradient") if ink is None else say("red, green and blue")
            message = say("{name}, page {page}: {colour} is not ink", name=subject.name, page=page + 1, colour=words)
            yield subject.fault("leaflet-press-colour", message, say("use flat colours in the form's style sheet"))
        elif coverage(ink) > MOST_INK:
            message = say("{name}, page {page}: {found} % of ink on one place; paper takes {most} %",
                          name=subject.name, page=page + 1, found=f"{coverage(ink):.0f}", most=300)  # fmt: skip
            yield subject.fault("leaflet-press-ink", message, say("use a colour with fewer inks"))


def _small_text(subject: Subject, scene: Scene) -> Iterator[Finding]:
    seen: set[object] = set()
    for run in scene.runs:
        if run.size <= SMALL and run.ink not in _BLACK and run.text.strip() and (run.page, run.ink) not in seen:
            seen.add((run.page, run.ink))
            message = say("{name}, page {page}: '{words}' in {size} pt is not in black ink alone",
                          name=subject.name, page=run.page + 1, words=run.text.strip()[:24],
                          size=f"{run.size:.1f}")  # fmt: skip
            hint = say("white text has 14 pt at least; other small text is turned black by itself")
            yield subject.fault("leaflet-press-small-text", message, hint)


def _edges(subject: Subject, scene: Scene, pages: int) -> Iterator[Finding]:
    """What is painted across the edge of the bleed, colours that end at the cut, and pages without marks."""
    bleed, trim = box_of(subject.form, BLEED), box_of(subject.form, 0)
    marked = dict.fromkeys(range(pages), 0)
    for paint in scene.paints:
        box = _seen(paint)
        if box is None:
            continue
        if meet(box, bleed) is None:
            marked[paint.page] += 1
        elif not within(box, bleed, _SLACK / POINT):
            message = say("{name}, page {page}: something is painted across the edge of the bleed",
                          name=subject.name, page=paint.page + 1)  # fmt: skip
            yield subject.fault("leaflet-press-marks", message, say("make the file with `scripts/guide leaflets`"))
        elif not paint.stroke and paint.ink not in _PAPER and _ends_at(box, trim, bleed):
            message = say("{name}, page {page}: a colour ends at the cut and would leave a white edge",
                          name=subject.name, page=paint.page + 1)  # fmt: skip
            yield subject.fault("leaflet-press-bleed", message, say("let it go on for 3 mm in the form's style sheet"))
    for page in (page for page, count in marked.items() if count < 8):
        message = say("{name}, page {page}: marks for cutting are missing", name=subject.name, page=page + 1)
        yield subject.fault("leaflet-press-marks", message, say("make the file with `scripts/guide leaflets`"))


def _seen(paint: Paint) -> Box | None:
    """What `paint` can reach at most; a line has a little width."""
    left, bottom, right, top = paint.shape.box
    found: Box | None = (left - 0.05, bottom - 0.05, right + 0.05, top + 0.05)
    for clip in paint.clips:
        found = meet(found, clip.box) if found is not None else None
    return found


def _ends_at(box: Box, trim: Box, bleed: Box) -> bool:
    """Whether an edge of `box` lies near the cut without reaching the bleed's edge."""
    near, slack = _NEAR / POINT, _SLACK / POINT
    low = any(bleed[side] + slack < box[side] < trim[side] + near for side in (0, 1))
    return low or any(trim[side] - near < box[side] < bleed[side] - slack for side in (2, 3))
