"""Where excuses stand in the files of a project: comments in pages, data files and the configuration."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from pathlib import Path

from payguide.checks.inplace import BODY, InPlace
from payguide.checks.rule import Rule
from payguide.model.findings import Location
from payguide.model.messages import say
from payguide.model.pages import Page
from payguide.model.site import Site
from payguide.sources import files
from payguide.sources.mdinline import spans

_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_YAML = re.compile(r"(?:^|(?<=\s))#(?P<body>[ \t]*check:.*)$")
_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*[#=][^{}\n]*\}")


def in_place(site: Site, rules: Mapping[str, Rule]) -> InPlace:
    """All excuses in the pages, the data files and the configuration of `site`."""
    found = InPlace(rules)
    for page in site.pages.values():
        if any("check:" in line for line in page.scan.lines):
            _page(page, found)
    data = site.root / site.docs_dir / "_data"
    for path in [site.root / site.config.path, *sorted((*data.rglob("*.yml"), *data.rglob("*.yaml")))]:
        lines = _lines(path)
        if lines:
            _yaml(lines, path.relative_to(site.root).as_posix(), found, 1)
    return found


def _lines(path: Path) -> list[str]:
    """The lines of a file that has excuses; none for others and for what cannot be read."""
    lines = files.lines(path)
    return lines if any("check:" in line for line in lines) else []


def _yaml(lines: Sequence[str], path: str, found: InPlace, first: int) -> None:
    """The comments in lines of YAML, of which the first has the number `first`."""
    for index, line in enumerate(lines):
        match = _YAML.search(line) if "check:" in line else None
        if match is None or not found.ours(match["body"]):
            continue
        covered = (index, index) if line[: match.start()].strip() else _below(lines, index)
        place = Location(path, first + index, match.start() + 1)
        found.read(match["body"], place, (first + covered[0], first + covered[1]))


def _below(lines: Sequence[str], index: int) -> tuple[int, int]:
    """The next line that is no comment, with what is indented under it."""
    start = index + 1
    while start < len(lines) and (not lines[start].strip() or lines[start].lstrip().startswith("#")):
        start += 1
    if start >= len(lines):
        return index, index
    indent = len(lines[start]) - len(lines[start].lstrip())
    last = start
    for number in range(start + 1, len(lines)):
        if lines[number].strip():
            if len(lines[number]) - len(lines[number].lstrip()) <= indent:
                break
            last = number
    return start, last


def _page(page: Page, found: InPlace) -> None:
    lines = page.scan.lines
    if page.front_end:
        _yaml(lines[1 : page.front_end - 1], page.path, found, 2)
    starts = [block.line for block in page.blocks]
    text, offset, line = "\n".join(lines), 0, 1
    for match in _COMMENT.finditer(text, 0, text.rfind("-->") + 3):  # behind it none ends, which takes long to find out
        line += text.count("\n", offset, match.start())
        offset = match.start()
        if "check:" in match[1] and found.ours(match[1]):
            begin = text.rfind("\n", 0, offset) + 1
            end = text.find("\n", match.end())
            after = text[match.end() : end if end >= 0 else len(text)]
            _comment(page, found, starts, match[1], line, text[begin:offset], after)


def _comment(page: Page, found: InPlace, starts: list[int], body: str, line: int, before: str, after: str) -> None:
    """One comment, with the text before and after it in its lines."""
    place = Location(page.path, line, len(before) + 1)
    last = line + body.count("\n")
    alone = not before.strip() and not after.strip()
    if _in_code(page, line, f"{before}<!--{body}-->{after}", len(before)):
        return
    match = BODY.match(body)
    if match is not None and match["verb"] == "allow-page":
        if any(section.level > 1 and section.location.line < line for section in page.sections):
            problem = say("this excuse for the whole page stands below its first section")
            found.misplaced(place, problem, say("put it at the top, where editors see it"))
            return
        found.read(body, place, (1, len(page.scan.lines)))
    elif not alone:
        heading = any(section.location.line == line for section in page.sections)
        if heading and _ATTRIBUTES.search(before) and not after.strip():
            problem = say("a comment behind the id of a heading undoes the id")
            found.misplaced(place, problem, say("write the comment in the line above the heading"))
            return
        found.read(body, place, (line, last))
    elif _splits(page, starts, line, last, before):
        problem = say("a comment in a line of its own breaks this list or table in two")
        found.misplaced(place, problem, say("write the comment at the end of the line that it speaks of"))
    else:
        index = bisect_right(starts, last)
        below = page.blocks[index] if index < len(page.blocks) else None
        found.read(body, place, (below.line, max(below.line, below.last_line)) if below else (line, last))


def _in_code(page: Page, line: int, text: str, offset: int) -> bool:
    """Whether the comment is an example: in a block of code or between backticks."""
    if any(block.kind == "code" and block.line <= line <= block.last_line for block in page.blocks):
        return True
    return any(span.kind == "code" and span.start <= offset < span.end for span in spans(text, {}))


def _splits(page: Page, starts: list[int], line: int, last: int, before: str) -> bool:
    """Whether a comment without indentation stands between two rows of a table or two items of a list."""
    if before:
        return False
    if any(block.kind == "table" and block.line < line <= block.last_line for block in page.blocks):
        return True
    index = bisect_left(starts, last + 1)
    below = page.blocks[index] if index < len(page.blocks) else None
    if below is None or below.kind != "list" or below.line != last + 1:
        return False
    return any(
        block.kind == "list"
        and block.depth == below.depth
        and block.last_line == line - 1
        and block.info[:4] == below.info[:4]
        for block in page.blocks
    )
