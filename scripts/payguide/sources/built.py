"""The built site, read from its HTML: what browsers will really load, show and follow."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal
from urllib.parse import unquote, urljoin, urlsplit

from payguide.model.findings import Location
from payguide.sources.builtpage import CSS_URL, BuiltPage, read_page
from payguide.sources.files import lines, read

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
    _known: dict[tuple[str, str], BuiltTarget] = field(default_factory=dict, compare=False, repr=False)
    _texts: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

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
        pages = {path: page for path in files if path.endswith(".html") and (page := _page(folder, path))}
        sheets = (path for path in files if path.endswith(".css"))
        styles = {path: tuple(CSS_URL.findall("\n".join(lines(folder / path)))) for path in sheets}
        base = base or (pages["index.html"].canonical if "index.html" in pages else "")
        base = base if _is_address(base) else ""
        return cls(folder, name, base, pages, frozenset(files), {path: urls for path, urls in styles.items() if urls})

    def resolve(self, page: str, href: str) -> BuiltTarget:
        """Where `href`, written in the file `page`, leads. Addresses of the site itself count as its own.

        The menu leads to the same places from every page, by other ways up: it is followed once.
        """
        above, rest = page.rpartition("/")[0], href
        while above and rest.startswith("../"):
            above, rest = above.rpartition("/")[0], rest[3:]
        key = (above, href if rest is href else f"./{rest}")
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._resolve(*key)
        return found if found.path else replace(found, path=page)

    def _resolve(self, above: str, href: str) -> BuiltTarget:
        """Where `href`, written in a file of the folder `above`, leads; without a path when to that file itself."""
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
            return BuiltTarget("ok", "", fragment)
        if path.startswith("/") or parts.netloc:
            if not path.startswith(own.path.rstrip("/")):
                return BuiltTarget("missing", path, fragment)
            path = path[len(own.path.rstrip("/")) :].lstrip("/")
        else:
            path = posixpath.join(above, path)
        name = posixpath.normpath(path) if path else "."
        if name in self.files:
            return BuiltTarget("ok", name, fragment)
        index = "index.html" if name == "." else f"{name}/index.html"
        return BuiltTarget("ok" if index in self.files else "missing", index if index in self.files else name, fragment)

    def locate(self, path: str, text: str, nth: int = 1) -> Location:
        """The place in the file `path` where `text` is written for the `nth` time; its beginning when that cannot be
        told.
        """
        if path not in self._texts:
            self._texts.clear()  # one is enough: rules go from page to page
            self._texts[path] = "\n".join(lines(self.folder / path))
        content = self._texts[path]
        for _ in range(nth - 1):  # what was passed is masked, so that offsets hold
            content = content.replace(text, " " * len(text), 1) if content.count(text) > 1 else content
        offset = next((at for form in (text, text.replace("&", "&amp;")) if (at := content.find(form)) >= 0), 0)
        line, column = content.count("\n", 0, offset) + 1, offset - content.rfind("\n", 0, offset)
        return Location(f"{self.name}/{path}", line, column)


def _is_address(text: str) -> bool:
    try:
        return bool(urlsplit(text))
    except ValueError:
        return False


def _page(folder: Path, path: str) -> BuiltPage | None:
    """The page in the file `path`; None for what is no part of the guide, or cannot be read."""
    try:
        content = read(folder / path)
    except OSError:
        return None
    return read_page(path, content) if _STAFF not in content[:500] else None


def _files(folder: Path) -> Iterator[str]:
    for above, _, names in os.walk(folder):
        prefix = Path(above).relative_to(folder).as_posix()
        yield from (name if prefix == "." else f"{prefix}/{name}" for name in names)
