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
    A path from the root of the host breaks when the site is served under a sub-path.
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

Targets with an expression in them, other hosts, and anchors that only the built page knows are not judged
here.
To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from payguide.checks.languages import names_language
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean, nearest_path, some
from payguide.model.pages import Link, Page
from payguide.model.resolve import Target
from payguide.model.site import Site

TARGET = Rule("link-target-missing", "a link leads to a page or file that does not exist")
ANCHOR = Rule("link-anchor-missing", "a link leads to a section that does not exist")
LOCALE = Rule("link-wrong-locale", "a link leads into another language")
ABSOLUTE = Rule("link-absolute", "a link begins at the root of the host", Severity.WARNING)
OUTSIDE = Rule("link-outside-docs", "a link leads out of the documents' folder")
CASE = Rule("link-case", "a link differs from the file's name in capital letters")
RULES: tuple[Rule, ...] = (TARGET, ANCHOR, LOCALE, ABSOLUTE, OUTSIDE, CASE)

#: Anchors that Markdown extensions and themes add while building.
_ADDED = ("fn:", "fnref", "__", ":~:")


def check(site: Site) -> Iterator[Finding]:
    """Every link of every page."""
    for page in site.pages.values():
        for link in page.links:
            yield from _link(site, page, link, site.resolve(page, link.target, link.kind))


def _link(site: Site, page: Page, link: Link, target: Target) -> Iterator[Finding]:
    if target.state == "missing":
        yield _missing(site, page, link, target)
    elif target.state == "outside":
        message = f"'{link.target}' is outside {site.docs_dir}/, which is not published"
        yield OUTSIDE.at(link.location, message, "link to a page, or to the file on the web")
    elif target.state == "absolute":
        message = f"'{link.target}' begins at the root of the host, which breaks under a sub-path"
        yield ABSOLUTE.at(link.location, message, _relative(page, target) or "write the path relative to this file")
    elif target.state == "case":
        message = f"'{link.target}' differs from the file's name in capital letters; servers tell them apart"
        yield CASE.at(link.location, message, f"write '{_from(page, target.path)}'")
    if target.page is not None and target.state in ("ok", "absolute", "case"):
        yield from _page_found(site, page, link, target, target.page)


def _from(page: Page, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(page.source) or ".")


def _relative(page: Page, target: Target) -> str:
    found = target.page.source if target.page else target.file
    return f"write '{_from(page, found)}'" if found else ""


def _missing(site: Site, page: Page, link: Link, target: Target) -> Finding:
    """Says how the target was understood: a forgotten `https://` looks like a file."""
    known = [other.source for other in site.pages_in(page.locale)] + sorted(site.files)
    hint = nearest_path(target.path, known, posixpath.dirname(page.source))
    if link.kind == "html":
        understood = f"'{target.path}' in the built site"
        hint = hint or "targets in raw HTML are relative to the built page; a Markdown link is safer"
    else:
        understood = f"'{target.path}' in {site.docs_dir}/"
    if target.path.split("/")[-1].startswith("www."):
        hint = f"write 'https://{target.path.split('/')[-1]}' if another site is meant"
    message = f"link to '{link.target}', but there is no {understood}; readers get 'not found'"
    return TARGET.at(link.location, message, hint)


def _other_language(site: Site, page: Page, link: Link, target: Target, found: Page) -> Iterator[Finding]:
    """A link to a Markdown file is dead whatever its text, as the languages are built one by one."""
    locale = site.locale(found.locale)
    is_switch = locale is not None and names_language(link.text, locale, page.locale)
    if is_switch and target.path != found.source:
        return
    same = site.page(found.slug, page.locale)
    hint = f"write '{_from(page, same.source)}'" if same else f"write this page in {page.locale}"
    if is_switch:
        address = posixpath.relpath(found.dest, posixpath.dirname(page.dest) or ".")
        hint = f"write the address of the built page: '{address.removesuffix('index.html') or './'}'"
    name = f"{locale.name} ({locale.code})" if locale else found.locale
    message = f"link to '{link.target}' leads to a page in {name}, which readers of this page may not read"
    yield LOCALE.at(link.location, message, hint, Location(found.path))


def _page_found(site: Site, page: Page, link: Link, target: Target, found: Page) -> Iterator[Finding]:
    if found.locale != page.locale:
        yield from _other_language(site, page, link, target, found)
    fragment = target.fragment
    if not fragment or fragment == "top" or fragment in found.ids or found.scan.open_ids:
        return
    if not fragment.startswith(_ADDED):
        there = [section.id for section in found.sections if section.level > 1] or list(found.ids)
        hint = did_you_mean(fragment, found.ids) or (f"sections there: {some(there)}" if there else "")
        where = "this page" if found is page else f"'{found.path}'"
        message = f"link to '#{fragment}', but {where} has no such section; readers land at its top"
        yield ANCHOR.at(link.location, message, hint, None if found is page else Location(found.path))
