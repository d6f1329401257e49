"""Whole sites: a good one and a tricky one without findings, and a bad one with exactly the faults that it
marks.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path

import pytest

from conftest import TODAY, fake_data
from payguide.checks import run
from payguide.model.findings import Finding
from payguide.model.site import Site

FIXTURES = Path(__file__).parent / "fixtures"
DATA = {
    "facts": {"card.limit": "confirmed", "card.fee": "single", "card.old": "uncertain"},
    "terms": ["change-pack"],
    "phrases": ["say.01"],
}
_MARK = re.compile(r"expect: ([\w-]+(?:, [\w-]+)*)")


#: Its name has signs that not every tool for archives and histories writes as they are, so tests give it.
_FULL_WIDTH = {"full-width-name.md": "文件（一）.md"}


def _found(root: Path) -> list[Finding]:
    found = run(Site.load(root, today=TODAY, data=fake_data(DATA)))
    return [finding for finding in found if finding.rule != "fact-unused"]  # one registry serves all three sites


def _marked(root: Path) -> Counter[tuple[str, int, str]]:
    """The findings that the files of a fixture ask for. A mark in a line of its own speaks of the line above
    it.
    """
    marks: Counter[tuple[str, int, str]] = Counter()
    for path in [root / "mkdocs.yml", *root.rglob("*.md")]:
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            match = _MARK.search(line)
            if match:
                above = number - 1
                while line.lstrip().startswith("<!--") and not lines[above - 1].strip():
                    above -= 1
                place = above if line.lstrip().startswith("<!--") else number
                for rule in match[1].split(", "):
                    marks[path.relative_to(root).as_posix(), place, rule] += 1
    return marks


@pytest.mark.parametrize("name", ["site-good", "tricky"])
def test_nothing_is_found_where_nothing_is_wrong(name: str, tmp_path: Path) -> None:
    root = shutil.copytree(FIXTURES / name, tmp_path / name)
    for path in list(root.rglob("*.md")):
        path.rename(path.with_name(_FULL_WIDTH.get(path.name, path.name)))
    assert _found(root) == []


def test_every_marked_fault_is_found_and_nothing_else() -> None:
    found = Counter((f.location.path, f.location.line, f.rule) for f in _found(FIXTURES / "site-bad"))
    wanted = _marked(FIXTURES / "site-bad")
    assert found - wanted == Counter(), "false alarms"
    assert wanted - found == Counter(), "missed"
