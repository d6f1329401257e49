"""`scripts/guide check` as people, pipelines and other repositories run it."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from click.testing import CliRunner, Result

from conftest import DEFAULTS, write_files
from guide_site import ROOT
from payguide.checks import RULES
from payguide.cli import cli
from payguide.reports.manuals import manuals

BROKEN = {"zh/a.md": "# 甲\n\n[下一页](gone.md)\n", "en/a.md": "# A\n\n[The next page](gone.md)\n\n#### Deep\n"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    write_files(tmp_path, {**DEFAULTS, **BROKEN})
    return tmp_path


def check(*args: str | Path, **environment: str) -> Result:
    # What the machine that runs the tests is set to must not matter.
    plain = dict.fromkeys(("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "LC_ALL", "LC_MESSAGES", "LANG"))
    return CliRunner().invoke(cli, ["check", *map(str, args)], env={**plain, **environment})


def test_findings_end_with_status_1_and_advice(project: Path) -> None:
    result = check("--root", project)
    assert result.exit_code == 1
    assert "docs/en/a.md:3:1: error: link to 'gone.md'" in result.output
    assert "scripts/guide check --explain RULE" in result.output


def test_language_by_option_and_by_environment(project: Path) -> None:
    chinese = check("--root", project, "--lang", "zh").output
    assert "错误: 链接指向“gone.md”" in chinese and "个文件中" in chinese
    assert check("--root", project, LANG="zh_CN.UTF-8").output == chinese
    assert check("--root", project, "--lang", "en", LANG="zh_CN.UTF-8").output == check("--root", project).output


def test_output_is_written_to_a_file_and_summed_up(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "check.sarif"
    result = check("--root", project, "--format", "sarif", "--output", target, "--only", "link-target-missing")
    assert result.exit_code == 1
    assert re.fullmatch(r"2 errors in 2 files → .*check\.sarif\n", result.output)
    assert json.loads(target.read_text("utf-8"))["version"] == "2.1.0"


def test_every_format_is_printed_whole(project: Path) -> None:
    assert json.loads(check("--root", project, "--format", "json").output)["summary"]["errors"] == 2
    assert json.loads(check("--root", project, "--format", "sarif").output)["runs"][0]["results"]
    assert ElementTree.fromstring(check("--root", project, "--format", "junit").output).get("failures") == "1"
    assert "::error file=docs/en/a.md,line=3" in check("--root", project, "--format", "github").output


def test_on_github_annotations_and_a_summary_of_the_job(project: Path, tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    page.write_text("before\n", encoding="utf-8")
    result = check("--root", project, GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(page))
    assert "::error file=docs/en/a.md" in result.output
    text = page.read_text("utf-8")
    assert text.startswith("before\n### Documentation check: 2 errors") and "`link-target-missing`" in text


def rules(result: Result) -> set[str]:
    return set(json.loads(result.output)["summary"]["rules"])


def test_only_and_skip_choose_rules(project: Path) -> None:
    everything = rules(check("--root", project, "--format", "json"))
    assert everything >= {"link-target-missing", "heading-level-skipped"}
    only = check("--root", project, "--format", "json", "--only", "heading-level-skipped")
    assert rules(only) == {"heading-level-skipped"} and only.exit_code == 0
    skipped = check("--root", project, "--format", "json", "--skip", "link-target-missing")
    assert rules(skipped) == everything - {"link-target-missing"}
    assert rules(check("--root", project, "--format", "json", "--only", "link-case")) == set()


def test_a_choice_of_rules_hides_no_void_result(tmp_path: Path) -> None:
    write_files(tmp_path, {"mkdocs.yml": DEFAULTS["mkdocs.yml"]})
    result = check("--root", tmp_path, "--format", "json", "--only", "link-case")
    assert rules(result) == {"pages-missing"} and result.exit_code == 1


@pytest.mark.parametrize("option", ["--only", "--skip", "--explain"])
def test_a_wrong_name_of_a_rule_is_refused_with_the_nearest(project: Path, option: str) -> None:
    result = check("--root", project, option, "link-anchor-mising")
    assert result.exit_code == 2
    assert "there is no rule 'link-anchor-mising'; did you mean 'link-anchor-missing'" in result.output


def test_a_wrong_name_that_is_near_to_nothing() -> None:
    assert "check --explain all" in check("--explain", "zzz").output
    assert "“zzz”" in check("--explain", "zzz", "--lang", "zh").output


@pytest.mark.parametrize("rule", sorted(RULES))
def test_every_rule_can_be_explained(rule: str) -> None:
    result = check("--explain", rule)
    assert result.exit_code == 0
    head, _, rest = result.output.partition("\n\n")
    assert head.startswith(f"{rule} (") and head.endswith(RULES[rule].summary)
    assert "\nBad: " in rest and "\nGood: " in rest and "To excuse:" in rest


def test_all_rules_are_listed_with_summaries_in_either_language() -> None:
    lines = check("--explain", "all").output.splitlines()
    assert [line.split()[0] for line in lines] == list(manuals())
    assert re.search(r"^link-case +链接与文件名大小写不一致$", check("--explain", "all", "--lang", "zh").output, re.M)


def test_every_finding_of_other_stages_has_a_manual() -> None:
    named = re.compile(
        r"""(?:Finding\(\s*|fault\(\s*|error\(\s*|finding\(\s*|^RULE = |rule = )"([a-z]+(?:-[a-z]+)+|mkdocs)\"""",
        re.MULTILINE,
    )
    library = ROOT / "scripts" / "payguide"
    found = {rule for path in library.rglob("*.py") for rule in named.findall(path.read_text(encoding="utf-8"))}
    assert {"data-invalid", "leaflet-overflow", "mkdocs", "call-invalid"} <= found <= set(manuals())


def test_today_decides_what_is_due(project: Path) -> None:
    (project / ".checks.yml").write_text(
        "excuses:\n  - {rule: link-target-missing, path: docs/**, reason: moving, until: 2026-12-31}\n"
    )
    before = check("--root", project, "--format", "json", "--today", "2026-12-31")
    after = check("--root", project, "--format", "json", "--today", "2027-01-01")
    assert "link-target-missing" not in rules(before)
    assert {"link-target-missing", "excuse-expired"} <= rules(after)


def hook() -> Any:
    (found,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize(("files", "status"), [({}, 0), (BROKEN, 1)])
def test_the_hook_checks_a_foreign_repository(tmp_path: Path, files: dict[str, str], status: int) -> None:
    """As pre-commit does: the entry's program in the clone of this repository, started in the other repository."""
    assert hook()["language"] == "script" and hook()["pass_filenames"] is False
    write_files(tmp_path, {**DEFAULTS, **files})
    program, *args = shlex.split(hook()["entry"])
    assert os.access(ROOT / program, os.X_OK)
    before = set(tmp_path.rglob("*"))
    # The program itself sets up and becomes this, which tests/test_setup.py shows.
    done = subprocess.run(
        [sys.executable, "-P", "-m", "payguide", *args],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "LC_ALL": "C.UTF-8", "GITHUB_ACTIONS": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == status, done.stderr
    assert ("docs/zh/a.md" in done.stdout) == bool(files)
    assert {path for path in tmp_path.rglob("*") if ".cache" not in path.parts} == before


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("docs/zh/a.md", True),
        ("mkdocs.yml", True),
        (".checks.yml", True),
        ("site/.checks-baseline.json", True),
        ("docs/_data/facts/atm.yml", True),
        ("src/main.py", False),
        ("README.txt", False),
    ],
)
def test_the_hook_runs_for_what_the_checker_reads(path: str, wanted: bool) -> None:
    assert bool(re.search(hook()["files"], path)) is wanted
