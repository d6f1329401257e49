"""Lighthouse on a page, as a phone: its four categories, its timings, and what it finds fault with."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from payguide.bench.webserver import Serving
from payguide.look import browser_program

#: The versions that are installed, and that the tables of the README were made with; Lighthouse needs this Node.
LIGHTHOUSE, NODE = "lighthouse@13.5.0", "node@22.23.3"
INSTALL = f"npm install {LIGHTHOUSE} {NODE}"

CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
#: Milliseconds, but for the last, which has no unit.
TIMINGS = {
    "FCP": "first-contentful-paint",
    "LCP": "largest-contentful-paint",
    "TBT": "total-blocking-time",
    "CLS": "cumulative-layout-shift",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """An audit that costs points: its category, id and title, and the first thing that it names (may be empty)."""

    category: str
    audit: str
    title: str
    where: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """Scores from 0 to 100 by category, timings by the names of TIMINGS, and what cost points."""

    scores: Mapping[str, float]
    timings: Mapping[str, float]
    faults: Sequence[Fault]


def is_there(tools: Path) -> bool:
    """Whether Lighthouse and its Node lie below `tools`."""
    return all(path.exists() for path in _programs(tools))


def _programs(tools: Path) -> tuple[Path, Path]:
    packages = tools / "node_modules"
    return packages / "node" / "bin" / "node", packages / "lighthouse" / "cli" / "index.js"


def install(tools: Path) -> list[str]:
    """Installs both below `tools`; says what could not be installed."""
    tools.mkdir(parents=True, exist_ok=True)
    if not is_there(tools) and shutil.which("npm"):
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tools), LIGHTHOUSE, NODE]
        subprocess.run(npm, check=False, stdout=subprocess.DEVNULL)
    return [] if is_there(tools) else [f"Lighthouse: {INSTALL}"]


def audit(tools: Path, serving: Serving, path: str) -> Verdict:
    """One run on the page at `path`. Raises RuntimeError, with what it said, when Lighthouse fails."""
    with tempfile.TemporaryDirectory(prefix="lighthouse-") as folder:
        report = Path(folder, "report.json")
        command = [*map(str, _programs(tools)), serving.address + path, "--quiet", "--no-enable-error-reporting"]
        command += [f"--only-categories={','.join(CATEGORIES)}", "--output=json", f"--output-path={report}"]
        command += [f"--chrome-flags={_flags(['--headless=new', *serving.arguments])}"]
        environment = os.environ | {"CHROME_PATH": browser_program()}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, errors="replace")
        if done.returncode or not report.is_file():
            raise RuntimeError(f"Lighthouse failed on {serving.address}{path}:\n{done.stderr[-2000:]}")
        return read(json.loads(report.read_text(encoding="utf-8")))


def _flags(arguments: Sequence[str]) -> str:
    """The browser's arguments as Lighthouse takes them apart: a value with blanks stands in quotes."""
    split = (argument.partition("=") for argument in arguments)
    return " ".join(f'{name}="{value}"' if " " in value else f"{name}{sign}{value}" for name, sign, value in split)


def read(report: Mapping[str, Any]) -> Verdict:
    """A report of Lighthouse. Raises ValueError when it could not judge the page."""
    if error := report.get("runtimeError"):
        raise ValueError(f"Lighthouse could not judge {report.get('requestedUrl')}: {error['message']}")
    scores = {name: 100 * report["categories"][name]["score"] for name in CATEGORIES}
    timings = {name: report["audits"][audit]["numericValue"] for name, audit in TIMINGS.items()}
    return Verdict(scores, timings, list(_faults(report)))


def _faults(report: Mapping[str, Any]) -> Iterator[Fault]:
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            found = report["audits"][reference["id"]]
            if reference["weight"] and found["score"] is not None and found["score"] < 1:
                yield Fault(category, reference["id"], found["title"], _where(found))


def _where(found: Mapping[str, Any]) -> str:
    for item in found.get("details", {}).get("items", ()):
        node = item.get("node", {})
        if words := node.get("snippet") or item.get("url") or item.get("description"):
            return str(words)
    return str(found.get("displayValue") or found.get("explanation") or "")


def middle(verdicts: Sequence[Verdict]) -> Verdict:
    """The median of every score and timing, and the faults of all runs, each once."""
    scores = {name: statistics.median(item.scores[name] for item in verdicts) for name in CATEGORIES}
    timings = {name: statistics.median(item.timings[name] for item in verdicts) for name in TIMINGS}
    return Verdict(scores, timings, list(dict.fromkeys(fault for item in verdicts for fault in item.faults)))
