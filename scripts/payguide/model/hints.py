"""Words for hints: did-you-mean and short lists."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from payguide.model.messages import say

#: Characters of a name that may be meant for another one.
_LONGEST = 300
#: Among so many names each is compared; of more, only those in the same folder.
_FEW = 400


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint naming what in `known` is near `name`; empty when nothing is."""
    return _meant(_close(name, tuple(known))) if len(name) <= _LONGEST else ""


@lru_cache(maxsize=512)
def _close(name: str, known: tuple[str, ...]) -> Sequence[str]:
    """What is near `name`: kept, as the same mistake is often made many times."""
    by_fold = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(name.casefold(), list(by_fold), n=3, cutoff=0.6)
    return [by_fold[match] for match in near]


def _meant(names: Sequence[str]) -> str:
    return say("did you mean {names}?", names=listed(names)) if names else ""


def listed(names: Sequence[str]) -> str:
    """`names`, of which there is one at least, each in quotation marks."""
    line = say("'{name}'", name=names[0])
    for name in names[1:]:
        line = say("{first}, {next}", first=line, next=say("'{name}'", name=name))
    return line


def some(names: Collection[str], limit: int = 8) -> str:
    """`names` as a list that fits a line, with the number of those left out."""
    shown = ", ".join(list(names)[:limit])
    return say("{names} and {more} more", names=shown, more=len(names) - limit) if len(names) > limit else shown


class Paths:
    """Known paths, kept so that a hint costs the same however many there are: by folder and by last part."""

    def __init__(self, known: Iterable[str]) -> None:
        self.all = sorted(known)
        self._by_name: dict[str, list[str]] = {}
        self._by_folder: dict[str, list[str]] = {}
        self._near: dict[str, list[str]] = {}
        for path in self.all:
            folder, name = posixpath.split(path)
            self._by_name.setdefault(name, []).append(path)
            self._by_folder.setdefault(folder, []).append(path)

    def near(self, wanted: str) -> list[str]:
        """Up to three of them: those with the same last part, else those that look alike."""
        if len(wanted) > _LONGEST:
            return []
        if wanted not in self._near:
            folder, name = posixpath.split(wanted)
            same = self._by_name.get(name, [])
            few = self.all if len(self.all) <= _FEW else self._by_folder.get(folder, [])[:_FEW]
            self._near[wanted] = same[:3] or difflib.get_close_matches(wanted, few, n=3, cutoff=0.6)
        return self._near[wanted]


def nearest_path(wanted: str, known: Paths, start: str) -> str:
    """A did-you-mean for a path, one with the same file name first, relative to the folder `start`."""
    return _meant([posixpath.relpath(name, start or ".") for name in known.near(wanted)])
