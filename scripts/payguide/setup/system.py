"""What the guide needs of the system, and how it gets there: Debian's and Ubuntu's packages."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from payguide.setup.running import Fault, Runner, lively, say

BROWSERS = ("chromium", "chromium-browser", "google-chrome")  # any of these will do for the tests
APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")


@dataclass(frozen=True, slots=True)
class Need:
    """Something of the system: the package that brings it, what it is for, and a test whether it is there."""

    package: str
    purpose: str
    present: Callable[[], bool]


def _library(stem: str, version: int = 0) -> Callable[[], bool]:
    def present() -> bool:
        for name in (f"{stem}.so.{version}", f"{stem}.dylib"):
            with suppress(OSError):
                return bool(ctypes.CDLL(name))
        return False

    return present


def _program(*names: str) -> Callable[[], bool]:
    return lambda: any(map(shutil.which, names))


def _can_make_environments() -> bool:
    return Path(os.__file__).with_name("ensurepip").is_dir()


def _has_chinese_font() -> bool:
    return any(Path("/usr/share/fonts").glob("**/NotoSansCJK*"))


VENV = Need(f"python3.{sys.version_info[1]}-venv", "makes the Python environment .venv", _can_make_environments)
NEEDS = {
    "base": (
        Need("libpango-1.0-0", "sets the text of the leaflets", _library("libpango-1.0")),
        Need("libpangoft2-1.0-0", "gives that text its fonts", _library("libpangoft2-1.0")),
        Need("libharfbuzz-subset0", "keeps the fonts inside a PDF small", _library("libharfbuzz-subset")),
    ),
    "test": (
        Need("chromium", "opens the pages as a reader would", _program(*BROWSERS)),
        Need("libatomic1", "is used by what drives the browser", _library("libatomic", 1)),
        Need("qpdf", "checks how the PDFs are built", _program("qpdf")),
        Need("default-jre-headless", "runs the checker of HTML", _program("java")),
        Need("poppler-utils", "reads the text of the PDFs", _program("pdftotext")),
        Need("fonts-noto-cjk", "shows Chinese in pictures of pages", _has_chinese_font),
    ),
}


def lacking(needs: Iterable[Need]) -> list[Need]:
    """Those of `needs` that this system does not have."""
    return [need for need in needs if not need.present()]


def install(missing: Sequence[Need], runner: Runner) -> None:
    """Install system packages. Raises Fault, with the exact line to run where we have no right to run it."""
    if not missing:
        return
    names = [need.package for need in missing]
    why = "".join(f"\n    {need.package}: {need.purpose}" for need in missing)
    rights = _rights(names, why)
    say(f"installing system packages: {' '.join(names)}" + (why if lively() else ""))
    # One program, so that its log has both causes and effects; one dead source of many is no reason to stop.
    script = f"apt-get update; exec {' '.join(APT_INSTALL)} -o DPkg::Lock::Timeout=120 {' '.join(names)}"
    command = [*rights, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c", script]
    runner.attempt("installing system packages", command)
    if still := lacking(missing):
        raise Fault(f"installed, yet not found on this system: {', '.join(need.package for need in still)}")


def _rights(names: Sequence[str], why: str) -> list[str]:
    """What to write before apt-get. Raises Fault where there is no apt-get, or no right to use it."""
    if not shutil.which("apt-get"):
        raise Fault(
            f"missing on this system, which is no Debian or Ubuntu where they install themselves:{why}\n"
            "  Install what your system has under these or similar names, then run the command again."
        )
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and not subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode:
        return ["sudo", "-n"]
    raise Fault(
        f"system packages are missing, and only an administrator may install them:{why}\n"
        "  Run this line, then the command again:\n\n"
        f"    sudo apt-get update && sudo {' '.join([*APT_INSTALL, *names])}\n"
    )
