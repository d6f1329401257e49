"""Which record belongs to which section. Records follow their sections: where an id was changed or a page was moved,
they are found by the digest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from payguide.model.digests import Part
from payguide.model.reviews import PageReviews, Review

#: A section of the source and its counterpart, if it has one.
Pair = tuple[Part, Part | None]

_COUNTED = re.compile(r"_\d*(?:~\d+)?")


class Records:
    """Finds the record of every section: page by page first, then what was moved between pages."""

    def __init__(self, pages: Mapping[str, PageReviews], own: Mapping[str, list[Part]]) -> None:
        self._left = {slug: dict(sections) for slug, sections in pages.items()}
        self._moved = _moved_pages(pages, own)
        self._by_digest: dict[str, tuple[str, str]] | None = None

    def of(self, slug: str, pairs: list[Pair]) -> dict[str, Review]:
        """The records of the sections of one page that stand under this page, or under the one it was before."""
        left = self._left.get(self._moved.get(slug, slug), {})
        return dict(_matched(pairs, left)) if left else {}

    def left(self) -> Iterator[tuple[str, str, Review]]:
        """The records that no section has claimed."""
        for slug, sections in self._left.items():
            for key, review in sections.items():
                yield slug, key, review

    def elsewhere(self, part: Part) -> Review | None:
        """The record of a section that came from another page; to be asked when all pages have taken theirs."""
        if self._by_digest is None:
            self._by_digest = {review.source: (slug, key) for slug, key, review in self.left()}
        slug, key = self._by_digest.pop(part.digest, ("", ""))
        return self._left[slug].pop(key) if slug and not part.empty else None


def _matched(pairs: list[Pair], left: dict[str, Review]) -> Iterator[tuple[str, Review]]:
    """Takes out of `left` the record of each section: same id and source, else same source, else same id, and so on.

    Ids that only count (`_1`) say least, as a new section shifts them: they come last.
    """
    wanted = {part.key: (part, theirs) for part, theirs in pairs}
    by_source = {review.source: key for key, review in left.items()}
    by_translation = {review.translation: key for key, review in left.items()}

    def same(part: Part, _: Part | None) -> str | None:
        return part.key if part.key in left and left[part.key].source == part.digest else None

    def source(part: Part, _: Part | None) -> str | None:
        return by_source.get(part.digest)

    def name(part: Part, _: Part | None) -> str | None:
        return None if _COUNTED.fullmatch(part.key) else part.key

    def translation(_: Part, theirs: Part | None) -> str | None:
        return by_translation.get(theirs.digest) if theirs else None

    def number(part: Part, _: Part | None) -> str | None:
        return part.key

    for find in (same, source, name, translation, number):
        for part, theirs in list(wanted.values()) if left else ():
            key = find(part, theirs)
            if key is not None and key in left:
                del wanted[part.key]
                yield part.key, left.pop(key)


def _moved_pages(pages: Mapping[str, PageReviews], own: Mapping[str, list[Part]]) -> dict[str, str]:
    """Pages without records by the slug under which they were reviewed: half of their sections must be known there."""
    gone = {
        slug: {review.source for review in sections.values()} for slug, sections in pages.items() if slug not in own
    }
    moved: dict[str, str] = {}
    for slug, listed in own.items() if gone else ():
        if slug in pages:
            continue
        digests = {part.digest for part in listed if not part.empty}
        best = max(gone, key=lambda old: len(gone[old] & digests), default="")
        if best and digests and 2 * len(gone[best] & digests) >= len(digests):
            moved[slug] = best
            del gone[best]
    return moved
