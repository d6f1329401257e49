"""Headings: an id of its own for every section, and no level skipped.

heading-id-missing
    Most headings of the project have an id written by hand and this one has none. An id that is made from the
    heading differs between languages and changes with the words, which breaks links and leaflets. Projects
    that write no ids are left alone; so is the page's main heading.
    Bad:  `## 换外币`
    Good: `## 换外币 { #exchange }`
heading-id-duplicate
    Two places of a page have the same id: links reach the first only.
    Bad:  `## Fees { #fees }` … `## More fees { #fees }`
    Good: `## More fees { #more-fees }`
heading-level-skipped
    A heading is two levels below the one before it; screen readers announce a gap.
    Bad:  `## Pay` then `#### By card`
    Good: `## Pay` then `### By card`

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.model.pages import Page
from payguide.model.site import Site

MISSING = Rule("heading-id-missing", "a heading has no id of its own", Severity.WARNING)
DUPLICATE = Rule("heading-id-duplicate", "an id is used twice on a page")
SKIPPED = Rule("heading-level-skipped", "a heading level is skipped", Severity.WARNING)
RULES: tuple[Rule, ...] = (MISSING, DUPLICATE, SKIPPED)


def check(site: Site) -> Iterator[Finding]:
    """Page by page."""
    below = [section for page in site.pages.values() for section in page.sections if section.level > 1]
    by_hand = 2 * sum(section.explicit for section in below) > len(below)
    for page in site.pages.values():
        if by_hand:
            yield from _missing(site, page)
        yield from _duplicates(page)
        if not page.is_partial:
            yield from _skipped(page)


def _missing(site: Site, page: Page) -> Iterator[Finding]:
    for section in page.sections:
        if section.level > 1 and not section.explicit:
            message = say(
                "the heading '{title}' has no id; one made of its words differs by language", title=section.title
            )
            hint = say("write `{{ #short-english-name }}` behind it, the same in all languages")
            yield MISSING.at(section.location, message, hint)


def _duplicates(page: Page) -> Iterator[Finding]:
    for name, places in page.ids.items():
        for place in places[1:]:
            message = say(
                "the id '{id}' is already used in line {line}; links reach that place only",
                id=name,
                line=places[0].line,
            )
            yield DUPLICATE.at(place, message, say("give one of the two another id"), places[0])


def _skipped(page: Page) -> Iterator[Finding]:
    level = 1
    for section in page.sections:
        if section.level > level + 1:
            message = say(
                "the heading level goes from {before} to {level}; screen readers announce a gap",
                before=level,
                level=section.level,
            )
            yield SKIPPED.at(section.location, message, say("write it with {marks}", marks="#" * (level + 1)))
        level = section.level
