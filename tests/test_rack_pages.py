"""The list of printed sheets on the site, and the small file by which a paper is recognised as old."""

from __future__ import annotations

import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import yaml

from leaflet_project import URL, Project, copy_project
from payguide.leaflets import make_pack
from payguide.model.leaflets import load_leaflets
from payguide.model.printed import Version, load_printed, save_printed
from payguide.rendering.rack import Rack

ROOT = Path(__file__).resolve().parents[1]
NAMES = {"zh": "中文", "en": "English"}


def rack(locale: str = "en", base: str = "../../leaflets/") -> Rack:
    leaflets, findings = load_leaflets(ROOT)
    assert not findings
    strings = yaml.safe_load((ROOT / f"docs/_data/strings/{locale}.yml").read_text(encoding="utf-8"))
    history = {leaflet.id: (Version(3, "2026-05-04"), Version(2, "2026-01-02")) for leaflet in leaflets}
    return Rack({leaflet.id: leaflet for leaflet in leaflets}, history, locale, NAMES, strings, base)


def test_every_sheet_shows_its_picture_files_and_version_in_all_languages() -> None:
    html = rack().show()
    assert 'src="../../leaflets/pictures/visitor-en.webp"' in html
    for file in ("visitor-zh.pdf", "visitor-en.pdf", "press/visitor-en.pdf"):
        assert f'href="../../leaflets/{file}"' in html
    assert "Version 3, 4 May 2026" in html and "flip on short edge" in html and "fold in three" in html
    assert re.search(r'width="480" height="339"', html), "the picture's size keeps the page from jumping"


def test_the_table_of_versions_names_every_edition_once() -> None:
    html = rack("zh").versions()
    assert html.count('lang="en">visitor-zh</th>') == 1 and html.count('lang="en">visitor-en</th>') == 1
    assert "第3版，2026年5月4日" in html


@pytest.mark.parametrize(
    ("slug", "file"),
    [("pay/cards", "page-pay-cards-en.pdf"), ("index", "page-index-en.pdf"), ("about/sources", ""), ("leaflets", "")],
)
def test_pages_lead_to_their_large_print_edition_if_they_have_one(slug: str, file: str) -> None:
    assert rack().large(slug) == (f"../../leaflets/{file}" if file else "")


@pytest.fixture(scope="module")
def printed_twice(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose visitor leaflet was printed, changed, and printed again later."""
    project = copy_project(tmp_path_factory.mktemp("twice"))
    history, _ = load_printed(project.root)
    newest = history["visitor"][0]
    parts = {code: {**table, "pay/cards#steps": "000000000000", "gone/page#x": "111111111111"}
             for code, table in newest.parts.items()}  # fmt: skip
    older = Version(1, "2026-01-02", newest.digest, parts)
    later = Version(2, "2026-05-04", newest.digest, newest.parts)
    save_printed(project.root, {**history, "visitor": (later, older)})
    with ThreadPoolExecutor(1) as executor:
        make_pack(project.root, project.site, project.root / "out", URL, executor)
    return project


def test_two_prints_of_different_dates_can_be_told_apart(printed_twice: Project) -> None:
    known = json.loads((printed_twice.root / "out/versions.json").read_text(encoding="utf-8"))
    sheet = known["visitor-en"]
    assert (sheet["version"], sheet["date"], sheet["file"]) == (2, "2026-05-04", "visitor-en.pdf")
    assert sheet["former"]["1"] == {"date": "2026-01-02", "changed": ["Pay by card"], "gone": 1}
    assert known["visitor-zh"]["former"]["1"]["changed"] == ["刷卡付款"]
