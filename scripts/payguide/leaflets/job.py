"""One edition to make, as plain data that any executor can carry to another process."""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version as installed
from pathlib import Path
from urllib.parse import unquote

from payguide.cache import store
from payguide.leaflets.compose import TEMPLATES, Document, Surroundings, compose
from payguide.leaflets.editions import Edition
from payguide.leaflets.pieces import ICONS
from payguide.leaflets.rack import form_of
from payguide.leaflets.sections import BuiltPages
from payguide.leaflets.styles import TOKENS
from payguide.model.printed import Version

#: Parts of this library that decide what a sheet looks like.
_CODE = ("leaflets", "model/leaflets.py", "model/printed.py")


@dataclass(frozen=True, slots=True)
class Job:
    """An edition, its version, and all that it is made from.

    `prefixes` maps every locale to its part of the address, empty for the source locale; `languages` to its language
    tag; `words` to what sheets of that language say. `run` names the build, as pages are read once a build.
    `shelf` is the folder of finished sheets, None to make everything anew.
    """

    root: Path
    site_dir: Path
    out_dir: Path
    site_url: str
    edition: Edition
    version: Version
    outputs: tuple[str, ...]
    prefixes: Mapping[str, str]
    languages: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]
    run: str = ""
    shelf: Path | None = None

    def pages(self, locale: str) -> BuiltPages:
        """The built pages of `locale`, parsed once a build and process."""
        return _pages(self.site_dir, self.site_url, self.prefixes[locale], self.run)

    def document(self) -> Document:
        """The composed document: quick, without layout."""
        pages = {code: self.pages(code) for code in self.edition.locales}
        return compose(Surroundings(self.root, pages, self.languages, self.words), self.edition, self.version)

    def input_key(self, state: str) -> str:
        """A name for all that the document is composed from; `state` is that of the project's print files."""
        leaflet = self.edition.leaflet.model_dump_json(exclude={"line", "path"})
        version = f"{self.version.version} {self.version.date}"
        known = json.dumps([self.site_url, dict(self.prefixes), dict(self.languages), self.words, self.outputs])
        pages = (page for slug in sorted(self._slugs()) for page in self._sources(slug))
        return store.digest(state, leaflet, self.edition.name, version, known, *pages)

    def content_key(self, state: str, document: Document) -> str:
        """A name for all that the finished files depend on."""
        pictures = (self._picture(url) for url in re.findall(r'<img[^>]* src="([^"]+)"', document.html))
        return store.digest(state, repr(form_of(self.edition.leaflet)), *self.outputs, document.html, *pictures)

    def _slugs(self) -> set[str]:
        leaflet = self.edition.leaflet
        refs = [ref.slug for panel in leaflet.panels for ref in panel.sections]
        return {self.edition.target, *refs, *([leaflet.rule.partition("#")[0]] if leaflet.rule else [])}

    def _sources(self, slug: str) -> Iterator[bytes]:
        for locale in self.edition.locales:
            path = self.pages(locale).file(slug)
            yield path.read_bytes() if path.is_file() else b""

    def _picture(self, url: str) -> bytes:
        """The bytes of a picture of the site; nothing for those that are part of the document."""
        path = self.site_dir / unquote(url.removeprefix(self.site_url))
        return path.read_bytes() if url.startswith(self.site_url) and path.is_file() else b""


@functools.lru_cache(maxsize=16)
def _pages(site_dir: Path, site_url: str, prefix: str, run: str) -> BuiltPages:
    return BuiltPages(site_dir / prefix.strip("/"), f"{site_url.rstrip('/')}/{prefix}")


@functools.lru_cache(maxsize=4)
def print_state(root: Path, run: str) -> str:
    """A name for the project's templates, style sheets, fonts and pictograms, this library and the engine.

    Worked out once a build, which `run` names.
    """
    folders = (root / TEMPLATES, root / ICONS)
    files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
    tokens = [root / TOKENS] if (root / TOKENS).is_file() else []
    contents = (part for path in (*files, *tokens) for part in (path.relative_to(root).as_posix(), path.read_bytes()))
    return store.digest(store.version(*_CODE), installed("weasyprint"), *contents)
