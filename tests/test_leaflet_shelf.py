"""Finished sheets are kept: nothing is made twice, a damaged copy is ignored, and the folder stays small."""

from __future__ import annotations

from pathlib import Path

import pytest

from leaflet_project import URL, Here, Project, copy_project
from payguide.leaflets import Pack, make_pack
from payguide.leaflets.shelf import Shelf


def build(project: Project) -> tuple[Pack, int]:
    """The pack and how many sheets were made for it."""
    here = Here()
    shelf = project.root / "shelf"
    pack = make_pack(project.root, project.site, project.root / "out", URL, here, outputs=("office",), shelf=shelf)
    return pack, here.done


@pytest.mark.slow
def test_an_unchanged_sheet_costs_nothing(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    first, made = build(project)
    assert made == 2
    again, made = build(project)
    assert made == 0 and again.findings == first.findings
    assert [sheet.made for sheet in again.sheets] == [sheet.made for sheet in first.sheets]
    project.edit("site/en/pay/cards/index.html", "Keep the receipt", "Keep every receipt")
    _, made = build(project)
    assert made == 1
    project.edit("overrides/leaflets/trifold.css", "44pt", "43pt")
    _, made = build(project)
    assert made == 2
    for path in (project.root / "shelf").iterdir():
        path.write_bytes(path.read_bytes()[:-1])
    last, made = build(project)
    assert made == 2 and [sheet.made is not None for sheet in last.sheets] == [True, True]


@pytest.mark.slow
def test_a_page_that_changed_elsewhere_renders_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path)
    first, _ = build(project)
    project.edit("site/en/pay/cards/index.html", "</body>", "<footer>new</footer></body>")
    monkeypatch.setattr("payguide.leaflets.sheet._render", None)
    again, made = build(project)
    assert made == 1 and [sheet.made for sheet in again.sheets] == [sheet.made for sheet in first.sheets]


@pytest.mark.slow
def test_a_sheet_with_a_fault_is_made_again(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    project.only("en")
    project.edit("site/en/pay/cards/index.html", "Keep the receipt", "Keep" + "receipts" * 12)
    for _ in range(2):
        pack, made = build(project)
        assert made == 1 and any("mm too wide" in item.message for item in pack.findings)


def test_a_shelf_forgets_what_was_not_used_for_longest(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "shelf")
    for key in ("a", "b", "c"):
        shelf.put(key, key.encode() * 1000)
    assert shelf.get("a") == b"a" * 1000 and shelf.get("nothing") is None
    shelf.prune(2500)
    assert (shelf.get("b"), shelf.get("a"), shelf.get("c")) == (None, b"a" * 1000, b"c" * 1000)


def test_a_shelf_that_cannot_be_written_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    shelf = Shelf(tmp_path / "file" / "shelf")
    shelf.put("a", b"a")
    assert shelf.get("a") is None
    shelf.prune()


def test_others_may_not_write_to_what_is_trusted(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf.put("a", b"a")
    (tmp_path / "a").chmod(0o666)
    assert shelf.get("a") is None
