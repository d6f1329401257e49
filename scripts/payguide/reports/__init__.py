"""Reports: findings in, text out. A new format is a module here and an entry in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from payguide.model.findings import Finding
from payguide.reports.github import github
from payguide.reports.json import json
from payguide.reports.terminal import terminal

#: By name, from the sorted findings, the project's root (for lines of files), and whether to use colour.
FORMATS: Mapping[str, Callable[[Sequence[Finding], Path, bool], str]] = {
    "terminal": terminal,
    "github": lambda findings, root, colour: github(findings),
    "json": lambda findings, root, colour: json(findings),
}


def render(findings: Sequence[Finding], format: str, root: Path, colour: bool = False) -> str:
    """The report of `findings` in `format`. Raises KeyError for a format that is not in `FORMATS`."""
    return FORMATS[format](findings, root, colour)
