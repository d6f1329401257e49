"""Leaflets: sections of built pages, composed into print templates, rendered to PDF, and checked.

The stages are `editions` (which files there are), `sections`, `pieces` and `compose` (pages to one HTML document),
`fitting` and `render` (HTML to PDF; the only user of WeasyPrint), `probe` and `probepdf` (is all of it on the sheet?),
`versions` (did the words change?), `sheet` (all of these for one edition) and `pack` (for a whole site). `longer` tries
what becomes of a sheet in a language that takes more room. `rack` holds the forms, `outputs` says for whom a file is
made, `shelf` keeps finished sheets for the next build.
"""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Executor, ProcessPoolExecutor
from datetime import date
from multiprocessing import get_context
from pathlib import Path

from payguide.cache import store
from payguide.leaflets.editions import Edition
from payguide.leaflets.longer import Tried, try_longer
from payguide.leaflets.outputs import OUTPUTS
from payguide.leaflets.pack import Pack, Progress, chosen, current_words, describe, make_pack, plan
from payguide.leaflets.sheet import Sheet
from payguide.leaflets.versions import stamp
from payguide.model.findings import Finding, has_errors

#: The project that this library is part of.
_HOME = Path(__file__).resolve().parents[3]

#: Workers are forked from a process without threads: what a library holds locked in another one would stay so for ever.
START = get_context("forkserver")
#: Loaded once before the workers part, who so share the memory. Our own modules are not found yet at that moment.
START.set_forkserver_preload(["weasyprint", "pikepdf", "pypdfium2", "zxingcpp", "PIL.ImageCms", "pydantic", "page"])

__all__ = [
    "OUTPUTS",
    "Edition",
    "Pack",
    "Sheet",
    "build_leaflets",
    "current_words",
    "describe",
    "make_pack",
    "plan",
    "print_leaflets",
    "stamp_versions",
    "try_leaflets",
    "warm",
]


def shelf() -> Path:
    """Where finished sheets are kept for the next build."""
    return store.FOLDER / "leaflets"


def warm(root: Path = _HOME) -> None:
    """Read fonts and style sheets of the project at `root` ahead of need; once a process is enough."""
    from payguide.leaflets import finishing  # noqa: F401 - the checks of finished files
    from payguide.leaflets.render import renderer

    renderer(root)


def build_leaflets(
    root: Path, site_dir: Path, out_dir: Path, site_url: str, executor: Executor, progress: Progress | None = None
) -> list[Finding]:
    """Make every leaflet of the site built in `site_dir`, with all its files and `leaflets.json` in `out_dir`."""
    return make_pack(root, site_dir, out_dir, site_url, executor, progress, shelf=shelf()).findings


def print_leaflets(
    root: Path, site_dir: Path, out_dir: Path, site_url: str,
    ids: Collection[str] = (), locales: Collection[str] = (), outputs: Collection[str] = OUTPUTS,
    progress: Progress | None = None,
) -> Pack:  # fmt: skip
    """Make some leaflets (all, when none are named) on two processes."""
    with ProcessPoolExecutor(2, mp_context=START) as executor:
        return make_pack(root, site_dir, out_dir, site_url, executor, progress, ids, locales, outputs, shelf())


def try_leaflets(
    root: Path, site_dir: Path, site_url: str, percent: int, ids: Collection[str] = (), locales: Collection[str] = ()
) -> list[Tried]:
    """What would become of leaflets if their text were longer by `percent` %; large-print pages take what they need."""
    jobs = plan(root, site_dir, site_dir, site_url)[0]
    some = [job for job in jobs if not job.edition.slug and chosen(job.edition, ids, locales)]
    with ProcessPoolExecutor(2, mp_context=START) as executor:
        return list(executor.map(try_longer, some, [percent] * len(some)))


def stamp_versions(
    root: Path, site_dir: Path, today: date, ids: Collection[str] = ()
) -> tuple[list[str], list[Finding]]:
    """Record a new version, dated `today`, of every family whose words changed: their names, and faults.

    Nothing is written when a section is missing: the digest would be of half a leaflet.
    """
    families, findings = current_words(root, site_dir, ids)
    if has_errors(findings):
        return [], findings
    return stamp(root, families, today.isoformat()), findings
