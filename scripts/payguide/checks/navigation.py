"""Navigation: every entry leads somewhere, in every language, in that language's words; every page can be
reached.

nav-target-missing
    An entry names a page that does not exist, so the menu has a dead line.
    Bad:  `- pay/card.md` when the file is pay/cards.md
    Good: `- pay/cards.md`
nav-untranslated
    A title in the source's script has no words in another language, or the site's name has none: readers see a menu
    that they cannot read.
    Bad:  `- 现金: [...]` without `nav_translations: {现金: Cash}` in the language
    Good: with it, and with a `site_name:` of the language's own
page-orphan
    No menu entry and no link leads to a page, so no reader finds it.
    Bad:  docs/zh/tips.md, not in `nav:`, not linked
    Good: linked from a page, or listed under `not_in_nav:`

To excuse: an entry in `.checks.yml` with rule, path (`mkdocs.yml` for the menu), reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import Paths, nearest_path
from payguide.model.locales import Locale, languages_of
from payguide.model.messages import say
from payguide.model.patterns import later
from payguide.model.site import Site
from payguide.sources import files
from payguide.sources.nav import NavEntry

TARGET = Rule("nav-target-missing", "a navigation entry names a page that does not exist")
UNTRANSLATED = Rule("nav-untranslated", "a navigation title has no words in a language", Severity.WARNING)
ORPHAN = Rule("page-orphan", "no navigation entry and no link leads to a page", Severity.WARNING)
RULES: tuple[Rule, ...] = (TARGET, UNTRANSLATED, ORPHAN)

_OWN_SCRIPT = later(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_LATIN = later(r"[A-Za-z]{2}")
_CJK = ("zh", "ja", "ko", "yue")


def check(site: Site) -> Iterator[Finding]:
    """The entries of every language's navigation, each once, then the pages that nothing leads to."""
    seen: set[NavEntry] = set()
    for locale in site.locales:
        for entry in site.nav(locale.code) or ():
            if entry.target is not None and entry not in seen:
                findings = list(_target(site, entry, locale))
                seen.update([entry] if findings else [])
                yield from findings
            if entry.title and entry.locale is None and not locale.is_source:
                yield from _title(site, entry, entry.title, locale)
    yield from _names(site)
    for page in site.pages.values():
        if page.is_orphan and (page.locale == site.source_locale.code or _reached(site, page.slug)):
            message = say("no navigation entry and no link leads to this page, so no reader finds it")
            hint = say("link to it, or add it to nav: in {path}", path=site.config.path)
            yield ORPHAN.at(Location(page.path), message, hint)


def _names(site: Site) -> Iterator[Finding]:
    """The site's own name, which stands at the top of every page."""
    name = str(site.config.settings.get("site_name") or "")
    if not _OWN_SCRIPT.search(name) or _LATIN.search(name):
        return
    named = {str(entry["locale"]) for entry in languages_of(site.config.settings) if entry.get("site_name")}
    for locale in site.locales[1:]:
        if locale.code not in named and locale.code.split("-")[0] not in _CJK:
            blanks = {"name": name, "language": locale.name, "code": locale.code}
            message = say("the site's name '{name}' has no words in {language} ({code})", **blanks)
            hint = say("add `site_name: …` to the language in {path}", path=site.config.path)
            yield UNTRANSLATED.at(_line(site, "locale:", locale.code), message, hint)


def _line(site: Site, *words: str) -> Location:
    """The first line of the configuration that holds all `words`."""
    lines = files.lines(site.root / site.config.path)
    found = (number for number, line in enumerate(lines, 1) if all(word in line for word in words))
    return Location(site.config.path, next(found, 1))


def _reached(site: Site, slug: str) -> bool:
    """Whether the source page is reached: else the translation is no finding of its own."""
    source = site.page(slug, site.source_locale.code)
    return source is not None and not source.is_orphan


def _target(site: Site, entry: NavEntry, locale: Locale) -> Iterator[Finding]:
    target = entry.target or ""
    if not target.endswith(".md") or "://" in target or "*" in target or site.nav_page(entry, locale.code):
        return
    if not locale.is_source and (entry.locale is None or _falls_back(site, entry)):
        return  # translation-missing tells of the gap
    if site.may_appear(target.removeprefix("./")):
        return
    known = Paths(page.source.removeprefix(f"{locale.code}/") for page in site.pages_in(locale.code))
    message = say(
        "the navigation names '{target}', but there is no such page in {language} ({code})",
        target=target,
        language=locale.name,
        code=locale.code,
    )
    hint = nearest_path(target, known, "") or say("write the page, or take it out")
    yield TARGET.at(entry.location, message, hint)


def _falls_back(site: Site, entry: NavEntry) -> bool:
    """Whether an entry of a language's own navigation shows the source's page instead."""
    return site.config.languages.fallback and site.nav_page(entry, site.source_locale.code) is not None


def _title(site: Site, entry: NavEntry, title: str, locale: Locale) -> Iterator[Finding]:
    """Titles in Latin letters may be names that are the same everywhere; others are surely the source's
    words.
    """
    if locale.code.split("-")[0] in _CJK or not _OWN_SCRIPT.search(title):
        return
    words = site.config.nav_title(title, locale.code)
    if words is not None and _OWN_SCRIPT.search(words) and not _LATIN.search(words):
        blanks = {"title": title, "words": words, "language": locale.name}
        message = say("the navigation calls '{title}' '{words}' in {language}", **blanks)
        yield UNTRANSLATED.at(_line(site, title, words), message, say("translate it"))
    elif words is None:
        message = say(
            "the navigation title '{title}' has no words in {language} ({code})",
            title=title,
            language=locale.name,
            code=locale.code,
        )
        hint = say(
            "add `{title}: …` to nav_translations of {code} in {path}",
            title=title,
            code=locale.code,
            path=site.config.path,
        )
        yield UNTRANSLATED.at(entry.location, message, hint)
