"""Links as readers of the built site meet them: what themes, menus, templates and redirects add to the sources.

What an author wrote in a page is judged in the page; here it is passed over. A link of the frame around the content,
which all pages share, is reported once.

built-id-duplicate
    An id stands twice in the text of a page, for instance one of a heading and one that a macro made: links reach the
    first only.
    Bad:  `<h2 id="fees">` … `<table id="fees">`
    Good: ids that differ
built-link-text-empty
    A link without words, a picture's words or a label: people who hear the page are told "link".
    Bad:  `<a href="/"><svg>…</svg></a>`
    Good: `<a href="/" aria-label="Home"><svg>…</svg></a>`
built-link-address
    A template or a macro made a number or an address that cannot be dialled, written to or reached, or shows another
    one than it leads to.
    Bad:  `<a href="tel:110 ">119</a>`
    Good: `<a href="tel:110">110</a>`
built-file-missing
    The page loads a style sheet, a script, a font or an icon that the site does not have: it looks wrong or fails.
    Bad:  `<link rel="stylesheet" href="/assets/guide.css">` without that file
    Good: the file served with the site
built-redirect-missing
    A page sends the browser on to a page that does not exist: readers get "not found".
    Bad:  `<meta http-equiv="refresh" content="0; url=../card/">`
    Good: `<meta http-equiv="refresh" content="0; url=../cards/">`
built-redirect-loop
    Pages that send the browser on lead back to themselves: readers see an error or a page that flickers.
    Bad:  old/ refreshes to new/, and new/ to old/
    Good: old/ refreshes to new/, which has the text
built-redirect-chain
    A page sends the browser on to a page that sends it on again: slow on a phone, and one broken step breaks all.
    Bad:  2019/ refreshes to old/, and old/ to new/
    Good: 2019/ and old/ both refresh to new/

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from payguide.checks import link_targets, link_text
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.hosts import host_of
from payguide.model.messages import say
from payguide.model.pages import Link, Page
from payguide.model.site import Site
from payguide.sources.built import BuiltSite
from payguide.sources.builtpage import BuiltPage

TWICE = Rule("built-id-duplicate", "a built page has an id twice", Severity.WARNING, "site")
EMPTY = Rule("built-link-text-empty", "a link of a built page has no words", Severity.WARNING, "site")
ADDRESS = Rule("built-link-address", "a built page shows or links to a wrong address", lane="site")
FILE = Rule("built-file-missing", "a built page loads a file that the site does not have", lane="site")
LOST = Rule("built-redirect-missing", "a redirect leads nowhere", lane="site")
LOOP = Rule("built-redirect-loop", "redirects lead back to themselves", lane="site")
CHAIN = Rule("built-redirect-chain", "a redirect leads to a redirect", Severity.WARNING, "site")
RULES: tuple[Rule, ...] = (TWICE, EMPTY, ADDRESS, FILE, LOST, LOOP, CHAIN)

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")


def check(site: Site, built: BuiltSite) -> Iterator[Finding]:
    """Redirects first, then the links of every page that its source does not show."""
    yield from _redirects(built)
    own = host_of(built.base or site.config.site_url)
    by_dest = {page.dest: page for page in site.pages.values()}
    seen: set[tuple[str, str]] = set()
    for page in built.pages.values():
        yield from _files(built, page, seen)
        source = by_dest.get(page.path)
        yield from _twice(built, page, source)
        links = source.links if source is not None else ()
        written = {link.target for link in links}
        unnamed = source is not None and any(not link_text.visible(link.text) for link in links)
        for href, text in page.named:
            if (href, text) not in seen and href not in written and not (unnamed and not text):
                seen.add((href, text))
                yield from _link(built, page, href, text, own)


def _twice(built: BuiltSite, page: BuiltPage, source: Page | None) -> Iterator[Finding]:
    """Ids that the page has twice, and its source has not, where that would be a finding already."""
    for name in page.repeated:
        if source is None or len(source.ids.get(name, ())) < 2:
            message = say("the id '{id}' stands twice on this page; links reach the first place only", id=name)
            yield TWICE.at(built.locate(page.path, f'id="{name}"', 2), message, say("give one of the two another id"))


def _link(built: BuiltSite, page: BuiltPage, href: str, text: str, own: str) -> Iterator[Finding]:
    if not text:
        message = say("the link to '{target}' has no words: nobody can see, tap or hear it", target=href)
        hint = say('put words into it, or aria-label="…"')
        yield EMPTY.at(built.locate(page.path, f'href="{href}"'), message, hint)
        return
    scheme = _SCHEME.match(href)
    if scheme is None:
        return
    link = Link(href, text, Location(""), "html")
    found = [*link_targets.outside(link, scheme[1].casefold(), own), *link_text.contradictions(link, text)]
    for finding in found:
        yield ADDRESS.at(built.locate(page.path, f'href="{href}"'), finding.message, finding.hint)


def _files(built: BuiltSite, page: BuiltPage, seen: set[tuple[str, str]]) -> Iterator[Finding]:
    """What the page loads by itself; its pictures are looked at as links are, and by other rules."""
    for url in page.loads:
        target = built.resolve(page.path, url)
        if target.state == "missing" and url not in page.images and ("", target.path) not in seen:
            seen.add(("", target.path))
            message = say("this page loads '{target}', which the site does not have", target=url)
            yield FILE.at(built.locate(page.path, f'"{url}"'), message, did_you_mean(target.path, built.files))


def _redirects(built: BuiltSite) -> Iterator[Finding]:
    """Follows every page that sends the browser on."""
    for path, page in built.pages.items():
        target = built.resolve(path, page.refresh) if page.refresh else None
        if target is not None and target.state == "missing" and page.refresh not in (*page.links, *page.shared_links):
            message = say("this page sends readers on to '{target}', which the site does not have", target=page.refresh)
            yield LOST.at(built.locate(path, page.refresh), message, did_you_mean(target.path, built.pages))
    onward = {
        path: built.resolve(path, page.refresh).path
        for path, page in built.pages.items()
        if page.refresh and built.resolve(path, page.refresh).state == "ok"
    }
    in_loops: set[str] = set()
    for path in onward:
        if path not in in_loops:
            yield from _follow(built, path, onward, in_loops)


def _follow(built: BuiltSite, path: str, onward: Mapping[str, str], in_loops: set[str]) -> Iterator[Finding]:
    steps = [path]
    while (after := onward.get(steps[-1])) is not None and after not in steps:
        if after in in_loops:
            return  # leads into a loop that was reported
        steps.append(after)
    place = built.locate(path, "http-equiv")
    if after is not None:
        in_loops.update(steps)
        message = say("this page sends readers round in a circle: {steps}", steps=_arrows([*steps, after]))
        yield LOOP.at(place, message, say("let one of them be a page with text"))
    elif len(steps) > 2:
        message = say("this page sends readers on to a page that sends them on: {steps}", steps=_arrows(steps))
        yield CHAIN.at(place, message, say("send them to '{target}' at once", target=steps[-1]))


def _arrows(steps: Collection[str]) -> str:
    return " → ".join(steps)
