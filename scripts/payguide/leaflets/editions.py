"""Which files the rack holds: every leaflet in its languages, and every page in large print."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.leaflets import Leaflet
from payguide.model.messages import say


@dataclass(frozen=True, slots=True)
class Edition:
    """A leaflet as one file: in one of its `locales`, or in all of them on one sheet. `slug` is the page it prints."""

    leaflet: Leaflet
    locales: tuple[str, ...]
    slug: str = ""

    @property
    def locale(self) -> str:
        """The language of the document, the first of several."""
        return self.locales[0]

    @property
    def together(self) -> bool:
        """Whether the sheet holds all languages of the leaflet."""
        return self.leaflet.editions == "together"

    @property
    def name(self) -> str:
        """Name of the finished file without its ending, also printed on the sheet."""
        if self.slug:
            return self.leaflet.page_edition(self.slug, self.locale)
        return self.leaflet.edition(self.locale)

    @property
    def family(self) -> str:
        """The leaflet or page in all its languages, which share a version."""
        return f"page/{self.slug}" if self.slug else self.leaflet.id

    @property
    def key(self) -> str:
        """What tells this edition from the others of its family."""
        return "all" if self.together else self.locale

    @property
    def target(self) -> str:
        """The page that the QR code leads to."""
        return self.slug or self.leaflet.page


def pages_of(site_dir: Path, prefixes: Mapping[str, str], locale: str) -> list[str]:
    """The slugs of the built pages of `locale`, sorted."""
    folder = site_dir / prefixes[locale].strip("/")
    others = [site_dir / prefix.strip("/") for code, prefix in prefixes.items() if code != locale and prefix]
    found = [path for path in folder.rglob("index.html") if not any(path.is_relative_to(other) for other in others)]
    slugs = (path.parent.relative_to(folder).as_posix() for path in found if b"<article" in path.read_bytes())
    return sorted("index" if slug == "." else slug for slug in slugs)


def editions_of(
    leaflets: Sequence[Leaflet], site_dir: Path, prefixes: Mapping[str, str]
) -> tuple[list[Edition], list[Finding]]:
    """All editions in the order of the data file, and what is wrong: unknown languages and pages, names used twice."""
    findings: list[Finding] = []
    editions: list[Edition] = []
    for leaflet in leaflets:
        locales = leaflet.locales or list(leaflet.title) or list(prefixes)
        findings += [_unknown(leaflet, code, prefixes) for code in locales if code not in prefixes]
        known = tuple(code for code in locales if code in prefixes)
        if leaflet.form == "page":
            made, faults = _pages(leaflet, known, {code: pages_of(site_dir, prefixes, code) for code in known})
            editions += made
            findings += faults
        elif known:
            editions += [
                Edition(leaflet, codes) for codes in ([known] if leaflet.editions == "together" else zip(known))
            ]
    return editions, [*findings, *_collisions(editions)]


def _pages(
    leaflet: Leaflet, locales: Collection[str], built: Mapping[str, list[str]]
) -> tuple[list[Edition], list[Finding]]:
    patterns = ["*"] if leaflet.pages == "all" else leaflet.pages
    every = sorted({slug for slugs in built.values() for slug in slugs})
    findings = []
    for pattern in (*patterns, *leaflet.without) if every else ():
        if not any(fnmatchcase(slug, pattern) for slug in every) and "*" not in pattern:
            message = say("{leaflet}: there is no page '{slug}'", leaflet=leaflet.id, slug=pattern)
            hint = did_you_mean(pattern, every) or say("run `scripts/guide build` first if it is new")
            findings.append(Finding("leaflet-section-missing", Severity.ERROR, leaflet.location, message, hint))
    wanted = [slug for slug in every if _matches(slug, patterns) and not _matches(slug, leaflet.without)]
    return [Edition(leaflet, (code,), slug) for slug in wanted for code in locales if slug in built[code]], findings


def _matches(slug: str, patterns: Collection[str]) -> bool:
    return any(fnmatchcase(slug, pattern) for pattern in patterns)


def _unknown(leaflet: Leaflet, locale: str, prefixes: Mapping[str, str]) -> Finding:
    message = say(
        "{leaflet} is to be printed in '{locale}', which is not a language of this site",
        leaflet=leaflet.id,
        locale=locale,
    )
    hint = say("languages: {names}", names=", ".join(prefixes))
    return Finding("leaflet-locale-unknown", Severity.ERROR, leaflet.location, message, hint)


def _collisions(editions: Sequence[Edition]) -> Iterator[Finding]:
    """Two editions with the same file name: one would take the place of the other."""
    first: dict[str, Edition] = {}
    for edition in editions:
        other = first.setdefault(edition.name, edition)
        if other is not edition:
            message = say(
                "{first} and {second} would both be written to {file}",
                first=other.slug or other.leaflet.id,
                second=edition.slug or edition.leaflet.id,
                file=f"{edition.name}.pdf",
            )
            hint = say("rename one of the two pages or leaflets")
            place: Location = edition.leaflet.location
            yield Finding("leaflet-name-taken", Severity.ERROR, place, message, hint, other.leaflet.location)
