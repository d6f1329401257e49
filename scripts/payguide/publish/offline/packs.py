"""Packs: all that is needed to read one language of the guide, in one file that compresses well.

A pack is JSON, `{"pieces": [text, …], "files": {path: [index of piece, …]}}`, named after its digest. Pages are cut
where their parts begin, and equal pieces are kept once: gzip does not see far enough to find them itself (215 KB a
language instead of 330; brotli 110 either way).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from payguide.model.locales import Locale
from payguide.publish.shrink.compress import TEXTS

FOLDER = "offline"
#: Digits of the digest in a pack's name; the worker checks as many.
DIGITS = 20
#: What nobody reads on a phone: for other programs, print shops, staff.
_LEFT_OUT = ("sw.js", "sitemap.xml", "404.html", "leaflets/leaflets.json", "leaflets/press/", "status/", f"{FOLDER}/")
_CUT = re.compile(
    r"(?=<(?:style|meta|body|header|nav|main|article|aside|footer|dialog|script|svg)\b)|(?<=</svg>)"
    r"|(?<=\})(?=[^{}<>\"]*\{)"  # between the rules of a style sheet
)


def write(site: Path, locales: Sequence[Locale]) -> dict[str, str]:
    """Writes a pack for every locale; what is in no locale's folder goes into the source's. Addresses by locale."""
    prefixes = {locale.prefix: locale.code for locale in locales if locale.prefix}
    source = next(locale.code for locale in locales if not locale.prefix)
    parts: dict[str, list[str]] = {locale.code: [] for locale in locales}
    for path in sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.suffix in TEXTS):
        if not path.startswith(_LEFT_OUT):
            home = f"{path.partition('/')[0]}/"
            parts[prefixes.get(home, source)].append(path)
    (site / FOLDER).mkdir()
    return {code: _write(site, code, packed(site, paths)) for code, paths in parts.items()}


def packed(site: Path, paths: Iterable[str]) -> str:
    """The pack of the files at `paths` below `site`."""
    pieces: dict[str, int] = {}
    files = {}
    for path in paths:
        text = (site / path).read_text(encoding="utf-8")
        cut = _CUT.split(text) if path.endswith(".html") else [text]
        files[path] = [pieces.setdefault(piece, len(pieces)) for piece in cut if piece]
    return json.dumps({"pieces": list(pieces), "files": files}, ensure_ascii=False, separators=(",", ":"))


def _write(site: Path, code: str, text: str) -> str:
    digest = hashlib.sha256(text.encode()).hexdigest()[:DIGITS]
    address = f"{FOLDER}/{code}.{digest}.json"
    (site / address).write_text(text, encoding="utf-8")
    return address
