"""Records of reviews: `docs/_data/reviews/<locale>.yml`, one line a section, written by `translate review` only.

    pay/cards:                                              # the page
      steps: 1f0c7a52be91 90d3b1c4aa07 2026-11-23           # section: digest of its source, of its translation, day

A line changes only when its section was reviewed anew, so that two people who review two sections can merge.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from payguide.model.findings import Location
from payguide.model.messages import Message, say
from payguide.sources.yamltags import entries, read_yaml

HEAD = """\
# Reviews of the translation into '{code}': written by `scripts/guide translate review`, never by hand.
# page, then section: digest of the source, digest of the translation, day of the review
"""
_RECORD = re.compile(r"([0-9a-f]{12}) ([0-9a-f]{12}) (\d{4}-\d\d-\d\d)")
_PLAIN = re.compile(r"[^\W\d](?:[\w./~-]*\w)?|\(\w+\)")


@dataclass(frozen=True, slots=True)
class Review:
    """What the two texts of a section were on the day (ISO) when somebody last compared them."""

    source: str
    translation: str
    day: str
    line: int = field(default=1, compare=False)


#: Reviews by the keys of the sections on one page.
PageReviews = Mapping[str, Review]


@dataclass(frozen=True, slots=True)
class Reviews:
    """All reviews of one language by slug. `lines` are those where a page begins; `problems` what cannot be read."""

    path: str
    pages: Mapping[str, PageReviews]
    lines: Mapping[str, int]
    problems: tuple[tuple[Location, Message], ...] = ()


def reviews_path(docs_dir: str, code: str) -> str:
    """Where the reviews of the language `code` are, relative to the root."""
    return f"{docs_dir}/_data/reviews/{code}.yml"


def read_reviews(root: Path, docs_dir: str, code: str) -> Reviews | None:
    """The reviews of `code`; None when the project has none. Raises OSError for a file that cannot be opened."""
    name = reviews_path(docs_dir, code)
    path = root / name
    if not path.is_file():
        return None
    _, node, problem = read_yaml(path.read_text(encoding="utf-8-sig", errors="replace"))
    if problem is not None:
        place = Location(name, problem.line, problem.column)
        return Reviews(name, {}, {}, ((place, say("the reviews cannot be read: {why}", why=problem.message)),))
    problems: list[tuple[Location, Message]] = []
    if node is not None and not isinstance(node, yaml.MappingNode):
        problems.append((Location(name), say("the reviews must be written as pages with their sections")))
    pages: dict[str, PageReviews] = {}
    lines: dict[str, int] = {}
    for slug, key, value in entries(node):
        lines[slug] = key.start_mark.line + 1
        pages[slug] = dict(_page(value, name, problems))
    return Reviews(name, pages, lines, tuple(problems))


def _page(node: yaml.Node, name: str, problems: list[tuple[Location, Message]]) -> Iterator[tuple[str, Review]]:
    for key, place, value in entries(node):
        line = place.start_mark.line + 1
        match = _RECORD.fullmatch(value.value) if isinstance(value, yaml.ScalarNode) else None
        if match:
            yield key, Review(match[1], match[2], match[3], line)
        else:
            problems.append(
                (Location(name, line), say("the review of section '{section}' cannot be read", section=key))
            )


def render_reviews(code: str, pages: Mapping[str, PageReviews]) -> str:
    """The file for `pages`, pages and sections in alphabetical order."""
    lines = [HEAD.format(code=code)]
    for slug, sections in sorted(pages.items()):
        if sections:
            lines.append(f"{_scalar(slug)}:\n")
            lines += [
                f"  {_scalar(key)}: {review.source} {review.translation} {review.day}\n"
                for key, review in sorted(sections.items())
            ]
    return "".join(lines)


def _scalar(name: str) -> str:
    return name if _PLAIN.fullmatch(name) else json.dumps(name, ensure_ascii=False)


def write_whole(path: Path, text: str) -> bool:
    """Writes `text` to `path` in one step, so that a crash leaves the old file; False when nothing was to change.

    Raises OSError when it cannot be written.
    """
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return True


def _umask() -> int:
    """The process's mask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
