"""Translations: every page and every section in every language.

A page that a language lacks is shown in the source language without a word (or is a dead link), so a reader
who cannot read Chinese stands at the counter with a page in Chinese. The builder does not say so; these rules
do. Sections are compared by their ids, and by order where ids are made from the headings, so own-language ids
are fine.

translation-missing
    A page of the source language has no counterpart. A language that lacks most pages is one finding.
    Bad:  docs/zh/pay/cards.md without docs/en/pay/cards.md
    Good: both files
translation-orphan
    A page exists in a translation only: nobody keeps it true when the source changes.
    Bad:  docs/en/pay/tips.md without docs/zh/pay/tips.md
    Good: the same path in both
translation-section-missing
    The translation lacks a section, so its readers miss that part. Where ids are made of the headings and a page is
    divided in another way, one finding says so, and the contents are compared as a whole.
    Bad:  `## 退款 { #refund }` in zh, no `{ #refund }` in en
    Good: `## Refunds { #refund }`
translation-section-extra
    The translation has a section that the source lacks.
    Bad:  `## Tips { #tips }` in en only
    Good: the section in both, or in neither
translation-structure
    A section has another level, another id or another place than in the source, or the main heading is missing.
    Bad:  `## 退款 { #refund }` and `### Refunds { #refund }`
    Good: the same level, id and order

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from payguide.checks.missing import MISSING, ORPHAN, missing, orphans
from payguide.checks.rule import Rule
from payguide.model.alignment import Match
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import some
from payguide.model.messages import say
from payguide.model.pages import Page, Section
from payguide.model.site import Site

SECTION_MISSING = Rule("translation-section-missing", "a section of the source is missing in the translation")
SECTION_EXTRA = Rule("translation-section-extra", "a section exists in the translation only", Severity.WARNING)
STRUCTURE = Rule("translation-structure", "a section has another level, id or place", Severity.WARNING)
RULES: tuple[Rule, ...] = (MISSING, ORPHAN, SECTION_MISSING, SECTION_EXTRA, STRUCTURE)


#: More sections than these that one page alone has are one finding: the page was never finished, or is another one.
_MANY = 4


def check(site: Site) -> Iterator[Finding]:
    """Pages first, then the sections of the pages that exist in both languages."""
    yield from missing(site)
    yield from orphans(site)
    for pair in site.aligned:
        matches = pair.matches
        if pair.is_stub:  # what stands in it only says so
            matches = [match for match in matches if match.source is not None]
        yield from _sections(pair.source, pair.translation, matches)


def _sections(source: Page, translation: Page, matches: Sequence[Match]) -> Iterator[Finding]:
    guessed = [match for match in matches if match.region]
    if guessed:
        yield _divided(source, translation, guessed)
    sure = [match for match in matches if not match.region]
    missing = [match.source for match in sure if match.source is not None and match.translation is None]
    extra = [match.translation for match in sure if match.translation is not None and match.source is None]
    # Where ids are made from headings, how many are fewer is certain, and which they are is not. Where none is
    # fewer, a section may stand there in another shape.
    unnamed = [section for section in missing if not section.explicit]
    if len(unnamed) > len(extra) or (len(missing) > _MANY and 2 * len(missing) > len(matches) - len(extra)):
        yield _several_missing(translation, missing, len(matches) - len(extra))
    else:
        is_sure = len(missing) > len(extra)
        for section in missing:
            place = _gap(translation, section, matches)
            yield _missing_section(place, section, is_sure or section.explicit)
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
    for match in sure:
        yield from _structure(match)
    if source.heading and not translation.heading and source.front_matter.text("title"):
        message = say("the source has a main heading, '{title}'; this page has none", title=source.heading)
        place = Location(translation.path, translation.front_end + 1)
        yield STRUCTURE.at(place, message, say("write it as the first line below the settings"), Location(source.path))


def _divided(source: Page, translation: Page, guessed: Sequence[Match]) -> Finding:
    """Sections of which nobody can tell which is which: an error only where there are so few that some are missing."""
    ours = [match.source for match in guessed if match.source is not None]
    theirs = [match.translation for match in guessed if match.translation is not None]
    first = min(theirs, key=lambda section: section.location)
    counts = {"wanted": len(ours), "count": len(theirs)}
    if 2 * len(theirs) <= len(ours):
        message = say("the source has {wanted} sections where this page has {count}: some are missing", **counts)
        return SECTION_MISSING.at(first.location, message, say("translate them"), ours[0].location)
    message = say("the source has {wanted} sections where this page has {count}, divided in another way", **counts)
    hint = say("look whether a section is missing; give headings the same ids in both languages")
    rule = SECTION_MISSING if len(theirs) < len(ours) else STRUCTURE
    return replace(rule.at(first.location, message, hint, ours[0].location), severity=Severity.WARNING)


def _several_missing(translation: Page, missing: Sequence[Section], count: int) -> Finding:
    message = say(
        "the source has {count} sections, of which {missing} cannot be found here, most likely {titles}",
        missing=len(missing),
        count=count,
        titles=some([f"'{section.title}'" for section in missing], 3),
    )
    return SECTION_MISSING.at(Location(translation.path), message, say("translate them"), missing[0].location)


def _gap(translation: Page, ours: Section, matches: Sequence[Match]) -> Location:
    """Where the section `ours` of the source belongs: before what follows the counterpart of the one above it."""
    above = next((section for section in translation.sections if section.level == 1), None)
    for match in matches:
        if match.source is ours:
            break
        above = match.translation or above
    line = above.last_line + 1 if above is not None else 1
    return Location(translation.path, max(1, min(line, len(translation.scan.lines) - 1)))


def _missing_section(place: Location, ours: Section, is_sure: bool) -> Finding:
    message = say("section '{title}' (#{id}) of the source is missing here", title=ours.title, id=ours.id)
    hint = say("translate it, with the same id: {marks} … {{ #{id} }}", marks="#" * ours.level, id=ours.id)
    finding = SECTION_MISSING.at(place, message, hint, ours.location)
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
