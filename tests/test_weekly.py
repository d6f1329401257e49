"""The weekly run keeps exactly one issue: the scripts of `.ci` with stand-ins for `gh` and `scripts/guide`."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
#: Notes how it was called; says that issue $OPEN is open.
GH = """\
#!/bin/sh
echo "$*" >>"$CALLS"
case "$*" in *"--body-file"*) eval "cp \\"\\${$#}\\" \\"$CALLS.body\\"" ;; esac
case "$*" in "issue list"*) echo "$OPEN" ;; esac
"""
#: Answers as the real command does, with the status $GONE and $DUE lines of facts.
GUIDE = """\
#!/bin/sh
case "$1" in
check) echo "3 addresses: 3 ok"; echo '``````'; exit "$GONE" ;;
facts) for line in $DUE; do echo "$line"; done; echo "0 of 4 facts are due within 30 days." ;;
esac
"""


def _script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)


def _issue(tmp_path: Path, verdict: str, number: str) -> tuple[list[str], str]:
    """What the script asked of `gh` when issue `number` is open, and the text it sent."""
    _script(tmp_path / "bin" / "gh", GH)
    report, calls = tmp_path / "report.md", tmp_path / "calls"
    report.write_text(f"{verdict}\n\n## 外部网址\n", encoding="utf-8")
    environment = {"PATH": f"{tmp_path / 'bin'}:{os.environ['PATH']}", "CALLS": str(calls), "OPEN": number}
    command = ["bash", str(ROOT / ".ci" / "weekly-issue"), str(report), "https://runs.example/1"]
    subprocess.run(command, check=True, env=environment, capture_output=True)
    asked = [" ".join(line.split()[:3]) for line in calls.read_text(encoding="utf-8").splitlines()]
    sent = tmp_path / "calls.body"
    return asked, sent.read_text(encoding="utf-8") if sent.exists() else ""


@pytest.mark.parametrize(
    ("verdict", "number", "asked"),
    [
        ("act", "", ["issue create --title"]),
        ("act", "7", ["issue edit 7"]),
        ("well", "7", ["issue edit 7", "issue close 7"]),
        ("well", "", []),
    ],
)
def test_one_issue(tmp_path: Path, verdict: str, number: str, asked: list[str]) -> None:
    calls, body = _issue(tmp_path, verdict, number)
    assert calls == ["label create weekly-check", "issue list --label", *asked]
    assert not asked or ("## 外部网址" in body and "https://runs.example/1" in body and verdict not in body.split("\n"))


@pytest.mark.parametrize(
    ("gone", "due", "verdict"), [("0", "", "well"), ("1", "", "act"), ("0", "a.b", "act"), ("1", "a.b c.d", "act")]
)
def test_report(tmp_path: Path, gone: str, due: str, verdict: str) -> None:
    _script(tmp_path / "scripts" / "guide", GUIDE)
    (tmp_path / ".ci").mkdir()
    shutil.copy(ROOT / ".ci" / "weekly", tmp_path / ".ci")
    command = ["bash", str(tmp_path / ".ci" / "weekly"), str(tmp_path / "report.md")]
    environment = os.environ | {"GONE": gone, "DUE": due}
    subprocess.run(command, check=True, env=environment)
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert text.startswith(f"{verdict}\n\n## 外部网址")
    assert text.count("``````") == 4, "a fence inside the report would end it"
    assert "3 addresses: 3 ok" in text and "0 of 4 facts" in text
    failed = subprocess.run(command, env=environment | {"GONE": "2"})
    assert failed.returncode == 2


def test_workflow_may_do_no_more_than_it_needs() -> None:
    folder = ROOT / ".github" / "workflows"
    flow = yaml.safe_load((folder / "weekly.yml").read_text(encoding="utf-8"))
    assert flow["permissions"] == {}
    assert flow["jobs"]["look"]["permissions"] == {"contents": "read", "issues": "write"}
    used = [step["uses"] for step in flow["jobs"]["look"]["steps"] if "uses" in step]
    assert all(len(name.partition("@")[2]) == 40 for name in used)
    assert all(name in (folder / "ci.yml").read_text(encoding="utf-8") for name in used)
