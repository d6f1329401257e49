"""Recording reviews: what somebody has just compared becomes the state that later changes are measured against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from payguide.checks import front_matter, headings, missing, run, staleness, structure, translations
from payguide.model.digests import TITLE, TOP
from payguide.model.findings import Finding, Severity
from payguide.model.project import Project
from payguide.model.reviewing import LocaleProgress, PageProgress, State, progress
from payguide.model.reviews import Review, render_reviews, reviews_path, write_whole
from payguide.translating.selecting import Chosen, Unknown

#: Families whose errors mean that the two texts cannot be compared section by section.
_STRUCTURE = (front_matter, headings, translations, structure)
_REFUSING = {rule.id for family in _STRUCTURE for rule in family.RULES} | {
    staleness.UNTRANSLATED.id,
    staleness.INVALID.id,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """What a review has changed in one language: ``sections` recorded anew, entries `dropped`, and why pages
    were `refused`."""

    code: str
    path: str
    sections: int = 0
    dropped: int = 0
    refused: tuple[Finding, ...] = ()


def record(project: Project, codes: Sequence[str], chosen: Sequence[Chosen] | None) -> list[Recorded]:
    """Records the chosen pages (None: all of them) in the languages `codes`, and writes the files of reviews.

    Pages with errors of structure are left as they were. Raises Unknown for a section that is not there, OSError when
    a file cannot be written.
    """
    found = run(project.site, also=project.findings)
    faults = [fault for fault in found if fault.severity is Severity.ERROR and fault.rule in _REFUSING]
    return [_locale(project, code, chosen, faults) for code in codes]


def _locale(project: Project, code: str, chosen: Sequence[Chosen] | None, faults: list[Finding]) -> Recorded:
    site = project.site
    state = progress(site, next(locale for locale in site.locales if locale.code == code))
    wanted = _wanted(state, code, chosen)
    path = reviews_path(site.docs_dir, code)
    broken = [fault for fault in faults if fault.location.path == path]
    if broken or not wanted:
        return Recorded(code, path, refused=tuple(broken))
    refusing = {page.source.slug: _refusing(page, faults) for page in state.pages if page.source.slug in wanted}
    pages: dict[str, dict[str, Review]] = {}
    sections = 0
    for page in state.pages:
        slug = page.source.slug
        keys = set[str]() if refusing.get(slug) else wanted.get(slug, set())
        pages[slug] = dict(_reviews(page, keys, site.today))
        before = {section.source.key: section.review for section in page.sections}
        sections += sum(before[key] != review for key, review in pages[slug].items())
    dropped = 0
    for slug, key, review in state.orphans:
        if chosen is None or slug in wanted:
            dropped += 1
        else:
            pages.setdefault(slug, {}).setdefault(key, review)
    if any(pages.values()) or state.reviews is not None:
        write_whole(site.root / path, render_reviews(code, pages))
    refused = dict.fromkeys(fault for why in refusing.values() for fault in why)
    return Recorded(code, path, sections, dropped, tuple(refused))


def _wanted(state: LocaleProgress, code: str, chosen: Sequence[Chosen] | None) -> Mapping[str, set[str] | None]:
    """The slugs to record, each with its sections, or None for all."""
    if chosen is None:
        return {page.source.slug: None for page in state.pages}
    known = {page.source.slug: {section.source.key for section in page.sections} for page in state.pages}
    wanted: dict[str, set[str] | None] = {}
    for entry in chosen:
        if entry.code not in (None, code):
            continue
        if entry.key is not None and entry.key not in known[entry.slug]:
            sections = ", ".join(key for key in sorted(known[entry.slug]) if key not in (TOP, TITLE))
            raise Unknown(f"{entry.slug} has no section '{entry.key}'; there are: {sections}")
        before = wanted.get(entry.slug, set())
        wanted[entry.slug] = None if entry.key is None or before is None else {*before, entry.key}
    return wanted


def _refusing(page: PageProgress, faults: Iterable[Finding]) -> list[Finding]:
    """The errors of the page's two files. That the page is missing in yet another language is no reason."""
    theirs = page.translation.path if page.translation is not None else ""
    return [
        fault
        for fault in faults
        if fault.location.path == theirs
        or (fault.location.path == page.source.path and (not theirs or fault.rule != missing.MISSING.id))
    ]


def _reviews(page: PageProgress, keys: set[str] | None, today: date) -> Iterator[tuple[str, Review]]:
    """The records of a page: those of the sections in `keys` (None: all) as they are now, the others as they were.

    A section that is as it was at its last review keeps that day, so that its line does not change.
    """
    for section in page.sections:
        source, translation, review = section.source, section.translation, section.review
        if translation is not None and (keys is None or source.key in keys) and section.state is not State.DONE:
            review = Review(source.digest, translation.digest, today.isoformat())
        if review is not None:
            yield source.key, review
