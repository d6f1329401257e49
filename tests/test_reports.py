"""Reporters: findings in, text out, as editors, GitHub and other programs read it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from payguide.model.findings import Finding, Location, Severity
from payguide.reports import FORMATS, render
from payguide.reports.terminal import width

PLACE = Location("docs/zh/a.md", 2, 4)
FINDING = Finding(
    "link-anchor-missing", Severity.ERROR, PLACE, "no such section", "did you mean 'one'?", Location("b.md")
)


def make(root: Path, text: str = "# 甲\n看一[下](x)\n") -> None:
    path = root / "docs/zh/a.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_terminal_line_hint_and_summary(tmp_path: Path) -> None:
    make(tmp_path)
    assert render([FINDING], "terminal", tmp_path) == (
        "docs/zh/a.md:2:4: error: no such section [link-anchor-missing]\n"
        "    | 看一[下](x)\n"
        "    |      ^\n"
        "    did you mean 'one'?\n"
        "    see b.md:1:1\n"
        "\n"
        "1 error in 1 file\n"
        "  1  link-anchor-missing\n"
    )


@pytest.mark.parametrize(("text", "cells"), [("ab", 2), ("中文", 4), ("e\u0301", 1), ("（", 2), ("a\u200b", 1)])
def test_width_in_cells(text: str, cells: int) -> None:
    assert width(text) == cells


def test_terminal_cuts_long_lines_around_the_caret(tmp_path: Path) -> None:
    make(tmp_path, "x\n" + "中" * 200 + "!" + "文" * 200 + "\n")
    finding = Finding("r", Severity.NOTE, Location("docs/zh/a.md", 2, 201), "m")
    shown = render([finding], "terminal", tmp_path).splitlines()
    assert width(shown[1][: shown[1].index("!")]) == shown[2].index("^")
    assert width(shown[1]) < 220


def test_terminal_without_the_file_and_with_steering_characters(tmp_path: Path) -> None:
    finding = Finding("r", Severity.WARNING, Location("gone.md", 3, 1), "bad \x1b[31m\nname")
    text = render([finding], "terminal", tmp_path)
    assert text.startswith("gone.md:3:1: warning: bad \ufffd[31m name [r]\n\n1 warning in 1 file")


def test_terminal_colour_only_when_wanted(tmp_path: Path) -> None:
    assert "\x1b[" not in render([FINDING], "terminal", tmp_path)
    assert "\x1b[31;1merror\x1b[0m" in render([FINDING], "terminal", tmp_path, colour=True)


def test_terminal_clean(tmp_path: Path) -> None:
    assert render([], "terminal", tmp_path) == "no findings\n"


def test_terminal_gives_advice_last(tmp_path: Path) -> None:
    finding = Finding("fact-unknown", Severity.ERROR, PLACE, "m")
    assert render([finding], "terminal", tmp_path).splitlines()[-1].startswith("advice: scripts/guide facts list")


def test_github_escapes(tmp_path: Path) -> None:
    finding = Finding("r", Severity.WARNING, Location("a,b:c.md", 1, 2), "50% off\n::error::x", "hint")
    assert render([finding], "github", tmp_path).splitlines()[0] == (
        "::warning file=a%2Cb%3Ac.md,line=1,col=2,title=r::50%25 off%0A::error::x%0Ahint"
    )


def test_github_shows_ten_of_a_kind_and_points_to_the_log(tmp_path: Path) -> None:
    findings = [Finding("r", Severity.ERROR, Location("a.md", line), f"m{line}") for line in range(1, 13)]
    findings.append(Finding("r", Severity.NOTE, Location("a.md", 20), "::error::not a command"))
    lines = render(findings, "github", tmp_path).splitlines()
    assert sum(line.startswith("::error") for line in lines) == 10
    assert "3 more findings" in next(line for line in lines if "title=more findings" in line)
    assert sum(line.startswith("::notice") for line in lines) == 1
    assert "a.md:12:1: error: m12 [r]" in lines


def test_json_is_what_others_rely_on(tmp_path: Path) -> None:
    report = json.loads(render([FINDING], "json", tmp_path))
    assert report == {
        "findings": [
            {
                "rule": "link-anchor-missing",
                "severity": "error",
                "path": "docs/zh/a.md",
                "line": 2,
                "column": 4,
                "message": "no such section",
                "hint": "did you mean 'one'?",
                "related": {"path": "b.md", "line": 1, "column": 1},
            }
        ],
        "summary": {"total": 1, "errors": 1, "warnings": 0, "notes": 0, "rules": {"link-anchor-missing": 1}},
    }


def test_every_format_can_say_nothing(tmp_path: Path) -> None:
    for name in FORMATS:
        assert render([], name, tmp_path)
