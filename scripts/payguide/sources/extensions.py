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
    listed = settings.get("markdown_extensions") or []
    return any("pymdownx.emoji" in (entry if isinstance(entry, Mapping) else [entry]) for entry in listed)


def extension(settings: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The options of one extension; empty when it has none or is not used."""
    listed = settings.get("markdown_extensions") or []
    for entry in [listed] if isinstance(listed, Mapping) else listed:
        if isinstance(entry, Mapping) and isinstance(entry.get(name), Mapping):
            return dict(entry[name])
    return {}
