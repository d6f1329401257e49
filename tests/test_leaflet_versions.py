"""Versions: a new one exactly when the words change, and a history that is written by a command."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from leaflet_project import Project, copy_project
from payguide.leaflets import current_words, stamp_versions
from payguide.model.printed import PRINTED_FILE, load_printed

CARDS = "site/en/pay/cards/index.html"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    project = copy_project(tmp_path)
    (project.root / PRINTED_FILE).unlink()
    return project


def stamp(project: Project, month: int, day: int) -> list[str]:
    written, findings = stamp_versions(project.root, project.site, date(2026, month, day))
    assert not findings
    return written


def test_a_version_is_added_exactly_when_words_change(project: Project) -> None:
    assert stamp(project, 11, 23) == ["visitor"]
    first = (project.root / PRINTED_FILE).read_bytes()
    assert stamp(project, 11, 24) == [] and (project.root / PRINTED_FILE).read_bytes() == first
    project.edit(CARDS, "Keep the receipt", "Keep every receipt")
    assert stamp(project, 12, 1) == ["visitor"]
    history, findings = load_printed(project.root)
    new, old = history["visitor"]
    assert not findings and (new.version, new.date, old.version, old.date) == (2, "2026-12-01", 1, "2026-11-23")
    assert new.digest["zh"] == old.digest["zh"] and new.digest["en"] != old.digest["en"]
    changed = {part for part, digest in new.parts["en"].items() if old.parts["en"].get(part) != digest}
    assert changed == {"pay/cards#steps"}


def test_a_fault_keeps_the_history_as_it_is(project: Project) -> None:
    stamp(project, 11, 23)
    before = (project.root / PRINTED_FILE).read_bytes()
    (project.site / "en/pay/cards/index.html").unlink()
    written, findings = stamp_versions(project.root, project.site, date(2026, 12, 1))
    assert not written and {finding.rule for finding in findings} == {"leaflet-section-missing"}
    assert (project.root / PRINTED_FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("old", "new"), [("version: 1", "version: one"), ('date: "2026', 'date: "26'), ("digest: {", "digests: {")]
)
def test_a_damaged_history_is_found_at_its_line(project: Project, old: str, new: str) -> None:
    stamp(project, 11, 23)
    project.edit(PRINTED_FILE, old, new)
    history, (finding,) = load_printed(project.root)
    assert history == {} and (finding.rule, finding.location.line) == ("data-invalid", 2)


@pytest.mark.slow
def test_a_stale_sheet_is_a_warning_and_version_is_printed(project: Project) -> None:
    stamp(project, 11, 23)
    project.only("en")
    assert project.build().findings == []
    project.edit(CARDS, "Keep the receipt", "Keep every receipt")
    pack = project.build()
    assert ["version 1" in item.message for item in pack.findings] == [True]
    families, _ = current_words(project.root, project.site)
    assert set(families) == {"visitor"}
