"""Where MkDocs meets the model: facts into text, repairs of HTML, template context, one search index a locale.

MkDocs runs these functions once a locale, as static-i18n builds every further language inside the first one's build.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, NoReturn
from urllib.parse import urlsplit

# MkDocs loads this file by path; it finds its neighbours only while that happens, so all imports stand here.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dataclasses import dataclass, field

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url

from payguide.model.data import load_data
from payguide.model.findings import Finding, Location, Severity, has_errors
from payguide.model.hints import did_you_mean
from payguide.model.holdings import Data
from payguide.model.messages import say
from payguide.model.printed import History, load_printed
from payguide.model.written import write
from payguide.publish import search
from payguide.publish.mkdocs import FINDINGS
from payguide.rendering import blocks, context, helpers, macros, pictures, polish
from payguide.rendering.rack import Rack
from payguide.sources.frontmatter import read_front_matter


@dataclass(slots=True)
class Build:
    """What one run of MkDocs knows: the registry, the facts that each page used, the pages for the search index."""

    root: Path
    data: Data
    locales: dict[str, str]
    default: str
    history: History = field(default_factory=dict)
    used: dict[str, list[str]] = field(default_factory=dict)
    pages: dict[str, list[search.Entry]] = field(default_factory=dict)

    def prefix(self, locale: str) -> str:
        """The address of a locale's home, relative to the site: empty for the source locale."""
        return "" if locale == self.default else f"{locale}/"

    def rack(self, locale: str, here: str) -> Rack:
        """The printed sheets as the page in `locale` at the address `here` shows them."""
        strings = (self.data.strings or {}).get(locale, {})
        base = f"{get_relative_url('leaflets/', here)}"
        return Rack(self.data.leaflets or {}, self.history, locale, self.locales, strings, base)


_builds: dict[str, Build] = {}
_command: list[str] = []


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
    _builds[config.config_file_path] = Build(root, data, locales, default, history)
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
    env.globals["icon"] = macros.Macros(Data(), "", _icons(config)).icon
    return env


def _icons(config: MkDocsConfig) -> Path:
    return _build(config).root / "overrides" / ".icons" / "pay"


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Replaces the calls of a page by values; a wrong call ends the build with its file and line."""
    build, locale = _build(config), _locale(page.file)
    calls = macros.Macros(build.data, locale, _icons(config))
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
    html = helpers.fill(html, _desk(build, config, locale, page.url))
    html = polish.mark_languages(html, locale)
    html = blocks.fill(polish.tables(html), build.data, locale, build.rack(locale, page.url))
    html = pictures.fill(html, build.data, locale, build.root)
    if (build.data.strings or {}).get(locale, {}).get("direction") == "rtl":
        html = polish.isolate(html)
    url = page.file.url.removeprefix(build.prefix(locale)).removeprefix("./")
    build.pages.setdefault(locale, []).append(_found_as(page, url, html))
    return html


def _desk(build: Build, config: MkDocsConfig, locale: str, here: str) -> helpers.Desk:
    """What the helpers on the page at the address `here` need."""

    def page(target: str) -> tuple[str, str]:
        slug, hash_, anchor = target.partition("#")
        folder = Path(config.docs_dir) / locale
        path = next(path for path in (folder / f"{slug}.md", folder / slug / "index.md") if path.is_file())
        settings, _ = read_front_matter(path.read_text(encoding="utf-8-sig"), str(path))
        return get_relative_url(f"{build.prefix(locale)}{slug}/", here) + hash_ + anchor, settings.text("title")

    icon = macros.Macros(build.data, locale, _icons(config)).icon
    return helpers.Desk(build.data, locale, (build.data.strings or {}).get(locale, {}), page, icon)


def _found_as(page: Page, url: str, html: str) -> search.Entry:
    """The page as the search knows it; home and what is printed repeat what other pages tell better, and few readers
    look for what the guide says of itself.
    """
    besides = page.parent is None or url.startswith(("leaflets/", "about/"))
    weight = search.BESIDES if besides else search.ORDINARY
    return search.Entry(str(page.title), str(page.meta.get("description") or ""), url, html, weight)


def on_page_context(context_: Any, page: Page, config: MkDocsConfig, nav: Any) -> Any:
    """Tells the templates what they need to know of a page."""
    build, locale = _build(config), _locale(page.file)
    used = build.used[page.file.src_uri]
    links = _links(build, config, page.file, page.url)
    context_.update(
        _shared(build, locale),
        locales=links,
        search_others=_other_indexes(build, links, page.url),
        x_default=next(link.absolute_url for link in links if link.code == build.default),
        page_facts=context.page_facts(used, build.data, locale),
        checked_date=context.checked_date(used, build.data, locale),
        leaflet=_leaflet(build, page, locale),
        large=build.rack(locale, page.url).large(_slug(build, page, locale)),
        sheet_check=_address(build, config, page, locale, "leaflets/check"),
        phrases_url=_address(build, config, page, locale, "help/phrases"),
    )
    return context_


def _other_indexes(build: Build, links: list[context.LocaleLink], here: str) -> str:
    """The search indexes of the further languages as `tag=address`, seen from the page at `here`."""
    others = (link for link in links if not link.current)
    return " ".join(f"{link.tag}={get_relative_url(f'{build.prefix(link.code)}search.json', here)}" for link in others)


def _address(build: Build, config: MkDocsConfig, page: Page, locale: str, slug: str) -> str:
    """Where the page `slug` lies, seen from `page`; empty in a guide that has no such page in this language."""
    exists = (Path(config.docs_dir) / locale / f"{slug}.md").is_file()
    return get_relative_url(f"{build.prefix(locale)}{slug}/", page.url) if exists else ""


def _slug(build: Build, page: Page, locale: str) -> str:
    """The page's path below its locale, `index` for the home page."""
    return page.url.removeprefix(build.prefix(locale)).strip("./") or "index"


