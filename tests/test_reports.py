"""Reporters: findings in, text out, as editors, GitHub and other programs read it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from jsonschema import Draft7Validator
from selectolax.lexbor import LexborHTMLParser

from conftest import TODAY, MakeSite
from payguide import checks
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.reports import FORMATS, render
from payguide.reports.catalogue import Setting, preferred, translated
from payguide.reports.jobsummary import LIMIT, jobsummary
from payguide.reports.status import status_page, write_status
from payguide.reports.terminal import width
from payguide.sources.built import BuiltSite

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
        "scripts/guide check --explain RULE says what a rule is about\n"
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


@pytest.mark.parametrize("wide", [30, 60, 106])
@pytest.mark.parametrize("column", [1, 12, 60, 101])
def test_terminal_lines_fit_and_the_caret_is_right(tmp_path: Path, wide: int, column: int) -> None:
    line = "\t看一e\u0301下（x）" + "付款 cards " * 11
    make(tmp_path, f"x\n{line}\n")
    finding = Finding("r", Severity.NOTE, Location("docs/zh/a.md", 2, column), "m")
    shown, caret = render([finding], "terminal", tmp_path, wide=wide).splitlines()[1:3]
    assert width(shown) <= wide
    cells = [(width(shown[:index]), char) for index, char in enumerate(shown)]
    assert (caret.index("^"), line[column - 1].replace("\t", " ")) in cells


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


SAID = Finding(
    "heading-level-skipped",
    Severity.WARNING,
    PLACE,
    say("the heading level goes from {before} to {level}; screen readers announce a gap", before=2, level=4),
    say("write it with {marks}", marks="###"),
    Location("b.md"),
)


def test_terminal_in_chinese(tmp_path: Path) -> None:
    make(tmp_path)
    lines = render([SAID], "terminal", tmp_path, language="zh").splitlines()
    assert lines[0] == ("docs/zh/a.md:2:4: 警告: 标题从 2 级跳到 4 级；读屏软件会提示缺级 [heading-level-skipped]")
    assert "    用 ### 来写" in lines and "    参见 b.md:1:1" in lines
    assert "1 个文件中有 1 个警告" in lines


def test_a_plain_text_stays_as_it_is_in_any_language() -> None:
    assert translated([FINDING], "zh")[0].message == "no such section"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "zh_TW"}, "zh"),
        ({"LANG": "", "LC_ALL": "zh"}, "zh"),
        ({"LANG": "fr_FR"}, "en"),
    ],
)
def test_language_of_the_environment(environment: dict[str, str], language: str) -> None:
    assert preferred(environment) == language


SCHEMA = Path(__file__).parent / "fixtures" / "sarif-schema-2.1.0.json"


def sarif(findings: list[Finding], root: Path, language: str = "en") -> dict[str, Any]:
    """The run of a report that is valid against the schema of OASIS."""
    report = json.loads(render(findings, "sarif", root, language=language))
    errors = Draft7Validator(json.loads(SCHEMA.read_text("utf-8"))).iter_errors(report)
    assert not [f"{error.json_path}: {error.message}" for error in errors]
    run: dict[str, Any] = report["runs"][0]
    return run


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sarif_is_valid_and_explains_its_rules(tmp_path: Path, language: str) -> None:
    make(tmp_path)
    unknown = Finding("no-such-rule", Severity.NOTE, Location("no such, file#1.md", 3, 9), "m")
    run = sarif([FINDING, SAID, unknown], tmp_path, language)
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["heading-level-skipped", "link-anchor-missing", "no-such-rule"]
    markdown = rules[0]["help"]["markdown"]
    assert "\n\n- **Bad:** `## Pay` then" in markdown and "\n- **Good:** `## Pay` then" in markdown
    assert "To excuse:" in rules[0]["help"]["text"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [f.rule for f in (FINDING, SAID, unknown)]
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]
    related = run["results"][0]["relatedLocations"][0]["physicalLocation"]
    assert related["artifactLocation"] == {"uri": "b.md", "uriBaseId": "%SRCROOT%"}
    last = run["results"][2]["locations"][0]["physicalLocation"]
    assert last["artifactLocation"]["uri"] == "no%20such%2C%20file%231.md"


def test_sarif_of_nothing_is_valid(tmp_path: Path) -> None:
    assert sarif([], tmp_path)["results"] == []


def test_sarif_of_every_rule_is_valid(tmp_path: Path) -> None:
    rules = [Finding(rule, Severity.ERROR, PLACE, "m") for rule in checks.RULES]
    assert len(sarif(rules, tmp_path)["tool"]["driver"]["rules"]) == len(rules)


@pytest.mark.parametrize(
    ("line", "column", "units"), [("看一[下](x)", 4, 4), ("𠮷野家 a", 5, 6), ("👩‍👩‍👧 !", 7, 10), ("短", 9, 9)]
)
def test_sarif_counts_columns_in_utf16(tmp_path: Path, line: str, column: int, units: int) -> None:
    make(tmp_path, f"x\n{line}\n")
    finding = Finding("r", Severity.ERROR, Location("docs/zh/a.md", 2, column), "m")
    region = sarif([finding], tmp_path)["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 2, "startColumn": units}


def test_sarif_fingerprints_know_a_finding_again(tmp_path: Path) -> None:
    def prints(text: str, *lines: int) -> list[str]:
        make(tmp_path, text)
        found = [Finding("r", Severity.ERROR, Location("docs/zh/a.md", line), "m") for line in lines]
        return [result["partialFingerprints"].popitem()[1] for result in sarif(found, tmp_path)["results"]]

    first = prints("# a\nsame\nsame\n", 2, 3)
    assert len(set(first)) == 2
    assert prints("# a\n\nnew\n\n  same\nsame\n", 5, 6) == first
    assert prints("# a\nother\n", 2)[0] not in first


def test_names_of_files_may_be_no_text(tmp_path: Path) -> None:
    finding = Finding("r", Severity.ERROR, Location("docs/\udcff.md"), "'\udcff' is no name")
    for name in FORMATS:
        assert render([finding], name, tmp_path).encode("utf-8")
    uri = sarif([finding], tmp_path)["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "docs/%FF.md"


def test_junit_has_a_test_for_every_rule(tmp_path: Path) -> None:
    root = ElementTree.fromstring(render([FINDING, SAID], "junit", tmp_path))
    cases = {str(case.get("name")).partition(":")[0]: case for case in root.iter("testcase")}
    assert set(checks.RULES) <= set(cases)
    assert root.get("tests") == str(len(cases)) and root.get("failures") == "1"
    failure = cases["link-anchor-missing"].find("failure")
    assert failure is not None and failure.get("message") == "1 error in 1 file"
    assert "docs/zh/a.md:2:4: error: no such section" in str(failure.text)
    warned = cases["heading-level-skipped"]
    assert warned.find("failure") is None and "screen readers" in str(warned.findtext("system-out"))
    assert not list(cases["link-case"])


def test_junit_with_unknown_rules_and_impossible_characters(tmp_path: Path) -> None:
    found = Finding("new-rule", Severity.ERROR, Location("a.md"), "bad \x00 \x1b ]]> & <b>")
    root = ElementTree.fromstring(render([found], "junit", tmp_path))
    case = next(case for case in root.iter("testcase") if case.get("name") == "new-rule")
    assert "bad \ufffd \ufffd ]]> & <b>" in str(case.findtext("failure"))


def test_job_summary_counts_and_escapes(tmp_path: Path) -> None:
    found = [Finding("link-case", Severity.WARNING, PLACE, "a | b\n<script>`x`", "*hint*"), FINDING]
    page = jobsummary(found, Setting(tmp_path))
    lines = page.splitlines()
    assert lines[0] == "### Documentation check: 1 error, 1 warning in 1 file"
    assert "| 1 | `link-case` | a link differs from the file's name in capital letters |" in lines
    rows = [line for line in lines if line.startswith(("| error", "| warning"))]
    assert rows[0].startswith("| error | docs/zh/a.md:2 | no such section<br>did you mean 'one'?")
    assert rows[1].endswith("a \\| b \\<script\\>\\`x\\`<br>\\*hint\\* |")


def test_job_summary_is_short(tmp_path: Path) -> None:
    found = [Finding("link-case", Severity.ERROR, Location("a.md", line), "m") for line in range(1, 3000)]
    page = jobsummary(found, Setting(tmp_path, language="zh"))
    assert page.count("\n| 错误 |") == LIMIT and f"还有 {2999 - LIMIT} 个问题" in page
    assert jobsummary([], Setting(tmp_path)) == "### Documentation check: no findings\n\n"


PAGES = {
    "zh/a.md": "# 甲\n\n## 一 { #one }\n\n文字。\n",
    "en/a.md": "# A\n\n## One { #one }\n\nText.\n",
    "zh/b.md": "# 乙 <b>\n",
    "zh/c.md": "# 丙\n",
    "en/c.md": "# C\n\n[x](gone.md)\n",
}


def test_status_page_shows_every_page_in_every_language(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site(PAGES)
    html = status_page(site, checks.run(site))
    page = LexborHTMLParser(html)
    rows = {row.css("th")[0].css(".slug")[0].text(): row.css("td") for row in page.css("tbody tr")}
    states = {slug: [cell.attributes["class"] for cell in cells] for slug, cells in rows.items()}
    assert states == {
        "a": ["done", "done"],
        "b": ["done", "missing"],
        "c": ["done", "errors"],
        "index": ["done", "done"],
    }
    assert [link.attributes["href"] for link in rows["a"][1].css("a")] == ["../en/a/"]
    assert "乙 <b>" not in html and "English：写出这些页面：b" in html
    assert page.css("html")[0].attributes["lang"] == "zh-CN"
    assert page.css('meta[name="robots"]')[0].attributes["content"] == "noindex, nofollow"
    assert not page.css("script, link, img, [style]")
    assert status_page(site, checks.run(site)) == html


def test_status_page_is_not_judged_as_a_page_of_the_guide(make_site: MakeSite, tmp_path: Path) -> None:
    site = make_site({"site/index.html": '<html lang="zh"><title>x</title>'})
    write_status(tmp_path / "site", site, [])
    assert set(BuiltSite.load(tmp_path / "site", tmp_path).pages) == {"index.html"}
    assert site.today == TODAY
