"""How many defects of the mutation suite each checker sees, and how many correct variants it complains about."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from payguide.bench.mutations import FAMILIES, Case, load_cases
from payguide.bench.peers import PEERS, Told, find, judge
from payguide.bench.tables import table
from payguide.bench.trials import Bench, build_guide


def tally(root: Path, tools: Path, markdown: bool, say: Callable[[str], None]) -> str:
    """The tables: defects caught and false alarms by family, ours beside the peers that are installed."""
    folder = root / "tests" / "mutations"
    cases = load_cases(folder)
    work = Path(tempfile.mkdtemp(prefix="mutations-"))
    try:
        say("building the guide")
        site = build_guide(root, work / "site")
        small, guide = Bench.copy(folder / "base", work / "small"), Bench.copy(root, work / "guide", site)
        benches = {"small": small, "guide": guide}
        ours = _ours(cases, benches, say)
        found = {peer: program for peer in PEERS if (program := find(peer, tools))}
        others = judge(found, cases, benches, say)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    columns: dict[str, Told | None] = {"ours": ours, **{peer.name: others.get(peer.name) for peer in PEERS}}
    missing = [f"{peer.name} is not installed: {peer.install}" for peer in PEERS if peer not in found]
    return "\n\n".join([tables(cases, columns, markdown), *missing, *([] if markdown else [wrong(cases, ours)])])


def _ours(cases: Sequence[Case], benches: Mapping[str, Bench], say: Callable[[str], None]) -> Told:
    told = {}
    for number, case in enumerate(cases, 1):
        if number % 100 == 1:
            say(f"our checker: case {number} of {len(cases)}")
        told[f"{case.kind} {case.name}"] = benches[case.base].run(case).caught
    return told


def tables(cases: Sequence[Case], columns: Mapping[str, Told | None], markdown: bool) -> str:
    """One table: by family the defects that each checker caught, and below the false alarms of all families.

    A column that is None is that of a checker that is not installed.
    """
    head = ["", "cases", *columns]
    rows = [_row(family, cases, columns, "defect", family) for family in FAMILIES]
    rows.append(_row("defects caught", cases, columns, "defect"))
    rows.append(_row("false alarms on correct variants", cases, columns, "variant"))
    return table(head, rows, markdown)


def _row(
    title: str, cases: Sequence[Case], columns: Mapping[str, Told | None], kind: str, family: str = ""
) -> list[str]:
    names = [f"{kind} {case.name}" for case in cases if case.kind == kind and family in ("", case.family)]
    counts = ("–" if told is None else str(sum(told[name] for name in names)) for told in columns.values())
    return [title, str(len(names)), *counts]


def wrong(cases: Sequence[Case], told: Told) -> str:
    """The names of our own misses and false alarms, so that somebody can look at them."""
    names = [f"{case.kind} {case.name}" for case in cases]
    missed = [f"missed: {name}" for name in names if name.startswith("defect") and not told[name]]
    alarms = [f"false alarm: {name}" for name in names if name.startswith("variant") and told[name]]
    return "\n".join([*missed, *alarms]) or "Nothing is missed, and there is no false alarm."
