"""Reading the documents' folder: which files are pages, and what is in them."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

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


def read_pages(root: Path, config: ProjectConfig) -> tuple[dict[tuple[str, str], Page], frozenset[str]]:
    docs = root / config.docs_dir
    names = list(_walk(docs, config)) if docs.is_dir() else []
    every = frozenset(names)
    places = {name: place_of(name, config, every) for name in names}
    pages: dict[tuple[str, str], Page] = {}
    for name, place in places.items():
        if place is not None and place.locale is not None:
            pages[place.slug, place.locale] = _page(root, config, name, place)
    files = frozenset(name for name, place in places.items() if place is None or place.locale is None)
    return dict(sorted(pages.items())), files


def _page(root: Path, config: ProjectConfig, name: str, place: Place) -> Page:
    path = f"{config.docs_dir}/{name}" if config.docs_dir != "." else name
    text = (root / path).read_text(encoding="utf-8-sig", errors="replace")
    return Page(place.slug, place.locale or "", path, name, place.dest, scan(text, path, config.slug))
