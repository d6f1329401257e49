"""Reports: findings in, text out. A new format is a module here with a function of its name, named in `FORMATS`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from payguide.model.findings import Finding
from payguide.reports.catalogue import ENGLISH, Setting, translated

#: A run writes one of them, so that no other is loaded.
FORMATS = ("terminal", "github", "json", "sarif", "junit")


def render(
    findings: Sequence[Finding], format: str, root: Path, colour: bool = False, language: str = ENGLISH, wide: int = 106
) -> str:
    """The report of `findings` in `format`; `root` is where the lines of files are read, `wide` the cells of a line.

    Raises KeyError for a format that is not in `FORMATS`.
    """
    if format not in FORMATS:
        raise KeyError(format)
    write: Callable[[Sequence[Finding], Setting], str] = getattr(import_module(f"{__name__}.{format}"), format)
    text = write(translated(findings, language), Setting(root, colour, language, wide))
    return text.encode("utf-8", "replace").decode("utf-8")  # names of files may hold bytes that are no UTF-8
