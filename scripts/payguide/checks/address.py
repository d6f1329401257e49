"""The address that the site was built for.

address-placeholder
    The site was built for an address that cannot exist, so QR codes on printed sheets lead nowhere.
    Bad:  `site_url: https://guide.example/`
    Good: `SITE_URL=https://… scripts/guide build`, or the real address in mkdocs.yml

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hosts import host_of
from payguide.model.messages import say
from payguide.model.site import Site
from payguide.sources.built import BuiltSite

ADDRESS = Rule("address-placeholder", "the site is built for an address that cannot exist", Severity.WARNING, "site")
RULES: tuple[Rule, ...] = (ADDRESS,)

#: Host names that are set aside for documentation, tests and one's own machine (RFC 2606, RFC 6761).
RESERVED = ("example", "example.com", "example.org", "example.net", "test", "invalid", "localhost")


def check(site: Site, built: BuiltSite) -> Iterator[Finding]:
    """Whether the address that the home page gives as its own can exist; without one there is nothing to say."""
    home = built.pages.get("index.html")
    address = home.canonical if home is not None else ""
    host = host_of(address)
    if any(host == name or host.endswith(f".{name}") for name in RESERVED):
        message = say(
            "the pages were built for {address}, which cannot exist: QR codes on paper lead nowhere", address=address
        )
        hint = say("build with SITE_URL=https://… before anything is printed or published")
        yield ADDRESS.at(Location(site.config.path), message, hint)
