"""Slug functions: the ids that headings get when nobody wrote one, by the rule that the project is configured
with.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any
from urllib.parse import quote

from payguide.sources.yamltags import Tagged

#: From a heading's text to its id, which may be empty before it is made unique.
Slugger = Callable[[str], str]

#: `:smile:`, `:material-check:`, as `pymdownx.emoji` turns them into pictures.
_SHORTCODE = re.compile(r":[A-Za-z+-][\w+-]*:")
_COUNTED = re.compile(r"^(.*)_([0-9]{1,9})$")


def toc_slug(text: str, separator: str = "-", unicode: bool = False) -> str:
    """Python-Markdown's own rule: ASCII only unless `unicode`, so that a Chinese heading gives the empty
    slug.
    """
    if not unicode:
        text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    text = re.sub(r"[^\w\s-]", "", text).strip().lower()
    return re.sub(rf"[{re.escape(separator)}\s]+", lambda _: separator, text)


def unicode_slug(text: str, separator: str, case: str, encode: bool, form: Any) -> str:
    """The rule of `pymdownx.slugs`: letters of all scripts stay, every single space becomes a separator."""
    slug = re.sub(r"</?[^>]*>", "", unicodedata.normalize(form, text)).strip()
    if case == "lower":
        slug = slug.lower()
    elif case == "lower-ascii":
        slug = re.sub(r"[A-Z]", lambda match: match.group().lower(), slug)
    elif case == "fold":
        slug = slug.casefold()
    slug = re.sub(r"[^\w\- ]", "", slug).replace(" ", separator)
    return quote(slug) if encode else slug


#: What the named functions of `pymdownx.slugs` mean in terms of its `slugify`.
_NAMED: Mapping[str, Mapping[str, Any]] = {
    "slugify": {},
    "uslugify": {"case": "lower"},
    "uslugify_cased": {},
    "uslugify_encoded": {"case": "lower", "percent_encode": True},
    "uslugify_cased_encoded": {"percent_encode": True},
    "gfm": {"case": "lower-ascii"},
    "gfm_encoded": {"case": "lower-ascii", "percent_encode": True},
}


def slugger(options: Mapping[str, Any]) -> Slugger | None:
    """The slug function that the options of the `toc` extension ask for; None for an unknown one."""
    separator = str(options.get("separator", "-"))
    wanted = options.get("slugify")
    if wanted is None:
        return partial(toc_slug, separator=separator)
    if not isinstance(wanted, Tagged):
        return None
    module, _, name = wanted.name.partition(":")[2].rpartition(".")
    if (module, name) == ("markdown.extensions.toc", "slugify"):
        return partial(toc_slug, separator=separator)
    if (module, name) == ("markdown.extensions.toc", "slugify_unicode"):
        return partial(toc_slug, separator=separator, unicode=True)
    if module != "pymdownx.slugs" or name not in _NAMED:
        return None
    settings = {**_NAMED[name], **_keywords(wanted.value)}
    case, encode = str(settings.get("case", "none")), bool(settings.get("percent_encode"))
    form = settings.get("normalize")
    form = form if form in ("NFD", "NFKC", "NFKD") else "NFC"
    return partial(unicode_slug, separator=separator, case=case, encode=encode, form=form)


def without_pictures(text: str, slug: Slugger) -> str:
    """The id of a heading whose shortcodes are shown as pictures."""
    return slug(_SHORTCODE.sub("", text).strip())


def _keywords(value: Any) -> Mapping[str, Any]:
    keywords = value.get("kwds") if isinstance(value, Mapping) else None
    return keywords if isinstance(keywords, Mapping) else {}


def unique(slug: str, taken: set[str]) -> str:
    """`slug`, or `slug_1`, `slug_2`, … when it is empty or taken, as Python-Markdown counts; adds it to
    `taken`.
    """
    while not slug or slug in taken:
        match = _COUNTED.match(slug)
        slug = f"{match[1]}_{int(match[2]) + 1}" if match else f"{slug}_1"
    taken.add(slug)
    return slug
