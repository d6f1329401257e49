"""The built site: what readers' browsers really get. These rules run when a built site is at hand.

built-page-missing
    A page of the sources is not in the built site, or nothing was built.
    Bad:  docs/en/pay/cards.md without site/en/pay/cards/index.html
    Good: `scripts/guide build` run again
built-link-missing
    A link of a built page leads nowhere: themes, menus and templates make links that no source shows.
    Bad:  `<a href="../card/">`
    Good: `<a href="../cards/">`
built-anchor-missing
    The page that a link leads to has no such place.
    Bad:  `<a href="../cards/#fee">`
    Good: `<a href="../cards/#fees">`
html-lang-mismatch
    A page declares another language than it is written in: screen readers read it with the wrong voice.
    Bad:  `<html lang="en">` on a Chinese page
    Good: `<html lang="zh">`
hreflang-missing
    A page does not name its counterpart in another language, so search engines offer the wrong one.
    Bad:  no `<link rel="alternate" hreflang="en" …>`
    Good: one for every language that has the page
external-request
    A page makes the browser load something from another host: that host learns of every visit, and where it
    cannot be reached the page hangs.
    Bad:  `<script src="https://cdn.example/x.js">`
    Good: the file served with the site
expression-unresolved
    Readers see a raw `{{ … }}`.
    Bad:  `<p>up to {{ fact("x") }}</p>`
    Good: `<p>up to US$5,000</p>`

A link of the frame around the content, which all pages share, is reported once.
To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.messages import say
from payguide.model.pages import Page
from payguide.model.site import Site
from payguide.sources.built import BuiltSite, BuiltTarget
from payguide.sources.builtpage import BuiltPage

PAGE = Rule("built-page-missing", "a page is not in the built site", lane="site")
LINK = Rule("built-link-missing", "a link of a built page leads nowhere", lane="site")
ANCHOR = Rule("built-anchor-missing", "a link of a built page leads to no place on a page", lane="site")
LANG = Rule("html-lang-mismatch", "a built page declares the wrong language", lane="site")
ALTERNATE = Rule("hreflang-missing", "a built page does not name its counterpart", Severity.WARNING, lane="site")
REQUEST = Rule("external-request", "a built page loads something from another host", lane="site")
EXPRESSION = Rule("expression-unresolved", "readers see a raw expression", lane="site")
RULES: tuple[Rule, ...] = (PAGE, LINK, ANCHOR, LANG, ALTERNATE, REQUEST, EXPRESSION)

#: Anchors that scripts make, and the top of every page.
_NO_PLACE = ("", "top", "__")


def check(site: Site, built: BuiltSite) -> Iterator[Finding]:
    """Page by page; what all pages share is reported where it is met first."""
    if not built.pages:
        message = say("no built pages in {folder}/, so nothing of the built site was checked", folder=built.name)
        yield PAGE.at(Location(site.config.path), message, "scripts/guide build")
        return
    by_dest = {page.dest: page for page in site.pages.values()}
    for page in site.pages.values():
        if page.dest not in built.pages:
            message = say("this page is not in the built site ({path})", path=f"{built.name}/{page.dest}")
            yield PAGE.at(Location(page.path), message, "scripts/guide build")
    seen: set[tuple[str, str]] = set()
    for built_page in built.pages.values():
        source = by_dest.get(built_page.path)
        yield from _links(built, built_page, seen, source)
        yield from _requests(built, built_page, seen)
        for text in dict.fromkeys(built_page.expressions):
            message = say("readers see '{text}' instead of what it stands for", text=text.strip())
            yield EXPRESSION.at(built.locate(built_page.path, text), message, "scripts/guide build", _place(source))
        if source is not None and not built_page.is_redirect:
            yield from _language(site, built, built_page, source)
            yield from _alternates(site, built, built_page, source)
    yield from _styles(built, seen)


def _place(page: Page | None) -> Location | None:
    return Location(page.path) if page is not None else None


def _links(built: BuiltSite, page: BuiltPage, seen: set[tuple[str, str]], source: Page | None) -> Iterator[Finding]:
    own = dict.fromkeys((*page.links, *page.images))
    for shared, hrefs in (
        (False, own),
        (True, dict.fromkeys((*page.shared_links, *page.alternates.values()))),
    ):
        for href in hrefs:
            target = built.resolve(page.path, href)
            key = (target.path, target.fragment)
            if target.state == "external" or (shared and key in seen):
                continue
            seen.update([key] if shared else [])
            finding = _link(built, page, href, target, source)
            if finding is not None:
                yield finding


def _link(built: BuiltSite, page: BuiltPage, href: str, target: BuiltTarget, source: Page | None) -> Finding | None:
    if target.state == "missing":
        message = say(
            "link to '{href}', but the site has no '{path}'; readers get 'not found'", href=href, path=target.path
        )
        hint = did_you_mean(target.path, built.pages)
        return LINK.at(built.locate(page.path, f'"{href}"'), message, hint, _place(source))
    there = built.pages.get(target.path)
    fragment = target.fragment
    if there is None or there.is_redirect or fragment in _NO_PLACE or fragment.startswith(("__", ":~:")):
        return None
    if fragment in there.ids:
        return None
    message = say(
        "link to '{href}', but '{path}' has no such place; readers land at its top", href=href, path=target.path
    )
    return ANCHOR.at(built.locate(page.path, f'"{href}"'), message, did_you_mean(fragment, there.ids), _place(source))


def _agree(declared: str, wanted: str) -> bool:
    """Whether two language codes mean the same: `zh` for `zh-Hans`, or the reverse, is only less exact."""
    one, other = (code.lower().replace("_", "-") for code in (declared, wanted))
    return bool(one) and (f"{one}-".startswith(f"{other}-") or f"{other}-".startswith(f"{one}-"))


def _language(site: Site, built: BuiltSite, page: BuiltPage, source: Page) -> Iterator[Finding]:
    if not _agree(page.lang, source.locale):
        message = say(
            "this page is in '{locale}' but declares '{declared}': the wrong voice reads it",
            locale=source.locale,
            declared=page.lang,
        )
        hint = say('write <html lang="{locale}"> in the theme\'s template', locale=source.locale)
        yield LANG.at(built.locate(page.path, "<html"), message, hint, Location(source.path))


def _alternates(site: Site, built: BuiltSite, page: BuiltPage, source: Page) -> Iterator[Finding]:
    for locale in site.locales:
        other = site.page(source.slug, locale.code)
        if other is None or locale.code == source.locale:
            continue
        named = [href for code, href in page.alternates.items() if _agree(code, locale.code)]
        if any(built.resolve(page.path, href).path in (other.dest, href) for href in named):
            continue
        message = say(
            "this page does not name its counterpart in {language} ({code})", language=locale.name, code=locale.code
        )
        if named:
            message = say(
                "this page names '{named}' as its {language} counterpart, which is '{path}'",
                named=named[0],
                language=locale.name,
                path=other.dest,
            )
        hint = say('<link rel="alternate" hreflang="{code}" href="…"> in the theme\'s template', code=locale.code)
        place = built.locate(page.path, f'"{named[0]}"' if named else "<head")
        yield ALTERNATE.at(place, message, hint, Location(source.path))


def _requests(built: BuiltSite, page: BuiltPage, seen: set[tuple[str, str]]) -> Iterator[Finding]:
    for url in page.loads:
        if url.startswith(("http:", "https:", "//")) and ("", url) not in seen:
            if built.resolve(page.path, url).state == "external":
                seen.add(("", url))
                yield _request(built, page.path, url)


def _styles(built: BuiltSite, seen: set[tuple[str, str]]) -> Iterator[Finding]:
    for path, urls in built.styles.items():
        for url in dict.fromkeys(urls):
            if built.resolve(path, url).state == "external" and ("", url) not in seen:
                yield _request(built, path, url)


def _request(built: BuiltSite, path: str, url: str) -> Finding:
    host = urlsplit(url, "https").netloc
    message = say(
        "the browser loads '{url}' from {host}: that host learns of the visit, and may not be reachable",
        url=url,
        host=host,
    )
    return REQUEST.at(built.locate(path, url), message, say("serve the file with the site"))
