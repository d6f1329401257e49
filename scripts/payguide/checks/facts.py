"""Facts, terms, phrases and pictures: what a page calls must be in the registry, fit to print, and the same in every
language.

These rules are silent for a project without such data.

fact-unknown
    A page calls a fact that the registry does not have: the build stops.
    Bad:  `{{ fact("mobile.single_limit") }}` when the id is mobile.single_limit_usd
    Good: `{{ fact("mobile.single_limit_usd") }}`
term-unknown
    A page calls a term that the glossary does not have.
    Bad:  `{{ term("change-bag") }}`
    Good: `{{ term("change-pack") }}`
phrase-unknown
    A page calls a phrase that docs/_data/phrases.yml does not have.
    Bad:  `{{ phrase("say.99") }}`
    Good: `{{ phrase("say.02") }}`
picture-unknown
    A page calls a picture that docs/_data/pictures.yml does not have.
    Bad:  `{{ picture("amt") }}`
    Good: `{{ picture("atm") }}`
picture-unused
    A picture that no page shows: words and drawings that somebody would go on keeping for nobody.
    Bad:  an entry `atm` of docs/_data/pictures.yml, and no page that calls it
    Good: `{{ picture("atm") }}` on the page that it belongs to, or no such entry
fact-uncertain
    The fact is not well enough supported to be printed: a reader could act on it and be wrong.
    Bad:  `{{ fact("x") }}` where x has `confidence: uncertain`
    Good: "ask at the counter", or a second source
fact-parity
    A section and its translation print different facts, phrases or pictures, or one a fact's value where the other
    prints its date: one of the two tells its readers something else. How often and in which order does not matter.
    Bad:  `{{ fact("atm.limit") }}` in zh, `{{ fact("atm.fee") }}` in the same section in en
    Good: the same facts in both
fact-swapped
    Two facts stand in each other's place: cells of a row, rows whose names are in the source's order, or words such as
    *at least* and *a day* beside them show it. Other orders of rows, items and words are left alone.
    Bad:  `单笔{{ fact("a") }}，每天{{ fact("b") }}` / `{{ fact("b") }} a payment, {{ fact("a") }} a day`
    Good: `单笔{{ fact("a") }}，每天{{ fact("b") }}` / `{{ fact("b") }} a day, {{ fact("a") }} a payment`

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from payguide.checks.exchanges import Slot, exchanges
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.messages import say
from payguide.model.pages import FactRef, Page
from payguide.model.parts import Aligned, Part
from payguide.model.site import Site

FACT = Rule("fact-unknown", "a page calls a fact that does not exist")
TERM = Rule("term-unknown", "a page calls a term that does not exist")
PHRASE = Rule("phrase-unknown", "a page calls a phrase that does not exist")
PICTURE = Rule("picture-unknown", "a page calls a picture that does not exist")
UNUSED = Rule("picture-unused", "no page shows a picture", Severity.WARNING)
UNCERTAIN = Rule("fact-uncertain", "a page prints a fact that is not well enough supported")
PARITY = Rule("fact-parity", "a section and its translation print different facts", Severity.WARNING)
SWAPPED = Rule("fact-swapped", "two facts stand in each other's place")
RULES: tuple[Rule, ...] = (FACT, TERM, PHRASE, PICTURE, UNUSED, UNCERTAIN, PARITY, SWAPPED)

_FACTS = ("fact", "effective", "checked")


def check(site: Site) -> Iterator[Finding]:
    """Every call on every page, then each section against its translation."""
    for page in site.pages.values():
        for ref in page.refs:
            yield from _known(site, ref)
    yield from _unused(site)
    if site.data is not None and (site.data.facts is not None or site.data.phrases is not None):
        for pair in site.aligned:
            yield from _parity(pair)
            yield from _swapped(pair)


def _known(site: Site, ref: FactRef) -> Iterator[Finding]:
    data = site.data
    if data is None:
        return
    if ref.function in _FACTS and data.facts is not None:
        fact = data.facts.get(ref.id)
        if fact is None:
            words = say("there is no fact '{id}'", id=ref.id)
            yield _unknown(FACT, ref, words, data.facts, say("scripts/guide facts list shows every id"))
        elif fact.confidence == "uncertain":
            message = say("the fact '{id}' is uncertain: a reader could act on it and be wrong", id=ref.id)
            yield UNCERTAIN.at(ref.location, message, say("find a second source, or say whom to ask"), fact.location)
    elif ref.function == "term" and data.terms is not None and ref.id not in data.terms:
        words = say("there is no term '{id}'", id=ref.id)
        yield _unknown(TERM, ref, words, data.terms, say("add it to docs/_data/glossary.yml"))
    elif ref.function == "phrase" and data.phrases is not None and ref.id not in data.phrases:
        words = say("there is no phrase '{id}'", id=ref.id)
        yield _unknown(PHRASE, ref, words, data.phrases, say("add it to docs/_data/phrases.yml"))
    elif ref.function == "picture" and data.pictures is not None and ref.id not in data.pictures:
        words = say("there is no picture '{id}'", id=ref.id)
        yield _unknown(PICTURE, ref, words, data.pictures, say("add it to docs/_data/pictures.yml"))


def _unused(site: Site) -> Iterator[Finding]:
    """The pictures that no page shows."""
    pictures = site.data.pictures if site.data is not None else None
    shown = {ref.id for page in site.pages.values() for ref in page.refs if ref.function == "picture"}
    for key, picture in (pictures or {}).items():
        if key not in shown:
            message = say("no page shows the picture '{id}'", id=key)
            hint = say('call it on a page, `{{{{ picture("{id}") }}}}`, or delete it with its drawing', id=key)
            yield UNUSED.at(picture.location, message, hint)


def _unknown(rule: Rule, ref: FactRef, message: str, known: Collection[str], otherwise: str) -> Finding:
    return rule.at(ref.location, message, did_you_mean(ref.id, known) or otherwise)


def _parity(pair: Aligned) -> Iterator[Finding]:
    source, translation = pair.source, pair.translation
    ours, theirs = _by_section(source), _by_section(translation)
    if ours.keys() != theirs.keys():  # sections differ, which is a finding of its own: compare the pages as wholes
        ours, theirs = {"": _joined(ours)}, {"": _joined(theirs)}
    everywhere = _joined(ours)
    for section, refs in ours.items():
        there = theirs[section]
        where = say("section #{id}", id=section) if section else say("this page")
        for name in sorted(refs.keys() - there.keys()):
            message = say("{where} does not print {call}, which the source prints", where=where, call=_call(name))
            place = refs[name].location
            yield PARITY.at(_like(pair, place.line), message, say("say the same in both languages"), place)
        for name in sorted(there.keys() - refs.keys() - everywhere.keys()):
            message = say("{where} prints {call}, which the source page does not", where=where, call=_call(name))
            hint = say("say the same in both languages")
            yield PARITY.at(there[name].location, message, hint, Location(source.path))


def _like(pair: Aligned, line: int) -> Location:
    """Where what stands in `line` of the source would stand in the translation."""
    parts = (parts for parts in reversed(pair.parts) if parts[0].start.line <= line)
    ours, theirs = next(parts, (None, None))
    return theirs.like(line, ours) if ours is not None and theirs is not None else Location(pair.translation.path)


def _swapped(pair: Aligned) -> Iterator[Finding]:
    """Facts of counterparts that are exchanged. Where the order of all is the same, there is nothing to look for."""
    called = [[(ref.id, ref.function) for ref in page.refs] for page in (pair.source, pair.translation)]
    for ours, theirs in pair.parts if called[0] != called[1] else ():
        mine, other = _slots(ours), _slots(theirs)
        for found in exchanges(ours, theirs, mine, other) if len(mine) > 1 < len(other) else ():
            names = {"one": found.one.key, "two": found.other.key}
            message = say("the facts '{one}' and '{two}' stand the other way round than in the source", **names)
            yield SWAPPED.at(found.one.place, message, say("swap them"), found.source)


def _slots(part: Part) -> list[Slot]:
    if not part.blocks:
        return []
    first, last = part.blocks[0].line, max(block.last_line for block in part.blocks)
    return [
        Slot(ref.id if ref.function == "fact" else f"{ref.id} ({ref.function})", ref.location)
        for ref in part.page.refs
        if first <= ref.location.line <= last and ref.function in _FACTS
    ]


Calls = dict[tuple[str, str], FactRef]


def _call(name: tuple[str, str]) -> str:
    kind, key = name
    if kind == "phrase":
        return say("the phrase '{id}'", id=key)
    if kind == "picture":
        return say("the picture '{id}'", id=key)
    return say("the fact '{id}'", id=key) if kind == "fact" else say("the date of the fact '{id}'", id=key)


def _by_section(page: Page) -> dict[str, Calls]:
    """First calls of facts, phrases and pictures by section id; "" for the main heading's text and for ids made from
    words.
    """
    found: dict[str, Calls] = {section.id: {} for section in page.sections if section.explicit}
    found[""] = {}
    for ref in page.refs:
        if ref.function in (*_FACTS, "phrase", "picture"):
            section = page.section_at(ref.location.line)
            key = section.id if section is not None and section.explicit else ""
            found[key].setdefault((ref.function, ref.id), ref)
    return found


def _joined(sections: dict[str, Calls]) -> Calls:
    return {name: ref for calls in sections.values() for name, ref in calls.items()}
