"""The block of a new language in the list of the i18n plugin in `mkdocs.yml`, below those that are there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import yaml

from payguide.model.digests import UNTRANSLATED_VALUE as MARK
from payguide.model.locales import languages_of
from payguide.model.site import Site
from payguide.sources.yamltags import child, read_yaml
from payguide.translating.selecting import Unknown
from payguide.translating.yamlediting import Editor, last_line, scalar

_SETTINGS = ("site_name", "site_description", "site_author", "copyright")


def add_language(text: str, site: Site, code: str, name: str, origin: str) -> str:
    """The configuration `text` with the language `code`. Raises Unknown where it does not list its languages."""
    _, node, _ = read_yaml(text)
    listed = _languages(node)
    if listed is None or not listed.value:
        raise Unknown(f"{site.config.path} has no list of languages (plugins: i18n: languages:) to add '{code}' to")
    editor = Editor(text)
    settings, titles = _settings(site, origin), _titles(site, origin)
    if listed.flow_style:
        block: dict[str, Any] = {"locale": code, "name": name, "build": True, **settings}
        block |= {"nav_translations": titles} if titles else {}
        end = listed.value[-1].end_mark
        editor.inside(end.line, end.column, f", {json.dumps(block, ensure_ascii=False)}")
        if settings or titles:
            editor.comment(end.line, f"{MARK}: {code}")
        return editor.result()
    indent = " " * listed.start_mark.column
    lines = [f"- locale: {code}", f"  name: {scalar(name)}", "  build: true"]
    lines += [f"  {key}: {scalar(words)}  {MARK}" for key, words in settings.items()]
    lines += ["  nav_translations:"] if titles else []
    lines += [f"    {scalar(title)}: {scalar(words)}  {MARK}" for title, words in titles.items()]
    editor.line_after(last_line(editor, listed), *(f"{indent}{line}" for line in lines))
    return editor.result()


def _languages(node: yaml.Node | None) -> yaml.SequenceNode | None:
    plugins = child(node, "plugins")
    for item in plugins.value if isinstance(plugins, yaml.SequenceNode) else [plugins]:
        languages = child(child(item, "i18n"), "languages")
        if isinstance(languages, yaml.SequenceNode):
            return languages
    return None


def _settings(site: Site, origin: str) -> dict[str, str]:
    """What the other languages say in words of their own, in those of `origin`."""
    blocks = languages_of(site.config.settings)
    own = next((block for block in blocks if str(block["locale"]) == origin), {})
    said = {key for block in blocks for key in _SETTINGS if key in block}
    found = {key: own.get(key) or site.config.settings.get(key) for key in _SETTINGS if key in said}
    return {key: words for key, words in found.items() if isinstance(words, str)}


def _titles(site: Site, origin: str) -> dict[str, str]:
    """The titles of the shared navigation, each with what `origin` calls it."""
    return dict(_named(site, origin))


def _named(site: Site, origin: str) -> Iterator[tuple[str, str]]:
    for entry in site.config.nav or ():
        if entry.title and entry.locale is None:
            yield entry.title, site.config.nav_title(entry.title, origin) or entry.title
