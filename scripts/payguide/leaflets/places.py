"""Where the text of a sheet is edited: the page's Markdown file and the line of the section's heading."""

from __future__ import annotations

import re
from pathlib import Path

from payguide.model.findings import Location


def place_of(root: Path, locale: str, ref: str) -> Location | None:
    """The place of section `ref` (`slug#anchor`, or the slug of a page) in `locale`; None where there is no file."""
    slug, _, anchor = ref.partition("#")
    for name in (f"{slug}.md", f"{slug}/index.md"):
        path = Path("docs", locale, name)
        if (root / path).is_file():
            return Location(path.as_posix(), _line(root / path, anchor))
    return None


def _line(path: Path, anchor: str) -> int:
    """The line whose heading, or whose phrase card, has the id `anchor`; 1 when there is none."""
    card = re.escape(anchor).replace(r"\-", "[.-]")
    pattern = re.compile(rf"\{{[^}}]*#{re.escape(anchor)}[\s}}]|phrase\(\"{card}\"") if anchor else re.compile(r"^# ")
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if pattern.search(line)), 1)
