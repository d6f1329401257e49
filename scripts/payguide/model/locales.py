"""Locales: the languages of the site, read from the i18n plugin's list in `mkdocs.yml`, nowhere else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

#: `folder`: docs/zh/a.md and docs/en/a.md. `suffix`: docs/a.md and docs/a.en.md.
Structure = Literal["folder", "suffix"]


@dataclass(frozen=True, slots=True, order=True)
class Locale:
    """One language of the site.

    `code` is the plugin's code (`zh`, `zh-Hant`, `ar`), `name` what readers see in the language switch,
    `is_source` whether the other locales are translated from it, `prefix` the folder of its pages in the
    built site ("" or "en/").
    """

    code: str
    name: str
    is_source: bool
    prefix: str


@dataclass(frozen=True, slots=True)
class Languages:
    """What the i18n plugin is told: the locales, source first; how files are laid out; what gaps show."""

    locales: tuple[Locale, ...]
    structure: Structure
    fallback: bool

    def get(self, code: str) -> Locale | None:
        """The locale of that code, if the site has it."""
        return next((locale for locale in self.locales if locale.code == code), None)


def plugin_settings(settings: Mapping[str, Any], name: str) -> Mapping[str, Any] | None:
    """The settings of the plugin `name`; None when the project does not use it. Lists and mappings are both
    known.
    """
    plugins = settings.get("plugins") or []
    for entry in plugins if isinstance(plugins, list) else [plugins]:
        if entry == name:
            return {}
        if isinstance(entry, Mapping) and name in entry:
            options = entry[name]
            return options if isinstance(options, Mapping) else {}
    return None


def read_languages(settings: Mapping[str, Any]) -> Languages:
    """The languages of a project. Without the i18n plugin there is one: that of the theme, English when
    unset.
    """
    options = plugin_settings(settings, "i18n")
    listed = [entry for entry in languages_of(settings) if "locale" in entry]
    if options is None or not listed:
        theme = settings.get("theme")
        code = theme.get("language", "en") if isinstance(theme, Mapping) else "en"
        return Languages((Locale(str(code), str(code), True, ""),), "suffix", False)
    source = next((entry for entry in listed if entry.get("default")), listed[0])
    locales = [_locale(entry, entry is source) for entry in listed]
    locales.sort(key=lambda locale: not locale.is_source)
    structure: Structure = "folder" if options.get("docs_structure") == "folder" else "suffix"
    return Languages(tuple(locales), structure, options.get("fallback_to_default", True) is not False)


def languages_of(settings: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The plugin's entries for the languages that are built, as they are written."""
    options = plugin_settings(settings, "i18n") or {}
    entries = options.get("languages")
    entries = _modern(entries, options.get("default_language")) if isinstance(entries, Mapping) else entries
    entries = entries if isinstance(entries, list) else []
    found = [entry for entry in entries if isinstance(entry, Mapping) and entry.get("build", True) is not False]
    return [entry for entry in found if entry.get("locale") not in (None, "null")]


def _modern(entries: Mapping[str, Any], default: object) -> list[Mapping[str, Any]]:
    """The entries of the plugin's versions before 1.0: names, or settings, by code."""
    found: list[Mapping[str, Any]] = []
    for code, words in entries.items():
        if code != "default":
            own = words if isinstance(words, Mapping) else {"name": words}
            found.append({**own, "locale": code, "default": code == default})
    return found


def _locale(entry: Mapping[str, Any], is_source: bool) -> Locale:
    code = str(entry["locale"])
    return Locale(code, str(entry.get("name", code)), is_source, "" if is_source else f"{code}/")
