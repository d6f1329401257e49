"""Every outside address of a guide, once, with all the places that name it."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urldefrag, urlsplit

from payguide.external.model import Address
from payguide.model.findings import Location
from payguide.model.hosts import host_of, is_local, is_reserved
from payguide.model.site import Site
from payguide.sources.built import BuiltSite

#: Schemes of addresses that lead to something on another host; of these, `fetch` speaks the first two.
_SCHEMES = ("https", "http", "ftp", "ftps", "ws", "wss", "gopher", "gemini", "sftp", "ssh", "git", "rtsp", "magnet")


def collect(site: Site, built: BuiltSite | None = None) -> list[Address]:
    """The addresses of the pages, of the registry's sources and of the built site, in that order.

    Left out: the site's own, those of private networks, those set aside for examples, and targets with an expression.
    """
    own = host_of(site.config.site_url)
    found: dict[str, dict[Location, None]] = {}
    for url, place in _named(site, built):
        url = urldefrag(url.strip())[0]
        host = host_of(url)
        if host != own and not (host and (is_local(host) or is_reserved(host))):
            found.setdefault(url, {})[place] = None
    return [Address(url, tuple(places)) for url, places in found.items()]


def _named(site: Site, built: BuiltSite | None) -> Iterator[tuple[str, Location]]:
    written: set[str] = set()
    for url, place in _in_sources(site):
        if _is_outside(url):
            written.add(url)
            yield url, place
    for page in (built.pages if built is not None else {}).values():
        for url in dict.fromkeys((*page.links, *page.shared_links)):
            # A page shows its links where they are written already; only those of templates are looked for.
            if url not in written and _is_outside(url) and built is not None:
                written.add(url)
                yield url, built.locate(page.path, f'"{url}"')


def _in_sources(site: Site) -> Iterator[tuple[str, Location]]:
    for page in (page for locale in site.locales for page in site.pages_in(locale.code)):
        yield from ((link.target, link.location) for link in page.links)
        yield from ((image.target, image.location) for image in page.images)
    sources = site.data.sources if site.data is not None else None
    for source in (sources or {}).values():
        for url in (source.url, *source.also):
            if url:
                yield url, source.location


def _is_outside(url: str) -> bool:
    """Whether `url` leads to another host; one that cannot be read does, and is reported as such."""
    if "{{" in url or "{%" in url:
        return False
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return "//" in url
    return parts.scheme in _SCHEMES or (not parts.scheme and bool(parts.netloc))
