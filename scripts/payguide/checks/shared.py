"""Settings at the top of a page that are the same in every language, and those that every language needs.

structure-front-matter
    A setting that does not depend on the language has another value in the translation, or is missing there: the page
    looks different, or its leaflet is not offered.
    Bad:  `way: cash` in the source, `way: card` in the translation
    Good: the same `way`, `leaflet`, `icon`, `template`, `hide`, `expires` in all languages; `title` and `description`
          translated

Which settings: those above, and every other one that is equal on nearly all pages of the project (three at least) and
differs on a few. A setting that hardly any translation has is the source's own business.
To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import Page
from payguide.model.parts import Aligned
from payguide.model.site import Site

FRONT_MATTER = Rule("structure-front-matter", "a setting differs from its source", Severity.WARNING)
RULES: tuple[Rule, ...] = (FRONT_MATTER,)

#: Settings that are no words.
SHARED = frozenset(("way", "leaflet", "icon", "template", "hide", "audience", "expires"))
#: Settings that are words, or say something of the file itself: their values are never compared.
OWN = frozenset(
    "title description summary subtitle keywords tags nav_title comments author authors date updated review_by"
    " source source_hash translator slug url permalink aliases canonical lang locale dir status image".split()
)
#: From this share of the pages on, and so many of them, a project means a setting to be the same, or to be there.
_MOST, _PAGES = 0.8, 3


def check(site: Site) -> Iterator[Finding]:
    """Every page of a translation against its source, with what the project's other pages do in mind."""
    for locale in site.locales[1:]:
        pairs = [pair for pair in site.aligned if pair.translation.locale == locale.code]
        shared, needed = SHARED | _usual(pairs, _equal), SHARED | {"title", "description"} | _usual(pairs, _there)
        for pair in pairs:
            if pair.source.front_matter.problem is None and pair.translation.front_matter.problem is None:
                yield from _page(pair.source, pair.translation, shared, needed)


def _usual(pairs: list[Aligned], holds: Any) -> set[str]:
    """The settings for which `holds` is true on most of the pages that have them."""
    every: Counter[str] = Counter()
    true: Counter[str] = Counter()
    for pair in pairs:
        ours, theirs = pair.source.front_matter.values, pair.translation.front_matter.values
        for name in ours:
            if name not in OWN:
                state = holds(name, ours, theirs)
                every[name] += state is not None
                true[name] += state is True
    return {name for name, count in every.items() if true[name] >= max(_PAGES, _MOST * count)}


def _equal(name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool | None:
    return ours[name] == theirs[name] if name in theirs else None


def _same(value: Any, other: Any, *codes: str) -> bool:
    """Whether two values are equal but for the codes of their languages: `home.fr.html` and `home.html`."""
    marks = re.compile(rf"[._/-](?:{'|'.join(map(re.escape, codes))})(?=[._/-]|$)")
    neutral = [marks.sub("", text) if isinstance(text, str) else text for text in (value, other)]
    return bool(neutral[0] == neutral[1])


def _there(name: str, ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
    return name in theirs


def _page(source: Page, translation: Page, shared: Collection[str], needed: Collection[str]) -> Iterator[Finding]:
    ours, theirs = source.front_matter, translation.front_matter
    for name, value in ours.values.items():
        related = ours.places.get(name)
        if name not in theirs.values:
            if name in needed and value not in (None, "", [], False):
                message = say("the source sets {name}; the translation does not", name=name)
                hint = say("add `{name}:` at the top", name=name)
                yield FRONT_MATTER.at(Location(translation.path), message, hint, related)
        elif name in shared and not _same(theirs.values[name], value, translation.locale, source.locale):
            words = {"name": name, "value": theirs.values[name], "wanted": value}
            message = say("{name} is '{value}', in the source '{wanted}'", **words)
            place = theirs.places.get(name, Location(translation.path))
            yield FRONT_MATTER.at(place, message, say("write the same value in all languages"), related)
    for name in theirs.values:
        if name in SHARED and name not in ours.values:
            message = say("the translation sets {name}; the source does not", name=name)
            place = theirs.places.get(name, Location(translation.path))
            yield FRONT_MATTER.at(place, message, say("set it in all languages, or in none"), Location(source.path))
