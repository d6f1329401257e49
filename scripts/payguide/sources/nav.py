"""The navigation as it is written in `mkdocs.yml`, with places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from payguide.model.findings import Location
from payguide.sources.yamltags import child, entries


@dataclass(frozen=True, slots=True)
class NavEntry:
    """One line of the navigation: a page (`target`), a section (no target), or both title and page.

    `locale` is the code of the language whose own navigation it is part of; None in the shared one.
    """

    title: str | None
    target: str | None
    location: Location
    locale: str | None = None


def read_nav(node: yaml.Node | None, path: str) -> tuple[NavEntry, ...] | None:
    """The shared navigation and those of single languages; None when there is neither."""
    shared = child(node, "nav")
    found = list(_walk(shared, path, None))
    own = False
    for code, nav in _own_navs(node):
        own = True
        found.extend(_walk(nav, path, code))
    return tuple(found) if own or isinstance(shared, yaml.SequenceNode) else None


def _own_navs(node: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    plugins = child(node, "plugins")
    items = plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]
    for item in items:
        languages = child(child(item, "i18n"), "languages")
        for language in languages.value if isinstance(languages, yaml.SequenceNode) else []:
            code, nav = child(language, "locale"), child(language, "nav")
            if code is not None and nav is not None:
                yield str(code.value), nav


def _walk(node: yaml.Node | None, path: str, locale: str | None) -> Iterator[NavEntry]:
    """The entries under a navigation list, outer ones first."""
    for item in node.value if isinstance(node, yaml.SequenceNode) else []:
        place = Location(path, item.start_mark.line + 1, item.start_mark.column + 1)
        if isinstance(item, yaml.ScalarNode):
            yield NavEntry(None, str(item.value), place, locale)
        for title, _, value in entries(item):
            if isinstance(value, yaml.ScalarNode):
                yield NavEntry(title, str(value.value), place, locale)
            else:
                yield NavEntry(title, None, place, locale)
                yield from _walk(value, path, locale)
