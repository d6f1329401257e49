"""Reading the documents' folder: which files are pages, and what is in them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from payguide.cache import store
from payguide.cache.pages import Pages
from payguide.model.pages import Page
from payguide.model.paths import Place, place_of
from payguide.sources.config import ProjectConfig
from payguide.sources.markdown import scan


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spares the garbage collector the search through a model that only grows: a third of the time of
    loading.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _walk(docs: Path, config: ProjectConfig) -> Iterator[str]:
    """The published files, relative to the documents' folder, sorted."""
    for folder, folders, names in os.walk(docs):
        above = Path(folder).relative_to(docs).as_posix()
        prefix = "" if above == "." else f"{above}/"
        folders[:] = sorted(name for name in folders if not config.excluded.match_file(f"{prefix}{name}/"))
        for name in sorted(names):
            if not config.excluded.match_file(prefix + name):
                yield prefix + name


@_uncollected()
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
    content = (root / path).read_bytes()
    text = content.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    found = cache.get(content, path, text.split("\n")) if cache is not None else None
    if found is None:
        found = scan(text, path, config.slug)
        if cache is not None:
            cache.put(content, path, found)
    return Page(place.slug, place.locale or "", path, name, place.dest, found)
