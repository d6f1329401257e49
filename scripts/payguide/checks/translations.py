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

from collections.abc import Iterator, Sequence
from dataclasses import replace

from payguide.checks.rule import Rule
from payguide.model.alignment import Match, align
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import Paths, nearest_path, some
from payguide.model.messages import say
from payguide.model.pages import Page, Section
from payguide.model.site import Site

MISSING = Rule("translation-missing", "a page has no counterpart in a language of the site")
ORPHAN = Rule("translation-orphan", "a page exists in a translation only", Severity.WARNING)
SECTION_MISSING = Rule("translation-section-missing", "a section of the source is missing in the translation")
SECTION_EXTRA = Rule("translation-section-extra", "a section exists in the translation only", Severity.WARNING)
STRUCTURE = Rule("translation-structure", "a section has another level, id or place", Severity.WARNING)
RULES: tuple[Rule, ...] = (MISSING, ORPHAN, SECTION_MISSING, SECTION_EXTRA, STRUCTURE)


#: More sections than these that one page alone has are one finding: the page was never finished, or is another one.
_MANY = 4


def check(site: Site) -> Iterator[Finding]:
    """Pages first, then the sections of the pages that exist in both languages."""
    yield from _missing(site)
    yield from _orphans(site)
    for source, translation in site.translated():
        yield from _sections(source, translation, align(source, translation))


def _missing(site: Site) -> Iterator[Finding]:
    strays: dict[str, Paths] = {}
    for pair in site.pairs():
        if pair.translation is not None:
            continue
        loss = say("its readers are shown {language} text", language=site.source_locale.name)
        if not site.config.languages.fallback:
            loss = say("its readers do not get this page")
        if pair.locale.code not in strays:
            pages = site.pages_in(pair.locale.code)
            strays[pair.locale.code] = Paths(page.slug for page in pages if not _has_source(site, page.slug))
        hint = nearest_path(pair.source.slug, strays[pair.locale.code], "")
        yield MISSING.at(
            Location(pair.source.path),
            say(
                "this page is missing in {language} ({code}): {loss}",
                language=pair.locale.name,
                code=pair.locale.code,
                loss=loss,
            ),
            say("rename to match: {hint}", hint=hint)
            if hint
            else say("write {path}", path=_wanted(site, pair.source, pair.locale.code)),
        )


def _has_source(site: Site, slug: str) -> bool:
    return site.page(slug, site.source_locale.code) is not None


def _wanted(site: Site, page: Page, code: str) -> str:
    """The path that the counterpart of `page` should have."""
    if site.config.languages.structure == "folder":
        return f"{site.docs_dir}/{code}/{page.slug}.md"
    return f"{site.docs_dir}/{page.slug}.{code}.md"


def _orphans(site: Site) -> Iterator[Finding]:
    sources: Paths | None = None
    for page in site.pages.values():
        if page.locale != site.source_locale.code and not _has_source(site, page.slug):
            sources = sources or Paths(other.slug for other in site.pages_in(site.source_locale.code))
            near = nearest_path(page.slug, sources, "")
            message = say(
                "this page has no source in {language}, so nobody keeps it true", language=site.source_locale.name
            )
            yield ORPHAN.at(Location(page.path), message, near or say("write the source page, or delete this one"))


def _sections(source: Page, translation: Page, matches: Sequence[Match]) -> Iterator[Finding]:
    missing = [match.source for match in matches if match.source is not None and match.translation is None]
    extra = [match.translation for match in matches if match.translation is not None and match.source is None]
    # Where ids are made from headings, how many are fewer is certain, and which they are is not. Where none is
    # fewer, a section may stand there in another shape.
    unnamed = [section for section in missing if not section.explicit]
    if len(unnamed) > len(extra) or (len(missing) > _MANY and 2 * len(missing) > len(matches) - len(extra)):
        yield _several_missing(translation, missing, len(matches) - len(extra))
    else:
        sure = len(missing) > len(extra)
        yield from (_missing_section(translation, section, sure or section.explicit) for section in missing)
    if len(extra) > _MANY and 2 * len(extra) >= len(matches) - len(missing):
        message = say(
            "{count} sections are not in the source page {path}: {titles}",
            count=len(extra),
            path=source.path,
            titles=some([f"'{section.title}'" for section in extra], 3),
        )
        hint = say("add them to the source, or delete them")
        yield SECTION_EXTRA.at(extra[0].location, message, hint, Location(source.path))
    else:
        yield from (_extra_section(source, section) for section in extra)
    for match in matches:
        yield from _structure(match)


def _several_missing(translation: Page, missing: Sequence[Section], count: int) -> Finding:
    message = say(
        "the source has {count} sections, of which {missing} cannot be found here, most likely {titles}",
        missing=len(missing),
        count=count,
        titles=some([f"'{section.title}'" for section in missing], 3),
    )
    return SECTION_MISSING.at(Location(translation.path), message, say("translate them"), missing[0].location)


def _missing_section(translation: Page, ours: Section, is_sure: bool) -> Finding:
    message = say("section '{title}' (#{id}) of the source is missing here", title=ours.title, id=ours.id)
    hint = say("translate it, with the same id: {marks} … {{ #{id} }}", marks="#" * ours.level, id=ours.id)
    finding = SECTION_MISSING.at(Location(translation.path), message, hint, ours.location)
    return finding if is_sure else replace(finding, severity=Severity.WARNING)


def _extra_section(source: Page, theirs: Section) -> Finding:
    message = say(
        "section '{title}' (#{id}) is not in the source page {path}",
        title=theirs.title,
        id=theirs.id,
        path=source.path,
    )
    hint = say("add it to the source, or delete it")
    return SECTION_EXTRA.at(theirs.location, message, hint, Location(source.path))


def _structure(match: Match) -> Iterator[Finding]:
    ours, theirs = match.source, match.translation
    if ours is None or theirs is None:
        return
    if ours.explicit and theirs.explicit and ours.id != theirs.id:
        message = say("this section stands where the source has #{id}, so links to #{id} miss it", id=ours.id)
        yield STRUCTURE.at(theirs.location, message, say("write {{ #{id} }}", id=ours.id), ours.location)
    if ours.level != theirs.level:
        message = say(
            "section #{id} has level {level}, in the source {source}",
            id=theirs.id,
            level=theirs.level,
            source=ours.level,
        )
        hint = say("write it with {marks}", marks="#" * ours.level)
        yield STRUCTURE.at(theirs.location, message, hint, ours.location)
    if match.moved:
        message = say("section #{id} stands in another order than in the source", id=theirs.id)
        hint = say("put the sections in the source's order")
        yield STRUCTURE.at(theirs.location, message, hint, ours.location)
