"""Heading ids, copied from the same section of the source language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from payguide.fixes.edits import Edit
from payguide.model.alignment import sections_below
from payguide.model.findings import Finding
from payguide.model.pages import Page, Section
from payguide.model.site import Site

_LIST = re.compile(r"(?<=[ \t])\{:?[ \t]*(?=[^{}\n]*\}[ \t]*$)")
_CLOSED = re.compile(r"[ \t]*(?:(?<=[ \t])#+)?[ \t]*$")


def heading_id(site: Site, finding: Finding) -> list[Edit]:
    """The id that the heading at `finding` has in the source language, where only one can be meant."""
    page = next((page for page in site.pages.values() if page.path == finding.location.path), None)
    source = site.page(page.slug, site.source_locale.code) if page is not None else None
    if page is None or source is None or source is page:
        return []
    for ours, theirs in _counterparts(sections_below(source), sections_below(page)):
        if theirs.location.line == finding.location.line and ours.explicit and not theirs.explicit:
            taken = any(place.line != theirs.location.line for place in page.ids.get(ours.id, ()))
            return [] if taken else _edits(source, ours, page, theirs)
    return []


def _counterparts(ours: Sequence[Section], theirs: Sequence[Section]) -> Iterator[tuple[Section, Section]]:
    """Sections without a common id that stand between the same neighbours, in runs of the same levels."""
    places = {section.id: index for index, section in enumerate(theirs) if section.explicit}
    anchors = [
        (index, places[section.id]) for index, section in enumerate(ours) if section.explicit and section.id in places
    ]
    if any(one[1] >= other[1] for one, other in pairwise(anchors)):
        return  # moved sections: what stands between them proves nothing
    for one, other in pairwise([(-1, -1), *anchors, (len(ours), len(theirs))]):
        mine, their = ours[one[0] + 1 : other[0]], theirs[one[1] + 1 : other[1]]
        same = [section.level for section in mine] == [section.level for section in their]
        if same and not any(section.explicit for section in their):
            yield from zip(mine, their, strict=True)


def _edits(source: Page, ours: Section, page: Page, theirs: Section) -> list[Edit]:
    line = page.scan.lines[theirs.location.line - 1]
    existing = _LIST.search(line)
    if existing:
        place, new = existing.end(), f"#{ours.id} "
    else:
        end = _CLOSED.search(line)
        place, new = end.start() if end else len(line), f" {_written(source, ours)}"
    return [Edit(page.path, theirs.location.line, place + 1, "", new)]


def _written(source: Page, section: Section) -> str:
    """The id as the source writes it, if nothing else stands in its braces."""
    line = source.scan.lines[section.location.line - 1]
    match = re.search(rf"\{{:?[ \t]*#{re.escape(section.id)}[ \t]*\}}", line)
    return match.group() if match else f"{{ #{section.id} }}"
