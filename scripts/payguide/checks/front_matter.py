"""Front matter: what search results, menus and shared links show of a page.

front-matter-invalid
    The settings at the top cannot be read: the builder ignores them or prints them as text.
    Bad:  `title: Cards: how to pay`
    Good: `title: "Cards: how to pay"`
title-missing
    A page has neither `title:` nor a main heading nor a title in the navigation, so menus and tabs show its file
    name.
    Bad:  a page that begins with `## Steps`
    Good: `title: Cash` at the top
description-missing
    Most pages of this language have a description and this one has none: search results show its first words
    instead.
    Bad:  `title: Cash` alone
    Good: `title: Cash` and `description: Where cash is taken, and what to say when it is not.`
title-duplicate
    Two pages of one language have the same title: readers cannot tell them apart in search results and tabs. A note, as
    in menus the entry above often says which is which: *Overview* below each product.
    Bad:  `title: Fees` on pay/cards.md and on cash/atm.md
    Good: `title: Card fees` and `title: Cash machine fees`

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import Page
from payguide.model.site import Site

INVALID = Rule("front-matter-invalid", "the settings at the top of a page cannot be read")
TITLE = Rule("title-missing", "a page has neither a title nor a main heading", Severity.WARNING)
DESCRIPTION = Rule("description-missing", "a page has no description", Severity.WARNING)
DUPLICATE = Rule("title-duplicate", "two pages of one language have the same title", Severity.NOTE)
RULES: tuple[Rule, ...] = (INVALID, TITLE, DESCRIPTION, DUPLICATE)


def check(site: Site) -> Iterator[Finding]:
    """Language by language."""
    for locale in site.locales:
        pages = site.pages_in(locale.code)
        titled = _titled(site, locale.code)
        undescribed = [page for page in pages if not page.front_matter.text("description")]
        for page in pages:
            yield from _page(page, page.slug in titled)
        for page in undescribed if 2 * len(undescribed) < len(pages) else ():
            if page.front_matter.problem is None and not page.is_partial:
                message = say("this page has no description; search results show its first words instead")
                hint = say("add `description:` with one sentence at the top")
                yield DESCRIPTION.at(Location(page.path), message, hint)
        yield from _duplicates(pages)


def _titled(site: Site, code: str) -> set[str]:
    """The pages of one language that the navigation gives a title."""
    entries = [entry for entry in site.nav(code) or () if entry.title is not None]
    pages = [site.nav_page(entry, code) for entry in entries]
    return {page.slug for page in pages if page is not None}


def _page(page: Page, is_titled: bool) -> Iterator[Finding]:
    problem = page.front_matter.problem
    if problem is not None:
        place, words = problem
        hint = say("put a text that contains a colon in quotes; indent with blanks, not tabs")
        yield INVALID.at(place, say("the settings at the top cannot be read: {problem}", problem=words), hint)
    is_named = is_titled or page.is_partial or page.front_matter.text("title") or page.heading
    if not is_named and problem is None:
        message = say("this page has neither a title nor a main heading; menus and tabs show its file name")
        yield TITLE.at(Location(page.path), message, say("add `title:` at the top"))


def _duplicates(pages: list[Page]) -> Iterator[Finding]:
    first: dict[str, Page] = {}
    for page in pages:
        title = page.front_matter.text("title") or page.heading
        other = first.setdefault(title.casefold(), page)
        if title and other is not page and not page.is_partial:
            place = page.front_matter.places.get("title", Location(page.path))
            message = say(
                "the title '{title}' is also that of {path}; readers cannot tell the two apart",
                title=title,
                path=other.path,
            )
            related = other.front_matter.places.get("title", Location(other.path))
            yield DUPLICATE.at(place, message, say("name what is special about this page"), related)
