"""How far each section's translation is: the pages as they are, held against the records of their last review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from payguide.model.alignment import align
from payguide.model.digests import TOP, Part, parts
from payguide.model.locales import Locale
from payguide.model.pages import Page
from payguide.model.records import Pair, Records
from payguide.model.reviews import Review, Reviews, read_reviews
from payguide.model.site import Site


class State(StrEnum):
    """How far a section's translation is. `stale`: its source alone has changed; `changed`: it alone has."""

    DONE = "done"
    STALE = "stale"
    CHANGED = "changed"
    BOTH = "both"
    UNREVIEWED = "unreviewed"
    UNTRANSLATED = "untranslated"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Progress:
    """A section of the source, its translation and their last review, where there are such."""

    source: Part
    translation: Part | None
    review: Review | None

    @property
    def state(self) -> State:
        """How far the translation is."""
        if self.translation is None:
            return State.MISSING
        if self.translation.mark is not None:
            return State.UNTRANSLATED
        if self.review is None:
            return State.UNREVIEWED
        ours = self.review.source == self.source.digest
        theirs = self.review.translation == self.translation.digest
        if ours:
            return State.DONE if theirs else State.CHANGED
        return State.STALE if theirs else State.BOTH


@dataclass(frozen=True, slots=True)
class PageProgress:
    """A page of the source and how far its sections are in one language."""

    source: Page
    translation: Page | None
    sections: tuple[Progress, ...]


@dataclass(frozen=True, slots=True)
class LocaleProgress:
    """How far one language is. `reviews` is None where the project keeps none for it.

    `orphans` are records, by slug and key, of pages and sections that the source has no more.
    """

    locale: Locale
    reviews: Reviews | None
    pages: tuple[PageProgress, ...]
    orphans: tuple[tuple[str, str, Review], ...]


def progress(site: Site, locale: Locale, own: Mapping[str, list[Part]] | None = None) -> LocaleProgress:
    """How far `locale` is. `own` are the parts of the source's pages by slug, if they are known already."""
    reviews = read_reviews(site.root, site.docs_dir, locale.code)
    own = own if own is not None else source_parts(site)
    pages = site.pages_in(site.source_locale.code)
    records = Records(reviews.pages if reviews else {}, own)
    found = []
    for page in pages:
        translation = site.page(page.slug, locale.code)
        pairs = paired(page, own[page.slug], translation)
        found.append((page, translation, pairs, records.of(page.slug, pairs)))
    made = []
    for page, translation, pairs, known in found:
        sections = [Progress(part, theirs, known.get(part.key) or records.elsewhere(part)) for part, theirs in pairs]
        made.append(PageProgress(page, translation, tuple(sections)))
    return LocaleProgress(locale, reviews, tuple(made), tuple(records.left()))


def source_parts(site: Site) -> dict[str, list[Part]]:
    """The parts of every page of the source, by slug."""
    return {page.slug: parts(page) for page in site.pages_in(site.source_locale.code)}


def paired(source: Page, own: list[Part], translation: Page | None) -> list[Pair]:
    """Every part of the source page with its counterpart."""
    shown = [part for part in own if not (part.key == TOP and part.empty)]
    if translation is None:
        return [(part, None) for part in shown]
    theirs = parts(translation)
    by_line = {part.location.line: part for part in theirs[1:]}
    found = {own[0].key: theirs[0]}
    mains = [
        [section.location.line for section in page.sections if section.level == 1] for page in (source, translation)
    ]
    lines = dict(zip(*mains, strict=False))
    for match in align(source, translation):
        if match.source is not None and match.translation is not None:
            lines[match.source.location.line] = match.translation.location.line
    for part in own[1:]:
        line = lines.get(part.location.line)
        if line is not None:
            found[part.key] = by_line[line]
    return [(part, found.get(part.key)) for part in shown]
