"""The status page for staff: how far every page is in every language, what to do next, what the rules found.

One HTML file without anything from outside it, in the site's own look. It is not part of the guide: nothing links to
it, search engines are told to leave it out, and the rules for built pages do not look at it.
"""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from payguide.model.findings import Finding, Severity
from payguide.model.hints import some
from payguide.model.messages import say
from payguide.model.pages import Page
from payguide.model.reviewing import LocaleProgress, PageProgress, State, progress
from payguide.model.site import Site
from payguide.reports.advice import advice
from payguide.reports.catalogue import ENGLISH, LANGUAGES, Setting, translated
from payguide.reports.manuals import manual
from payguide.reports.statuswords import names, parted, whole, words
from payguide.reports.summary import by_rule, by_severity, counted, sentence

#: Where the page is in the site.
FILE = "status/index.html"
TOKENS = "assets/css/tokens.css"
#: How many places are listed for one rule.
LIMIT = 40
#: The states of a cell from worst to best, each with a sign: colour alone tells some readers nothing.
SIGNS = {"errors": "✕", "missing": "–", "changed": "!", "unreviewed": "?", "done": "✓"}
#: Told at the source page, but shown where the translation should be.
_GAP = "translation-missing"
_OLD = (State.STALE, State.BOTH, State.UNTRANSLATED, State.MISSING)


@dataclass(frozen=True, slots=True)
class Cell:
    """One page in one language: a state of `SIGNS`, what it says, and the page's address (empty without a page)."""

    state: str
    words: str
    url: str


def status_page(site: Site, findings: Sequence[Finding]) -> str:
    """The page, in the language of the guide's source where there is a catalogue for it, else in English."""
    language = next((code for code in LANGUAGES if site.source_locale.code.startswith(code)), ENGLISH)
    setting = Setting(site.root, False, language)
    own = translated(findings, language)
    done = [progress(site, locale) for locale in site.locales[1:]]
    grave = [finding for finding in own if finding.severity is Severity.ERROR and finding.rule != _GAP]
    errors = Counter(finding.location.path for finding in grave)
    rows = [(page, list(_cells(page, done, errors))) for page in site.pages_in(site.source_locale.code)]
    style = _style(site.root / site.docs_dir / TOKENS)
    html: str = _template().render(
        say=setting.say,
        language=language,
        locales=site.locales,
        rows=rows,
        signs=SIGNS,
        names=names(),
        totals=[Counter(cells[index].state for _, cells in rows) for index in range(len(site.locales))],
        steps=_steps(own, done),
        rules=list(_rules(own, setting)),
        result=sentence(own),
        style=Markup(style),
        digest=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        words=words(),
    )
    return html


def write_status(folder: Path, site: Site, findings: Sequence[Finding]) -> None:
    """Writes the page into the built site in `folder`."""
    path = folder / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(status_page(site, findings), encoding="utf-8")


def _template() -> Any:
    here = FileSystemLoader(Path(__file__).parent)
    environment = Environment(
        loader=here, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    environment.filters.update(whole=whole, parted=parted)
    return environment.get_template("status.html")


def _style(tokens: Path) -> str:
    """The site's own tokens, where it has such, and the page's style."""
    base = tokens.read_text(encoding="utf-8") if tokens.is_file() else ""
    # Without white space at its ends, which some who check the page's policy leave out of the digest.
    return (base + Path(__file__).with_name("status.css").read_text(encoding="utf-8")).strip()


def _cells(page: Page, done: Sequence[LocaleProgress], errors: Counter[str]) -> Iterator[Cell]:
    """The cells of one row: the source first."""
    faults = errors[page.path]
    yield Cell("errors", _errors(faults), page.url) if faults else Cell("done", say("done"), page.url)
    for locale in done:
        for entry in locale.pages:
            if entry.source is page:
                yield _cell(entry, locale.reviews is not None, errors)


def _cell(entry: PageProgress, reviewed: bool, errors: Counter[str]) -> Cell:
    page = entry.translation
    if page is None:
        return Cell("missing", say("missing"), "")
    states = Counter(section.state for section in entry.sections)
    old, open_ = sum(states[state] for state in _OLD), states[State.UNREVIEWED] + states[State.CHANGED]
    if errors[page.path]:
        return Cell("errors", _errors(errors[page.path]), page.url)
    if old:
        return Cell("changed", say("{number} to bring up to date", number=old), page.url)
    if open_ and reviewed:
        return Cell("unreviewed", say("{number} to review", number=open_), page.url)
    return Cell("done", say("done"), page.url)


def _errors(number: int) -> str:
    return counted(number, Severity.ERROR)


def _steps(findings: Sequence[Finding], done: Sequence[LocaleProgress]) -> list[str]:
    """What to do next, the most urgent first."""
    numbers = by_severity(findings)
    steps: list[str] = []
    if numbers[Severity.ERROR]:
        steps.append(say("mend {counts}: readers are harmed or lost", counts=_errors(numbers[Severity.ERROR])))
    for locale in done:
        steps.extend(_open(locale))
    steps.extend(advice(by_rule(findings)))
    for severity in (Severity.WARNING, Severity.NOTE):
        if numbers[severity]:
            steps.append(say("look at {counts}", counts=counted(numbers[severity], severity)))
    return steps


def _open(locale: LocaleProgress) -> Iterator[str]:
    """What is open in one language."""
    name = locale.locale.name
    gaps = [entry.source.slug for entry in locale.pages if entry.translation is None]
    states = Counter(section.state for entry in locale.pages if entry.translation for section in entry.sections)
    old, open_ = sum(states[state] for state in _OLD), states[State.UNREVIEWED] + states[State.CHANGED]
    if gaps:
        yield say("{language}: write these pages: {names}", language=name, names=some(gaps))
    if old:
        command = f"scripts/guide translate status --locale {locale.locale.code}"
        yield say("{language}: bring up to date: {number}; see {command}", language=name, number=old, command=command)
    if open_ and locale.reviews is not None:
        yield say("{language}: compare with the source and review: {number}", language=name, number=open_)


def _rules(findings: Sequence[Finding], setting: Setting) -> Iterator[dict[str, Any]]:
    """The gravest first."""
    own: dict[str, list[Finding]] = {rule: [] for rule in by_rule(findings)}
    for finding in findings:
        own[finding.rule].append(finding)
    order = list(Severity).index
    gravest = {rule: min((finding.severity for finding in found), key=order) for rule, found in own.items()}
    for rule, found in sorted(own.items(), key=lambda entry: order(gravest[entry[0]])):
        known = manual(rule)
        yield {
            "id": rule,
            "number": len(found),
            "severity": gravest[rule].value,
            "summary": setting.say(known.summary) if known else "",
            "findings": found[:LIMIT],
            "more": len(found) - LIMIT,
        }
