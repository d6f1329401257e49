"""Text of another language outside running text: links, titles of links, cells of raw HTML, headings, explained words,
and the texts of the theme. The manual is that of `language`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from payguide.checks.foreign import Foreign, set_apart
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import OPAQUE, Link, Page
from payguide.model.patterns import later
from payguide.model.scripts import HAN, LETTERS, script
from payguide.model.site import Site
from payguide.model.uses import Lines

STRING = Rule("string-untranslated", "a text of the theme is in another language", Severity.WARNING)

_HAN = later(f"[{HAN}]")
_TITLE = re.compile(r"(?:\]\([^()\s]+\s+|^\s{0,3}\[[^\[\]^]+\]:\s+\S+\s+)(?:\"([^\"]+)\"|'([^']+)')")
_TAG = re.compile(r"<!--.*?(?:-->|$)|<[^<>]*>")
#: A heading of English words, none of which looks like a name or a command.
_HEADING = re.compile(r"[A-Z][a-z'’]+(?: [a-z'’]{2,})+[?!]?")
_EXPLAINED = re.compile(r":[ \t]{1,3}\S")
#: What languages are called, in a switch.
_LANGUAGE = re.compile(r"\s*.{1,4}[文语語](?:[(（].*)?\s*")
#: From so many Chinese characters on, a text is no name of a language or a person.
_NO_NAME = 4


def leftovers(site: Site, page: Page, known: Collection[str]) -> Iterator[Foreign]:
    """What of `page` was left in another language; `known` are words that may stand alone in running text."""
    own = script(page.locale)
    others = {script(locale.code) for locale in site.locales if locale.code != page.locale}
    pages = (site.page(page.slug, locale.code) for locale in site.locales)
    counterparts = [other for other in pages if other is not None and other is not page]
    if own not in ("Han", "Japanese") and "Han" in others:
        letters = re.compile(f"[{LETTERS[own]}]")
        lines = [number for number, line in enumerate(page.scan.lines, 1) if _HAN.search(line)]
        if lines:
            yield from _links(site, page, letters, known)
            yield from _titles(page, lines, letters)
            yield from _cells(page, letters)
            yield from _same(page, counterparts, letters)
    elif own in ("Han", "Japanese") and "Latin" in others:
        yield from _headings(page, counterparts)


def _is_left(text: str, letters: re.Pattern[str], least: int) -> bool:
    """Whether `text` has `least` Chinese characters or more that are not set apart, and none of `letters`."""
    rest = set_apart(text)
    return len(_HAN.findall(rest)) >= least and not letters.search(text)


def _links(site: Site, page: Page, letters: re.Pattern[str], known: Collection[str]) -> Iterator[Foreign]:
    """Links to pages in the reader's language that are named in another one."""
    for link in page.links:
        if link.kind != "auto" and link.text not in known and _is_left(link.text, letters, _NO_NAME):
            target = site.resolve(page, link.target, link.kind)
            if target.page is not None and target.page.locale == page.locale and not _in_parentheses(page, link):
                yield Foreign(link.location, link.text, False)


def _in_parentheses(page: Page, link: Link) -> bool:
    line, start = page.scan.lines[link.location.line - 1], link.location.column - 1
    return line[:start].rstrip(" *_").endswith(("(", "（", '"', "“", "「"))


def _titles(page: Page, lines: list[int], letters: re.Pattern[str]) -> Iterator[Foreign]:
    """What a pointer shows over a link."""
    linked = {link.location.line for link in page.links}
    for number in lines:
        line = page.scan.lines[number - 1]
        for match in _TITLE.finditer(line):
            text = match[1] or match[2]
            if (number in linked or "]:" in line) and _is_left(text, letters, 2):
                yield Foreign(Location(page.path, number, match.start() + 1), text, False)


def _cells(page: Page, letters: re.Pattern[str]) -> Iterator[Foreign]:
    """Text between tags, unless it is a switch of languages, or a table that has signs in several of its rows."""
    for block in page.blocks:
        if block.kind != "html":
            continue
        left: list[Foreign] = []
        explained = 0
        for number in range(block.line, min(block.last_line, len(page.scan.lines)) + 1):
            line = page.scan.lines[number - 1]
            texts = [text for text in _TAG.split(line) if text.strip()] if "lang=" not in line else []
            found = [text for text in texts if _is_left(text, letters, _NO_NAME) and not _LANGUAGE.fullmatch(text)]
            left += [Foreign(Location(page.path, number, line.index(text) + 1), text.strip(), False) for text in found]
            explained += bool(found) and any(letters.search(text) for text in texts)
        if explained < 2:
            yield from left


def _same(page: Page, counterparts: list[Page], letters: re.Pattern[str]) -> Iterator[Foreign]:
    """Headings and explanations that stand in another language's page word for word."""
    titles = {section.title for other in counterparts for section in other.sections}
    for section in page.sections:
        if section.title in titles and _is_left(section.title, letters, 2):
            yield Foreign(section.location, section.title, True)
    for line in page.prose:
        if _EXPLAINED.match(line.text) and _is_left(line.text, letters, _NO_NAME):
            if any(line.text == there.text for other in counterparts for there in other.prose):
                yield Foreign(Location(page.path, line.line, line.column), line.text[1:].strip(), True)


def _headings(page: Page, counterparts: list[Page]) -> Iterator[Foreign]:
    """English headings and titles on a page in Chinese that are those of the English page."""
    titles = {section.title for other in counterparts for section in other.sections}
    for section in page.sections:
        is_plain = "`" not in page.scan.lines[section.location.line - 1]
        if section.title in titles and is_plain and _HEADING.fullmatch(section.title):
            yield Foreign(section.location, section.title, False)
    title = page.front_matter.text("title")
    if _HEADING.fullmatch(title) and any(other.front_matter.text("title") == title for other in counterparts):
        yield Foreign(page.front_matter.places.get("title", Location(page.path)), title, False)


def strings(site: Site) -> Iterator[Finding]:
    """Texts of the theme in Chinese where the language is another, and those that no one has translated."""
    tables: Mapping[str, Mapping[str, str]] = getattr(site.data, "strings", None) or {}
    lines = Lines(site.root)
    source = tables.get(site.source_locale.code, {})
    for locale in site.locales[1:]:
        letters = re.compile(f"[{LETTERS[script(locale.code)]}]")
        for key, text in tables.get(locale.code, {}).items():
            same = source.get(key) == text and len(text.split()) > 2 and script(locale.code) != "Latin"
            if same or (script(locale.code) not in ("Han", "Japanese") and _is_left(text, letters, _NO_NAME)):
                path = f"{site.docs_dir}/_data/strings/{locale.code}.yml"
                message = say("'{text}' is not in {language}", text=text.replace(OPAQUE, ""), language=locale.name)
                yield STRING.at(lines.field(Location(path), key), message, say("translate it"))
