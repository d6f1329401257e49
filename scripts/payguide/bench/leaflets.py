"""`bench leaflets`: what a sheet and the whole rack cost, beside other ways from the same words to a PDF."""

from __future__ import annotations

import io
import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import page as validator
import pikepdf

from payguide.bench import originals, printers, rackcost
from payguide.bench.printers import CHROMIUM, PRINTERS, TYPST_UA, Printer
from payguide.bench.printing import MARKS, Printed, last_copy, printed
from payguide.bench.tables import table


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which parts, and how: `part` is all, sheet or rack; `install` fetches the peers; `marks` see `printing`."""

    part: str = "all"
    markdown: bool = False
    install: bool = False
    marks: tuple[int, ...] = MARKS


def leaflets(root: Path, wanted: Wanted, say: Callable[[str], None]) -> str:
    """The tables that were asked for."""
    tools = root / ".cache" / "bench-tools"
    notes = printers.install(tools) if wanted.install else []
    parts = [f"could not install {note}" for note in notes]
    work = Path(tempfile.mkdtemp(prefix="leaflets-"))
    try:
        if wanted.part != "rack":
            parts.append(_sheet(root, work / "sheet", tools, wanted, say))
        if wanted.part != "sheet":
            parts.append(rackcost.rack(root, work / "rack", wanted.markdown, say))
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return "\n\n".join(parts)


def _sheet(root: Path, folder: Path, tools: Path, wanted: Wanted, say: Callable[[str], None]) -> str:
    """Two tables: what a copy of the sheet costs and what file it makes, and how memory goes over many copies."""
    say("building the guide")
    originals.prepare(root, folder, wanted.marks[-1])
    there = [printer for printer in PRINTERS if printer.is_there(tools)]
    found = printed(there, folder, tools, wanted.marks, say)
    missing = {printer.install: f"{printer.name.partition(',')[0]} is not installed" for printer in PRINTERS}
    missing = {line: words for line, words in missing.items() if line not in {p.install for p in found}}
    costs, memory = costs_table(found, folder, wanted.markdown), memory_table(found, wanted.marks, wanted.markdown)
    return "\n\n".join([costs, memory, *(f"{words}: {line}" for line, words in missing.items())])


def costs_table(found: Mapping[Printer, Printed], folder: Path, markdown: bool) -> str:
    """One row a printer: what a copy costs beside Chromium and Typst, and what the last one in `folder` is like."""
    beside = [found[printer].cpu if printer in found else None for printer in (CHROMIUM, TYPST_UA)]
    head = [
        originals.SHEET,
        "PDFs a second and core",
        "CPU seconds a PDF",
        "× Chromium",
        "× Typst",
        "MB",
        "kB",
        "pages",
        "PDF/UA-1",
    ]
    rows = []
    for printer in PRINTERS:
        if printer not in found:
            rows.append([printer.name, "not installed", *["–"] * (len(head) - 2)])
            continue
        cpu, content = found[printer].cpu, last_copy(printer, folder).read_bytes()
        ratios = [f"{cpu / other:.2g}" if other else "–" for other in beside]
        rows.append(
            [printer.name, f"{1 / cpu:.1f}", f"{cpu:.3f}", *ratios, f"{found[printer].memory:.0f}", *_file(content)]
        )
    return table(head, rows, markdown)


def _file(content: bytes) -> list[str]:
    """Size in kB, pages, and how many rules of PDF/UA-1 the file breaks, by page-validation."""
    with pikepdf.open(io.BytesIO(content)) as document:
        pages = len(document.pages)
    try:
        broken = {failure.rule_id for failure in validator.validate_pdf_bytes(content, profile="ua1").failures}
        verdict = f"{len(broken)} rules broken" if broken else "passes"
    except validator.PageError:
        verdict = "not readable"
    return [f"{len(content) / 1000:.0f}", str(pages), verdict]


def memory_table(found: Mapping[Printer, Printed], marks: Sequence[int], markdown: bool) -> str:
    """One row a printer that lasts: MB of memory after so many copies."""
    rows = [
        [printer.name, *(f"{size:.0f}" for size in found[printer].after)]
        if printer in found
        else [printer.name, "not installed", *["–"] * (len(marks) - 1)]
        for printer in PRINTERS
        if printer.is_lasting
    ]
    return table(["MB", *(f"after {mark}" for mark in marks)], rows, markdown)
