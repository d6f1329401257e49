"""The site: every page in every locale, the navigation and the files beside them, loaded once and never
changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from payguide.model.hints import Paths
from payguide.model.locales import Locale
from payguide.model.needs import DataIds
from payguide.model.pages import Page
from payguide.model.parts import Aligned, aligned
from payguide.model.paths import place_of
from payguide.model.reading import read_pages
from payguide.model.resolve import Resolver, Target
from payguide.sources.config import ProjectConfig, load_config
from payguide.sources.nav import NavEntry
from payguide.sources.plugins import is_post, partials, writes_pages


@dataclass(frozen=True, slots=True)
class Pair:
    """A page of the source locale, the locale it is wanted in, and the page there, if there is one."""

    source: Page
    locale: Locale
    translation: Page | None


@dataclass(frozen=True)
class Site:
    """A whole guide as it is written. `pages` are by slug and locale code; `files` are all other published
    files.

    `files` are relative to the documents' folder. `today` is the day that due dates are compared with. `data`
    is None for projects without a registry.
    """

    root: Path
    config: ProjectConfig
    pages: Mapping[tuple[str, str], Page]
    files: frozenset[str]
    today: date
    data: DataIds | None = field(default=None, compare=False)

    @classmethod
    def load(
        cls, root: Path, today: date | None = None, data: DataIds | None = None, *, is_cached: bool = False
    ) -> Site:
        """The site at `root`. Raises nothing for what is written badly: that is for the rules to report.

        `is_cached`: pages that did not change since the last time are not scanned again.
        """
        root = root.resolve()
        config = load_config(root)
        pages, files = read_pages(root, config, is_cached)
        site = cls(root, config, pages, files, today or date.today(), data)
        site = replace(site, pages=_with_partials(site))
        return replace(site, pages=_with_orphans(site))

    @property
    def locales(self) -> tuple[Locale, ...]:
        """The locales, the source first."""
        return self.config.languages.locales

    @property
    def source_locale(self) -> Locale:
        """The locale that the others are translated from."""
        return self.locales[0]

    @property
    def docs_dir(self) -> str:
        """The documents' folder, relative to the root."""
        return self.config.docs_dir

    def locale(self, code: str) -> Locale | None:
        """The locale of that code."""
        return self.config.languages.get(code)

    def page(self, slug: str, code: str) -> Page | None:
        """The page `slug` in the locale `code`."""
        return self.pages.get((slug, code))

    def pages_in(self, code: str) -> list[Page]:
        """All pages of one locale, in the order of their slugs."""
        return [page for page in self.pages.values() if page.locale == code]

    def pairs(self) -> Iterator[Pair]:
        """Every page of the source locale with each of the other locales."""
        for locale in self.locales[1:]:
            for page in self.pages_in(self.source_locale.code):
                yield Pair(page, locale, self.page(page.slug, locale.code))

    def translated(self) -> Iterator[tuple[Page, Page]]:
        """Every page of the source locale with each translation that exists."""
        return ((pair.source, pair.translation) for pair in self.pairs() if pair.translation is not None)

    def nav(self, code: str) -> tuple[NavEntry, ...] | None:
        """The navigation of one locale: its own where it has one, else the shared one."""
        if self.config.nav is None:
            return None
        own = tuple(entry for entry in self.config.nav if entry.locale == code)
        return own or tuple(entry for entry in self.config.nav if entry.locale is None)

    def nav_page(self, entry: NavEntry, code: str) -> Page | None:
        """The page that a navigation entry leads to in the locale `code`."""
        if entry.target is None:
            return None
        target = f"{entry.target}index.md" if entry.target.endswith("/") else entry.target
        place = place_of(target.removeprefix("./"), self.config, self.files)
        return self.page(place.slug, code) if place is not None else None

    @cached_property
    def aligned(self) -> Sequence[Aligned]:
        """Every page of the source locale with each translation that exists, section by section."""
        return [aligned(source, translation) for source, translation in self.translated()]

    @cached_property
    def _paths(self) -> dict[str, Paths]:
        return {}

    def paths(self, code: str = "") -> Paths:
        """The files beside the pages, for hints; with the pages of one locale when `code` names it."""
        if code not in self._paths:
            pages = [page.source for page in self.pages_in(code)] if code else []
            self._paths[code] = Paths([*pages, *self.files])
        return self._paths[code]

    def may_appear(self, path: str) -> bool:
        """Whether a file that is missing may be written while building: its whole folder is missing, and a plugin of
        the project writes pages.
        """
        first, _, rest = path.partition("/")
        if self.config.languages.structure == "folder" and self.locale(first) is not None:
            first = rest.partition("/")[0]
        return writes_pages(self.config.settings) and first not in self._folders

    @cached_property
    def _folders(self) -> frozenset[str]:
        """The names right below the documents' folder, and right below those of languages."""
        names = [*self.by_source, *self.files]
        codes = tuple(f"{locale.code}/" for locale in self.locales)
        within = [name.partition("/")[2] for name in names if name.startswith(codes)]
        return frozenset(name.partition("/")[0] for name in [*names, *within])

    @cached_property
    def by_source(self) -> Mapping[str, Page]:
        """The pages by their path within the documents' folder."""
        return {page.source: page for page in self.pages.values()}

    @cached_property
    def resolver(self) -> Resolver:
        """Where links lead."""
        return Resolver(self.config, self.pages, self.by_source, self.files)

    def resolve(self, page: Page, target: str, kind: str = "inline") -> Target:
        """Where `target`, as it is written on `page`, leads; `kind` is that of the link."""
        return self.resolver.resolve(page, target, kind)


def _with_orphans(site: Site) -> dict[tuple[str, str], Page]:
    """The pages, with those marked that nothing leads to. Without a written navigation MkDocs lists every page."""
    if site.config.nav is None:
        return dict(site.pages)
    reached = {("index", locale.code) for locale in site.locales}
    for locale in site.locales:
        for entry in site.nav(locale.code) or ():
            page = site.nav_page(entry, locale.code)
            reached.update({(page.slug, page.locale)} if page is not None else set())
    for page in site.pages.values():
        for link in page.links:
            found = site.resolve(page, link.target, link.kind).page
            if found is not None and found is not page:
                reached.add((found.slug, found.locale))
    return {
        key: page if key in reached or _needs_no_way(site, page) else replace(page, is_orphan=True)
        for key, page in site.pages.items()
    }


def _with_partials(site: Site) -> dict[tuple[str, str], Page]:
    """The pages, with those marked that are parts of others."""
    found = tuple(partials(site.config.settings, site.docs_dir))
    return {
        key: replace(page, is_partial=True) if page.source.startswith(found) else page
        for key, page in site.pages.items()
    }


def _needs_no_way(site: Site, page: Page) -> bool:
    """Whether `page` is meant to be outside the navigation."""
    if page.is_partial or is_post(site.config.settings, page.source) or site.config.unlisted.match_file(page.source):
        return True
    return any('http-equiv="refresh"' in line for line in page.scan.lines)
