"""The lines of the project's files that findings are about."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from payguide.model.findings import Location


@dataclass(slots=True)
class Lines:
    """The text files below `root`, each read when first asked for; a file that cannot be read has no lines."""

    root: Path
    _read: dict[str, list[str]] = field(default_factory=dict)

    def at(self, place: Location) -> str:
        """The line of `place`; empty where there is none."""
        lines = self._read.get(place.path)
        if lines is None:
            lines = self._read[place.path] = self._lines(place.path)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def _lines(self, path: str) -> list[str]:
        try:
            text = (self.root / path).read_bytes().decode("utf-8-sig", "replace")
        except OSError:
            return []
        return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
