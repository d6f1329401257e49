"""Front matter: the YAML between two lines of `---` at the top of a page."""

from __future__ import annotations

import re

from payguide.model.findings import Location
from payguide.model.frontmatter import FrontMatter
from payguide.model.messages import say
from payguide.sources.yamltags import entries, read_yaml

_FENCED = re.compile(r"-{3}[ \t]*\n(.*?\n)??(?:-{3}|\.{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_OPENED = re.compile(r"-{3}[ \t]*\n[ \t]*[\w-]+[ \t]*:")


def read_front_matter(text: str, path: str) -> tuple[FrontMatter, int]:
    """The front matter of a page and the number of lines that it takes up, both `---` included."""
    match = _FENCED.match(text)
    if match is None:
        if _OPENED.match(text):
            words = say("the settings at the top are not closed by a line of ---, so readers see them as text")
            return FrontMatter(problem=(Location(path), words)), 0
        return FrontMatter(), 0
    length = match.group().count("\n") + (not match.group().endswith("\n"))
    data, node, problem = read_yaml(match[1] or "")
    if problem is not None:
        return FrontMatter(problem=(Location(path, problem.line + 1, problem.column), problem.message)), length
    if data is None:
        return FrontMatter(), length
    if isinstance(data, str):  # two rules with text between them, as MkDocs sees it too
        return FrontMatter(), 0
    if not isinstance(data, dict):
        return FrontMatter(problem=(Location(path, 2), say("the settings must be written as `name: value`"))), length
    places = {
        key: Location(path, mark.start_mark.line + 2, mark.start_mark.column + 1) for key, mark, _ in entries(node)
    }
    return FrontMatter({str(key): value for key, value in data.items()}, places), length
