"""Where a link leads: the one place that knows how MkDocs and the i18n plugin understand a target."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal
from urllib.parse import unquote, urlsplit

from payguide.model.pages import Page
from payguide.sources.config import ProjectConfig

#: `external`: another host or scheme. `opaque`: it holds an expression. `ok`: it leads to `page` or `file`.
State = Literal["ok", "external", "opaque", "absolute", "outside", "case", "missing"]


@dataclass(frozen=True, slots=True)
class Target:
    """What became of a target. `path`: how it was understood; `fragment` is decoded; `file` is no page."""

    state: State
    path: str = ""
    fragment: str = ""
    page: Page | None = None
    file: str = ""


class Resolver:
    """Resolves the targets of one site."""

    def __init__(
        self,
        config: ProjectConfig,
        pages: Mapping[tuple[str, str], Page],
        by_source: Mapping[str, Page],
        files: frozenset[str],
    ) -> None:
        self._config, self._pages, self._by_source, self._files = config, pages, by_source, files

    def resolve(self, page: Page, target: str, kind: str) -> Target:
        """Where `target`, written on `page` as a link of that `kind`, leads."""
        if "{{" in target or "{%" in target:
            return Target("opaque", target)
        try:
            parts = urlsplit(target.strip())
        except ValueError:
            return Target("missing", target)
        if parts.scheme or parts.netloc:
            return Target("external", target)
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path:
            return Target("ok", page.source, fragment, page)
        if path.startswith("/"):
            return self._absolute(page, path, fragment)
        if kind == "html":
            return self._built(posixpath.join(posixpath.dirname(page.dest), path), fragment)
        understood = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), path))
        if understood.split("/")[0] == "..":
            found = Target("outside", understood, fragment)
        else:
            found = self._source(page, understood, fragment)
        if found.state in ("missing", "outside") and not path.endswith(".md"):
            # MkDocs leaves such targets as they are, so that a browser resolves them.
            built = self._built(posixpath.join(posixpath.dirname(page.dest), path), fragment)
            return built if built.state == "ok" else found
        return found

    def _absolute(self, page: Page, path: str, fragment: str) -> Target:
        """A path from the root of the host, below which the site is served at the path of its address."""
        if self._config.absolute_from_docs:
            return self._source(page, posixpath.normpath(path.lstrip("/")), fragment)
        within = path.startswith(f"{self._config.base}/")
        found = self._built((path[len(self._config.base) :] if within else path).lstrip("/"), fragment)
        return Target("absolute", path, fragment, found.page, found.file)

    def _source(self, page: Page, path: str, fragment: str) -> Target:
        """A path within the documents' folder, with the stand-ins that the plugin tries for the page's
        locale.
        """
        for name in self._candidates(page, path):
            if name in self._by_source:
                return Target("ok", name, fragment, self._by_source[name])
            if name in self._files and self._is_given(page, name):
                return Target("ok", name, fragment, file=name)
        for name in self._candidates(page, path):
            actual = self._any_case.get(name.casefold())
            if actual is not None and actual != name:
                return Target("case", actual, fragment, self._by_source.get(actual), actual)
        return Target("missing", path, fragment)

    def _candidates(self, page: Page, path: str) -> list[str]:
        languages = self._config.languages
        source = languages.locales[0].code
        if languages.structure == "suffix":
            stem, extension = posixpath.splitext(path)
            return [f"{stem}.{page.locale}{extension}", f"{stem}.{source}{extension}", path]
        own = path.removeprefix(f"{page.locale}/")
        return [path, *([f"{source}/{own}"] if languages.fallback else []), own] if own != path else [path]

    def _is_given(self, page: Page, name: str) -> bool:
        """Whether the build of the page's language has the file `name`: without fallbacks, a translation gets those of
        its own only, and MkDocs leaves a link to another one as it is written.
        """
        languages = self._config.languages
        if languages.fallback or page.locale == languages.locales[0].code:
            return True
        if languages.structure == "folder":
            return name.startswith(f"{page.locale}/")
        return posixpath.splitext(name)[0].endswith(f".{page.locale}")

    def _built(self, path: str, fragment: str) -> Target:
        """A path within the built site. Above the root of a host there is nothing, so that browsers stay there."""
        name = posixpath.normpath(path)
        while not self._config.base and name.startswith("../"):
            name = name[3:]
        for dest in (name, posixpath.normpath(posixpath.join(name, "index.html"))):
            if dest in self._by_dest:
                return Target("ok", dest, fragment, self._by_dest[dest])
        for place in (name, posixpath.join(name, "index.html")):
            if place in self._published:
                return Target("ok", place, fragment, file=self._published[place])
        return Target("missing", name, fragment)

    @cached_property
    def _by_dest(self) -> Mapping[str, Page]:
        """The pages by their place in the built site; where the plugin fills gaps, with those that it fills in."""
        found = {page.dest: page for page in self._pages.values()}
        source, *others = self._config.languages.locales
        if self._config.languages.fallback:
            for page in self._pages.values():
                if page.locale == source.code:
                    for locale in others:
                        found.setdefault(locale.prefix + page.dest.removeprefix(source.prefix), page)
        return found

    @cached_property
    def _published(self) -> Mapping[str, str]:
        """Other files by their place in the built site: shared ones are there once, beside the source's pages."""
        found: dict[str, str] = {}
        source = self._config.languages.locales[0]
        for name in sorted(self._files):
            first, _, rest = name.partition("/")
            locale = self._config.languages.get(first) if self._config.languages.structure == "folder" else None
            found[locale.prefix + rest if locale is not None else source.prefix + name] = name
        return found

    @cached_property
    def _any_case(self) -> Mapping[str, str]:
        return {name.casefold(): name for name in (*self._by_source, *self._files)}
