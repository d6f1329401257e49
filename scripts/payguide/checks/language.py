"""Text left in another language: what a reader meets and cannot read.

text-untranslated
    A paragraph, heading, list item, cell, notice title, picture text, link, page title or description is not in the
    language of its page: source text that nobody translated, or a sentence pasted from the other language.
    Bad:  `先看清金额，再付款。` on an English page
    Good: `Check the amount before you pay.`
string-untranslated
    A text of the theme in `docs/_data/strings` is in Chinese in another language's file, or was never translated.
    Bad:  `search_none: 没有找到` in en.yml
    Good: `search_none: Nothing found`

Whole texts of a translation are errors; cells, stretches inside a text and pages of the source's language warnings.
Left alone, as deliberate: words of another language in parentheses, quotation marks, block quotes, behind a dash or
colon that sets them beside their translation, or marked (`<span lang="zh">`, `{ lang=zh }`); columns of a table that
are all in that language beside one that is not; names, signs, brands, terms of the glossary, phrases; code,
expressions, addresses, pinyin.
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from payguide.checks.foreign import Foreign, han_in, script_in
from payguide.checks.foreign_words import english_in, is_sentence, same_in_both, words_in
from payguide.checks.leftovers import STRING, leftovers, strings
from payguide.checks.rule import Rule
from payguide.model.digests import TOP, marked
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import OPAQUE, Page
from payguide.model.patterns import later
from payguide.model.running import Running, marked_lines
from payguide.model.scripts import LETTERS, language, script
from payguide.model.site import Site

UNTRANSLATED = Rule("text-untranslated", "a text is in another language than its page")
RULES: tuple[Rule, ...] = (UNTRANSLATED, STRING)

_LETTERS = {name: later(f"[{letters}]") for name, letters in LETTERS.items()}
_LATIN = re.compile(r"[A-Za-z]")
#: The number of an entry in somebody's catalogue: `CWE-829 Inclusion of Functionality …`, `ISO 8583`.
_NUMBERED = later(rf"[{OPAQUE}\s*-]*[A-Z]{{2,}}[- ]?\d{{2,}}\b")
#: How much of a line's letters the text of its links must be, so that the line is a name.
_MOSTLY = 0.6
#: More texts than these on a page are one finding.
_MANY = 10
#: How much of the text a message shows.
_SHOWN = 40


def check(site: Site) -> Iterator[Finding]:
    """Every page against the languages that its text could have come from."""
    words = (site.data.terms or {}).values() if site.data is not None else ()
    known = frozenset(text for term in words for text in term.terms.values())
    for page in site.pages.values():
        found = [*_settings(site, page), *_texts(site, page, known), *leftovers(site, page, known)]
        meant = marked_lines(page) | _cited(page) | _waiting(page) if found else frozenset()
        by_line: dict[int, Foreign] = {}
        for foreign in found:
            if foreign.place.line not in meant:
                by_line.setdefault(foreign.place.line, foreign)
        yield from _findings(site, page, list(by_line.values()))
    yield from strings(site)


def _waiting(page: Page) -> frozenset[int]:
    """The lines of sections that are marked as not translated yet, of which another rule tells."""
    return frozenset(
        line
        for part in marked(page)
        for line in range(1 if part.key == TOP else part.location.line, part.last_line + 1)
    )


def _findings(site: Site, page: Page, found: Sequence[Foreign]) -> Iterator[Finding]:
    """One for each text, or one for a page that was mostly left as it is."""
    if len(found) <= _MANY:
        yield from (_finding(site, page, foreign) for foreign in found)
        return
    first = min(found, key=lambda foreign: foreign.place)
    message = say(
        "{count} texts of this page are not in {language}, the first of them '{text}'",
        count=len(found),
        language=_name(site, page),
        text=_shown(first),
    )
    finding = UNTRANSLATED.at(first.place, message, say("translate them"))
    is_left = any(foreign.whole for foreign in found) and page.locale != site.source_locale.code
    yield finding if is_left else replace(finding, severity=Severity.WARNING)


def _cited(page: Page) -> frozenset[int]:
    """The lines that are little more than the name of a work elsewhere, which is called that in every language."""
    words: dict[int, int] = {}
    for link in page.links:
        if "://" in link.target and link.kind != "auto":
            for number, text in enumerate(link.text.split("\n"), link.location.line):
                words[number] = words.get(number, 0) + len(_LATIN.findall(text))
    return frozenset(
        line.line
        for line in page.prose
        if _NUMBERED.match(line.text) or _MOSTLY * len(_LATIN.findall(line.text)) < words.get(line.line, 0)
    )


def _finding(site: Site, page: Page, foreign: Foreign) -> Finding:
    message = say(
        "'{text}' is not in {language}: readers of this page may not be able to read it",
        text=_shown(foreign),
        language=_name(site, page),
    )
    hint = say("translate it; put a phrase that is meant to be foreign in quotation marks or parentheses")
    finding = UNTRANSLATED.at(foreign.place, message, hint)
    # What stands on a page of the source's language was written so, if perhaps by mistake.
    is_left = foreign.whole and page.locale != site.source_locale.code
    return finding if is_left else replace(finding, severity=Severity.WARNING)


def _name(site: Site, page: Page) -> str:
    locale = site.locale(page.locale)
    return f"{locale.name} ({locale.code})" if locale is not None else page.locale


def _shown(foreign: Foreign) -> str:
    text = " ".join(foreign.text.replace(OPAQUE, "").split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _texts(site: Site, page: Page, known: Collection[str]) -> Iterator[Foreign]:
    running = Running.of(page)
    own, source = script(page.locale), script(site.source_locale.code)
    others = {script(locale.code) for locale in site.locales if locale.code != page.locale}
    if own not in ("Han", "Japanese") and "Han" in others:
        yield from han_in(running, _LETTERS[own], known)
    if own != "Latin" and any(language(locale.code) == "en" for locale in site.locales):
        yield from english_in(running, _LETTERS[own])
    if page.locale == site.source_locale.code:
        return
    if source not in ("Latin", "Han", "Japanese", own):
        yield from script_in(running, _LETTERS[source], _LETTERS[own])
    if source == own and language(page.locale) != language(site.source_locale.code):
        yield from words_in(running, language(site.source_locale.code), language(page.locale))
        original = site.page(page.slug, site.source_locale.code)
        if original is not None:
            yield from same_in_both(running, {line.text for line in original.prose}, is_sentence)


def _settings(site: Site, page: Page) -> Iterator[Foreign]:
    """Title and description, where their letters tell."""
    own, source = script(page.locale), script(site.source_locale.code)
    original = site.page(page.slug, site.source_locale.code)
    if page.locale == site.source_locale.code or original is None:
        return
    for name in ("title", "description"):
        text = page.front_matter.text(name)
        place = page.front_matter.places.get(name, Location(page.path))
        same = text == original.front_matter.text(name)
        theirs, mine = len(_LETTERS[source].findall(text)), len(_LETTERS[own].findall(text))
        if own != source and theirs >= 2 and mine * 2 < theirs and (same or name == "description" or mine == 0):
            if own != "Japanese" and not (source == "Latin" and _is_name(text)):
                yield Foreign(place, text, True)
        elif (
            own == source and same and language(page.locale) != language(site.source_locale.code) and is_sentence(text)
        ):
            yield Foreign(place, text, True)


def _is_name(text: str) -> bool:
    """Brands and abbreviations keep their letters: `Alipay`, `FAQ`, `UnionPay app`."""
    words = re.findall(r"[A-Za-z]+", text)
    return len(words) < 3 or not any(word[0].islower() and len(word) > 3 for word in words[1:])
