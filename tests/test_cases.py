"""Every rule against small made sites: one YAML file a case, which says what must be found, and nothing else
may be.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import TODAY, MakeSite
from payguide.checks import MODULES, RULES, language, lengths, outside, paragraphs, references, run, shared, structure
from payguide.checks.external import judge
from payguide.external.collect import collect
from payguide.external.model import Answer, Status
from payguide.model.findings import Finding
from payguide.sources.built import BuiltSite

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.rglob("*.yml"))
#: Rules that compare two languages; cases of other rules may write a page in one of them and a stub in the other.
PAIRED = {rule.id for module in (structure, references, shared, lengths, paragraphs, language) for rule in module.RULES}


def read_case(path: Path) -> dict[str, Any]:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return case


#: Notes on entries that nothing uses: registries made for other rules are full of such entries.
UPKEEP = ("fact-unused", "source-unused")


def _line(finding: Finding) -> str:
    path = finding.location.path.removeprefix("docs/")
    return f"{path}:{finding.location.line} {finding.rule}"


def found_in(case: dict[str, Any], make_site: MakeSite) -> list[Finding]:
    """What all rules find in the made site of `case`."""
    today = case.get("today", TODAY)
    assert isinstance(today, date)
    site = make_site(case["files"], today=today, data=case.get("data"), defaults=case.get("defaults", True))
    folder = site.root / "site"
    built = BuiltSite.load(folder, site.root, site.config.site_url) if folder.is_dir() or case.get("built") else None
    found = run(site, built)
    if "answers" in case:
        answers = {url: Answer(Status(status), 404, "https://new.example/") for url, status in case["answers"].items()}
        found += outside(site, list(judge(collect(site, built), answers)))
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_case(path: Path, make_site: MakeSite) -> None:
    case = read_case(path)
    found = found_in(case, make_site)
    if path.parent.name not in PAIRED:
        expected = {line.rpartition(" ")[2] for line in case["expect"]}
        found = [finding for finding in found if finding.rule not in PAIRED - expected]
    found = [finding for finding in found if finding.rule not in UPKEEP or path.parent.name in UPKEEP]
    assert sorted(_line(finding) for finding in found) == sorted(case["expect"]), "\n".join(map(str, found))


def test_every_rule_has_a_failing_and_a_passing_case() -> None:
    for rule in RULES:
        cases = [read_case(path) for path in (CASES / rule).glob("*.yml")]
        failing = [case for case in cases if any(line.endswith(f" {rule}") for line in case["expect"])]
        passing = [case for case in cases if not any(line.endswith(f" {rule}") for line in case["expect"])]
        assert failing and passing, f"tests/cases/{rule}/ needs a failing and a passing case"


def test_every_folder_of_cases_is_a_rule() -> None:
    assert {path.parent.name for path in FILES} == set(RULES)


def test_rule_ids_are_unique() -> None:
    names = [rule.id for module in MODULES for rule in module.RULES]
    assert len(names) == len(set(names)) == len(RULES)


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__)
def test_every_rule_has_a_manual(module: Any) -> None:
    manual = module.__doc__
    assert "To excuse:" in manual
    for rule in module.RULES:
        assert rule.summary
        _, found, entry = manual.partition(f"\n{rule.id}\n")
        assert found, f"{module.__name__} does not explain {rule.id}"
        part = entry.split("Good:", 1)
        assert "Bad:" in part[0] and len(part) == 2, f"{rule.id} needs a bad and a good line"
