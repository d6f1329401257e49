"""Blocks that stand in another section than in the source, as where headings have no ids sections are hard to tell."""

from __future__ import annotations

from collections import Counter

from payguide.model.pages import Page
from payguide.model.parts import Aligned


def moved_kinds(pair: Aligned) -> frozenset[str]:
    """Those kinds of blocks, "code" and "table", of which the translation has all that the source has, wherever they
    stand. Where headings have ids, their places can be told, and nothing is returned.
    """
    if any(section.explicit for section in (*pair.source.sections, *pair.translation.sections)):
        return frozenset()
    kinds = {"code": ("code",), "table": ("table", "row")}
    return frozenset(
        name
        for name, blocks in kinds.items()
        if _inventory(pair.source, blocks) == _inventory(pair.translation, blocks)
    )


def _inventory(page: Page, kinds: tuple[str, ...]) -> Counter[tuple[str, str]]:
    return Counter((block.kind, block.info) for block in page.blocks if block.kind in kinds)
