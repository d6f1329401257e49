"""Structure inside a section: the translation has the same lists, tables, notices and code as its source.

Sections are compared with their counterparts. A reader of the translation who lacks a step, a row or a warning does
the wrong thing at the counter, and nobody there can tell why.

structure-list
    A list has another number of items, another depth, other numbering, or is missing; likewise explained words.
    Bad:  five steps in the source, four in the translation
    Good: five in both; `*` or `-`, `1.` throughout or `1.` `2.`, loose or tight make no difference
structure-table
    A table lacks a row, a column, a header cell or the words of a cell, or is missing.
    Bad:  `| Bank counter | | Ask first |` where the source's cell says where
    Good: the same rows and columns; written in Markdown or in HTML
structure-admonition
    A notice is missing, added, or of another kind: a warning that became a note is read later, or never.
    Bad:  `!!! warning "…"` in the source, `!!! note "…"` in the translation
    Good: the same kinds in the same order; `tip` and `hint`, `!!!` and `???` are the same
structure-code
    A block of code is missing, added, or in another language, or a line of it differs in nothing but a figure.
    Bad:  two fenced blocks in the source, one in the translation; `port = 8080` and `port = 8000`
    Good: the same blocks; what they say, comments for one, may be translated

Left alone: how many paragraphs a text is split into, quotes, order of words, everything in sections that only one
language has (those are findings of their own).
To excuse: an entry in `.checks.yml` with rule, path, reason and until, or a comment in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from payguide.checks import lists, tables
from payguide.checks.moved import moved_kinds
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Location, Severity
from payguide.model.messages import say
from payguide.model.pages import Block
from payguide.model.parts import Part
from payguide.model.site import Site

ADMONITION = Rule("structure-admonition", "a notice differs from its source", Severity.WARNING)
CODE = Rule("structure-code", "a block of code differs from its source", Severity.WARNING)
RULES: tuple[Rule, ...] = (lists.LIST, tables.TABLE, ADMONITION, CODE)

_COMPARED = frozenset(("list", "item", "table", "row", "admonition", "code", "html"))
#: Kinds that Material shows in the same way.
_SAME_KIND = {
    alias: names.split()[0]
    for names in (
        "note seealso",
        "abstract summary tldr",
        "info todo",
        "tip hint important",
        "success check done",
        "question help faq",
        "warning caution attention",
        "failure fail missing",
        "danger error",
        "quote cite",
    )
    for alias in names.split()
}
_FENCE = re.compile(r"[ \t>]*(?:[-*+]|\d+[.)])?[ \t]*(?:`{3}|~{3})")
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
#: Names of one language of code.
_SAME_CODE = {
    **dict.fromkeys(("bash", "sh", "shell", "console", "zsh", "shell-session"), "shell"),
    **dict.fromkeys(("yml", "yaml"), "yaml"),
    **dict.fromkeys(("py", "python", "python3", "pycon"), "python"),
    **dict.fromkeys(("js", "javascript"), "javascript"),
    **dict.fromkeys(("ts", "typescript"), "typescript"),
    **dict.fromkeys(("text", "txt", "plain", "plaintext", "none", "no-highlight"), ""),
}


def check(site: Site) -> Iterator[Finding]:
    """Every section of a translation against its source; most are the same at first sight."""
    for pair in site.aligned:
        moved: frozenset[str] | None = None
        for ours, theirs in pair.parts:
            sight = _sight(theirs)
            if _sight(ours) != sight:
                moved = moved_kinds(pair) if moved is None else moved
                if not _raw(theirs, "<ul", "<ol") and not _raw(ours, "<ul", "<ol"):
                    yield from lists.compare(ours, theirs)
                if not _raw(theirs, "<details", "admonition") and not _raw(ours, "<details", "admonition"):
                    yield from _admonitions(ours, theirs)
                if not _raw(theirs, "<pre", "<code") and not _raw(ours, "<pre", "<code"):
                    yield from _codes(ours, theirs) if "code" not in moved else ()
                yield from tables.compare(ours, theirs, "table" in moved)
            elif any(kind in ("row", "html") for kind, _, _ in sight):
                yield from tables.compare(ours, theirs)
            if any(kind == "code" for kind, _, _ in sight):
                yield from _figures(ours, theirs)
            yield from lists.definitions(ours, theirs)


def _sight(part: Part) -> list[tuple[str, str, int]]:
    return [
        (block.kind, "" if block.kind == "item" else block.info, block.depth)
        for block in part.blocks
        if block.kind in _COMPARED
    ]


def _raw(part: Part, *tags: str) -> bool:
    """Whether `part` has one of `tags` in raw HTML: that is another way to write the same."""
    for block in part.blocks:
        if block.kind == "html":
            text = "\n".join(part.page.scan.lines[block.line - 1 : block.last_line]).lower()
            if any(tag in text for tag in tags):
                return True
    return False


def _admonitions(ours: Part, theirs: Part) -> Iterator[Finding]:
    mine, other = _notices(ours), _notices(theirs)
    kinds = [kind for kind, _ in mine], [kind for kind, _ in other]
    for what, i, i_end, j, j_end in SequenceMatcher(None, *kinds, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        both = min(i_end - i, j_end - j)
        for step in range(both):
            kind, block = other[j + step]
            wanted = mine[i + step][0]
            message = say("this notice is of the kind '{kind}', in the source '{wanted}'", kind=kind, wanted=wanted)
            hint = say("write it with {mark}", mark=f"!!! {wanted}")
            yield ADMONITION.at(_at(theirs, block), message, hint, _at(ours, mine[i + step][1]))
        for kind, block in mine[i + both : i_end]:
            message = say("a notice of the source ('{kind}') is missing here", kind=kind)
            place = theirs.like(block.line, ours)
            yield ADMONITION.at(place, message, say("translate it, with the same kind"), _at(ours, block))
        for kind, block in other[j + both : j_end]:
            message = say("the source has no such notice ('{kind}') here", kind=kind)
            hint = say("add it to the source, or delete it")
            yield ADMONITION.at(_at(theirs, block), message, hint, ours.start)


def _notices(part: Part) -> list[tuple[str, Block]]:
    found = [(block.info.split()[0].lower(), block) for block in part.blocks if block.kind == "admonition"]
    return [(_SAME_KIND.get(kind, kind), block) for kind, block in found]


def _at(part: Part, block: Block) -> Location:
    return Location(part.page.path, block.line)


def _codes(ours: Part, theirs: Part) -> Iterator[Finding]:
    mine, other = _fences(ours), _fences(theirs)
    words = [_SAME_CODE.get(name, name) for name, _ in mine], [_SAME_CODE.get(name, name) for name, _ in other]
    if len(mine) == len(other):
        for (name, block), (_, there), left, right in zip(other, mine, words[1], words[0], strict=True):
            if left != right and left and right:
                message = say("this code is marked as {name}, in the source as {wanted}", name=name, wanted=right)
                yield CODE.at(_at(theirs, block), message, say("mark it as in the source"), _at(ours, there))
        return
    for what, i, i_end, j, j_end in SequenceMatcher(None, *words, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        both = min(i_end - i, j_end - j)
        for _, block in mine[i + both : i_end]:
            message = say("a block of code of the source is missing here")
            place = theirs.like(block.line, ours)
            yield CODE.at(place, message, say("take it over; comments in it may be translated"), _at(ours, block))
        for _, block in other[j + both : j_end]:
            message = say("the source has no such block of code here")
            yield CODE.at(_at(theirs, block), message, say("add it to the source, or delete it"), ours.start)


def _figures(ours: Part, theirs: Part) -> Iterator[Finding]:
    """Lines of code that are the same but for a figure."""
    mine, other = _fences(ours), _fences(theirs)
    for (_, block), (_, there) in zip(other, mine, strict=False) if len(mine) == len(other) else ():
        left, right = _written(ours, there), _written(theirs, block)
        for number, (wanted, line) in enumerate(zip(left, right, strict=False) if len(left) == len(right) else ()):
            if wanted != line and _FIGURE.sub("0", wanted) == _FIGURE.sub("0", line):
                place = Location(theirs.page.path, block.line + 1 + number)
                words = {"said": line.strip(), "right": wanted.strip()}
                message = say("this line of code says '{said}', in the source '{right}'", **words)
                related = Location(ours.page.path, there.line + 1 + number)
                yield CODE.at(place, message, say("write what is right in both languages"), related)


def _written(part: Part, block: Block) -> Sequence[str]:
    return part.page.scan.lines[block.line : block.last_line]


def _fences(part: Part) -> list[tuple[str, Block]]:
    """Fenced blocks; indented ones are too easily something else."""
    lines = part.page.scan.lines
    found = [block for block in part.blocks if block.kind == "code" and _FENCE.match(lines[block.line - 1])]
    return [(block.info.split()[0].strip("{.}").lower() if block.info.split() else "", block) for block in found]
