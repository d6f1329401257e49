"""What was printed when: `docs/_data/printed.yml`, written by `scripts/guide leaflets --stamp` alone.

A *family* is a leaflet, or the large-print edition of one page (`page/<slug>`), in all its languages. The history of a
family lists its versions, newest first, with a digest of the words of each edition and of each part of it, so that the
site can tell a reader what has changed since the paper in their hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.sources import yamlfile
from payguide.sources.whole import write_whole

PRINTED_FILE = "docs/_data/printed.yml"
_HEAD = "# What was printed when. Written by `scripts/guide leaflets --stamp`; please do not edit.\n"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DIGEST = re.compile(r"[0-9a-f]{8,64}")


@dataclass(frozen=True, slots=True)
class Version:
    """One printed state of a family. Keys of `digest` and `parts` are locales, or `all` where one sheet holds them.

    `parts` holds, by section (`slug#anchor`), the digest of its words.
    """

    version: int
    date: str
    digest: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


#: Of a sheet that was never stamped.
UNPRINTED = Version(1, "")

History = Mapping[str, tuple[Version, ...]]


def newest(history: History, family: str) -> Version:
    """The version that is printed now; `UNPRINTED` before the first one is stamped."""
    return next(iter(history.get(family, ())), UNPRINTED)


def load_printed(root: Path) -> tuple[dict[str, tuple[Version, ...]], list[Finding]]:
    """The histories of all families of the project at `root`, and what is wrong with the file."""
    path = root / PRINTED_FILE
    if not path.exists():
        return {}, []
    data, _node, findings = yamlfile.read(path, root)
    families = data if isinstance(data, dict) else {}
    histories: dict[str, tuple[Version, ...]] = {}
    for family, entries in families.items():
        try:
            histories[str(family)] = tuple(_version(entry) for entry in entries)
        except (AttributeError, KeyError, TypeError, ValueError):
            message = say("the history of '{family}' cannot be read; it is written by a command alone", family=family)
            hint = say("take the file from the last commit, then run `scripts/guide leaflets --stamp`")
            place = Location(PRINTED_FILE, _line(path, str(family)))
            findings.append(Finding("data-invalid", Severity.ERROR, place, message, hint))
    return histories, findings


def _line(path: Path, family: str) -> int:
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, start=1) if line.startswith(f"{family}:")), 1)


def _version(entry: Mapping[str, object]) -> Version:
    """Raises one of several errors when `entry` is not a version."""
    number, day, digest, parts = entry["version"], entry["date"], entry["digest"], entry["parts"]
    if not isinstance(number, int) or not isinstance(day, str) or not _DAY.fullmatch(day):
        raise ValueError(number, day)
    if not isinstance(digest, dict) or not isinstance(parts, dict):
        raise TypeError(digest, parts)
    if not all(_DIGEST.fullmatch(value) for table in (digest, *parts.values()) for value in table.values()):
        raise ValueError(digest)
    return Version(number, day, digest, parts)


def save_printed(root: Path, history: History) -> None:
    """Write all histories, in an order that does not depend on how they came about, whole or not at all."""
    text = "".join(line for family in sorted(history) for line in _lines(family, history[family]))
    write_whole(root / PRINTED_FILE, (_HEAD + text).encode("utf-8"))


def _lines(family: str, versions: tuple[Version, ...]) -> Iterator[str]:
    yield f"{family}:\n"
    for item in versions:
        yield f'  - version: {item.version}\n    date: "{item.date}"\n'
        yield (
            f"    digest: {{{_pairs(item.digest)}}}\n    parts:\n"
            if item.parts
            else f"    digest: {{{_pairs(item.digest)}}}\n    parts: {{}}\n"
        )
        for key in sorted(item.parts):
            yield f"      {key}:\n"
            for part, digest in item.parts[key].items():
                yield f'        "{part}": "{digest}"\n'


def _pairs(table: Mapping[str, str]) -> str:
    return ", ".join(f'{key}: "{table[key]}"' for key in sorted(table))
