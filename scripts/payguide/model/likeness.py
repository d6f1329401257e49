"""What a page holds that is the same in every language: it tells which parts of two pages are counterparts."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator

from payguide.model.pages import Page

#: What a part holds, with how often.
Marks = Counter[tuple[str, str]]
#: Blocks whose number tells something of a part, but not which part it is.
_SHAPE = frozenset(("item", "paragraph", "quote"))
_SHAPED = _SHAPE | {"code", "row", "admonition"}


def marks(page: Page) -> Iterator[tuple[int, tuple[str, str]]]:
    """Line and mark of every target, picture and fact, and of the blocks that editors seldom change."""
    for link in page.links:
        yield link.location.line, ("target", _name(link.target))
    for image in page.images:
        yield image.location.line, ("picture", _name(image.target))
    for ref in page.refs:
        yield ref.location.line, (ref.function, ref.id)
    for block in page.blocks:
        if block.kind in _SHAPED:
            yield block.line, (block.kind, "" if block.kind in _SHAPE else block.info)


def likeness(ours: Marks, theirs: Marks) -> float:
    """How much two parts have in common, from 0 to 1."""
    every = (ours | theirs).total()
    return (ours & theirs).total() / every if every else 0.0


def telling(held: Marks) -> Marks:
    """Those marks that tell which part it is: targets, pictures and facts."""
    return Counter({mark: count for mark, count in held.items() if mark[0] not in _SHAPED})


def _name(target: str) -> str:
    """An outside address as it is; of a path its last part, which languages share, without its endings."""
    if "://" in target:
        return target
    path, _, fragment = target.partition("#")
    return posixpath.basename(path.rstrip("/")).partition(".")[0] or fragment
