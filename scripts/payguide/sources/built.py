"""The built site, read from its HTML: what browsers will really load, show and follow."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

from payguide.model.findings import Location
from payguide.sources.builtpage import CSS_URL, BuiltPage, read_page

#: Marks the page for staff that the build adds: no part of the guide.
_STAFF = b'name="generator" content="payguide status"'


@dataclass(frozen=True, slots=True)
class BuiltTarget:
    """Where a link of the built site leads: to the file `path` (relative to the site), or nowhere."""

    state: Literal["ok", "external", "missing"]
    path: str = ""
    fragment: str = ""


@dataclass(frozen=True, slots=True)
class BuiltSite:
    """All pages of a built site by path; `files` are all its files; `styles` what style sheets load, by file.

    `folder` is where it is, `name` how findings call it; `base` the address that it is served at.
    """

    folder: Path
    name: str
    base: str
    pages: Mapping[str, BuiltPage]
    files: frozenset[str]
    styles: Mapping[str, tuple[str, ...]]

    @classmethod
    def load(cls, folder: Path, root: Path | None = None, base: str = "") -> BuiltSite:
        """The site in `folder`, which may be missing: it has no pages then.

        `base` is the address that it is served at; when it is empty, what the home page says of itself.
        """
        folder = folder.resolve()
        above = root.resolve() if root is not None else folder
        within = folder.is_relative_to(above) and folder != above
        name = folder.relative_to(above).as_posix() if within else folder.name
        files = sorted(_files(folder))
        texts = {path: (folder / path).read_bytes() for path in files if path.endswith(".html")}
        pages = {path: read_page(path, text) for path, text in texts.items() if _STAFF not in text[:500]}
        sheets = {path: (folder / path).read_text("utf-8", "replace") for path in files if path.endswith(".css")}
        styles = {path: tuple(CSS_URL.findall(text)) for path, text in sheets.items()}
        base = base or (pages["index.html"].canonical if "index.html" in pages else "")
        return cls(folder, name, base, pages, frozenset(files), {path: urls for path, urls in styles.items() if urls})

    def resolve(self, page: str, href: str) -> BuiltTarget:
        """Where `href`, written in the file `page`, leads. Addresses of the site itself count as its own."""
        try:
            parts = urlsplit(urljoin(self.base, href) if href.startswith("//") else href)
        except ValueError:
            return BuiltTarget("missing", href)
        own = urlsplit(self.base)
        if parts.scheme or parts.netloc:
            if not own.netloc or parts.netloc != own.netloc or not parts.path.startswith(own.path):
                return BuiltTarget("external", href)
        path, fragment = unquote(parts.path), unquote(parts.fragment)
        if not path and not parts.netloc:
            return BuiltTarget("ok", page, fragment)
        if path.startswith("/") or parts.netloc:
            if not path.startswith(own.path.rstrip("/")):
                return BuiltTarget("missing", path, fragment)
            path = path[len(own.path.rstrip("/")) :].lstrip("/")
        else:
            path = posixpath.join(posixpath.dirname(page), path)
        name = posixpath.normpath(path) if path else "."
        if name in self.files:
            return BuiltTarget("ok", name, fragment)
        index = posixpath.normpath(posixpath.join(name, "index.html"))
        return BuiltTarget("ok" if index in self.files else "missing", index if index in self.files else name, fragment)

    def locate(self, path: str, text: str) -> Location:
        """The place in the file `path` where `text` is written; its beginning when that cannot be told."""
        content = (self.folder / path).read_text("utf-8", "replace")
        offset = next((at for form in (text, text.replace("&", "&amp;")) if (at := content.find(form)) >= 0), 0)
        line, column = content.count("\n", 0, offset) + 1, offset - content.rfind("\n", 0, offset)
        return Location(f"{self.name}/{path}", line, column)


def _files(folder: Path) -> Iterator[str]:
    for above, _, names in os.walk(folder):
        prefix = Path(above).relative_to(folder).as_posix()
        yield from (name if prefix == "." else f"{prefix}/{name}" for name in names)
