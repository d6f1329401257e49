"""Packs: all that is needed to read one language of the guide, in one file that compresses well.

A pack is JSON, `{"pieces": [text, …], "files": {path: [index of piece, …]}}`, named after its digest. Pages are cut
where their parts begin, and equal pieces are kept once; what the search knows of a page lies beside the page, whose
words it repeats. Gzip does not see far enough to find either itself: 279 KB a language, 404 without (brotli 200 either
way).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from payguide.model.locales import Locale
from payguide.publish.search import ADDRESS, INDEX, PAGES, written
from payguide.publish.shrink.compress import TEXTS

FOLDER = "offline"
#: Digits of the digest in a pack's name; the worker checks as many.
DIGITS = 20
#: What nobody reads on a phone: for other programs, print shops, staff.
_LEFT_OUT = ("sw.js", "sitemap.xml", "404.html", "leaflets/leaflets.json", "leaflets/press/", "status/", f"{FOLDER}/")
#: The register of all facts, a page a topic: each page of the guide has its own facts and sources at its foot.
_REGISTER = re.compile(r"(?:^|/)about/sources/[^/]+/")
_CUT = re.compile(
    r"(?=<(?:style|meta|body|header|nav|main|article|aside|footer|dialog|script|svg|li|div|dt|cite|figure|details)\b)"
    r"|(?<=</svg>)"
    r"|(?<=\})(?=[^{}<>\"]*\{)"  # between the rules of a style sheet
)


def write(site: Path, locales: Sequence[Locale]) -> dict[str, str]:
    """Writes a pack for every locale; what is in no locale's folder goes into the source's. Addresses by locale."""
    prefixes = {locale.prefix: locale.code for locale in locales if locale.prefix}
    source = next(locale.code for locale in locales if not locale.prefix)
    parts: dict[str, list[str]] = {locale.code: [] for locale in locales}
    for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in TEXTS):
        if not path.startswith(_LEFT_OUT) and not _REGISTER.search(path):
            home = f"{path.partition('/')[0]}/"
            parts[prefixes.get(home, source)].append(path)
    (site / FOLDER).mkdir()
    return {code: _write(site, code, packed(site, paths)) for code, paths in parts.items()}


def packed(site: Path, paths: Iterable[str]) -> str:
    """The pack of the files at `paths` below `site`."""
    texts = {path: (site / path).read_text(encoding="utf-8") for path in paths}
    index = next((path for path in texts if path.endswith(INDEX)), "")
    known = _known(texts[index], index.removesuffix(INDEX)) if index else {}
    pieces: dict[str, int] = {}
    files = {}
    for path, text in texts.items():
        if path != index:
            cut = _CUT.split(text) if path.endswith(".html") else [text]
            files[path] = [pieces.setdefault(piece, len(pieces)) for piece in cut if piece]
        if path in known:
            pieces.setdefault(known[path], len(pieces))
    if index:
        files[index] = [pieces.setdefault(piece, len(pieces)) for piece in _split(texts[index], known.values())]
    return written({"pieces": list(pieces), "files": files})


def _known(index: str, home: str) -> dict[str, str]:
    """What the search index `index` of the locale at `home` says of each page, as it is written there, by page."""
    return {f"{home}{page[ADDRESS]}index.html": written(page) for page in json.loads(index)[PAGES]}


def _split(index: str, parts: Iterable[str]) -> Iterator[str]:
    """The text of a search index, cut before and after each of `parts`, which come in this order."""
    rest = index
    for part in parts:
        before, _, rest = rest.partition(part)
        yield from (before, part)
    yield rest


def _write(site: Path, code: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
    address = f"{FOLDER}/{code}.{digest}.json"
    (site / address).write_text(text, encoding="utf-8")
    return address
