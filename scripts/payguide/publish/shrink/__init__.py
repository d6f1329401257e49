"""The stage that makes a built site light: rules in use, small texts, long cache names, compressed copies.

What it changes is how pages are sent, never what they say or how they look. `mkdocs serve` knows nothing of it.

Style sheets go into each page, reduced to the rules that it uses. A visit of three pages in English (home, pay/mobile,
help/phrases; brotli, 150 ms, 1.6 Mbit/s, nothing kept) came to 30.8 kB and 9 requests, with the first page painted
after 0.38 s; with one shared style sheet to 25.1 kB and 10 requests, painted after 0.49 s; the further pages were as
fast either way. The first page counts most: from the second on the offline copy answers, which keeps equal rules once.
"""

from __future__ import annotations

from pathlib import Path

from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.publish.shrink import names, pages, small
from payguide.publish.shrink.compress import compress

__all__ = ["compress", "shrink"]


def shrink(site: Path, address: str) -> list[Finding]:
    """Makes the pages and files of `site`, served at `address`, small; findings for files that cannot be read as what
    they are. Compressed copies are made by `compress`, once nothing changes any more.
    """
    faults = []
    for path in sorted(site.rglob("*")):
        try:
            small.shorten(path)
        except small.Unreadable as error:
            faults.append(_fault(path.relative_to(site).as_posix(), str(error)))
    if faults:
        return faults
    pages.pack_up(site, names.Names(site, address))
    return []


def _fault(path: str, reason: str) -> Finding:
    source = f"docs/{path}" if path.startswith("assets/") else f"site/{path}"
    message = say("this file cannot be made small: {reason}", reason=reason)
    return Finding("site-file-broken", Severity.ERROR, Location(source), message, say("repair what it says"))
