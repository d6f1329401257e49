"""Leaflets tried with longer text, before anybody translates them."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from leaflet_project import copy_project
from payguide.cli.printing import leaflets
from payguide.leaflets.longer import longer


@pytest.mark.parametrize(
    ("text", "more"),
    [
        ("Insert your card.\n", "Insert your card. Insert\n"),
        ("Page {n} of {m}", "Page {n} of {m} Pa"),
        ("可以付现金吗？", "可以付现金吗？可以"),
        ("12345", "12345"),
        (" · ", " · "),
        ("", ""),
    ],
)
def test_text_is_made_longer_by_its_own_words(text: str, more: str) -> None:
    assert longer(text, 0.4) == more


def test_any_text_grows_by_as_much_as_was_asked_for() -> None:
    text = "Look for the mark of your card on the machine, then insert it."
    for share in (0.1, 0.4, 1.0, 2.0):
        assert len(longer(text, share)) == pytest.approx(len(text) * (1 + share), abs=3)


def run(root: Path, *options: str) -> Result:
    return CliRunner().invoke(leaflets, ["--root", str(root), *options])


@pytest.mark.slow
def test_the_command_tells_the_room_left_and_writes_nothing(tmp_path: Path) -> None:
    root = copy_project(tmp_path).root
    before = sorted(tmp_path.rglob("*"))
    little, much = (run(root, "--longer", percent, "--locale", "en") for percent in ("1", "150"))
    assert (little.exit_code, much.exit_code) == (0, 0), much.output
    assert little.output.startswith("visitor-en  cover 14 pt (") and "too high" not in little.output
    assert "inside-1 12 pt (" in much.output and "mm too high), " in much.output
    assert "note: visitor-en (trifold), panel 'inside-1'" in much.output and "5 notes" in much.output
    assert sorted(tmp_path.rglob("*")) == before
