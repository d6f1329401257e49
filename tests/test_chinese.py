"""Reports in Chinese: no finding of any case has an English sentence left in it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from conftest import MakeSite
from payguide.model.data import load_data
from payguide.model.findings import Finding
from payguide.publish.complaints import complaints, crash
from payguide.rendering.macros import Macros, expand
from payguide.reports.catalogue import translated
from test_cases import FILES, found_in, read_case
from test_data import FACT
from test_rendering import DATA

#: What is quoted or copied: words of pages and of programs, code, paths, addresses.
_COPIED = re.compile(
    r"“[^“”]*”|‘[^‘’]*’|「[^」]*」|`[^`]*`|'[^']*'|\"[^\"]*\"|[（(][^（）()]*[)）]|[!-~]*[/_.:#][!-~]*|<[^<>]*>"
)
_SENTENCE = re.compile(r"[A-Za-z]+(?: [a-z]+){2,}")
_HAN = re.compile("[\u4e00-\u9fff]")


def left_in_english(text: str) -> str:
    """The first English sentence in `text`, apart from what it quotes."""
    found = _SENTENCE.search(_COPIED.sub("…", text))
    return found.group() if found else ""


def assert_chinese(findings: Iterable[Finding]) -> None:
    """Fails for a finding that a reader of Chinese would not understand."""
    for finding in translated(findings, "zh"):
        assert _HAN.search(finding.message), finding
        assert not left_in_english(finding.message) and not left_in_english(finding.hint), finding


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_findings_are_chinese(path: Path, make_site: MakeSite) -> None:
    assert_chinese(found_in(read_case(path), make_site))


def test_english_is_seen() -> None:
    assert left_in_english("页面缺失：its readers are shown 中文 text")
    assert not left_in_english(
        "链接“read the fine manual”已失效，见 `scripts/guide check --explain all` 和 docs/en/a.md"
    )


#: Facts that cannot be used, each for another reason.
WRONG_FACTS = (
    "value: five",
    "kind: mony",
    "kind: [money]",
    "label: {zh: 限额}",
    'checked: "2026-13-01"',
    "sources: []",
    "souces: [GOV]",
    "value: {min: 9, max: 3}",
    "- a list: [",
    "unit: dollars\n  unit: CNY",
)


@pytest.mark.parametrize("wrong", WRONG_FACTS)
def test_findings_about_data_are_chinese(tmp_path: Path, wrong: str) -> None:
    facts = tmp_path / "docs/_data/facts/mobile.yml"
    facts.parent.mkdir(parents=True)
    name = wrong.partition(":")[0]
    kept = [line for line in FACT.splitlines() if not line.strip().startswith(f"{name}:")]
    facts.write_text("\n".join([*kept, f"  {wrong}"]) + "\n", encoding="utf-8")
    _, findings = load_data(tmp_path / "docs", tmp_path, ["zh", "en"])
    assert findings
    assert_chinese(findings)


DOC = "WARNING -  Doc file 'en/pay/cards.md' contains a"
LOG = "\n".join(
    (
        f"{DOC} link 'no.md', but the target 'en/pay/no.md' is not found among documentation files.",
        f"{DOC} link 'cash.md#x', but the doc 'en/pay/cash.md' does not contain an anchor '#x'.",
        f"{DOC}n absolute link '/pay/', it was left as is.",
        "WARNING -  A reference to 'no.md' is included in the 'nav' configuration, which is not found in the files.",
        "ERROR   -  Config value 'theme': Unrecognised theme name: 'paper'.",
    )
)


def test_what_the_site_generator_says_is_chinese(tmp_path: Path) -> None:
    found = list(complaints(LOG, tmp_path))
    assert [str(finding.location) for finding in found[:4:3]] == ["docs/en/pay/cards.md:1:1", "mkdocs.yml:1:1"]
    assert_chinese([*found[:4], crash("")])
    assert translated(found, "zh")[4].message.startswith("MkDocs 报告：Config value")


@pytest.mark.parametrize(
    "call", ["fact('no')", "term('no')", "phrase('no')", "icon('no')", "fact(no)", "nothing()", "fact('old')", "term("]
)
def test_wrong_calls_are_said_in_chinese(call: str) -> None:
    _, findings = expand(f"{{{{ {call} }}}}", Macros(DATA, "en", Path("/nowhere")), "docs/en/p.md", 0)
    assert findings
    assert_chinese(findings)
