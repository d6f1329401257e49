"""Targets outside the guide that no reader's phone can dial, write to or reach. None of them is fetched here;
`check external` does that.

tel-invalid
    A telephone cannot dial it.
    Bad:  `[Call us](tel://010-8888 1234)`
    Good: `[Call us](tel:+86-10-8888-1234)`
mailto-invalid
    A letter to it does not arrive.
    Bad:  `[Write to us](mailto:help.bank.cn)`
    Good: `[Write to us](mailto:help@bank.cn)`
link-preview-host
    The address exists for its author only: this machine, a private network, a file on a disk, a preview of a change.
    A link that shows such an address as its text is a lesson about it, and left alone.
    Bad:  `[The fees](http://localhost:8000/fees/)`
    Good: `[The fees](fees.md)`
link-scheme-unknown
    The word before the colon is misspelt, and the link leads nowhere. Words that are far from the usual ones are left
    alone: apps have their own.
    Bad:  `[The bank](htps://www.bank.cn/)`
    Good: `[The bank](https://www.bank.cn/)`
link-insecure
    Anyone on the same network can read and change what `http:` brings, in a café just when somebody wants to pay.
    Reported once for each host on a page; a note where nothing shows that the host has `https:` (a link of the guide,
    or a host that is known). Names for examples, numbers and ports of one's own are left alone.
    Bad:  `[The central bank](http://www.pbc.gov.cn/)`
    Good: `[The central bank](https://www.pbc.gov.cn/)`

To excuse: an entry in `.checks.yml` with rule, path, reason and until, for instance a host that has no `https:`.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from payguide.checks.rule import Rule
from payguide.model.addresses import mail_problem, tel_problem
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hosts import bare, host_of, is_address, is_local, is_preview, is_reserved
from payguide.model.messages import Message, say
from payguide.model.pages import Link, Page
from payguide.model.site import Site

TEL = Rule("tel-invalid", "a telephone cannot dial a link")
MAIL = Rule("mailto-invalid", "a letter to a link's address does not arrive")
PREVIEW = Rule("link-preview-host", "a link leads to what only its author can reach")
SCHEME = Rule("link-scheme-unknown", "a link begins with a misspelt http:, mailto: or tel:")
INSECURE = Rule("link-insecure", "a link leads to http: where https: is usual", Severity.WARNING)
RULES: tuple[Rule, ...] = (TEL, MAIL, PREVIEW, SCHEME, INSECURE)

_DEFINITION = re.compile(r"[ >]*\[[^\[\]]+\]:\s*<?([^\s<>]+)")
_KNOWN = ("http", "https", "mailto", "tel")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
#: Hosts that are known to answer to `https:`, by the end of their names; the last five are domains that demand it.
_PROTECTED = re.compile(
    r"\.(?:github\.com|github\.io|gitlab\.com|google\.com|youtube\.com|wikipedia\.org|python\.org|readthedocs\.io|pypi\.org"
    r"|alipay\.com|weixin\.qq\.com|wechat\.com|unionpay\.com|unionpayintl\.com|visa\.com|mastercard\.com|apple\.com"
    r"|microsoft\.com|mozilla\.org|dev|app|page|bank|new)$"
)
#: Addresses that are names of things, and hosts that answer without protection on purpose.
_PLAIN = re.compile(
    r"(?:www\.)?w3\.org/(?:1999|20\d\d)/|purl\.org/|xmlns\.com/|schemas\.|ns\.adobe\.com/|(?:www\.)?neverssl\.com"
    r"|captive\.apple\.com|detectportal\.firefox\.com|www\.msftconnecttest\.com|connectivitycheck\."
)


def check(site: Site) -> Iterator[Finding]:
    """Every link of every page that leads out of the guide."""
    own = host_of(site.config.site_url)
    protected: frozenset[str] | None = None
    for page in site.pages.values():
        plain: dict[str, Link] = {}
        for link in _at_their_targets(page):
            scheme = _SCHEME.match(link.target)
            if scheme is None or "{{" in link.target:
                continue
            yield from outside(link, scheme[1].casefold(), own)
            if scheme[1].casefold() == "http" and (host := _should_be_protected(link)):
                plain.setdefault(host, link)
        if plain:
            protected = _protected(site) if protected is None else protected
        for host, link in plain.items():
            yield _insecure(link, host, protected or frozenset())


def _at_their_targets(page: Page) -> Iterator[Link]:
    """The links of `page`, reference links once each and where their target is written: that line is to be mended."""
    places: dict[str, Location] | None = None
    seen: set[str] = set()
    for link in page.links:
        if link.kind == "reference":
            places = _definitions(page) if places is None else places
            if link.target not in seen:
                seen.add(link.target)
                yield replace(link, location=places.get(link.target, link.location))
        else:
            yield link


def _definitions(page: Page) -> dict[str, Location]:
    """Where the targets of reference links are defined."""
    found: dict[str, Location] = {}
    for number, line in enumerate(page.scan.lines, 1):
        match = _DEFINITION.match(line) if "]:" in line else None
        if match is not None:
            found.setdefault(match[1], Location(page.path, number, match.start(1) + 1))
    return found


def outside(link: Link, scheme: str, own: str) -> Iterator[Finding]:
    """What nobody can dial, write to or reach in the target of `link`; `own` is the site's host."""
    if scheme == "tel":
        yield from _wrong(TEL, link, tel_problem(link.target), say("write it as tel:+86-10-8888-1234 or tel:110"))
    elif scheme == "mailto":
        yield from _wrong(MAIL, link, mail_problem(link.target), say("write it as mailto:name@bank.cn"))
    elif scheme == "file" or len(scheme) == 1:
        if scheme not in link.text.casefold() or "/" not in link.text.replace("\\", "/"):
            yield from _unreachable(link, say("a file on one computer"))
    elif scheme in ("http", "https"):
        host = host_of(link.target)
        if host and host not in link.text.casefold():
            yield from _unreachable(link, _why(host, own))
    elif near := difflib.get_close_matches(scheme, _KNOWN, n=1, cutoff=0.75):
        message = say("'{scheme}:' is nothing that a browser knows, so the link leads nowhere", scheme=scheme)
        yield SCHEME.at(link.location, message, say("write '{scheme}:'", scheme=near[0]))


