"""What a section refers to: its links, pictures and footnotes, compared with those of the source section.

structure-link
    A section of the translation leads to another page or place than its source, lacks a link, or has one more.
    Bad:  `[现金](../pay/cash.md)` in the source, `[cash](../pay/cards.md)` in the translation
    Good: the same page and section in each language; ids may be in the page's own language
structure-image
    A picture of the source is missing, or there is one more.
    Bad:  a photo of the sign in the source only
    Good: a picture in both; it may be another one, made for the language
structure-footnote
    A footnote is missing in the translation, or a mark has no footnote, or a footnote no mark: readers see `[^1]`.
    Bad:  `Ask first[^1].` without `[^1]: …`
    Good: both; labels may differ between languages

Left alone: how often a section links to one place, order, addresses and files made for a language (`/en/` for `/zh/`,
`leaflet-en.pdf` for `leaflet-zh.pdf`, another address instead), targets with expressions, dead links and links into
another language (those are findings of their own), links to the same page in another language.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher

from payguide.checks.exchanges import exchanges
from payguide.checks.footnotes import FOOTNOTE, footnotes
from payguide.checks.link_keys import Key, Keys
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.model.pages import Image, Link
from payguide.model.parts import Part
from payguide.model.site import Site

LINK = Rule("structure-link", "a section links to other places than its source", Severity.WARNING)
IMAGE = Rule("structure-image", "a section has other pictures than its source", Severity.WARNING)
RULES: tuple[Rule, ...] = (LINK, IMAGE, FOOTNOTE)

#: How much better the words of two links must fit each other's pages, so that they were mixed up.
_SURE = 0.4


def check(site: Site) -> Iterator[Finding]:
    """Every section of a translation against its source, then the footnotes of every page."""
    keys = Keys(site)
    for pair in site.aligned:
        for ours, theirs in pair.parts:
            if ours.links or theirs.links:
                yield from _links(keys, ours, theirs)
                if len(ours.links) > 1 and len(theirs.links) > 1:
                    yield from _exchanged(keys, ours, theirs)
            if len(ours.images) != len(theirs.images):
                yield from _images(ours, theirs)
    yield from footnotes(site)


def _links(keys: Keys, ours: Part, theirs: Part) -> Iterator[Finding]:
    there, here = keys.of(ours), keys.of(theirs)
    missing = [key for key in there if key not in here and not _loose(key, here)]
    extra = [key for key in here if key not in there and not _loose(key, there)]
    for key in list(missing):
        other = next((candidate for candidate in extra if candidate[0] == key[0]), None)
        if other is None:
            continue
        missing.remove(key)
        extra.remove(other)
        if key[0] in ("page", "spoken"):  # another file or address is one made for the language
            link, wanted = here[other], there[key]
            message = say(
                "this link leads to '{target}', in the source to '{wanted}'", target=link.target, wanted=wanted.target
            )
            yield LINK.at(
                link.location, message, say("lead readers of both languages to the same place"), wanted.location
            )
    if theirs.printed > ours.printed:  # expressions may print the links
        missing = []
    broken = ("unknown", "", "") in here  # a dead link is a finding of its own, and may be the one that is missed
    for key in missing:
        if not (broken and key[0] == "page") and key[0] != "unknown":
            link = there[key]
            message = say("the source links to '{target}' here; the translation does not", target=link.target)
            hint = say("link the words for '{text}'", text=link.text.strip() or link.target)
            yield LINK.at(theirs.like(link.location.line, ours), message, hint, link.location)
    for key in extra:
        if key[0] == "page" and ("unknown", "", "") not in there:
            link = here[key]
            message = say("this section links to '{target}'; the source does not", target=link.target)
            hint = say("add the link to the source, or delete it")
            yield replace(LINK.at(link.location, message, hint, ours.start), severity=Severity.NOTE)


def _exchanged(keys: Keys, ours: Part, theirs: Part) -> Iterator[Finding]:
    """Links that lead where each other's words say."""
    there, here = keys.pages(ours), keys.pages(theirs)
    if [slot.key for slot in there] == [slot.key for slot in here]:
        return
    for found in exchanges(ours, theirs, there, here, alike=lambda mine, other: float(mine == other)):
        one, other = here[found.one], here[found.other]
        now = _alike(one.text, keys.title(found.one, theirs)) + _alike(other.text, keys.title(found.other, theirs))
        then = _alike(one.text, keys.title(found.other, theirs)) + _alike(other.text, keys.title(found.one, theirs))
        if then > now + _SURE:
            message = say(
                "this link leads to '{target}', in the source to '{wanted}'", target=one.target, wanted=other.target
            )
            hint = say(
                "swap it with the link to '{target}' in line {line}", target=other.target, line=other.location.line
            )
            yield LINK.at(one.location, message, hint, found.source)


def _alike(text: str, title: str) -> float:
    return SequenceMatcher(None, text.casefold(), title.casefold(), autojunk=False).ratio()


def _loose(key: Key, others: Mapping[Key, Link]) -> bool:
    """Whether `others` leads to the same page, where one of the two sections is not known."""
    kind, place, section = key
    return kind == "page" and any(
        other[:2] == (kind, place) and "?" in (section, other[2]) for other in others if other[0] == "page"
    )


def _images(ours: Part, theirs: Part) -> Iterator[Finding]:
    there, here = list(ours.images), list(theirs.images)
    for image in list(there):
        same = next((other for other in here if _name(other) == _name(image)), None)
        if same is not None:
            there.remove(image)
            here.remove(same)
    # A picture in another section of the page is no picture missing.
    mine, other = (Counter(_name(image) for image in part.page.images) for part in (ours, theirs))
    there = [image for image in there if other[_name(image)] < mine[_name(image)]]
    here = [image for image in here if mine[_name(image)] < other[_name(image)]]
    both = min(len(there), len(here))  # pictures made for the language
    for image in there[both:]:
        message = say("the source shows the picture '{target}' here; the translation does not", target=image.target)
        place = theirs.like(image.location.line, ours)
        yield IMAGE.at(place, message, say("show it, or one made for this language"), image.location)
    for image in here[both:]:
        message = say("this section shows the picture '{target}'; the source does not", target=image.target)
        yield IMAGE.at(image.location, message, say("add it to the source, or delete it"), ours.start)


def _name(image: Image) -> str:
    return posixpath.basename(image.target)
