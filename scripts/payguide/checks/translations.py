"""Translations: every page and every section in every language.

A page that a language lacks is shown in the source language without a word (or is a dead link), so a reader
who cannot read Chinese stands at the counter with a page in Chinese. The builder does not say so; these rules
do. Sections are compared by their ids, and by order where ids are made from the headings, so own-language ids
are fine.

translation-missing
    A page of the source language has no counterpart.
    Bad:  docs/zh/pay/cards.md without docs/en/pay/cards.md
    Good: both files
translation-orphan
    A page exists in a translation only: nobody keeps it true when the source changes.
    Bad:  docs/en/pay/tips.md without docs/zh/pay/tips.md
    Good: the same path in both
translation-section-missing
    The translation lacks a section, so its readers miss that part.
    Bad:  `## 退款 { #refund }` in zh, no `{ #refund }` in en
    Good: `## Refunds { #refund }`
translation-section-extra
    The translation has a section that the source lacks.
    Bad:  `## Tips { #tips }` in en only
    Good: the section in both, or in neither
translation-structure
    A section has another level, another id or another place than in the source.
    Bad:  `## 退款 { #refund }` and `### Refunds { #refund }`
    Good: the same level, id and order

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.alignment import Match, align
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.pages import Page
from payguide.model.site import Site

MISSING = Rule("translation-missing", "a page has no counterpart in a language of the site")
ORPHAN = Rule("translation-orphan", "a page exists in a translation only", Severity.WARNING)
SECTION_MISSING = Rule("translation-section-missing", "a section of the source is missing in the translation")
SECTION_EXTRA = Rule("translation-section-extra", "a section exists in the translation only", Severity.WARNING)
STRUCTURE = Rule("translation-structure", "a section has another level, id or place", Severity.WARNING)
RULES: tuple[Rule, ...] = (MISSING, ORPHAN, SECTION_MISSING, SECTION_EXTRA, STRUCTURE)


def check(site: Site) -> Iterator[Finding]:
    """Pages first, then the sections of the pages that exist in both languages."""
    yield from _missing(site)
    yield from _orphans(site)
    for source, translation in site.translated():
        for match in align(source, translation):
            yield from _section(source, translation, match)


def _missing(site: Site) -> Iterator[Finding]:
    for pair in site.pairs():
        if pair.translation is not None:
            continue
        loss = f"its readers are shown {site.source_locale.name} text"
        if not site.config.languages.fallback:
            loss = "its readers do not get this page"
        others = [page.slug for page in site.pages_in(pair.locale.code)]
        hint = did_you_mean(pair.source.slug, (slug for slug in others if not _has_source(site, slug)))
        yield MISSING.at(
            Location(pair.source.path),
            f"this page is missing in {pair.locale.name} ({pair.locale.code}): {loss}",
            f"rename to match: {hint}" if hint else f"write {_wanted(site, pair.source, pair.locale.code)}",
        )


def _has_source(site: Site, slug: str) -> bool:
    return site.page(slug, site.source_locale.code) is not None


def _wanted(site: Site, page: Page, code: str) -> str:
    """The path that the counterpart of `page` should have."""
    if site.config.languages.structure == "folder":
        return f"{site.docs_dir}/{code}/{page.slug}.md"
    return f"{site.docs_dir}/{page.slug}.{code}.md"


def _orphans(site: Site) -> Iterator[Finding]:
    for page in site.pages.values():
        if page.locale != site.source_locale.code and not _has_source(site, page.slug):
            others = (other.slug for other in site.pages_in(site.source_locale.code))
            near = did_you_mean(page.slug, others)
            message = f"this page has no source in {site.source_locale.name}, so nobody keeps it true"
            yield ORPHAN.at(Location(page.path), message, near or "write the source page, or delete this one")


def _section(source: Page, translation: Page, match: Match) -> Iterator[Finding]:
    ours, theirs = match.source, match.translation
    if ours is None and theirs is not None:
        message = f"section '{theirs.title}' (#{theirs.id}) is not in the source page {source.path}"
        yield SECTION_EXTRA.at(theirs.location, message, "add it to the source, or delete it", Location(source.path))
    if ours is not None and theirs is None:
        message = f"section '{ours.title}' (#{ours.id}) of the source is missing here"
        hint = f"translate it, with the same id: {'#' * ours.level} … {{ #{ours.id} }}"
        yield SECTION_MISSING.at(Location(translation.path), message, hint, ours.location)
    if ours is None or theirs is None:
        return
    if ours.explicit and theirs.explicit and ours.id != theirs.id:
        message = f"this section stands where the source has #{ours.id}, so links to #{ours.id} miss it"
        yield STRUCTURE.at(theirs.location, message, f"write {{ #{ours.id} }}", ours.location)
    if ours.level != theirs.level:
        message = f"section #{theirs.id} has level {theirs.level}, in the source {ours.level}"
        yield STRUCTURE.at(theirs.location, message, f"write it with {'#' * ours.level}", ours.location)
    if match.moved:
        message = f"section #{theirs.id} stands in another order than in the source"
        yield STRUCTURE.at(theirs.location, message, "put the sections in the source's order", ours.location)
