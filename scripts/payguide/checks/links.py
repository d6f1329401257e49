"""Links: every link leads to a page and a place that exist, in the reader's language.

link-target-missing
    The page or file does not exist: readers get "not found".
    Bad:  `[Refunds](refund.md)` when the file is refunds.md
    Good: `[Refunds](refunds.md)`
link-anchor-missing
    The page has no such section: readers land at its top and search.
    Bad:  `[Fees](cards.md#fee)` when the heading has `{ #fees }`
    Good: `[Fees](cards.md#fees)`
link-wrong-locale
    The link leads into another language, or to a page that falls back to one. Languages are built one by
    one, so a link to another one's Markdown file ends up dead. A link to the built page whose text names the
    language (`<a href="../en/">English</a>`) is meant so, and is left alone.
    Bad:  `[Cash](../../zh/pay/cash.md)` on an English page
    Good: `[Cash](../pay/cash.md)`
link-absolute
    A path from the root of the host breaks when the site is served under a sub-path. Where `site_url:` names a real
    address, a path that is right there is left alone.
    Bad:  `[Cash](/en/pay/cash/)`
    Good: `[Cash](../pay/cash.md)`
link-outside-docs
    The target is outside the documents' folder, which is not published.
    Bad:  `[Read me](../../README.md)`
    Good: move the text into a page
link-case
    The file's name differs in capital letters: this works on some computers and fails on the server.
    Bad:  `[Cash](Cash.md)` when the file is cash.md
    Good: `[Cash](cash.md)`

link-built-address
    The target is the address of the built page, not the Markdown file: it works until the page moves, and MkDocs cannot
    say so then. Left alone where a project writes most of its links so, and in a switch to another language.
    Bad:  `[Cash](../cash/)`
    Good: `[Cash](cash.md)`

Targets with an expression in them, other hosts, and anchors that only the built page knows are not judged
here.
To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace

from payguide.checks.languages import names_language
from payguide.checks.link_gone import TARGET, missing, way
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean, some
from payguide.model.hosts import host_of, is_reserved
from payguide.model.messages import say
from payguide.model.pages import Link, Page
from payguide.model.resolve import Target
from payguide.model.site import Site

ANCHOR = Rule("link-anchor-missing", "a link leads to a section that does not exist")
LOCALE = Rule("link-wrong-locale", "a link leads into another language")
ABSOLUTE = Rule("link-absolute", "a link begins at the root of the host", Severity.WARNING)
OUTSIDE = Rule("link-outside-docs", "a link leads out of the documents' folder")
CASE = Rule("link-case", "a link differs from the file's name in capital letters")
BUILT = Rule("link-built-address", "a link leads to a built page, not to its file", Severity.NOTE)
RULES: tuple[Rule, ...] = (TARGET, ANCHOR, LOCALE, ABSOLUTE, OUTSIDE, CASE, BUILT)

#: Anchors that Markdown extensions and themes add while building.
_ADDED = ("fn:", "fnref", "__", ":~:")

#: Files that MkDocs and its themes make.
_GENERATED = ("sitemap.xml", "sitemap.xml.gz", "404.html", "search_index.json", "objects.inv")


def check(site: Site) -> Iterator[Finding]:
    """Every link of every page."""
    addresses: list[Finding] = []
    by_file = 0
    for page in site.pages.values():
        for link in () if page.is_partial else page.links:
            target = site.resolve(page, link.target, link.kind)
            yield from _link(site, page, link, target)
            if target.state == "ok" and target.page is not None and link.kind in ("inline", "reference"):
                if target.path == target.page.source:
                    by_file += target.page is not page
                elif target.page.locale == page.locale and target.page is not page:
                    addresses.append(_address(page, link, target.page))
    yield from addresses if len(addresses) <= by_file else ()


def _address(page: Page, link: Link, found: Page) -> Finding:
    message = say("'{target}' is the address of a built page: when that page moves, nobody is told", target=link.target)
    return BUILT.at(link.location, message, say("write '{words}'", words=way(page, found.source)), Location(found.path))


def _link(site: Site, page: Page, link: Link, target: Target) -> Iterator[Finding]:
    if target.state == "missing":
        if not site.may_appear(target.path):
            yield missing(site, page, link, target)
    elif target.state == "outside":
        message = say(
            "'{target}' is outside {folder}/, which is not published", target=link.target, folder=site.docs_dir
        )
        found = OUTSIDE.at(link.location, message, say("link to a page, or to the file on the web"))
        yield replace(found, severity=Severity.WARNING) if _mended_by_hooks(site) else found
    elif target.state == "absolute":
        yield from _absolute(site, page, link, target)
    elif target.state == "case":
        message = say(
            "'{target}' differs from the file's name in capital letters; servers tell them apart", target=link.target
        )
        yield CASE.at(link.location, message, say("write '{words}'", words=way(page, target.path)))
    if target.page is not None and target.state in ("ok", "absolute", "case"):
        yield from _page_found(site, page, link, target, target.page)


def _mended_by_hooks(site: Site) -> bool:
    """Whether the build may turn links to the repository's files into web addresses, as some projects' hooks do."""
    return bool(site.config.settings.get("hooks") and site.config.settings.get("repo_url"))


def _absolute(site: Site, page: Page, link: Link, target: Target) -> Iterator[Finding]:
    """Where the site's own address is known, a path that is right there is left alone, and so is one that leaves the
    site for another part of the same host.
    """
    base, is_found = site.config.base, target.page is not None or bool(target.file)
    message = say("'{target}' begins at the root of the host, which breaks under a sub-path", target=link.target)
    hint = _relative(page, target) or say("write the path relative to this file")
    host = host_of(site.config.site_url)
    if host and not is_reserved(host):
        within = target.path.startswith(f"{base}/")
        if within is is_found or target.path.rsplit("/", 1)[-1] in _GENERATED:
            return
        if within:
            message = say("'{target}' leads to nothing that this site has; readers get 'not found'", target=link.target)
            hint = say("write the path of a page, relative to this file")
    yield ABSOLUTE.at(link.location, message, hint)


def _relative(page: Page, target: Target) -> str:
    found = target.page.source if target.page else target.file
    return say("write '{words}'", words=way(page, found)) if found else ""


def _other_language(site: Site, page: Page, link: Link, target: Target, found: Page) -> Iterator[Finding]:
    """A link to a Markdown file is dead whatever its text, as the languages are built one by one."""
    locale = site.locale(found.locale)
    is_switch = locale is not None and names_language(link.text, locale, page.locale)
    if is_switch and target.path != found.source:
        return
    same = site.page(found.slug, page.locale)
    hint = say("write this page in {code}", code=page.locale)
    if same:
        hint = say("write '{words}'", words=way(page, same.source))
    if is_switch:
        address = posixpath.relpath(found.dest, posixpath.dirname(page.dest) or ".")
        hint = say(
            "write the address of the built page: '{address}'", address=address.removesuffix("index.html") or "./"
        )
    message = say(
        "link to '{target}' leads to a page in {language}, which readers of this page may not read",
        target=link.target,
        language=f"{locale.name} ({locale.code})" if locale else found.locale,
    )
    finding = LOCALE.at(link.location, message, hint, Location(found.path))
    falls_back = site.config.languages.fallback and found.locale == site.source_locale.code
    is_dead = target.path == found.source and (same is not None or not falls_back)
    # Where there is no such page in the reader's language, and the link leads to one, it may be meant so.
    yield finding if same or is_dead else replace(finding, severity=Severity.WARNING)


def _page_found(site: Site, page: Page, link: Link, target: Target, found: Page) -> Iterator[Finding]:
    if found.locale != page.locale:
        yield from _other_language(site, page, link, target, found)
    fragment = target.fragment
    if not fragment or fragment == "top" or fragment in found.ids or found.scan.open_ids:
        return
    if not fragment.startswith(_ADDED):
        there = [section.id for section in found.sections if section.level > 1] or list(found.ids)
        hint = did_you_mean(fragment, found.ids) or (say("sections there: {names}", names=some(there)) if there else "")
        message = say(
            "link to '#{fragment}', but {where} has no such section; readers land at its top",
            fragment=fragment,
            where=say("this page") if found is page else say("'{name}'", name=found.path),
        )
        yield ANCHOR.at(link.location, message, hint, None if found is page else Location(found.path))
