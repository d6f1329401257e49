"""Time passes: facts and pages that somebody must look at again, and entries of the registry that nobody needs.

A project without a registry gets the rules for pages only.

fact-due
    The day on which this fact should have been compared with its sources has passed.
    Bad:  `review_by: "2024-01-01"`
    Good: the fact checked again, `checked` and `review_by` moved on; `scripts/guide facts due` lists what comes next
fact-expired
    A page prints what no longer holds: a reader acts on it and is wrong.
    Bad:  `{{ fact("fee.waiver") }}` after the day that its `expires` names
    Good: the sentence taken out, or the new value with its source
fact-unused
    No page prints these facts, so their reviews are work for nobody. One note for each data file; facts that must not
    be printed wait for a better source and are not counted, nor is anything where a page lists the whole registry.
    Bad:  `- id: atm.old_limit` that no page calls
    Good: the entry deleted, or used
fact-weak
    Pages print facts that rest on one source or on weak ones. Off unless `.checks.yml` gives it a severity. One note
    for each page.
    Bad:  `{{ fact("x") }}` where x has `confidence: single`
    Good: a second source, or words of care around it
source-unused
    No fact rests on these sources. One note for each data file.
    Bad:  `- id: NEWS-2019` that no fact names
    Good: the entry deleted
source-twice
    Two sources are one address: a fact that names both looks twice as well supported as it is.
    Bad:  `url: https://gov.example/a` in two entries
    Good: one entry, named by every fact that rests on it
fact-date-ahead
    The fact was checked on a day that has not come yet: a slip of the pen makes it look fresh for too long.
    Bad:  `checked: "2072-01-01"`
    Good: the day on which somebody compared it
page-expired
    The page's front matter says until when it holds, and that day has passed.
    Bad:  `expires: 2024-03-31` on a page about an offer
    Good: the page taken out, or made right and given a new day
page-review-due
    The page's front matter says by when somebody must read it again, and that day has passed.
    Bad:  `review_by: 2024-03-31`
    Good: the page read against what is true today, and a new day
page-date-invalid
    Such a day cannot be read, so nobody will ever be reminded.
    Bad:  `expires: next spring`
    Good: `expires: 2027-03-31`

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import some
from payguide.model.messages import say
from payguide.model.needs import DataIds, FactLike, SourceLike
from payguide.model.pages import Page
from payguide.model.site import Site
from payguide.model.uses import Lines, Uses, day_of, uses_of

DUE = Rule("fact-due", "a fact is due to be compared with its sources", Severity.WARNING)
EXPIRED = Rule("fact-expired", "a page prints a fact that no longer holds")
UNUSED = Rule("fact-unused", "no page prints some facts", Severity.NOTE)
WEAK = Rule("fact-weak", "a page prints facts that are weakly supported", Severity.NOTE, on=False)
SOURCE = Rule("source-unused", "no fact rests on some sources", Severity.NOTE)
TWICE = Rule("source-twice", "two sources are one address", Severity.WARNING)
AHEAD = Rule("fact-date-ahead", "a fact was checked on a day that has not come", Severity.WARNING)
PAGE = Rule("page-expired", "a page has passed the day until which it holds")
REVIEW = Rule("page-review-due", "a page is due to be read again", Severity.WARNING)
DATE = Rule("page-date-invalid", "a day in a page's front matter cannot be read", Severity.WARNING)
RULES: tuple[Rule, ...] = (DUE, EXPIRED, UNUSED, WEAK, SOURCE, TWICE, AHEAD, PAGE, REVIEW, DATE)

_WEAK = ("single", "confirmed-weak")


def check(site: Site) -> Iterator[Finding]:
    """The pages' own days, then the registry's."""
    for page in site.pages.values():
        yield from _page(site, page)
    data = site.data
    if data is not None and data.facts is not None:
        uses, lines = uses_of(site), Lines(site.root)
        for fact in data.facts.values():
            yield from _fact(site, fact, uses, lines)
        yield from _weak(data.facts, uses)
        yield from _unused(data, uses)
        yield from _twice(data.sources or {}, lines)


def _page(site: Site, page: Page) -> Iterator[Finding]:
    for name in ("expires", "review_by"):
        value = page.front_matter.values.get(name)
        if value is None:
            continue
        place = page.front_matter.places.get(name, Location(page.path))
        day = day_of(value)
        if day is None:
            message = say("'{value}' is no day, so nobody will be reminded of this page", value=value)
            yield DATE.at(place, message, say("write it as 2027-03-31"))
        elif day < site.today and name == "expires":
            message = say("this page holds until {date} only, and readers still find it", date=day)
            yield PAGE.at(place, message, say("take it out, or make it right and give it a new day"))
        elif day < site.today:
            message = say("this page was to be read again by {date}", date=day)
            yield REVIEW.at(place, message, say("compare it with what is true today, then write a new day"))


def _fact(site: Site, fact: FactLike, uses: Uses, lines: Lines) -> Iterator[Finding]:
    every = uses.calls.get(fact.id, ())
    calls = [ref for ref in every if ref.function == "fact"] or every
    if fact.confidence == "uncertain":
        return  # it is printed nowhere, or that is a finding already
    end, review = day_of(fact.expires), day_of(fact.review_by)
    if end is not None and end < site.today:
        message = say("the fact '{id}' held until {date} only: readers act on it and are wrong", id=fact.id, date=end)
        hint = say("find the new value with its source, or take the sentence out")
        for ref in calls:
            yield EXPIRED.at(ref.location, message, hint, fact.location)
        if not calls and uses.registers:
            yield EXPIRED.at(lines.field(fact.location, "expires"), message, hint, uses.registers[0])
    elif review is not None and review < site.today:
        message = say("the fact '{id}' was to be compared with its sources by {date}", id=fact.id, date=review)
        hint = say(
            "compare it, then move `checked` and `review_by` on; `scripts/guide facts due` lists what comes next"
        )
        place = lines.field(fact.location, "review_by")
        yield DUE.at(place, message, hint, calls[0].location if calls else None)
    checked = day_of(fact.checked)
    if checked is not None and checked > site.today:
        message = say("the fact '{id}' was checked on {date}, which has not come yet", id=fact.id, date=checked)
        yield AHEAD.at(lines.field(fact.location, "checked"), message, say("write the day on which it was compared"))


def _weak(facts: Mapping[str, FactLike], uses: Uses) -> Iterator[Finding]:
    first: dict[str, Location] = {}
    named: dict[str, dict[str, None]] = {}
    for key, refs in uses.calls.items():
        if key in facts and facts[key].confidence in _WEAK:
            for ref in refs:
                named.setdefault(ref.location.path, {})[key] = None
                first[ref.location.path] = min(first.get(ref.location.path, ref.location), ref.location)
    for path, keys in named.items():
        message = say("facts on this page rest on one source or on weak ones: {names}", names=some(sorted(keys)))
        yield WEAK.at(first[path], message, say("find a second source, or tell readers whom to ask"))


def _unused(data: DataIds, uses: Uses) -> Iterator[Finding]:
    facts = (data.facts or {}).values()
    if not uses.registers:
        idle = [
            (fact.id, fact.location) for fact in facts if fact.id not in uses.calls and fact.confidence != "uncertain"
        ]
        for place, names in _by_file(idle):
            message = say("no page prints these facts: {names}", names=names)
            yield UNUSED.at(
                place, message, say("delete them, or print them: each must be reviewed as long as it is here")
            )
    cited = {key for fact in facts for key in fact.sources}
    sources = [(key, source.location) for key, source in (data.sources or {}).items() if key not in cited]
    for place, names in _by_file(sources):
        yield SOURCE.at(place, say("no fact rests on these sources: {names}", names=names), say("delete them"))


def _twice(sources: Mapping[str, SourceLike], lines: Lines) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for key, source in sources.items():
        address = re.sub(r"^https?://(www\.)?", "", source.url or "").rstrip("/")
        other = first.setdefault(address, key) if address else key
        if other != key:
            message = say("the source '{id}' is the same address as '{other}'", id=key, other=other)
            hint = say("keep one of them, and name it in every fact that rests on it")
            yield TWICE.at(lines.field(source.location, "url"), message, hint, sources[other].location)


def _by_file(entries: Iterable[tuple[str, Location]]) -> Iterator[tuple[Location, str]]:
    """The first place in each file and the names there."""
    files: dict[str, list[tuple[Location, str]]] = {}
    for name, place in entries:
        files.setdefault(place.path, []).append((place, name))
    for found in files.values():
        found.sort()
        yield found[0][0], some([name for _, name in found])
