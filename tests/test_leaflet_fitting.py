"""The search for the text size: the same answer wherever it begins, and short where a sheet has hardly changed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from pathlib import Path

import pytest

from leaflet_project import Project, copy_project
from payguide.leaflets.fitting import Fit, fit
from payguide.leaflets.layout import LaidBox, Layout
from payguide.leaflets.rack import TRIFOLD
from payguide.leaflets.rects import Rect
from payguide.leaflets.remembered import recall
from payguide.leaflets.render import Renderer
from payguide.leaflets.shelf import Shelf

SIZES = TRIFOLD.sizes
LIMIT = TRIFOLD.limit("back")
#: By panel the heights in mm at all sizes, largest first: in steps of a line, as text grows.
HEIGHTS = {
    "cover": (120.0, 120.0, 120.0, 120.0, 120.0),
    "inside-1": (231.0, 201.0, 199.0, 199.0, 180.0),
    "inside-2": (90.0, 90.0, 80.0, 80.0, 80.0),
    "inside-3": (0.0, 0.0, 0.0, 0.0, 0.0),
    "back": (300.0, 290.0, 280.0, 270.0, 260.0),
    "flap": (205.0, 200.0, 195.0, 190.0, 185.0),
}
RIGHT = {"cover": 14, "inside-1": 13, "inside-2": 13, "inside-3": 13, "back": 12, "flap": 13.5}


def found(start: Mapping[str, float], known: frozenset[str] = frozenset()) -> tuple[Fit, int]:
    """The answer of a search that begins at `start`, and how often it laid the sheet out."""
    asked: list[tuple[float, ...]] = []

    def lay_out(sizes: Mapping[str, float]) -> Layout:
        asked.append(tuple(sizes.values()))
        boxes = []
        for name, size in sizes.items():
            number, rect = TRIFOLD.panel(name)
            height = HEIGHTS[name][SIZES.index(size)]
            boxes.append(LaidBox(number, name, "block", "", Rect(rect.x, 0, rect.width, height)))
        return Layout(tuple(sizes.items()), 2, tuple(boxes), ())

    answer = fit(TRIFOLD, lay_out, start, known)
    assert answer.layout.document == tuple(answer.sizes.items())
    return answer, len(asked)


def test_the_answer_is_the_same_wherever_the_search_begins() -> None:
    for sizes in product(SIZES, repeat=3):
        start = dict(zip(("inside-1", "back", "flap"), sizes, strict=True))
        answer, times = found(start)
        assert answer.sizes == RIGHT and times <= 6, start
        assert answer.free["inside-1"] == 1 and answer.free["back"] == -60
    assert found({})[0].sizes == found({"flap": 99.0})[0].sizes == RIGHT


def test_what_was_found_before_for_the_same_text_is_laid_out_once() -> None:
    groups = frozenset(group[0] for group in TRIFOLD.groups)
    assert found(RIGHT, groups)[1] == 1
    answer, times = found(RIGHT, groups - {"flap"})
    assert answer.sizes == RIGHT and times == 2
    too_large = {**RIGHT, "flap": 14.0, "inside-1": 14.0}
    assert found(too_large, groups)[0].sizes == RIGHT


def pdf(project: Project, shelf: Path | None) -> bytes:
    pack = project.build(shelf=shelf)
    assert pack.sheets[0].made is not None
    return pack.sheets[0].made.files["office"]


@pytest.mark.slow
def test_a_changed_sheet_has_the_same_bytes_with_and_without_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project, shelf = copy_project(tmp_path), tmp_path / "shelf"
    project.only("en")
    asked: list[object] = []
    original = Renderer.layout

    def layout(self: Renderer, *arguments: object, **options: object) -> Layout:
        asked.append(arguments)
        return original(self, *arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Renderer, "layout", layout)
    pdf(project, shelf)
    for old, new in (("Keep the receipt", "Keep every receipt"), ("Keep every receipt", "Keep it. " * 30)):
        project.edit("site/en/pay/cards/index.html", old, new)
        asked.clear()
        remembered = pdf(project, shelf)
        with_memory = len(asked)
        assert remembered == pdf(project, None)
        assert with_memory < len(asked) - with_memory or with_memory <= 2


def test_nothing_is_remembered_of_what_was_never_made(tmp_path: Path) -> None:
    before = recall(Shelf(tmp_path), "visitor-en", TRIFOLD, "<html lang=en>", "state")
    assert not before.sizes and not before.known
