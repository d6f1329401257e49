"""Compressed copies beside each text file, for servers that send these (nginx: gzip_static, brotli_static)."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli

TEXTS = (".css", ".html", ".js", ".json", ".svg", ".txt", ".webmanifest", ".xml")
#: How far back brotli looks, as a power of two. Browsers take up to 24; less is enough for a page, and quicker.
_PAGE, _PACK = 18, 24


def compress(site: Path) -> None:
    """Writes `NAME.br` and `NAME.gz` beside every text file of `site` that gets smaller so. Equal texts give equal
    bytes: no name and no time is written into them.
    """
    for path in sorted(site.rglob("*")):
        if path.suffix in TEXTS and path.is_file():
            content = path.read_bytes()
            _keep(path, ".br", brotli.compress(content, quality=11, lgwin=_PACK if len(content) > 1 << 18 else _PAGE))
            _keep(path, ".gz", gzip.compress(content, 9, mtime=0))


def _keep(path: Path, suffix: str, packed: bytes) -> None:
    """Writes the copy unless it is no smaller; then one from before, such as of the site map, goes as well."""
    copy = path.with_name(path.name + suffix)
    if len(packed) < path.stat().st_size:
        copy.write_bytes(packed)
    else:
        copy.unlink(missing_ok=True)
