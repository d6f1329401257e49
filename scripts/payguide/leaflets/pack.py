"""All leaflets of a built site, one job an edition, on any executor."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from concurrent.futures import Executor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from payguide.leaflets.current import write_current
from payguide.leaflets.editions import Edition, editions_of
from payguide.leaflets.index import write_archive, write_index
from payguide.leaflets.job import Job, print_state
from payguide.leaflets.outputs import OUTPUTS
from payguide.leaflets.sections import BuiltPages, SectionMissing
from payguide.leaflets.sheet import Sheet, finished, listed, make_sheet
from payguide.leaflets.shelf import Shelf
from payguide.leaflets.versions import Words, check_version
from payguide.model.findings import Finding
from payguide.model.leaflets import load_leaflets
from payguide.model.printed import load_printed, newest
from payguide.sources import yamlfile
from payguide.sources.config import load_config
from payguide.sources.whole import write_whole

#: Called with the name of an edition when it is finished, how many are finished, and how many there are.
Progress = Callable[[str, int, int], None]
#: Keys of `docs/_data/strings/<locale>.yml` that begin so are words on paper.
_PAPER = "paper_"


@dataclass(slots=True)
class Pack:
    """All sheets of a build, in the order of the data file, and all findings, sorted; `made` were not on the shelf."""

    jobs: list[Job] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    made: int = 0


def plan(
    root: Path, site_dir: Path, out_dir: Path, site_url: str,
    outputs: Collection[str] = OUTPUTS, shelf: Path | None = None,
) -> tuple[list[Job], list[Finding]]:  # fmt: skip
    """The jobs of a build, and what is wrong with the data files."""
    leaflets, findings = load_leaflets(root)
    history, faults = load_printed(root)
    prefixes = {locale.code: locale.prefix for locale in load_config(root).languages.locales}
    editions, unknown = editions_of(leaflets, site_dir, prefixes)
    address, run = f"{site_url.rstrip('/')}/", str(time.monotonic_ns())
    languages = {code: _language(site_dir, prefix) or code for code, prefix in prefixes.items()}
    words = {code: _paper_words(root, code) for code in prefixes}
    jobs = [
        Job(
            root, site_dir, out_dir, address, edition, newest(history, edition.family),
            _wanted(edition, outputs), prefixes, languages, words, run, shelf,
        )
        for edition in editions
    ]  # fmt: skip
    return jobs, [*findings, *faults, *unknown]


def _wanted(edition: Edition, outputs: Collection[str]) -> tuple[str, ...]:
    """Large-print editions of pages are for office printers only."""
    return tuple(name for name in OUTPUTS if name in outputs and (name == "office" or not edition.slug))


def _language(site_dir: Path, prefix: str) -> str:
    """The language tag that the locale's pages declare; empty where it has no pages."""
    try:
        return BuiltPages(site_dir / prefix.strip("/"), "").language()
    except SectionMissing:
        return ""


def _paper_words(root: Path, locale: str) -> dict[str, str]:
    path = root / "docs" / "_data" / "strings" / f"{locale}.yml"
    table = yamlfile.read(path, root)[0] if path.is_file() else {}
    return {str(key).removeprefix(_PAPER): str(text) for key, text in table.items() if str(key).startswith(_PAPER)}


def make_pack(
    root: Path, site_dir: Path, out_dir: Path, site_url: str, executor: Executor,
    progress: Progress | None = None, ids: Collection[str] = (), locales: Collection[str] = (),
    outputs: Collection[str] = OUTPUTS, shelf: Path | None = None,
) -> Pack:  # fmt: skip
    """Make the leaflets of the site built in `site_dir`; all files go to `out_dir`.

    `ids` (of leaflets or editions), `locales` and `outputs` choose some of them; empty means all. The list of sheets
    and the archive are written for all of them only. What lies on the `shelf` is not made again.
    """
    jobs, findings = plan(root, site_dir, out_dir, site_url, outputs, shelf)
    some = [job for job in jobs if chosen(job.edition, ids, locales)]
    pack = Pack(some, findings=findings)
    by_name = {sheet.name: sheet for sheet in _sheets(some, executor, progress, pack)}
    pack.sheets = [by_name[job.edition.name] for job in some]
    for job, sheet in zip(some, pack.sheets, strict=True):
        for path, content in listed(job, sheet):
            write_whole(out_dir / path, content)
        pack.findings += [*sheet.findings, *check_version(job.edition, sheet.digest, job.version)]
    if len(some) == len(jobs) and set(outputs) == set(OUTPUTS):
        write_index(root, out_dir, list(zip(some, pack.sheets, strict=True)))
        write_current(root, out_dir, list(zip(some, pack.sheets, strict=True)))
        write_archive(out_dir, pack.sheets)
    if shelf is not None and pack.made:
        Shelf(shelf).prune()
    pack.findings = sorted(set(pack.findings), key=lambda finding: finding.sort_key)
    return pack


def _sheets(jobs: list[Job], executor: Executor, progress: Progress | None, pack: Pack) -> list[Sheet]:
    """The sheets of `jobs` in any order: from the shelf, or made by `executor`."""
    state = print_state(jobs[0].root, jobs[0].run) if jobs and jobs[0].shelf is not None else ""
    found = [(job, finished(job, state)) for job in jobs]
    sheets = [sheet for _, sheet in found if sheet is not None]
    waiting = sorted((job for job, sheet in found if sheet is None), key=_labour, reverse=True)
    futures = [executor.submit(make_sheet, job) for job in waiting]
    pack.made = len(futures)
    for future in as_completed(futures):
        sheets.append(future.result())
        if progress is not None:
            progress(sheets[-1].name, len(sheets), len(jobs))
    return sheets


def _labour(job: Job) -> tuple[bool, int]:
    """What takes longest comes first: sheets, which are tried at several sizes, then long pages."""
    path = job.pages(job.edition.locale).file(job.edition.target)
    return not job.edition.slug, path.stat().st_size if path.is_file() else 0


def chosen(edition: Edition, ids: Collection[str], locales: Collection[str]) -> bool:
    """Whether `edition` is one of those that were asked for."""
    named = not ids or bool({edition.leaflet.id, edition.name, edition.family} & set(ids))
    return named and (not locales or bool(set(edition.locales) & set(locales)))


def current_words(root: Path, site_dir: Path, ids: Collection[str] = ()) -> tuple[dict[str, Words], list[Finding]]:
    """By family, the digests of what would be printed now; nothing is rendered."""
    jobs, findings = plan(root, site_dir, site_dir, "")
    families: dict[str, Words] = {}
    for job in jobs:
        if chosen(job.edition, ids, ()):
            document = job.document()
            findings += document.findings
            words = families.setdefault(job.edition.family, Words())
            words.digest[job.edition.key] = document.digest
            words.parts[job.edition.key] = document.parts
    return families, findings


def describe(sheet: Sheet) -> str:
    """One line for people: the file, its pages and size, and the text size and free height of every panel."""
    if sheet.made is None:
        return f"{sheet.name}: not written"
    made = sheet.made
    panels = (f"{name} {made.sizes[name]:g} pt ({free:.0f} mm free)" for name, free in made.free.items())
    sizes = ", ".join(f"{name} {len(content) // 1000} kB" for name, content in made.files.items())
    return f"{sheet.name}  {made.pages} p  {sizes}  {', '.join(panels)}".rstrip()
