"""The Markdown extensions of a project, as far as they decide what is found in its pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from payguide.sources.slugs import Slugger, slugger, without_pictures


def scanning(settings: Mapping[str, Any]) -> str:
    """All settings that decide what is found in a page, as one text."""
    return repr((extension(settings, "toc"), has_pictures(settings)))


def slug_rule(settings: Mapping[str, Any]) -> Slugger | None:
    """How ids are made from headings; None when that cannot be told."""
    slug = slugger(extension(settings, "toc"))
    return partial(without_pictures, slug=slug) if slug is not None and has_pictures(settings) else slug


def has_pictures(settings: Mapping[str, Any]) -> bool:
    """Whether shortcodes become pictures."""
    return any("pymdownx.emoji" in (entry if isinstance(entry, Mapping) else [entry]) for entry in _listed(settings))


def _listed(settings: Mapping[str, Any]) -> list[Any]:
    """The extensions as they are written: names, and mappings from a name to its options."""
    written = settings.get("markdown_extensions")
    return [written] if isinstance(written, Mapping) else written if isinstance(written, list) else []


def extension(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The options of one extension; empty when it has none or is not used."""
    for entry in _listed(settings):
        if isinstance(entry, Mapping) and isinstance(entry.get(name), Mapping):
            return dict(entry[name])
    return {}
