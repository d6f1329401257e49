"""From a file's path to the page it is: slug, locale and place in the built site."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from dataclasses import dataclass

from payguide.sources.config import ProjectConfig

_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


@dataclass(frozen=True, slots=True)
class Place:
    """Which page a file is; `locale` is None for a page that lies outside every locale's folder."""

    slug: str
    locale: str | None
    dest: str


def place_of(name: str, config: ProjectConfig, files: Collection[str] = ()) -> Place | None:
    """The page that the file `name`, relative to the documents' folder, is; None when it is no page."""
    stem, extension = posixpath.splitext(name)
    if extension not in _PAGES:
        return None
    slug, code = _split(stem, config)
    folder, last = posixpath.split(slug)
    if last == "README" and f"{posixpath.dirname(name)}/index.md".lstrip("/") not in files:
        slug = posixpath.join(folder, "index")
    locale = config.languages.get(code) if code else None
    prefix = locale.prefix if locale else ""
    return Place(slug, code, prefix + _dest(slug, config.directory_urls))


def _split(stem: str, config: ProjectConfig) -> tuple[str, str | None]:
    languages = config.languages
    source = languages.locales[0].code
    if languages.structure == "folder":
        code, _, rest = stem.partition("/")
        return (rest, code) if rest and languages.get(code) else (stem, None)
    slug, dot, code = stem.rpartition(".")
    return (slug, code) if dot and languages.get(code) else (stem, source)


def _dest(slug: str, directory_urls: bool) -> str:
    if not directory_urls or posixpath.basename(slug) == "index":
        return f"{slug}.html"
    return f"{slug}/index.html"
