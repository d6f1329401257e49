"""Targets of links and pictures: capital letters, blanks that slipped in, paths from the root of the host."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from urllib.parse import quote, unquote

from payguide.fixes.edits import Edit
from payguide.model.findings import Finding
from payguide.model.pages import Image, Link, Page
from payguide.model.resolve import Target
from payguide.model.site import Site
from payguide.sources.mdinline import spans

_BLANK = re.compile(r"(?:%20|[\s\u200b\u2060\u3000\ufeff])+")
_BEFORE = re.compile(r"\]\(\s*<?")
_DEFINITION = re.compile(r"[ \t>]*\[[^\]\n]+\]:[ \t]*<?")


def target(site: Site, finding: Finding) -> list[Edit]:
    """The edit that makes the link or picture at `finding` lead where it was meant to, if only one does."""
    page = next((page for page in site.pages.values() if page.path == finding.location.path), None)
    if page is None:
        return []
    edits: list[Edit] = []
    every: tuple[Link | Image, ...] = (*page.links, *page.images)
    for link in every:
        if link.location == finding.location and link.kind in ("inline", "reference"):
            new = _repaired(site, page, link)
            if new is None or new == link.target:
                return []
            if finding.rule == "link-anchor-missing" and new.partition("#")[2] == link.target.partition("#")[2]:
                return []
            found = _place(page, link)
            if found is None:
                return []
            edits.append(Edit(page.path, *found, link.target, new))
    return edits


def _repaired(site: Site, page: Page, link: Link | Image) -> str | None:
    """The only right target; None when there is none, or more than one."""
    found = site.resolve(page, link.target, link.kind)
    path, mark, fragment = link.target.partition("#")
    if found.state == "case":
        new = _case(path, found.path, page) + mark + (_fragment(found.page, fragment) if found.page else fragment)
    elif found.state == "absolute":
        new = _relative(page, found) + mark + fragment if found.page or found.file else ""
    elif found.state == "missing" and _BLANK.search(link.target):
        new = _BLANK.sub("", link.target)
    elif found.state == "ok" and found.page is not None and fragment:
        new = path + mark + _fragment(found.page, fragment)
    else:
        return None
    then = site.resolve(page, new, link.kind) if new else None
    if then is None or then.state != "ok" or (then.page is None and not then.file):
        return None
    same_language = then.page is None or then.page.locale == page.locale
    return new if same_language and (found.page is None or then.page is found.page) else None


def _case(path: str, actual: str, page: Page) -> str:
    """`path` with the letters of `actual`, the file's own path; both are compared from their ends."""
    written, real = path.split("/"), actual.split("/")
    stem, extension = posixpath.splitext(real[-1])
    if real[-1].casefold() != unquote(written[-1]).casefold():  # the plugin adds the language to the file's name
        real[-1] = stem.removesuffix(f".{page.locale}") + extension
    for index in range(1, min(len(written), len(real)) + 1):
        if unquote(written[-index]).casefold() == real[-index].casefold():
            written[-index] = quote(real[-index]) if "%" in written[-index] else real[-index]
    return "/".join(written)


def _relative(page: Page, found: Target) -> str:
    name = found.page.source if found.page else found.file
    stem, extension = posixpath.splitext(posixpath.relpath(name, posixpath.dirname(page.source) or "."))
    if found.page and not found.page.source.startswith(f"{page.locale}/"):
        stem = stem.removesuffix(f".{page.locale}")
    return quote(stem + extension, safe="/.-_~!$&'+,;=@") if re.search(r"[\s()<>]", stem) else stem + extension


def _fragment(found: Page, fragment: str) -> str:
    """The id on `found` that differs in capital letters, composition or blanks only; `fragment` where there is none."""
    wanted = _folded(unquote(fragment))
    near = [name for name in found.ids if _folded(name) == wanted]
    if len(near) != 1:
        return fragment
    return quote(near[0]) if "%" in fragment else near[0]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", _BLANK.sub("", name)).casefold()


def _place(page: Page, link: Link | Image) -> tuple[int, int] | None:
    """Line and column of the target as it is written; None when that cannot be told."""
    lines = page.scan.lines
    if link.kind == "reference":
        found = [
            (number, match.end() + 1)
            for number, line in enumerate(lines, 1)
            if (match := _DEFINITION.match(line)) and re.split(r"[\s>]", line[match.end() :])[0] == link.target
        ]
        return found[0] if len(found) == 1 else None
    start = link.location.column - 1
    text = lines[link.location.line - 1][start:]
    for span in spans(text, {}):
        before = _BEFORE.match(text, span.inner[1])
        if span.start == 0 and span.kind in ("link", "image") and before:
            at = before.end()
            return (link.location.line, start + at + 1) if text.startswith(link.target, at) else None
    return None
