"""The lines of the project's files that findings are about."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from pathlib import Path

from payguide.model.findings import Location
from payguide.sources import files

#: Characters of a line that it is known by.
_LONGEST = 1000


@dataclass(slots=True)
class Lines:
    """The text files below `root`, each read when first asked for; a file that cannot be read has no lines."""

    root: Path
    _read: dict[str, list[str]] = field(default_factory=dict)
    _words: dict[Location, str] = field(default_factory=dict)
    _wide: dict[Location, list[int]] = field(default_factory=dict)

    def at(self, place: Location) -> str:
        """The line of `place`; empty where there is none."""
        lines = self._read.get(place.path)
        if lines is None:
            lines = self._read[place.path] = self._lines(place.path)
        return lines[place.line - 1] if 0 < place.line <= len(lines) else ""

    def words(self, place: Location) -> str:
        """What the line of `place` says, blanks made one; its beginning where a line is longer than people write."""
        line = Location(place.path, place.line)
        if line not in self._words:
            self._words[line] = " ".join(self.at(place)[:_LONGEST].split())
        return self._words[line]

    def utf16(self, place: Location) -> int:
        """The column of `place` in units of UTF-16, as editors count."""
        line = Location(place.path, place.line)
        if line not in self._wide:
            self._wide[line] = [index for index, char in enumerate(self.at(place)) if char > "\uffff"]
        return place.column + bisect_left(self._wide[line], place.column - 1)

    def _lines(self, path: str) -> list[str]:
        return files.lines(self.root / path)
