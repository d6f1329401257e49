"""Long cache names: a file below assets/ gets a digest of its content into its name, so that browsers may keep it for
ever (`Cache-Control: max-age=31536000, immutable`).
"""

from __future__ import annotations

import hashlib
import posixpath
import re
from pathlib import Path
from urllib.parse import urlsplit

_FOLDER = "assets"
_FILE = re.compile(r"[\w.-]+\.\w+")
_CSS_URL = re.compile(r"url\(\s*([\"']?)(?!data:)([^\"')]+)\1\s*\)")


class Names:
    """The files below assets/ of the `site` served at `address`, renamed when a page first asks for one.

    A file whose name stands in a script keeps it, as the script would not find it again.
    """

    def __init__(self, site: Path, address: str) -> None:
        self.site = site
        self._base = urlsplit(address).path or "/"
        texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.js")))
        self._told = frozenset(_FILE.findall(texts))
        self._new: dict[str, str] = {}

    def path(self, page: str, url: str) -> str | None:
        """The file, relative to the site, that `url` written in the file `page` means; None for another host's."""
        try:
            parts = urlsplit(url)
        except ValueError:
            return None
        if parts.scheme or parts.netloc or not parts.path:
            return None
        if parts.path.startswith("/"):
            return parts.path.removeprefix(self._base) if parts.path.startswith(self._base) else None
        return posixpath.normpath(posixpath.join(posixpath.dirname(page), parts.path))

    def url(self, page: str, url: str) -> str:
        """`url` as `page` must write it now: with the long name if it leads to a file that has one."""
        path = self.path(page, url)
        if path is None or not path.startswith(f"{_FOLDER}/"):
            return url
        folder, slash, _ = url.rpartition("/")
        return folder + slash + posixpath.basename(self._renamed(path))

    def text(self, path: str | None) -> str | None:
        """The content of the file that was made as `path`; None when the site has none."""
        file = self.site / self._new.get(path or "", path or "")
        return file.read_text(encoding="utf-8") if file.is_file() else None

    def _renamed(self, path: str) -> str:
        if path not in self._new:
            file = self.site / path
            if not file.is_file() or file.name in self._told:
                return path
            if file.suffix == ".css":
                file.write_text(self._sheet(path, file.read_text(encoding="utf-8")), encoding="utf-8")
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:10]
            file.rename(file.with_name(f"{file.stem}.{digest}{file.suffix}"))
            self._new[path] = posixpath.join(posixpath.dirname(path), f"{file.stem}.{digest}{file.suffix}")
        return self._new[path]

    def _sheet(self, path: str, css: str) -> str:
        return _CSS_URL.sub(lambda found: f'url("{self.url(path, found[2])}")', css)

    def moved(self, css: str, sheet: str, page: str) -> str:
        """The rules of the file `sheet` as they must stand inside `page`: addresses start from there."""

        def one(found: re.Match[str]) -> str:
            path = self.path(sheet, found[2])
            if path is None:
                return found[0]
            there = posixpath.relpath(path, posixpath.dirname(page) or ".")
            return f'url("{self.url(page, there)}")'

        return _CSS_URL.sub(one, css)
