"""Where MkDocs meets the model: facts into text, repairs of HTML, template context, one search index a locale.

MkDocs runs these functions once a locale, as static-i18n builds every further language inside the first one's build.
"""

from __future__ import annotations

import copy
import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

# MkDocs loads this file by path; it finds its neighbours only while that happens, so all imports stand here.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from payguide.model.data import load_data
from payguide.model.findings import Finding, has_errors
from payguide.model.holdings import Data
from payguide.model.printed import load_printed
from payguide.model.written import write
from payguide.publish import search
from payguide.publish.mkdocs import FINDINGS
from payguide.rendering import blocks, helpers, macros, pictures, polish, register
from payguide.rendering.build import Build

_builds: dict[str, Build] = {}
_command: list[str] = []
_environments: list[Environment] = []


def _build(config: MkDocsConfig) -> Build:
    return _builds[config.config_file_path]


def _stop(findings: list[Finding]) -> NoReturn:
    """Ends the build with every finding on a line of its own, as the checker would print them, and written down for it
    where it asks for that.
    """
    if FINDINGS in os.environ:
        written = json.dumps([write(item) for item in findings])
        Path(os.environ[FINDINGS]).write_text(written, encoding="utf-8")
    lines = [f"{item.location}: {item.message}" + (f" ({item.hint})" if item.hint else "") for item in findings]
    raise PluginError("\n".join(lines))


def _current(config: MkDocsConfig) -> str:
    plugin: Any = config.plugins["i18n"]
    return str(plugin.current_language or "")


def on_startup(command: str, dirty: bool) -> None:
    """Remembers whether this is a preview: its reload script is inline, which the published site forbids."""
    _command[:] = [command]


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Loads the registry at the start of a build (not again for the further locales) and refuses a broken one."""
    plugin: Any = config.plugins["i18n"]
    if getattr(plugin, "building", False):
        return config
    root = Path(config.config_file_path).parent
    languages = plugin.config.languages
    locales = {item.locale: item.name for item in languages}
    data, findings = load_data(Path(config.docs_dir), root, list(locales))
    if has_errors(findings):
        _stop(findings)
    default = next(item.locale for item in languages if item.default)
    history, faults = load_printed(root)
    if has_errors(faults):
        _stop(faults)
    _builds[config.config_file_path] = Build(
        root, Path(config.docs_dir), config.site_url or "/", data, locales, default, history, get_relative_url
    )
    return config


@event_priority(-200)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Publishes only what this site uses, and shared files once; runs after static-i18n has laid out the locales."""
    overrides = str(_build(config).root / "overrides")
    for file in list(files):
        theme = str(file.src_dir or "")
        if theme != config.docs_dir and (theme != overrides or file.src_uri.startswith("leaflets/")):
            files.remove(file)
        elif theme == config.docs_dir and not getattr(file, "localization", None):
            file.dest_uri = file.src_uri
            file.abs_dest_path = str(Path(config.site_dir) / file.src_uri)
            file.url = file.src_uri
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Pictograms can be included by templates under the same names as in pages."""
    env.globals["icon"] = macros.Macros(Data(), "", _build(config).icons).icon
    _environments[:] = [env]
    return env


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Replaces the calls of a page by values; a wrong call ends the build with its file and line."""
    build, locale = _build(config), _locale(page.file)
    calls = macros.Macros(build.data, locale, build.icons)
    path = Path(str(page.file.abs_src_path))
    source = path.read_text(encoding="utf-8-sig")
    offset = source.count("\n") - markdown.count("\n")
    text, findings = macros.expand(markdown, calls, path.relative_to(build.root).as_posix(), offset)
    if findings:
        _stop(findings)
    build.used[page.file.src_uri] = calls.used
    return text


def _locale(file: File) -> str:
    return str(file.locale)  # type: ignore[attr-defined]


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Repairs and completes a page's HTML, and remembers it for the search index."""
    build, locale = _build(config), _locale(page.file)
    html = helpers.fill(html, build.desk(locale, page.url))
    html = polish.whole_words(polish.mark_languages(html, locale))
    html = blocks.fill(polish.tables(html), build.data, locale, build.rack(locale, page.url))
    html = pictures.fill(html, build.data, locale, build.root)
    html = _isolated(html, build, locale)
    build.pages.setdefault(locale, []).append(_found_as(page, build.below(locale, page.url), html))
    return html


def _isolated(html: str, build: Build, locale: str) -> str:
    return polish.isolate(html) if build.strings(locale).get("direction") == "rtl" else html


def _found_as(page: Page, url: str, html: str) -> search.Entry:
    """The page as the search knows it; home and what is printed repeat what other pages tell better, and few readers
    look for what the guide says of itself.
    """
    besides = page.parent is None or url.startswith(("leaflets/", "about/"))
    weight = search.BESIDES if besides else search.ORDINARY
    return search.Entry(str(page.title), str(page.meta.get("description") or ""), url, html, weight)


def on_page_context(context_: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Tells the templates what they need to know of a page; the page that shows the register gets a page a topic."""
    build, locale = _build(config), _locale(page.file)
    source = page.file.src_uri.removeprefix(f"{locale}/")
    leaflet, findings = build.leaflet(page.meta.get("leaflet"), locale, page.url, f"docs/{page.file.src_uri}")
    if findings:
        _stop(findings)
    context_.update(build.shared(locale) | build.page(locale, source, page.url))
    context_.update(leaflet=leaflet, serving=_command == ["serve"])
    if register.MARK in (page.content or ""):
        for topic in register.topics(build.data, build.strings(locale)):
            _write_topic(topic, context_, page, config, nav)
    return context_


def _write_topic(topic: register.Topic, context_: Any, index: Page, config: MkDocsConfig, nav: Any) -> None:
    """Writes the page of a topic below the page `index`, from the same template."""
    build, locale = _build(config), _locale(index.file)
    strings = build.strings(locale)
    page = copy.copy(index)
    page.file = copy.copy(index.file)
    page.file.url = f"{index.url}{topic.name}/"
    page.title = topic.title(strings)
    page.parent = index  # type: ignore[assignment]  # so that the way back to it is shown
    page.previous_page = page.next_page = None
    page.meta = {**index.meta, "description": strings["register_description"].format(topic=topic.words)}
    html = polish.mark_languages(topic.page(build.data, locale, strings), locale)
    page.content = _isolated(html, build, locale)
    page._set_canonical_url(config.site_url)
    told = {**context_, "page": page, "base_url": get_relative_url(".", page.url)}
    told = on_page_context(told, page, config, nav)
    target = Path(config.site_dir, page.url, "index.html")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(_environments[0].get_template("main.html").render(told), encoding="utf-8")


def on_template_context(context_: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Pages that belong to no locale (404, offline) get the texts of all of them, and addresses that hold wherever they
    are shown; MkDocs gives these to 404 alone.
    """
    build = _build(config)
    if template_name == "offline.html":
        context_["base_url"] = urlsplit(config.site_url or "/").path.rstrip("/")
    context_.update(build.shared(build.default))
    context_.update(serving=_command == ["serve"], all_locales=build.homes())
    return context_


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the search index of every locale that is built so far."""
    build = _build(config)
    for path, text in build.indexes().items():
        target = Path(config.site_dir) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
