"""What one run of the site's builder knows, and what follows from it for a page: addresses, languages, helpers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.holdings import Data
from payguide.model.messages import say
from payguide.model.printed import History
from payguide.publish import search
from payguide.rendering import context, helpers, macros
from payguide.rendering.rack import Rack
from payguide.sources.frontmatter import read_front_matter


@dataclass(slots=True)
class Build:
    """The registry, and what becomes known page by page: the facts that each used, and all pages for the search.

    `docs` is the folder of the sources; `address` the site's, with a slash at its end; `locales` are the languages' own
    names. `relative(target, here)` is the way from one page to another, both relative to the site.
    """

    root: Path
    docs: Path
    address: str
    data: Data
    locales: Mapping[str, str]
    default: str
    history: History
    relative: Callable[[str, str], str]
    used: dict[str, list[str]] = field(default_factory=dict)
    pages: dict[str, list[search.Entry]] = field(default_factory=dict)

    @property
    def icons(self) -> Path:
        """The folder of the pictograms."""
        return self.root / "overrides" / ".icons" / "pay"

    def prefix(self, locale: str) -> str:
        """The address of a locale's home, relative to the site: empty for the source locale."""
        return "" if locale == self.default else f"{locale}/"

    def below(self, locale: str, url: str) -> str:
        """The address `url` relative to its locale's home."""
        return url.removeprefix(self.prefix(locale)).removeprefix("./")

    def strings(self, locale: str) -> Mapping[str, str]:
        """The interface texts of `locale`."""
        return (self.data.strings or {}).get(locale, {})

    def rack(self, locale: str, here: str) -> Rack:
        """The printed sheets as the page in `locale` at the address `here` shows them."""
        base = self.relative("leaflets/", here)
        return Rack(self.data.leaflets or {}, self.history, locale, self.locales, self.strings(locale), base)

    def desk(self, locale: str, here: str) -> helpers.Desk:
        """What the helpers on the page at the address `here` need."""

        def page(target: str) -> tuple[str, str]:
            slug, hash_, anchor = target.partition("#")
            folder = self.docs / locale
            path = next(path for path in (folder / f"{slug}.md", folder / slug / "index.md") if path.is_file())
            settings, _ = read_front_matter(path.read_text(encoding="utf-8-sig"), str(path))
            return self.relative(f"{self.prefix(locale)}{slug}/", here) + hash_ + anchor, settings.text("title")

        icon = macros.Macros(self.data, locale, self.icons).icon
        return helpers.Desk(self.data, locale, self.strings(locale), page, icon)

    def address_of(self, slug: str, locale: str, here: str) -> str:
        """Where the page `slug` lies, seen from `here`; empty in a guide that has no such page in this language."""
        exists = (self.docs / locale / f"{slug}.md").is_file()
        return self.relative(f"{self.prefix(locale)}{slug}/", here) if exists else ""

    def links(self, locale: str, source: str, here: str) -> list[context.LocaleLink]:
        """The language switch of the page at `here`, written in the file `source` of its locale's folder: the same page
        in every locale, else that locale's home.
        """
        links = []
        for code, name in self.locales.items():
            exists = (self.docs / code / source).is_file()
            target = (self.prefix(code) + (self.below(locale, here) if exists else "")) or "./"
            tag = self.strings(code).get("language_tag", code)
            absolute = f"{self.address}{target.removeprefix('./')}"
            relative = self.relative(target, here)
            links.append(context.LocaleLink(code, name, tag, relative, absolute, code == locale, exists))
        return links

    def other_indexes(self, locale: str, here: str) -> str:
        """The search indexes of the further languages as `tag=address`, seen from the page at `here`."""
        return " ".join(
            "=".join(
                (self.strings(code).get("language_tag", code), self.relative(self.prefix(code) + search.INDEX, here))
            )
            for code in self.locales
            if code != locale
        )

    def homes(self) -> list[dict[str, Any]]:
        """Every language with its home and its texts, for pages that belong to none."""
        return [
            {
                "code": code,
                "name": name,
                "home": self.prefix(code),
                "t": context.translate(self.data.strings or {}, code),
            }
            for code, name in self.locales.items()
        ]

    def leaflet(self, key: object, locale: str, here: str, path: str) -> tuple[dict[str, str] | None, list[Finding]]:
        """The leaflet `key` that the front matter of the page at `here` names, if it has a title in the page's
        language: printed in that language, or in the first that it is printed in. A finding in the page's file `path`
        when there is no such leaflet.
        """
        if key is None:
            return None, []
        known = self.data.leaflets or {}
        found = known.get(str(key))
        if found is None:
            message = say("there is no leaflet '{key}'", key=str(key))
            hint = did_you_mean(str(key), list(known)) or say("see docs/_data/leaflets.yml")
            return None, [Finding("leaflet-unknown", Severity.ERROR, Location(path), message, hint)]
        if locale not in found.title:
            return None, []
        printed = locale if locale in found.locales or not found.locales else found.locales[0]
        return {
            "id": found.id,
            "title": found.title[locale],
            "description": found.description[locale],
            "how": self.rack(locale, here).how(found),
            "url": self.relative(f"leaflets/{found.edition(printed)}.pdf", here),
        }, []

    def shared(self, locale: str) -> dict[str, Any]:
        """What every page in `locale` tells its templates."""
        return {
            "t": context.translate(self.data.strings or {}, locale),
            "locale": locale,
            "locale_home": self.prefix(locale),
            "emergency": context.emergency(self.data, locale),
        }

    def page(self, locale: str, source: str, here: str) -> dict[str, Any]:
        """What the page at `here` tells its templates besides; `source` as in `links`."""
        used = self.used.get(f"{locale}/{source}", [])
        links = self.links(locale, source, here)
        return {
            "locales": links,
            "search_others": self.other_indexes(locale, here),
            "x_default": next(link.absolute_url for link in links if link.code == self.default),
            "page_facts": context.page_facts(used, self.data, locale),
            "checked_date": context.checked_date(used, self.data, locale),
            "large": self.rack(locale, here).large(self.below(locale, here).strip("./") or "index"),
            "sheet_check": self.address_of("leaflets/check", locale, here),
            "phrases_url": self.address_of("help/phrases", locale, here),
        }

    def indexes(self) -> dict[str, str]:
        """The text of every locale's search index, by its path in the site."""
        terms, sayings = (self.data.terms or {}).values(), (self.data.sayings or {}).values()
        return {
            f"{self.prefix(locale)}{search.INDEX}": search.index(pages, terms, sayings, locale)
            for locale, pages in self.pages.items()
        }
