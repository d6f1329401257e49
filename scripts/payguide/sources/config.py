"""The project's `mkdocs.yml`: folders, languages, navigation, the slug rule. Nothing in it is executed."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml
from pathspec import GitIgnoreSpec

from payguide.model.findings import Location
from payguide.model.locales import Languages, languages_of, read_languages
from payguide.model.messages import say
from payguide.sources import files
from payguide.sources.extensions import scanning, slug_rule
from payguide.sources.nav import NavEntry, read_nav
from payguide.sources.slugs import Slugger
from payguide.sources.yamltags import Problem, read_yaml

#: So many files may inherit from each other.
_DEEPEST = 5
#: What MkDocs itself never publishes.
_NEVER = (".*", "/templates/")
#: Editors' data, read by the hooks and never published, whatever the configuration says.
_DATA = ("/_data/",)


@dataclass(frozen=True, slots=True)
class ProjectConfig:
    """What a MkDocs project says about itself.

    `docs_dir` and `site_dir` are relative to the root. `nav` is None when MkDocs makes it from the files.
    `slug` is None when the project uses a slug function that is unknown here, so that generated ids cannot be
    told.
    """

    path: str
    settings: Mapping[str, Any]
    docs_dir: str
    site_dir: str
    languages: Languages
    nav: tuple[NavEntry, ...] | None
    slug: Slugger | None
    excluded: GitIgnoreSpec
    unlisted: GitIgnoreSpec
    problems: tuple[tuple[Location, str], ...] = ()

    @property
    def site_url(self) -> str:
        """The address of the published site; empty when it is not set."""
        return str(self.settings.get("site_url") or "")

    @property
    def scanning(self) -> str:
        """All settings that decide what is found in a page, as one text."""
        return scanning(self.settings)

    @property
    def base(self) -> str:
        """The path below which the site is served, without a slash at its end: "/guide"; empty for a whole host."""
        try:
            return urlsplit(self.site_url).path.rstrip("/")
        except ValueError:
            return ""

    @property
    def directory_urls(self) -> bool:
        """Whether `a.md` becomes `a/index.html` (and not `a.html`)."""
        return self.settings.get("use_directory_urls", True) is not False

    @property
    def absolute_from_docs(self) -> bool:
        """Whether links that begin with `/` start at the documents' folder, as MkDocs can be told."""
        validation = self.settings.get("validation")
        links = validation.get("links", validation) if isinstance(validation, Mapping) else {}
        return isinstance(links, Mapping) and links.get("absolute_links") == "relative_to_docs"

    def nav_title(self, title: str, code: str) -> str | None:
        """What the navigation's `title` is called in the locale `code`, where the configuration says so."""
        for entry in languages_of(self.settings):
            if str(entry["locale"]) == code:
                words = entry.get("nav_translations")
                return words.get(title) if isinstance(words, Mapping) else None
        return None


def load_config(root: Path) -> ProjectConfig:
    """The configuration of the project at `root`. A missing or broken file gives defaults and a problem."""
    path = next((root / name for name in ("mkdocs.yml", "mkdocs.yaml") if (root / name).is_file()), None)
    if path is None:
        problem = (
            Location("mkdocs.yml"),
            say("there is no mkdocs.yml, so the languages and pages cannot be told"),
        )
        return _config(root / "mkdocs.yml", {}, None, (problem,))
    settings, node, problem_found = _read(path)
    if problem_found is not None:
        place = Location(path.name, problem_found.line, problem_found.column)
        return _config(path, {}, None, ((place, problem_found.message),))
    return _config(path, settings, node, ())


def _read(path: Path, depth: int = 0) -> tuple[dict[str, Any], yaml.Node | None, Problem | None]:
    """The settings of one file over those of the file that it names under INHERIT."""
    try:
        text = files.read_text(path)
    except OSError as error:
        return {}, None, Problem(say("this file cannot be read: {reason}", reason=(error.strerror or "").lower()))
    data, node, problem = read_yaml(text)
    if problem is None and not isinstance(data, dict):
        problem = Problem(say("this file must be a mapping of settings"))
    if problem is not None:
        return {}, None, problem
    parent = data.pop("INHERIT", None)
    if isinstance(parent, str) and depth < _DEEPEST and (path.parent / parent).is_file():
        inherited, _, _ = _read(path.parent / parent, depth + 1)
        data = _merged(inherited, data)
    return data, node, None


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    both = {**below, **above}
    for key in below.keys() & above.keys():
        if isinstance(below[key], dict) and isinstance(above[key], dict):
            both[key] = _merged(below[key], above[key])
    return both


def _config(
    path: Path, settings: dict[str, Any], node: yaml.Node | None, problems: tuple[tuple[Location, str], ...]
) -> ProjectConfig:
    return ProjectConfig(
        path=path.name,
        settings=settings,
        docs_dir=_folder(str(settings.get("docs_dir") or "docs"), path.parent),
        site_dir=_folder(str(settings.get("site_dir") or "site"), path.parent),
        languages=read_languages(settings),
        nav=read_nav(node, path.name),
        slug=slug_rule(settings),
        excluded=_patterns(settings, "exclude_docs", "draft_docs", always=_DATA, first=_NEVER),
        unlisted=_patterns(settings, "not_in_nav"),
        problems=problems,
    )


def _folder(written: str, root: Path) -> str:
    """A folder as it is seen from `root`."""
    return Path(os.path.relpath(written, root) if written.startswith("/") else written).as_posix()


def _patterns(
    settings: Mapping[str, Any], *keys: str, always: tuple[str, ...] = (), first: tuple[str, ...] = ()
) -> GitIgnoreSpec:
    """The ignore patterns under `keys`, after those of `first`, which they may take back, and before
    `always`.
    """
    texts = [settings.get(key) for key in keys]
    lines = [line for text in texts if isinstance(text, str) for line in text.splitlines()]
    return GitIgnoreSpec.from_lines([*first, *lines, *always])
