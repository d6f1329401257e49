"""From built pages and a leaflet's description to one HTML document, ready to be laid out.

Pure: the same pages, data and templates give the same document. What is missing becomes a finding at its place in the
data file; the document is still made, so that one fault does not hide the next.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError
from markupsafe import Markup

from payguide.leaflets.digests import digests_of
from payguide.leaflets.drawn import colours
from payguide.leaflets.editions import Edition
from payguide.leaflets.forms import Form
from payguide.leaflets.pieces import Gatherer, View
from payguide.leaflets.qr import qr_code
from payguide.leaflets.rack import form_of
from payguide.leaflets.sections import BuiltPages, SectionMissing
from payguide.leaflets.wholepage import whole_page
from payguide.model.entry import text_in
from payguide.model.findings import Finding
from payguide.model.messages import say
from payguide.model.printed import Version

TEMPLATES = Path("overrides/leaflets")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a leaflet is composed in: pages by locale, their language tags, and words that all sheets share."""

    root: Path
    pages: Mapping[str, BuiltPages]
    languages: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Document:
    """A composed leaflet: its HTML, the digests of its words, and what lists of sheets say about it.

    `parts` is by section; `codes` are the texts of its QR codes.
    """

    html: str
    digest: str
    parts: Mapping[str, str]
    title: str
    description: str
    codes: tuple[str, ...]
    findings: tuple[Finding, ...]


@functools.lru_cache(maxsize=4)
def _environment(root: Path) -> Environment:
    return Environment(
        loader=FileSystemLoader(root / TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def compose(around: Surroundings, edition: Edition, version: Version) -> Document:
    """The document of `edition`, printed as `version`."""
    form = form_of(edition.leaflet)
    gatherers = [_gatherer(around, edition, form, code) for code in edition.locales]
    views = [_view(around, gatherer, version) for gatherer in gatherers]
    first = views[0]
    titles = {} if edition.together else edition.leaflet.title
    sheet = {
        "name": edition.name,
        "version": version.version,
        "date": version.date,
        "imprint": " · ".join(part for part in (f"{edition.name} v{version.version}", version.date) if part),
    }
    others = [
        {"lang": around.languages.get(code, code), "text": text}
        for code, text in titles.items()
        if code != first.locale
    ]
    html = _fill(around.root, gatherers[0], {
        "form": form, "sheet": sheet, "views": views, "view": first, "others": others, "icon": gatherers[0].icon,
        "author": first.words.get("author", ""),
    })  # fmt: skip
    digest, parts = digests_of(html, edition.target, [view.title for view in views])
    findings = tuple(finding for gatherer in gatherers for finding in gatherer.findings)
    codes = tuple(view.qr.text for view in views if view.qr.src in html)
    return Document(html, digest, parts, first.title, first.description, codes, findings)


def _fill(root: Path, gatherer: Gatherer, context: Mapping[str, object]) -> str:
    """The template of the form, filled; a blank document and a finding when it asks for words that nobody wrote."""
    form = gatherer.form.id
    try:
        return _environment(root).get_template(f"{form}.html").render(context)
    except TemplateError as error:
        reason = error.message or type(error).__name__
        message = say("the template {form}.html cannot be filled: {reason}", form=form, reason=reason)
        hint = say("write the words under `words` of this leaflet, or as `paper_…` in docs/_data/strings")
        gatherer.fault("leaflet-words-missing", "words:", message, hint)
        return "<!doctype html><title>-</title><body>"


def _gatherer(around: Surroundings, edition: Edition, form: Form, locale: str) -> Gatherer:
    return Gatherer(around.root, around.pages[locale], edition, form, locale)


def _view(around: Surroundings, gatherer: Gatherer, version: Version) -> View:
    """All that the edition says in the language of `gatherer`."""
    edition, locale, leaflet = gatherer.edition, gatherer.locale, gatherer.edition.leaflet
    lang = around.languages.get(locale, locale)
    title, description = leaflet.title.get(locale, ""), leaflet.description.get(locale, "")
    article = ""
    if edition.slug:
        try:
            article = whole_page(gatherer.pages, edition.slug, lang, colours(around.root))
            heading = gatherer.pages.tree(edition.slug).css_first("h1")
            title = heading.text().strip() if heading is not None else edition.slug
            description = gatherer.pages.description(edition.slug) or title
        except SectionMissing as missing:
            gatherer.fault("leaflet-section-missing", edition.slug, missing.message, missing.hint)
    own = {key: text_in(text, locale) for key, text in leaflet.words.items()}
    author = {"author": text_in(leaflet.author, locale)} if leaflet.author else {}
    url = gatherer.pages.address(edition.target)
    return View(
        locale=locale, lang=lang, title=title, lines=tuple(leaflet.cover.get(locale) or [title]),
        description=description, rule=gatherer.rule(), words={**around.words.get(locale, {}), **own, **author},
        ways=gatherer.ways(), panels={panel.id: gatherer.panel(panel) for panel in leaflet.panels},
        article=Markup(article), url=url, qr=qr_code(f"{url}?sheet={edition.name}.{version.version}"),
    )  # fmt: skip