def _wrong(rule: Rule, link: Link, problem: Message | None, hint: Message) -> Iterator[Finding]:
    if problem is not None:
        message = say("'{target}' leads nowhere: {problem}", target=link.target, problem=problem)
        yield rule.at(link.location, message, hint)


def _why(host: str, own: str) -> Message | None:
    """Why readers cannot reach `host`."""
    if host == own:
        return None
    if is_local(host):
        return say("this machine or a private network")
    return say("a preview or a copy for testing") if is_preview(host, own) else None


def _unreachable(link: Link, why: Message | None) -> Iterator[Finding]:
    if why is not None:
        message = say("'{target}' is {what}, which readers cannot reach", target=link.target, what=why)
        yield PREVIEW.at(link.location, message, say("link to the page of this guide, or to the published address"))


def _should_be_protected(link: Link) -> str:
    """The host of `link`, which leads to `http:`, where `https:` may be expected; else empty."""
    host = host_of(link.target)
    has_port = urlsplit(link.target).netloc.rpartition(":")[2].isdigit() if host else False
    if has_port or is_local(host) or is_address(host) or is_reserved(host) or host.endswith(".onion"):
        return ""
    return "" if _PLAIN.match(link.target.split("://", 1)[-1]) else host


def _protected(site: Site) -> frozenset[str]:
    """The hosts that the guide's pages and sources link to with `https:`."""
    urls = [link.target for page in site.pages.values() for link in page.links]
    sources = site.data.sources if site.data is not None else None
    urls += [source.url or "" for source in (sources or {}).values()]
    return frozenset(bare(host_of(url)) for url in urls if url.startswith("https:"))


def _insecure(link: Link, host: str, protected: frozenset[str]) -> Finding:
    message = say("'{target}' is not protected: others can read and change what readers get", target=link.target)
    if bare(host) in protected or _PROTECTED.search(f".{host}"):
        return INSECURE.at(link.location, message, say("write https://, which {host} answers to", host=host))
    hint = say("write https:// if {host} answers to it", host=host)
    return replace(INSECURE.at(link.location, message, hint), severity=Severity.NOTE)
