"""Footnotes: marks, definitions, and both against the source. The manual is that of `references`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import OPAQUE, Page
from payguide.model.parts import Part
from payguide.model.site import Site

FOOTNOTE = Rule("structure-footnote", "a footnote is missing, or nothing refers to it", Severity.WARNING)

_MARK = re.compile(r"\[\^([^\[\]\s^]+)\]")
_DEFINITION = re.compile(r"[ \t>]*\[\^([^\[\]\s]+)\]:")
#: What is more likely a class of characters, `[^a-z]`, than a mark.
_CLASS = re.compile(r"[\w\\]-[\w\\]|[\\.*+?/<>\"'|]|(.).*\1" + OPAQUE)


def footnotes(site: Site) -> Iterator[Finding]:
    """Marks and definitions of each page, then the marks of each section against its source."""
    for page in site.pages.values():
        if any("[^" in line.text for line in page.prose) or any(block.kind == "footnote" for block in page.blocks):
            yield from _page(page)
    for pair in site.aligned:
        for ours, theirs in pair.parts:
            yield from _section(ours, theirs)


def _page(page: Page) -> Iterator[Finding]:
    defined = _defined(page)
    marks: dict[str, Location] = {}
    for line in page.prose:
        if "[^" in line.text:
            for match in _MARK.finditer(line.text):
                marks.setdefault(match[1], Location(page.path, line.line, line.column + match.start()))
    included = any("--8<--" in line or "{%" in line for line in page.scan.lines)
    for label, place in marks.items():
        if label not in defined and not included and not _CLASS.search(label) and (defined or label.isalnum()):
            message = say("the mark [^{label}] has no footnote: readers see it as it is written", label=label)
            yield FOOTNOTE.at(place, message, say("write [^{label}]: … at the end of the page", label=label))
    used = set(marks)
    for label, place in defined.items():
        if (
            label not in used
            and not included
            and not any(f"[^{label}]" in line and f"[^{label}]:" not in line for line in page.scan.lines)
        ):
            message = say("nothing refers to the footnote [^{label}]", label=label)
            yield FOOTNOTE.at(place, message, say("put its mark where it belongs, or delete it"))


def _defined(page: Page) -> dict[str, Location]:
    found: dict[str, Location] = {}
    for block in page.blocks:
        if block.kind == "footnote":
            match = _DEFINITION.match(page.scan.lines[block.line - 1])
            if match:
                found.setdefault(match[1], Location(page.path, block.line))
    return found


def _section(ours: Part, theirs: Part) -> Iterator[Finding]:
    """Labels may differ: they are counted."""
    there, here = _marks(ours), _marks(theirs)
    if len(here) < len(there):
        labels = list(there)
        gone = [label for label in labels if label not in here] or labels
        for label in gone[: len(there) - len(here)]:
            message = say("the source has the footnote [^{label}] here; the translation does not", label=label)
            place = theirs.like(there[label], ours)
            yield FOOTNOTE.at(place, message, say("translate the footnote too"), Location(ours.page.path, there[label]))


def _marks(part: Part) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in part.prose:
        if "[^" in line.text:
            for match in _MARK.finditer(line.text):
                if not _CLASS.search(match[1]):
                    found.setdefault(match[1], line.line)
    return found
