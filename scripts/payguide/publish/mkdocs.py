"""Runs the site generator as a process of its own, and turns what it complains about into findings."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say

_LINE = re.compile(r"^(?:WARNING|ERROR)\s+-\s+(?P<text>.+)$")
_PLACE = re.compile(r"^(?P<path>[\w./-]+\.(?:md|yml)):(?P<line>\d+):(?P<column>\d+): (?P<text>.+)$")
_DOC = re.compile(r"(?:Doc file|file|page) '(?P<path>[^']+\.md)'")
_CONFIG = Location("mkdocs.yml")
_SUMMARY = ("Aborted with", "Error building page")


def build_pages(root: Path, target: Path, site_url: str, epoch: int) -> list[Finding]:
    """Builds the pages of `root` into `target`; findings if MkDocs refuses them.

    `epoch` (seconds) stands for "now" in whatever writes a time, so that two builds give equal bytes.
    Raises OSError when the disk is full.
    """
    environment = {
        **os.environ,
        "SITE_URL": site_url,
        "SOURCE_DATE_EPOCH": str(epoch),
        "NO_MKDOCS_2_WARNING": "1",
        "NO_COLOR": "1",
    }
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    done = subprocess.run(
        [*command, "--config-file", str(root / "mkdocs.yml")],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode == 0:
        return []
    if "No space left on device" in done.stderr:
        raise OSError(28, "No space left on device", str(target))
    return list(dict.fromkeys(_findings(done.stderr, root))) or [_crash(done.stderr)]


def _findings(log: str, root: Path) -> list[Finding]:
    findings = []
    docs = (root / "docs").relative_to(root).as_posix()
    for line in log.splitlines():
        place, listed = _PLACE.match(line.strip()), _LINE.match(line)
        if place:
            location = Location(place["path"], int(place["line"]), int(place["column"]))
            findings.append(Finding("mkdocs", Severity.ERROR, location, place["text"]))
        elif listed and not listed["text"].startswith(_SUMMARY):
            doc = _DOC.search(listed["text"])
            location = Location(f"{docs}/{doc['path']}") if doc else _CONFIG
            findings.append(Finding("mkdocs", Severity.ERROR, location, listed["text"]))
    return findings


def _crash(log: str) -> Finding:
    last = next((line.strip() for line in reversed(log.splitlines()) if line.strip()), say("it gave no reason"))
    hint = say("run `.venv/bin/python -m mkdocs build --strict --verbose` to see more")
    return Finding("mkdocs", Severity.ERROR, _CONFIG, say("MkDocs stopped: {reason}", reason=last), hint)
