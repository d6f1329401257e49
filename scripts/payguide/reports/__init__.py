"""Reports: findings in, text out. A new format is a module here and an entry in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from payguide.model.findings import Finding
from payguide.reports.catalogue import ENGLISH, Setting, translated
from payguide.reports.github import github
from payguide.reports.json import json
from payguide.reports.junit import junit
from payguide.reports.sarif import sarif
from payguide.reports.terminal import terminal

#: By name, from the sorted findings, said in the report's language, and how to write it.
FORMATS: Mapping[str, Callable[[Sequence[Finding], Setting], str]] = {
    "terminal": terminal,
    "github": github,
    "json": json,
    "sarif": sarif,
    "junit": junit,
}


def render(findings: Sequence[Finding], format: str, root: Path, colour: bool = False, language: str = ENGLISH) -> str:
    """The report of `findings` in `format`; `root` is where the lines of files are read.

    Raises KeyError for a format that is not in `FORMATS`.
    """
    text = FORMATS[format](translated(findings, language), Setting(root, colour, language))
    return text.encode("utf-8", "replace").decode("utf-8")  # names of files may hold bytes that are no UTF-8
