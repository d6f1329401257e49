"""A printed sheet carries its version: when the words change, so must the version.

The data file keeps, for every version, the digest of the words that were printed in each language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from payguide.leaflets.compose import Document, Edition
from payguide.model.findings import Finding, Severity
from payguide.model.leaflets import DATA_FILE, Leaflet, load_leaflets
from payguide.model.messages import say

STAMP = "scripts/guide leaflets --stamp"


def check_version(edition: Edition, document: Document) -> list[Finding]:
    """A warning when the words of `document` are not those of the newest version."""
    newest = edition.leaflet.newest
    if newest.digest.get(edition.locale) == document.digest:
        return []
    blank = not newest.digest.get(edition.locale)
    number = newest.version if blank else newest.version + 1
    entry = f'- version: {number}\n  date: "YYYY-MM-DD"\n  digest: {{…, {edition.locale}: "{document.digest}"}}'
    message = say("{name} has no digest yet; papers in readers' hands could not be told apart", name=edition.name)
    if not blank:
        message = say(
            "{name} says something else than version {version}; papers in readers' hands could not be told apart",
            name=edition.name,
            version=newest.version,
        )
    hint = say("run `{command}`, or write at the top of `versions`:\n{entry}", command=STAMP, entry=entry)
    return [Finding("leaflet-version-stale", Severity.WARNING, edition.leaflet.location, message, hint)]


def write_versions(root: Path, digests: Mapping[str, Mapping[str, str]], date: str) -> list[str]:
    """Write a new version, dated `date` (YYYY-MM-DD), for every leaflet whose words changed; returns their
    ids.

    `digests` holds, by leaflet id and locale, the digest of what would be printed now. A newest version that
    has no digests yet, as in a new data file, is filled in instead. Everything else in the file stays as it
    is, comments too.
    """
    path = root / DATA_FILE
    leaflets, _findings = load_leaflets(root)
    stale = [leaflet for leaflet in leaflets if _stale(leaflet, digests.get(leaflet.id, {}))]
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True) if stale else []
    for leaflet in sorted(stale, key=lambda item: -item.line):  # from the end, so that line numbers stay true
        _insert(lines, leaflet, digests[leaflet.id], date)
    if stale:
        path.write_text("".join(lines), encoding="utf-8")
    return [leaflet.id for leaflet in stale]


def _stale(leaflet: Leaflet, digests: Mapping[str, str]) -> bool:
    return any(leaflet.newest.digest.get(locale) != digest for locale, digest in digests.items())


def _insert(lines: list[str], leaflet: Leaflet, digests: Mapping[str, str], date: str) -> None:
    """Put the new version of `leaflet` above its newest one in `lines`, or in the place of a blank one."""
    head = next(n for n in range(leaflet.line - 1, len(lines)) if re.match(r"\s+versions:", lines[n]))
    item = next(n for n in range(head + 1, len(lines)) if lines[n].lstrip().startswith("- "))
    indent = lines[item][: len(lines[item]) - len(lines[item].lstrip())]
    blank = not any(leaflet.newest.digest.values())
    end = item
    if blank:
        end = next((n for n in range(item + 1, len(lines)) if not lines[n].startswith(f"{indent} ")), len(lines))
    number = leaflet.newest.version + (0 if blank else 1)
    words = ", ".join(f'{locale}: "{digest}"' for locale, digest in {**leaflet.newest.digest, **digests}.items())
    lines[item:end] = [
        f"{indent}- version: {number}\n",
        f'{indent}  date: "{date}"\n',
        f"{indent}  digest: {{{words}}}\n",
    ]
