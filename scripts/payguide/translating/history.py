"""What a section said at its last review: digests alone are kept, so the words must be found in git, if at all."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from payguide.model.digests import Part, parts
from payguide.model.pages import Page
from payguide.model.reviewing import PageProgress, Progress, State
from payguide.sources.markdown import scan

#: Revisions of one page to look at, newest first: a review older than that is better done anew.
LIMIT = 300


@dataclass(frozen=True, slots=True)
class Beside:
    """A section in both languages as Markdown; `old_…` are the words of its last review, None where unknown."""

    progress: Progress
    source: str
    translation: str
    old_source: str | None
    old_translation: str | None


def beside(root: Path, page: PageProgress, key: str | None, full: bool) -> list[Beside]:
    """The sections of `page` that are not as they were reviewed (`full`: all of them); only `key` where it is given."""
    asked = [
        section
        for section in page.sections
        if (section.source.key == key if key else full or section.state is not State.DONE)
    ]
    ours, theirs = _texts(page.source), _texts(page.translation) if page.translation else {}
    known = [section.review for section in asked if section.review is not None and section.state is not State.DONE]
    old_ours = old_texts(root, page.source, {review.source for review in known})
    old_theirs = old_texts(root, page.translation, {review.translation for review in known}) if page.translation else {}
    return [
        Beside(
            section,
            ours[section.source.key],
            theirs.get(section.translation.key, "") if section.translation else "",
            old_ours.get(section.review.source) if section.review else None,
            old_theirs.get(section.review.translation) if section.review else None,
        )
        for section in asked
    ]


def _texts(page: Page) -> dict[str, str]:
    listed = parts(page)
    return {part.key: part_text(page, listed, index) for index, part in enumerate(listed)}


def old_texts(root: Path, page: Page, wanted: set[str]) -> dict[str, str]:
    """The Markdown of sections of `page`, by digest, from the newest revisions that have them.

    Empty without git, outside a repository, or where history holds no such text.
    """
    found: dict[str, str] = {}
    left = set(wanted)
    for text in _revisions(root, page.path) if left else ():
        for part, words in sections_of(text, page):
            if part.digest in left:
                left.discard(part.digest)
                found[part.digest] = words
        if not left:
            break
    return found


def sections_of(text: str, page: Page) -> Iterator[tuple[Part, str]]:
    """The sections of `text`, a revision of `page`, with their Markdown."""
    old = Page(page.slug, page.locale, page.path, page.source, page.dest, scan(text, page.path, None))
    listed = parts(old)
    for index, part in enumerate(listed):
        yield part, part_text(old, listed, index)


def part_text(page: Page, listed: list[Part], index: int) -> str:
    """The Markdown of the part `index` of `page`, whose parts are `listed`."""
    part = listed[index]
    first = 0 if index == 0 else part.location.line - 1
    return "\n".join(page.scan.lines[first : part.last_line]).strip("\n")


def _revisions(root: Path, path: str) -> Iterator[str]:
    """The texts of the file in git, newest first, across renames; nothing when git cannot tell."""
    log = _git(root, "log", f"--max-count={LIMIT}", "--follow", "--format=%x00%H", "--name-only", "--", path)
    for entry in (log or "").split("\0")[1:]:
        revision, _, name = entry.strip("\n").partition("\n")
        text = _git(root, "show", f"{revision}:{name.strip()}") if name.strip() else None
        if text is not None:
            yield text


def _git(root: Path, *arguments: str) -> str | None:
    """What git prints; None when it fails or is not there."""
    command = ["git", "-c", "core.quotePath=false", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None
