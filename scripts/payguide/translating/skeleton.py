"""Skeletons: a page or a file of texts in a new language, holding the words of another one, marked as such."""

from __future__ import annotations

import re

import yaml

from payguide.model.digests import UNTRANSLATED, UNTRANSLATED_VALUE, front_matter_lines
from payguide.model.pages import Page
from payguide.sources.yamltags import entries, read_yaml
from payguide.translating.yamlediting import Editor, last_line, scalar

_INDENT = re.compile(r"[ \t>]*")
_BELONGS = re.compile(r"[ \t>]*(?:=+|-+|\{:?[^{}\n]*\})[ \t]*$")


def page_skeleton(page: Page) -> str:
    """`page` with a mark at the top of its front matter and under every heading."""
    lines = list(page.scan.lines)
    marks: dict[int, str] = {}
    for section in page.sections:
        last = section.location.line
        while last < len(lines) and _BELONGS.match(lines[last]):  # a heading's underline, an attribute list
            last += 1
        indent = _INDENT.match(lines[section.location.line - 1])
        marks[last] = f"{indent.group() if indent else ''}{UNTRANSLATED}"
    above = front_matter_lines(page.scan.lines) if page.front_matter.values else 0
    first = page.sections[0].location.line - 1 if page.sections else len(lines)
    if any(line.strip() for line in lines[above:first]):
        marks[above] = UNTRANSLATED
    out: list[str] = []
    for number, line in enumerate(["", *lines]):
        out += [line] if number else []
        if number == 1 and above:
            out.append(UNTRANSLATED_VALUE)
        if number in marks:
            out += ["", marks[number], *([""] if number < len(lines) and lines[number].strip() else [])]
    return "\n".join(out).lstrip("\n").rstrip("\n") + "\n"


def strings_skeleton(text: str, known: dict[str, str]) -> str:
    """The interface texts `text` with every one marked, but for those that are `known` in the new language."""
    _, node, _ = read_yaml(text)
    editor = Editor(text)
    drop: list[tuple[int, str, str]] = []
    for key, place, value in entries(node):
        if key in known:
            drop.append((value.start_mark.line, editor.raw(place.start_mark, place.end_mark), scalar(known[key])))
        elif isinstance(value, yaml.ScalarNode) and value.style in ("|", ">"):
            editor.comment(place.start_mark.line, UNTRANSLATED_VALUE)
        else:
            editor.comment(last_line(editor, value), UNTRANSLATED_VALUE)
    lines = editor.result().split("\n")
    for line, key, words in drop:
        lines[line] = f"{key}: {words}"
    while lines and lines[0].startswith("#"):  # what the first lines say is true of the other language
        del lines[0]
    return "\n".join(lines)
