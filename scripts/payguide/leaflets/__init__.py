"""Leaflets: sections of built pages, composed into print templates, rendered to PDF, and checked.

The stages are `sections` and `compose` (pages to one HTML document), `fitting` and `render` (HTML to PDF;
the only user of WeasyPrint), `probe` (is all of it on the sheet?), `versions` (did the words change?),
`sheet` (all of these for one edition) and `pack` (for a whole site).
"""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import date
from pathlib import Path

from payguide.leaflets.pack import Pack, Progress, current_digests, describe, make_pack
from payguide.leaflets.sheet import Sheet
from payguide.leaflets.versions import write_versions
from payguide.model.findings import Finding, has_errors

#: The project that this library is part of.
_HOME = Path(__file__).resolve().parents[3]

__all__ = [
    "Pack",
    "Sheet",
    "build_leaflets",
    "current_digests",
    "make_pack",
    "print_leaflets",
    "stamp_versions",
    "warm",
]


def warm(root: Path = _HOME) -> None:
    """Read fonts and style sheets of the project at `root` ahead of need; once a process is enough."""
    from payguide.leaflets.render import renderer

    renderer(root)


def build_leaflets(
    root: Path,
    site_dir: Path,
    out_dir: Path,
    site_url: str,
    executor: Executor,
    progress: Progress | None = None,
) -> list[Finding]:
    """Make every leaflet of the site built in `site_dir`, with PDFs and `leaflets.json` in `out_dir`."""
    return make_pack(root, site_dir, out_dir, site_url, executor, progress).findings


def print_leaflets(
    root: Path,
    site_dir: Path,
    out_dir: Path,
    site_url: str,
    ids: Collection[str] = (),
    locales: Collection[str] = (),
) -> tuple[list[Finding], list[str]]:
    """Make some leaflets (all, when none are named): findings, and a line for people about every sheet."""
    with ProcessPoolExecutor(2) as executor:
        pack = make_pack(root, site_dir, out_dir, site_url, executor, None, ids, locales)
    return pack.findings, [describe(sheet) for sheet in pack.sheets]


def stamp_versions(root: Path, site_dir: Path, today: date) -> tuple[list[str], list[Finding]]:
    """Record a new version, dated `today`, of every leaflet whose words changed: their ids, and faults.

    Nothing is written when a section is missing: the digest would be of half a leaflet.
    """
    digests, findings = current_digests(root, site_dir)
    if has_errors(findings):
        return [], findings
    return write_versions(root, digests, today.isoformat()), findings
