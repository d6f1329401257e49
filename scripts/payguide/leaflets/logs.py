"""What the layout engine says, in words that tell an editor what to do.

Rules: `leaflet-glyph-missing` (a character without a glyph), `leaflet-font-missing` (a font file that cannot
be read), `leaflet-image-missing` (a picture that cannot be read), `leaflet-subset-tool` (a system library is
missing), `leaflet-render-warning` (anything else: an ignored property, a broken style sheet).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say

#: Pattern in the message, rule, what it means, what to do.
MEANINGS = (
    (
        r"\.notdef",
        "leaflet-glyph-missing",
        say("a character has no glyph in the leaflets' fonts and would be printed as a box"),
        say("run `scripts/guide fonts`, or write another character"),
    ),
    (
        r"fontTools|HarfBuzz",
        "leaflet-subset-tool",
        say("the HarfBuzz subset library is missing; files would be larger and differ between machines"),
        "sudo apt-get install libharfbuzz-subset0",
    ),
    (
        r"Font-face",
        "leaflet-font-missing",
        say("a font file cannot be read"),
        say("run `scripts/guide fonts`; fonts belong in overrides/leaflets/fonts"),
    ),
    (
        r"Failed to load image|no required alt",
        "leaflet-image-missing",
        say("a picture cannot be read, or has no alternative text"),
        say("see that the picture is part of the site and has an alternative text in the leaflet's language"),
    ),
    (
        r"",
        "leaflet-render-warning",
        say("the layout engine ignored or changed something"),
        say("remove what it does not support from overrides/leaflets or from the page"),
    ),
)


def explain(name: str, place: Location, messages: Iterable[str]) -> Iterator[Finding]:
    """One finding for every different message about the edition `name`."""
    for message in dict.fromkeys(messages):
        rule, meaning, hint = next(
            (rule, meaning, hint) for pattern, rule, meaning, hint in MEANINGS if re.search(pattern, message)
        )
        text = say("{name}: {meaning} ({message})", name=name, meaning=meaning, message=message)
        yield Finding(rule, Severity.ERROR, place, text, hint)
