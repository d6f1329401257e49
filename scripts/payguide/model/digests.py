"""Digests of sections: they change when the words of a section do, and only then (see `wording`)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

from payguide.model.findings import Location
from payguide.model.pages import Page, Section
from payguide.model.wording import normal

#: Names of the parts of a page that have no heading of their own, or none with an id. No id looks like these.
TOP, TITLE = "(top)", "(title)"
#: Bytes of a digest: a guide has thousands of sections, and nobody has a reason to make two of them agree.
SIZE = 6

#: Says that what follows in the section is still the source's text.
UNTRANSLATED = "<!-- untranslated -->"
#: The same, behind a value of a data file.
UNTRANSLATED_VALUE = "# untranslated"


@dataclass(frozen=True, slots=True)
class Part:
    """A section as reviews see it: `key` names it on its page, `digest` stands for its words.

    `key` is the heading's id, `(title)` for the page's main heading and `(top)` for what stands before it.
    `mark` is the place of the mark that says that it is not translated yet. `empty`: there are no words at all.
    """

    key: str
    title: str
    location: Location
    last_line: int
    digest: str
    mark: Location | None = None
    empty: bool = False


def digest(text: str) -> str:
    """The digest of a normalised text, as hexadecimal digits."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).hexdigest()


def parts(page: Page) -> list[Part]:
    """The parts of `page` in order: what stands before the first heading, then every section."""
    lines, sections = page.scan.lines, page.sections
    found = [_top(page, sections[0].location.line - 1 if sections else len(lines))]
    taken: dict[str, int] = {}
    for section in sections:
        body = "\n".join(lines[section.location.line : section.last_line])
        key = _key(section, taken)
        words = digest(normal(f"{section.title}\n\x05\n{body}"))
        mark = _mark(page, section.location.line, section.last_line) if UNTRANSLATED in body else None
        found.append(Part(key, section.title, section.location, section.last_line, words, mark))
    return found


def marked(page: Page) -> list[Part]:
    """The parts of `page` that are marked as not translated yet."""
    if not any("untranslated -->" in line or line.endswith(UNTRANSLATED_VALUE) for line in page.scan.lines):
        return []
    return [part for part in parts(page) if part.mark is not None]


def _top(page: Page, last: int) -> Part:
    """The page's title and description, and the text before its first heading."""
    lines, settings = page.scan.lines, page.front_matter
    first = front_matter_lines(lines) if settings.values else 0
    words = [settings.text("title"), settings.text("description"), *lines[first:last]]
    places = [settings.places[name] for name in ("title", "description") if name in settings.places]
    shown = (number for number, line in enumerate(lines[:first], 1) if line.rstrip().endswith(UNTRANSLATED_VALUE))
    number = next(shown, None)
    mark = Location(page.path, number) if number else _mark(page, first, last)
    place = places[0] if places else Location(page.path)
    text = normal("\n".join(words))
    return Part(TOP, page.title, place, last, digest(text), mark, not text)


def front_matter_lines(lines: tuple[str, ...]) -> int:
    """The number of lines that the front matter takes up, its fences included; 0 when there is none."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    closing = (number for number, line in enumerate(lines[1:], 2) if line.rstrip() in ("---", "..."))
    return next(closing, 0)


def _mark(page: Page, first: int, last: int) -> Location | None:
    """Where the mark stands in the lines after `first` up to `last`; in code it means nothing."""
    for number, line in enumerate(page.scan.lines[first:last], first + 1):
        if line.strip() == UNTRANSLATED and not any(
            block.kind == "code" and block.line <= number <= block.last_line for block in page.blocks
        ):
            return Location(page.path, number, line.index("<") + 1)
    return None


def _key(section: Section, taken: dict[str, int]) -> str:
    """The section's name on its page. An id that is used twice is counted; that is a fault of its own."""
    base = TITLE if section.level == 1 and not section.explicit and TITLE not in taken else section.id
    taken[base] = taken.get(base, 0) + 1
    return base if taken[base] == 1 else f"{base}~{taken[base]}"
