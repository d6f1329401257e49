"""Reading the documents' folder: which files are pages, and what is in them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from payguide.cache import store
from payguide.cache.pages import Pages
from payguide.model.memory import uncollected
from payguide.model.pages import Page
from payguide.model.paths import Place, place_of
from payguide.sources import files
from payguide.sources.config import ProjectConfig
from payguide.sources.markdown import scan


def _walk(docs: Path, config: ProjectConfig) -> Iterator[str]:
    """The published files, relative to the documents' folder, sorted."""
    for folder, folders, names in os.walk(docs, followlinks=True):
        above = Path(folder).relative_to(docs).as_posix()
        prefix = "" if above == "." else f"{above}/"
        wanted = (name for name in folders if not config.excluded.match_file(f"{prefix}{name}/"))
        folders[:] = sorted(name for name in wanted if not _leads_back(Path(folder, name)))
        for name in sorted(names):
            if not config.excluded.match_file(prefix + name):
                yield prefix + name


def _leads_back(folder: Path) -> bool:
    """Whether `folder` is a link to a folder that it lies in, which would make the way endless."""
    return folder.is_symlink() and folder.parent.resolve().is_relative_to(folder.resolve())


@uncollected()
def read_pages(
    root: Path, config: ProjectConfig, is_cached: bool = False
) -> tuple[dict[tuple[str, str], Page], frozenset[str]]:
    """The pages by slug and locale, and all other published files. `is_cached`: pages that did not change since the
    last time are taken from the cache, which is kept for the next.
    """
    cache = Pages(root, store.digest(store.version(*store.SCANNER), config.scanning)) if is_cached else None
    docs = root / config.docs_dir
    names = list(_walk(docs, config)) if docs.is_dir() else []
    every = frozenset(names)
    places = {name: place_of(name, config, every) for name in names}
    pages: dict[tuple[str, str], Page] = {}
    for name, place in places.items():
        if place is not None and place.locale is not None:
            pages[place.slug, place.locale] = _page(root, config, name, place, cache)
    if cache is not None:
        cache.save()
    files = frozenset(name for name, place in places.items() if place is None or place.locale is None)
    return dict(sorted(pages.items())), files


def _page(root: Path, config: ProjectConfig, name: str, place: Place, cache: Pages | None) -> Page:
    path = f"{config.docs_dir}/{name}" if config.docs_dir != "." else name
    content, unreadable = _content(root / path)
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    found = cache.get(content, path, text.split("\n")) if cache is not None else None
    if found is None:
        found = scan(text, path, config.slug)
        if cache is not None:
            cache.put(content, path, found)
    return Page(place.slug, place.locale or "", path, name, place.dest, found, unreadable=unreadable)


def _content(path: Path) -> tuple[bytes, str]:
    """What is in a file, and why it cannot be read: a link to nowhere, no permission, a device."""
    try:
        return files.read(path), ""
    except OSError as error:
        return b"", files.reason(error)
