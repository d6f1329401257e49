"""A printed sheet carries its version: when the words change, so must the version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from payguide.leaflets.editions import Edition
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.model.printed import History, Version, load_printed, newest, save_printed

STAMP = "scripts/guide leaflets --stamp"


@dataclass(slots=True)
class Words:
    """What the editions of one family say now: digests of the whole and of the parts, by edition key."""

    digest: dict[str, str] = field(default_factory=dict)
    parts: dict[str, Mapping[str, str]] = field(default_factory=dict)


def check_version(edition: Edition, digest: str, version: Version) -> list[Finding]:
    """A warning when `digest`, that of the words of `edition`, is not that of `version`, the newest one."""
    known = version.digest.get(edition.key)
    if known == digest:
        return []
    message = say("{name} has no digest yet; papers in readers' hands could not be told apart", name=edition.name)
    if known:
        message = say(
            "{name} says something else than version {version}; papers in readers' hands could not be told apart",
            name=edition.name,
            version=version.version,
        )
    hint = say("run `{command}`", command=STAMP)
    return [Finding("leaflet-version-stale", Severity.WARNING, edition.leaflet.location, message, hint)]


def stamp(root: Path, families: Mapping[str, Words], date: str) -> list[str]:
    """Record a new version, dated `date` (YYYY-MM-DD), of every family whose words changed; returns their names.

    Former versions stay as they are. A family that is not printed any more keeps its history.
    """
    history, _findings = load_printed(root)
    stale = sorted(family for family, words in families.items() if _differs(history, family, words))
    for family in stale:
        before, words = history.get(family, ()), families[family]
        number = before[0].version + 1 if before else 1
        history[family] = (Version(number, date, words.digest, words.parts), *before)
    if stale:
        save_printed(root, history)
    return stale


def _differs(history: History, family: str, words: Words) -> bool:
    return dict(newest(history, family).digest) != words.digest
