"""Where links lead, in terms that all languages of a site share. The manual is that of `references`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from payguide.checks.exchanges import Slot
from payguide.model.pages import Link, Page
from payguide.model.parts import Part
from payguide.model.site import Site

#: What a link leads to, comparable between languages: its kind, the place, and the section of the source page.
Key = tuple[str, str, str]
#: Schemes of addresses that are said rather than visited.
_SPOKEN = ("tel:", "sms:", "mailto:")
#: What is not dialled, and the code of mainland China, with which a number may be written or not.
_SPELLING = re.compile(r"[\s().-]|%20|^(?:\+|00)86-?(?=[\d-]{5})")


@dataclass(frozen=True)
class Keys:
    """Says where links lead, in terms of the source's pages and sections."""

    site: Site

    def of(self, part: Part) -> dict[Key, Link]:
        """The first link to each place. Links to the page itself in another language are for switching."""
        found: dict[Key, Link] = {}
        for link in part.links:
            key = self._key(part.page, link)
            if key is not None:
                found.setdefault(key, link)
        return found

    def _key(self, page: Page, link: Link) -> Key | None:
        target = self.site.resolve(page, link.target, link.kind)
        if target.state in ("missing", "outside", "opaque"):
            return "unknown", "", ""
        if target.state == "external":
            if link.target.lower().startswith(_SPOKEN):
                return "spoken", _said(link.target.strip().lower()), ""
            return "external", self._neutral(link.target.strip(), page), ""
        if target.page is None:
            return "file", self._neutral(target.file or target.path, page), ""
        found = target.page
        if found.slug == page.slug and found.locale != page.locale:
            return None
        return "page", found.slug, self._section(found, target.fragment)

    def pages(self, part: Part) -> dict[Slot, Link]:
        """The links to pages, by where they lead and stand."""
        keyed = ((self._key(part.page, link), link) for link in part.links)
        return {Slot(key[:2], link.location): link for key, link in keyed if key is not None and key[0] == "page"}

    def title(self, slot: Slot, part: Part) -> str:
        """What the page that `slot` leads to is called, in the language of `part`."""
        _, slug = slot.key if isinstance(slot.key, tuple) else ("", "")
        page = self.site.page(slug, part.page.locale)
        return page.title if page is not None else ""

    def _section(self, page: Page, fragment: str) -> str:
        """The id that the source page gives to the section; "?" where there is none, which is another finding."""
        if not fragment or fragment == "top":
            return ""
        known = self._ids.get((page.slug, page.locale), {})
        if fragment in known:
            return known[fragment]
        return fragment if page.locale == self.site.source_locale.code and fragment in page.ids else "?"

    @cached_property
    def _ids(self) -> Mapping[tuple[str, str], Mapping[str, str]]:
        """For each translated page, the id in the source of each of its ids."""
        found = {}
        for pair in self.site.aligned:
            same = {name: name for name in pair.translation.ids if name in pair.source.ids}
            levels = [[section.level for section in page.sections] for page in (pair.source, pair.translation)]
            for match in pair.matches:
                if match.source is not None and match.translation is not None:
                    # Ids that differ and sections that do not all correspond prove nothing.
                    sure = match.source.id == match.translation.id or levels[0] == levels[1]
                    same[match.translation.id] = match.source.id if sure else "?"
            found[pair.translation.slug, pair.translation.locale] = same
        return found

    def _neutral(self, target: str, page: Page) -> str:
        """`target` without the marks of the page's language."""
        code = re.escape(page.locale)
        return (
            re.sub(rf"(?<=[/._-]){code}(?=[/._-]|$)|^{code}(?=/)", "*", target, flags=re.IGNORECASE)
            .replace("/*/", "/")
            .rstrip("/")
        )


def _said(target: str) -> str:
    """`target` without what may differ: blanks and hyphens, the code of mainland China, a letter's subject."""
    scheme, _, words = target.partition(":")
    if scheme == "mailto":
        return f"{scheme}:{words.partition('?')[0]}"
    number = _SPELLING.sub("", words.partition(";")[0])
    return f"{scheme}:{number if number.startswith('+') else number.lstrip('0') or number}"
