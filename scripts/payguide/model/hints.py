"""Words for hints: did-you-mean and short lists."""

from __future__ import annotations

import difflib
import posixpath
from collections.abc import Collection, Iterable


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint naming what in `known` is near `name`; empty when nothing is."""
    by_fold = {candidate.casefold(): candidate for candidate in known}
    near = difflib.get_close_matches(name.casefold(), list(by_fold), n=3, cutoff=0.6)
    return f"did you mean {', '.join(repr(by_fold[match]) for match in near)}?" if near else ""


def some(names: Collection[str], limit: int = 8) -> str:
    """`names` as a list that fits a line, with the number of those left out."""
    shown = ", ".join(list(names)[:limit])
    return shown + (f" and {len(names) - limit} more" if len(names) > limit else "")


def nearest_path(wanted: str, known: Collection[str], start: str) -> str:
    """A did-you-mean for a path, one with the same file name first, relative to the folder `start`."""
    last = posixpath.basename(wanted)
    same = sorted(name for name in known if posixpath.basename(name) == last)
    near = same[:3] or difflib.get_close_matches(wanted, known, n=3, cutoff=0.6)
    return f"did you mean {', '.join(repr(posixpath.relpath(name, start or '.')) for name in near)}?" if near else ""
