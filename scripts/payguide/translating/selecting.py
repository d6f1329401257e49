"""Which pages a translator means: a file of any language, a slug, or a section of either (`pay/cards#steps`)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from payguide.model.hints import did_you_mean
from payguide.model.site import Site


class Unknown(Exception):
    """What was named is no page, section or language; the words say so, with what is near."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A page of the source by its slug; one section of it, or all (None); in one language, or in all (None)."""

    slug: str
    key: str | None = None
    code: str | None = None


def choose(site: Site, names: Iterable[str], here: Path) -> list[Chosen]:
    """The pages that `names` mean; relative paths are tried from `here` and from the root. Raises Unknown."""
    return [_chosen(site, name, here) for name in names]


def locales(site: Site, codes: Iterable[str]) -> list[str]:
    """`codes` if there are any, else those of all languages that are translated into. Raises Unknown."""
    known = [locale.code for locale in site.locales[1:]]
    for code in codes:
        if code not in known:
            raise Unknown(f"'{code}' is no language that this guide is translated into; there are: {', '.join(known)}")
    return list(codes) or known


def _chosen(site: Site, name: str, here: Path) -> Chosen:
    path, _, key = name.partition("#")
    for folder in (here, site.root):
        full = posixpath.normpath(posixpath.join(folder.as_posix(), path))
        inside = posixpath.relpath(full, site.root.as_posix())
        for page in site.pages.values():
            if page.path == inside:
                own = page.locale if page.locale != site.source_locale.code else None
                return _existing(site, Chosen(page.slug, key or None, own), name)
    slug = path.removesuffix(".md").strip("/")
    return _existing(site, Chosen(slug, key or None), name)


def _existing(site: Site, chosen: Chosen, name: str) -> Chosen:
    if site.page(chosen.slug, site.source_locale.code) is None:
        slugs = [page.slug for page in site.pages_in(site.source_locale.code)]
        hint = did_you_mean(chosen.slug, slugs) or "name a page as docs/en/pay/cards.md or pay/cards"
        raise Unknown(f"there is no page '{name}' in {site.source_locale.name}: {hint}")
    return chosen
