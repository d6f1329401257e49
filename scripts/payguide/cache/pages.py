"""Pages as they were scanned, by their content: a page that did not change is not scanned again."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from payguide.cache import store
from payguide.model.findings import Location
from payguide.model.frontmatter import FrontMatter
from payguide.model.pages import Block, FactRef, Image, Link, Prose, Scan, Section

_PLAIN = (str, int, float, bool, type(None))


class Pages:
    """The scanned pages of one project. `state` stands for all that decides how a page is scanned."""

    def __init__(self, project: Path, state: str) -> None:
        self._project, self._state = project, state
        body = store.read("pages", project, state) or b""
        self._known = {line[:32]: line[33:] for line in body.split(b"\n") if line}
        self._used: dict[bytes, bytes] = {}
        self._is_new = False

    def get(self, content: bytes, path: str, lines: Sequence[str]) -> Scan | None:
        """The page at `path` with that `content`, if it was scanned before; `lines` are its lines."""
        key = _key(content, path)
        written = self._known.get(key)
        if written is None:
            return None
        self._used[key] = written
        return _scan(json.loads(written), path, tuple(lines))

    def put(self, content: bytes, path: str, scan: Scan) -> None:
        """Keeps `scan`, unless its front matter holds what JSON does not know."""
        if scan.front_matter.problem is None and _is_plain(scan.front_matter.values):
            self._used[_key(content, path)] = json.dumps(_data(scan), ensure_ascii=False).encode(
                "utf-8", "surrogatepass"
            )
            self._is_new = True

    def save(self) -> None:
        """Writes down what was used, if that is not what is written already."""
        if self._is_new or len(self._used) != len(self._known):
            lines = [key + b" " + written for key, written in self._used.items()]
            store.write("pages", self._project, self._state, b"\n".join(lines))


def _key(content: bytes, path: str) -> bytes:
    return store.digest(content, path).encode()


def _is_plain(value: Any) -> bool:
    if isinstance(value, Mapping):
        return all(type(key) is str and _is_plain(part) for key, part in value.items())
    return all(map(_is_plain, value)) if type(value) is list else type(value) in _PLAIN


def _data(scan: Scan) -> list[Any]:
    """`scan` as JSON; places without the path, which is that of the page, and without its lines."""

    def at(place: Location) -> tuple[int, int]:
        return place.line, place.column

    return [
        scan.front_matter.values,
        {key: at(place) for key, place in scan.front_matter.places.items()},
        [(s.id, s.explicit, s.level, s.title, *at(s.location), s.last_line) for s in scan.sections],
        [(link.target, link.text, *at(link.location), link.kind) for link in scan.links],
        [(i.target, i.alt, *at(i.location), i.kind, i.decorative) for i in scan.images],
        [(ref.id, ref.function, *at(ref.location)) for ref in scan.refs],
        {name: [at(place) for place in places] for name, places in scan.ids.items()},
        scan.prose,
        scan.blocks,
        scan.open_ids,
    ]


def _scan(data: Any, path: str, lines: tuple[str, ...]) -> Scan:
    values, places, sections, links, images, refs, ids, prose, blocks, open_ids = data
    return Scan(
        FrontMatter(values, {key: Location(path, *place) for key, place in places.items()}),
        tuple(
            Section(name, explicit, level, title, Location(path, line, column), last)
            for name, explicit, level, title, line, column, last in sections
        ),
        tuple(Link(target, text, Location(path, line, column), kind) for target, text, line, column, kind in links),
        tuple(
            Image(target, alt, Location(path, line, column), kind, decorative)
            for target, alt, line, column, kind, decorative in images
        ),
        tuple(FactRef(name, function, Location(path, line, column)) for name, function, line, column in refs),
        {name: tuple(Location(path, *place) for place in found) for name, found in ids.items()},
        tuple(map(Prose._make, prose)),
        tuple(map(Block._make, blocks)),
        lines,
        open_ids,
    )
