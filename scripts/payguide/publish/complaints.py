"""What MkDocs complains about, in words that can be said in another language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import Message, say

_LINE = re.compile(r"^(?:WARNING|ERROR)\s+-\s+(?P<text>.+)$")
_DOC = re.compile(r"(?:Doc file|file|page) '(?P<path>[^']+\.md)'")
_CONFIG = Location("mkdocs.yml")
_SUMMARY = ("Aborted with", "Error building page")
_TARGET = re.compile(r"Doc file '[^']*' contains a link '([^']*)', but the target.* is not found among")
_ANCHOR = re.compile(r"Doc file '[^']*' contains a link '([^']*)', but .*anchor")
_LEFT = re.compile(r"Doc file '[^']*' contains an? (?:absolute|unrecognized relative) link '([^']*)'")
_NAV = re.compile(r"A reference to '([^']*)' is included in the 'nav' configuration")


def complaints(log: str, root: Path) -> Iterator[Finding]:
    """A finding for every warning and error in `log`; for what MkDocs was told by our own hooks, see `written`."""
    docs = (root / "docs").relative_to(root).as_posix()
    for line in log.splitlines():
        found = _LINE.match(line)
        if found is not None and not found["text"].startswith(_SUMMARY):
            doc = _DOC.search(found["text"])
            place = Location(f"{docs}/{doc['path']}") if doc else _CONFIG
            yield Finding("mkdocs", Severity.ERROR, place, _said(found["text"]))


def _said(text: str) -> Message:
    """What is known of MkDocs' sentences in our words, the rest as a quotation."""
    if found := _TARGET.match(text):
        return say("MkDocs finds no file for the link '{link}'", link=found[1])
    if found := _ANCHOR.match(text):
        return say("MkDocs finds no place on the page for the link '{link}'", link=found[1])
    if found := _LEFT.match(text):
        return say("MkDocs leaves the link '{link}' as it is, as it cannot tell where it leads", link=found[1])
    if found := _NAV.match(text):
        return say("MkDocs finds no page for '{link}' in the navigation", link=found[1])
    return say("MkDocs says: {words}", words=text)


def crash(log: str) -> Finding:
    """The last thing that MkDocs said before it stopped without a complaint."""
    last = next((line.strip() for line in reversed(log.splitlines()) if line.strip()), say("it gave no reason"))
    hint = say("run `.venv/bin/python -m mkdocs build --strict --verbose` to see more")
    return Finding("mkdocs", Severity.ERROR, _CONFIG, say("MkDocs stopped: {reason}", reason=last), hint)
