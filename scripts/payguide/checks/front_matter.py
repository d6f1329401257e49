"""Front matter: what search results, menus and shared links show of a page.

front-matter-invalid
    The settings at the top cannot be read: the builder ignores them or prints them as text.
    Bad:  `title: Cards: how to pay`
    Good: `title: "Cards: how to pay"`
title-missing
    A page has neither `title:` nor a main heading, so menus and tabs show its file name.
    Bad:  a page that begins with `## Steps`
    Good: `title: Cash` at the top
description-missing
    Most pages of this language have a description and this one has none: search results show its first words
    instead.
    Bad:  `title: Cash` alone
    Good: `title: Cash` and `description: Where cash is taken, and what to say when it is not.`
title-duplicate
    Two pages of one language have the same title: readers cannot tell them apart in menus and search results.
    Bad:  `title: Fees` on pay/cards.md and on cash/atm.md
    Good: `title: Card fees` and `title: Cash machine fees`

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.pages import Page
from payguide.model.site import Site

INVALID = Rule("front-matter-invalid", "the settings at the top of a page cannot be read")
TITLE = Rule("title-missing", "a page has neither a title nor a main heading", Severity.WARNING)
DESCRIPTION = Rule("description-missing", "a page has no description", Severity.WARNING)
DUPLICATE = Rule("title-duplicate", "two pages of one language have the same title", Severity.WARNING)
RULES: tuple[Rule, ...] = (INVALID, TITLE, DESCRIPTION, DUPLICATE)


def check(site: Site) -> Iterator[Finding]:
    """Language by language."""
    for locale in site.locales:
        pages = site.pages_in(locale.code)
        described = [page for page in pages if page.front_matter.text("description")]
        for page in pages:
            yield from _page(page)
            readable = page.front_matter.problem is None
            if 2 * len(described) > len(pages) and page not in described and readable:
                message = "this page has no description; search results show its first words instead"
                yield DESCRIPTION.at(Location(page.path), message, "add `description:` with one sentence at the top")
        yield from _duplicates(pages)


def _page(page: Page) -> Iterator[Finding]:
    problem = page.front_matter.problem
    if problem is not None:
        place, words = problem
        hint = "put a text that contains a colon in quotes; indent with blanks, not tabs"
        yield INVALID.at(place, f"the settings at the top cannot be read: {words}", hint)
    if not page.front_matter.text("title") and not page.heading and problem is None:
        message = "this page has neither a title nor a main heading; menus and tabs show its file name"
        yield TITLE.at(Location(page.path), message, "add `title:` at the top")


def _duplicates(pages: list[Page]) -> Iterator[Finding]:
    first: dict[str, Page] = {}
    for page in pages:
        title = page.front_matter.text("title") or page.heading
        other = first.setdefault(title.casefold(), page)
        if title and other is not page:
            place = page.front_matter.places.get("title", Location(page.path))
            message = f"the title '{title}' is also that of {other.path}; readers cannot tell the two apart"
            related = other.front_matter.places.get("title", Location(other.path))
            yield DUPLICATE.at(place, message, "name what is special about this page", related)