def _leaflet(build: Build, page: Page, locale: str) -> dict[str, str] | None:
    """The leaflet that the page's front matter names, if it is printed in the page's language.

    Ends the build when there is no such leaflet.
    """
    key = page.meta.get("leaflet")
    if key is None:
        return None
    found = (build.data.leaflets or {}).get(str(key))
    if found is None:
        place = Location(f"docs/{page.file.src_uri}")
        message = say("there is no leaflet '{key}'", key=str(key))
        hint = did_you_mean(str(key), list(build.data.leaflets or {})) or say("see docs/_data/leaflets.yml")
        _stop([Finding("leaflet-unknown", Severity.ERROR, place, message, hint)])
    if locale not in found.title:
        return None
    url = get_relative_url(f"leaflets/{found.edition(locale)}.pdf", page.url)
    return {
        "id": found.id,
        "title": found.title[locale],
        "description": found.description[locale],
        "how": build.rack(locale, page.url).how(found),
        "url": url,
    }


def _shared(build: Build, locale: str) -> dict[str, Any]:
    strings = build.data.strings or {}
    return {
        "t": context.translate(strings, locale),
        "locale": locale,
        "locale_home": build.prefix(locale),
        "emergency": context.emergency(build.data, locale),
        "serving": _command == ["serve"],
    }


def _links(build: Build, config: MkDocsConfig, file: File, here: str) -> list[context.LocaleLink]:
    """The language switch of the page that lies at `here`: the same page in every locale, else that locale's home."""
    locale = _locale(file)
    path = file.src_uri.removeprefix(f"{locale}/")
    url = file.url.removeprefix(build.prefix(locale)).removeprefix("./")
    links = []
    for code, name in build.locales.items():
        exists = (Path(config.docs_dir) / code / path).is_file()
        target = (build.prefix(code) + (url if exists else "")) or "./"
        tag = (build.data.strings or {}).get(code, {}).get("language_tag", code)
        absolute = f"{config.site_url or '/'}{target.removeprefix('./')}"
        relative = get_relative_url(target, here)
        links.append(context.LocaleLink(code, name, tag, relative, absolute, code == locale, exists))
    return links


def on_template_context(context_: Any, template_name: str, config: MkDocsConfig) -> Any:
    """Pages that belong to no locale (404, offline) get the texts of all of them, and addresses that hold wherever they
    are shown; MkDocs gives these to 404 alone.
    """
    build = _build(config)
    if template_name == "offline.html":
        context_["base_url"] = urlsplit(config.site_url or "/").path.rstrip("/")
    strings = build.data.strings or {}
    context_.update(
        _shared(build, build.default),
        all_locales=[
            {"code": code, "name": name, "home": build.prefix(code), "t": context.translate(strings, code)}
            for code, name in build.locales.items()
        ],
    )
    return context_


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the search index of every locale that is built so far."""
    build = _build(config)
    for locale, pages in build.pages.items():
        target = Path(config.site_dir) / build.prefix(locale) / "search.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        terms, sayings = (build.data.terms or {}).values(), (build.data.sayings or {}).values()
        target.write_text(search.index(pages, terms, sayings, locale), encoding="utf-8")
