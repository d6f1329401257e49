"""What the layout engine may read: files of the project and of the built site, never the network."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from weasyprint.urls import URLFetcher


class LocalFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files below `folder` and `site_dir`, addresses of the site from `site_dir`; never the network."""

    def __init__(self, folder: Path, site_dir: Path | None = None, site_url: str = "") -> None:
        super().__init__(allowed_protocols=("file", "data"))
        self._folders = [path.resolve() for path in (folder, site_dir) if path is not None]
        self._site_dir, self._site_url = site_dir, site_url

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The resource at `url`. Raises ValueError for anything outside the project."""
        if self._site_dir is not None and self._site_url and url.startswith(self._site_url):
            url = (self._site_dir / unquote(url.removeprefix(self._site_url))).resolve().as_uri()
        if url.startswith("file:"):
            path = Path(unquote(urlsplit(url).path)).resolve()
            if not any(path.is_relative_to(folder) for folder in self._folders):
                raise ValueError(f"{path.name} is outside the project")
        return super().fetch(url, headers)
