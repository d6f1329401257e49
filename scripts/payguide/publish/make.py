"""Making a site in an empty folder: check the sources, build pages, print leaflets, make it light, check the result."""

from __future__ import annotations

import ctypes
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from threading import current_thread, main_thread

from payguide import checks, leaflets
from payguide.model.findings import Finding, has_errors
from payguide.model.project import Project
from payguide.publish.light import lighten
from payguide.publish.mkdocs import build_pages
from payguide.reports.status import write_status
from payguide.sources.built import BuiltSite

#: Told the name of every step as it begins.
Progress = Callable[[str], None]

#: One process a core of the smallest machine that this is made for.
WORKERS = 2


#: prctl's number for "send me a signal when my parent dies" (Linux).
_PR_SET_PDEATHSIG = 1


def _worker() -> None:
    """Begins a worker: it leaves Ctrl-C to its parent, dies with it, and reads the fonts while MkDocs works."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    leaflets.warm()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl-C and a request to end wait until the block is done; only the main thread is told of them.

    A worker of which nobody knows yet, as it is just being started, would print a traceback.
    """
    if current_thread() is not main_thread():
        yield
        return
    came: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    usual = [signal.signal(number, lambda number, _: came.append(number)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, usual, strict=True):
            signal.signal(number, handler)
    if came:
        raise KeyboardInterrupt


@contextmanager
def _workers() -> Iterator[ProcessPoolExecutor]:
    """Processes that print sheets, already starting; when the block ends early, what has not begun is not begun."""
    executor = ProcessPoolExecutor(WORKERS, mp_context=leaflets.START, initializer=_worker)
    try:
        with _undisturbed():
            for _ in range(WORKERS):
                executor.submit(leaflets.warm)
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def make(
    root: Path, site: Path, site_url: str | None, today: date, progress: Progress, withdraw: bool = False
) -> list[Finding]:
    """Makes everything inside `site`, stopping after the first stage that found an error; publishes nothing.

    `withdraw`: devices give up the copies that they keep.
    """
    progress("check sources")
    project = Project.load(root, today)
    sources = checks.run(project.site, also=project.findings)
    if has_errors(sources):
        return sources
    with _workers() as executor:
        progress("build pages")
        address = project.address(site_url)
        findings = build_pages(root, site, address, _epoch(project))
        if findings:
            return findings
        progress("print leaflets")
        printed = leaflets.build_leaflets(root, site, site / "leaflets", address, executor, _sheet_by_sheet(progress))
    if has_errors(printed):  # links to sheets that were not made would only repeat it; a warning may tell the cause
        return [*sources, *printed]
    progress("make pages light")
    if faults := lighten(root, site, address, project.site.config.languages.locales, withdraw):
        return faults
    progress("check the site")
    findings = checks.run(project.site, BuiltSite.load(site, root), also=[*project.findings, *printed])
    write_status(site, project.site, findings)
    return findings


def _sheet_by_sheet(progress: Progress) -> Callable[[str, int, int], None]:
    """Tells every tenth sheet, as there are hundreds."""

    def tell(name: str, done: int, planned: int) -> None:
        if done % 10 == 0 or done == planned:
            progress(f"print leaflets: {done} of {planned}, {name}")

    return tell


def _epoch(project: Project) -> int:
    """The moment of the newest check of a fact: the only "now" that the content itself knows."""
    days = [fact.checked for fact in (project.data.facts or {}).values()] or ["1980-01-01"]
    return int(datetime.combine(date.fromisoformat(max(days)), datetime.min.time(), UTC).timestamp())
