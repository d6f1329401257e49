"""The findings of the last run, for a run on the very same files."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from payguide.cache import store
from payguide.model.findings import Finding
from payguide.model.written import Unwritable, read, write

if TYPE_CHECKING:
    from payguide.checks.baseline import Verdict
    from payguide.model.project import Project

#: A file that changed so shortly before it was looked at may change again within the same tick of its clock.
_TICK = 50_000_000
_INHERIT = re.compile(r"^INHERIT\s*:\s*(\S+)", re.MULTILINE)
#: How the names of those files begin that configure MkDocs and the checker.
_CONFIGURING = ("mkdocs.", ".checks")


class Found(NamedTuple):
    """What a run found: `findings` count, those in `known` are listed in the baseline."""

    findings: list[Finding]
    known: list[Finding]


def recall(root: Path, question: str) -> Found | None:
    """What was found in the project at `root` when it was asked `question` last, if no file has changed since."""
    written = store.read("verdict", root, store.digest(store.version(), question))
    if written is None:
        return None
    data = json.loads(written)
    if _signature(root, data["watched"]) != data["signature"]:
        return None
    return Found([read(one) for one in data["findings"]], [read(one) for one in data["known"]])


def remember(root: Path, question: str, judge: Callable[[], tuple[Project, Verdict]], *others: Path | None) -> Found:
    """What `judge` finds in the project at `root`, written down for the next time.

    `others` are files and folders that the answer depends on, besides those that the project's configuration names.
    """
    watched = _watched(root, [other for other in others if other is not None])
    before = _signature(root, watched)
    settled = _last_change(root, watched) < time.time_ns() - _TICK
    _, verdict = judge()
    found = Found(verdict.findings, verdict.known)
    try:
        data = {
            "watched": watched,
            "signature": before,
            "findings": [write(finding) for finding in found.findings],
            "known": [write(finding) for finding in found.known],
        }
    except Unwritable:
        return found
    if settled:
        body = json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
        store.write("verdict", root, store.digest(store.version(), question), body)
    return found


def _watched(root: Path, others: list[Path]) -> list[str]:
    """All that rules read: the documents, the built site, the theme's overrides, what the configuration inherits."""
    from payguide.sources.config import load_config

    config = load_config(root)
    theme = config.settings.get("theme")
    custom = theme.get("custom_dir") if isinstance(theme, Mapping) else None
    named = [config.docs_dir, config.site_dir, "overrides", *([custom] if isinstance(custom, str) else [])]
    return [*dict.fromkeys(named), *_inherited(root / config.path), *(str(other.absolute()) for other in others)]


def _inherited(path: Path) -> list[str]:
    """The files that the configuration at `path` takes settings from."""
    found: list[str] = []
    while path.is_file() and str(path) not in found:
        match = _INHERIT.search(path.read_text(encoding="utf-8-sig", errors="replace"))
        if match is None:
            break
        path = path.parent / match[1].strip("\"'")
        found.append(str(path))
    return found


def _files(root: Path, watched: Iterable[str]) -> Iterator[tuple[str, os.stat_result]]:
    """Every file that counts, in a fixed order."""
    with os.scandir(root) as entries:
        names = sorted(entry.name for entry in entries if entry.name.startswith(_CONFIGURING) and entry.is_file())
    yield from ((name, (root / name).stat()) for name in names)
    for folder in watched:
        path = root / folder
        if path.is_file():
            yield str(path), path.stat()
        for above, folders, files in os.walk(path):
            folders.sort()
            for name in sorted(files):
                try:
                    yield f"{above}/{name}", os.stat(f"{above}/{name}")  # noqa: PTH116  (a path object costs more)
                except OSError:
                    yield f"{above}/{name}", os.lstat(f"{above}/{name}")


def _signature(root: Path, watched: Iterable[str]) -> str:
    """Names, sizes and times of all files: the time of the last change of a file's entry cannot be set back."""
    return store.digest(
        *(
            f"{name} {status.st_ino} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}"
            for name, status in _files(root, watched)
        )
    )


def _last_change(root: Path, watched: Iterable[str]) -> int:
    return max((max(status.st_mtime_ns, status.st_ctime_ns) for _, status in _files(root, watched)), default=0)
