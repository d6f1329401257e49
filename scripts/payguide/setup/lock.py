"""`scripts/guide lock`: pins what scripts/requirements.in and tests/requirements.in name.

Works without .venv, as a lock that no longer installs is the very thing to repair.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from payguide.setup import system
from payguide.setup.environment import SETS, Environment, alone
from payguide.setup.running import Fault, Runner, say

INPUTS = {"base": "scripts/requirements.in", "test": "tests/requirements.in"}
FLAGS = (
    "--universal",
    *("--python-version", "3.11"),
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-header",
)


def lock(root: Path, options: Sequence[str]) -> None:
    """Write both lock files anew, or neither. `options` go to `uv pip compile`, such as `--upgrade`.

    Pins that still fit stay, unless an option says otherwise. Raises Fault, OSError, KeyboardInterrupt.
    """
    with alone(root) as runner, tempfile.TemporaryDirectory(prefix="guide-lock-") as name:
        desk = Environment(Path(name))  # all is made here, under the same relative paths
        for path in (*INPUTS.values(), *SETS.values()):
            (desk.root / path).parent.mkdir(exist_ok=True)
            if path in INPUTS.values() or (root / path).exists():
                shutil.copyfile(root / path, desk.root / path)
        system.install(system.lacking([system.VENV]), runner)
        say("getting uv into an environment of its own")
        desk.create(runner)
        runner.attempt("installing uv", [*desk.pip, "install", "--only-binary", ":all:", "uv"])
        index = _index(desk)
        for part, target in SETS.items():
            _compile(desk, INPUTS[part], target, options, index, runner)
        for target in SETS.values():
            fresh = (root / target).with_name(".requirements.new")
            shutil.copyfile(desk.root / target, fresh)
            fresh.replace(root / target)


def _compile(
    desk: Environment, source: str, target: str, options: Sequence[str], index: dict[str, str], runner: Runner
) -> None:
    say(f"pinning {source} in {target}")
    command = [str(desk.python), "-m", "uv", "pip", "compile", *FLAGS, *options, source, "-o", target]
    runner.attempt("pinning", command, desk.root, **index)
    if host := re.search(r"^.*://.*$", (desk.root / target).read_text(), re.MULTILINE):
        raise Fault(f"{target} would name a host, so nothing was changed: {host[0].strip()}")


def _index(desk: Environment) -> dict[str, str]:
    """pip's package index as uv wants to be told, since uv does not read pip's configuration."""
    asked = subprocess.run([*desk.pip, "config", "get", "global.index-url"], capture_output=True, text=True)
    url = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    return {"UV_DEFAULT_INDEX": url} if url and "UV_DEFAULT_INDEX" not in os.environ else {}
