"""Edits of a guide, as the cases of the mutation suite write them (see `mutations`), and where they are seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from payguide.model.findings import Location

#: How many lines a finding may be away from the defect.
REACH = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Lines of a file in which a finding counts."""

    path: str
    first: int
    last: int

    def holds(self, location: Location) -> bool:
        """Whether a finding at `location` is near enough."""
        return location.path == self.path and self.first - REACH <= location.line <= self.last + REACH


def full_path(name: str) -> str:
    """The path from the project's root that a case means by `name`."""
    return f"docs/{name}" if name.startswith(("zh/", "en/", "_data/", "assets/")) else name


def apply(root: Path, edit: Mapping[str, Any]) -> list[Place]:
    """Makes `edit` in the project at `root`; returns where that is, the first place being the edited file's own.

    Raises ValueError when it does not apply: the text is not there, or not only once.
    """
    path = full_path(str(edit["file"]))
    target = root / path
    if "add" in edit:
        return _add(target, path, str(edit["add"]))
    if edit.get("delete") is True:
        target.unlink()
        return [Place(path, 1, 1), *_other_end(path, 1, 1)]
    if "rename" in edit:
        moved = full_path(str(edit["rename"]))
        (root / moved).parent.mkdir(parents=True, exist_ok=True)
        target.rename(root / moved)
        return [Place(moved, 1, 1), Place(path, 1, 1), *_other_end(path, 1, 1)]
    if "append" in edit:
        text, more = target.read_text(encoding="utf-8"), str(edit["append"])
        target.write_text(text + more, encoding="utf-8")
        return [Place(path, text.count("\n") + 1, (text + more).count("\n") + 1)]
    return _replace(target, path, edit)


def _add(target: Path, path: str, text: str) -> list[Place]:
    if target.exists():
        raise ValueError(f"{path} exists already")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    return [Place(path, 1, text.count("\n") + 1)]


def _replace(target: Path, path: str, edit: Mapping[str, Any]) -> list[Place]:
    text = target.read_text(encoding="utf-8")
    start, old = _found(text, edit, path)
    new = str(edit.get("replace", ""))
    if "after" in edit or "before" in edit:
        new = f"{edit.get('before', '')}{old}{edit.get('after', '')}"
    if new == old:
        raise ValueError(f"{path}: the edit changes nothing")
    target.write_text(text[:start] + new + text[start + len(old) :], encoding="utf-8")
    line = text.count("\n", 0, start) + 1 + len(new) - len(new.lstrip("\n"))
    last = line + new.strip("\n").count("\n")
    return [Place(path, line, last), *_other_end(path, line, line + old.strip("\n").count("\n"))]


def _found(text: str, edit: Mapping[str, Any], path: str) -> tuple[int, str]:
    """Where the text that `edit` looks for begins, and that text."""
    wanted, nth = str(edit["find"]), int(edit.get("nth", 0))
    count = text.count(wanted)
    if not count or nth > count or (count > 1 and not nth):
        raise ValueError(f"{path}: '{wanted}' occurs {count} times")
    start = -1
    for _ in range(max(nth, 1)):
        start = text.index(wanted, start + 1)
    if "until" not in edit:
        return start, wanted
    end = text.find(str(edit["until"]), start + len(wanted))
    if end < 0:
        raise ValueError(f"{path}: '{edit['until']}' does not occur after '{wanted}'")
    return start, text[start:end]


def _other_end(path: str, first: int, last: int) -> list[Place]:
    """The same lines of the translation of an edited page of the source language: they are written line by line."""
    return [Place(path.replace("docs/zh/", "docs/en/", 1), first, last)] if path.startswith("docs/zh/") else []
