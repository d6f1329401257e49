"""Pictures: drawings in frames, each with words below or beside it in the page's language.

The words stand in docs/_data/pictures.yml and become text of the page, so that they follow the reader's text size, wrap
in every language and are printed as large as the rest. The drawings are shapes without words: a file
overrides/pictures/<id>.svg for a picture, a group with an id in it for a frame. Colours are named by the design tokens,
`fill="var(--card)"`, which browsers look up in either colour scheme and paper gets filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from payguide.model.entry import Entry, Text
from payguide.model.findings import Finding, Location, Severity
from payguide.model.hints import did_you_mean
from payguide.model.messages import say

#: Where the drawings lie, below the project's root.
DRAWINGS = Path("overrides/pictures")
#: The most bytes of one drawing file, without the white space between its tags: a page stays light with it.
HEAVIEST = 4096
#: The form of all frames: width and height in units of the drawing.
WIDTH, HEIGHT = 120, 90

_GROUP = re.compile(r'^<g id="([\w-]+)">(.*?)^</g>', re.MULTILINE | re.DOTALL)
_BETWEEN = re.compile(r">\s+<")
_SPACE = re.compile(r"\s+")
#: What a drawing must not have: the content security policy forbids styles, and words belong to the data file.
_FORBIDDEN = re.compile(r"\sstyle=|\sclass=|\son\w+=|<(?:style|script|text|image|use|foreignObject|a)\b|\bhref=")


class Frame(BaseModel):
    """One drawing: `draw` is its group in the drawing file, `words` stand beside it, `alt` says what it shows."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    draw: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    words: Text
    alt: Text


class Picture(Entry):
    """A picture of one or more frames; `steps`: they are numbered, and read in this order. `title` is its name."""

    title: Text
    steps: bool = False
    frames: Annotated[list[Frame], Field(min_length=1)]

    @property
    def texts(self) -> list[str | dict[str, str]]:
        """Its words for readers."""
        return [self.title, *(text for frame in self.frames for text in (frame.words, frame.alt))]


def groups(text: str) -> dict[str, str]:
    """The shapes of every frame in the drawing file `text`, by the frame's name, without white space between tags."""
    return {name: _SPACE.sub(" ", _BETWEEN.sub("><", shapes)).strip() for name, shapes in _GROUP.findall(text)}


def drawing(root: Path, key: str) -> Mapping[str, str]:
    """The frames of the picture `key`. Raises OSError when its file cannot be read."""
    return groups((root / DRAWINGS / f"{key}.svg").read_text(encoding="utf-8"))


def faults(pictures: Mapping[str, Picture], root: Path) -> Iterator[Finding]:
    """All that is wrong between the words of pictures and their drawings."""
    files = {path.stem: path for path in sorted((root / DRAWINGS).glob("*.svg"))}
    for key, path in files.items():
        text = path.read_text(encoding="utf-8", errors="replace")
        place = (DRAWINGS / path.name).as_posix()
        yield from _file(text, place)
        if key not in pictures:
            message = say("no picture has this drawing")
            hint = did_you_mean(key, list(pictures)) or say("add its words to docs/_data/pictures.yml")
            yield Finding("data-invalid", Severity.ERROR, Location(place), message, hint)
            continue
        yield from _unused(pictures[key], text, place)
    for picture in pictures.values():
        if picture.id not in files:
            message = say(
                "{id}: there is no drawing {path}", id=picture.id, path=f"{DRAWINGS.as_posix()}/{picture.id}.svg"
            )
            yield Finding(
                "data-invalid", Severity.ERROR, picture.location, message, did_you_mean(picture.id, list(files))
            )
            continue
        yield from _undrawn(picture, list(groups(files[picture.id].read_text(encoding="utf-8", errors="replace"))))


def _file(text: str, place: str) -> Iterator[Finding]:
    for match in _FORBIDDEN.finditer(text):
        what = match[0].strip(" =<\n")
        message = say("a drawing must not have '{what}'", what=what)
        hint = say('draw with shapes and colours such as fill="var(--card)"; words stand in docs/_data/pictures.yml')
        yield Finding("data-invalid", Severity.ERROR, Location(place, _line(text, match.start(0) + 1)), message, hint)
    weight = sum(len(shapes.encode()) for shapes in groups(text).values())
    if weight > HEAVIEST:
        message = say("this drawing is {size} bytes, more than {most}", size=weight, most=HEAVIEST)
        yield Finding(
            "data-invalid", Severity.ERROR, Location(place), message, say("use fewer shapes and fewer digits")
        )


def _unused(picture: Picture, text: str, place: str) -> Iterator[Finding]:
    used = {frame.draw for frame in picture.frames}
    for match in _GROUP.finditer(text):
        if match[1] not in used:
            message = say("no frame of '{id}' shows '{name}'", id=picture.id, name=match[1])
            hint = did_you_mean(match[1], sorted(used)) or say("delete it, or add its words to docs/_data/pictures.yml")
            yield Finding("data-invalid", Severity.ERROR, Location(place, _line(text, match.start())), message, hint)


def _undrawn(picture: Picture, known: list[str]) -> Iterator[Finding]:
    for frame in picture.frames:
        if frame.draw not in known:
            message = say("{id}: the drawing has no frame '{text}'", id=picture.id, text=frame.draw)
            yield Finding("data-invalid", Severity.ERROR, picture.location, message, did_you_mean(frame.draw, known))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
