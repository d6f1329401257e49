"""Set-up: what is done, what is left alone, and what a person is told. Nothing here installs anything."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from payguide import setup
from payguide.cli import cli
from payguide.setup import environment, lock, running, system
from payguide.setup.environment import SETS, Environment
from payguide.setup.running import Fault, Runner

SCRIPTS = Path(setup.__file__).parents[2]


def need(package: str, present: bool = False) -> system.Need:
    return system.Need(package, f"what {package} is for", lambda: present)


class FakeRunner(Runner):
    """Records commands; `answers` maps a word of a command to the lines of a failure."""

    def __init__(self, **answers: str) -> None:
        super().__init__(held=-1)
        self.commands: list[list[str]] = []
        self.answers = answers
        self.does: Callable[[Sequence[str]], None] = lambda command: None

    def run(self, command: Sequence[str], folder: Path = running.HERE, **more: str) -> None:
        self.commands.append(list(command))
        self.log[:] = []
        self.does(command)
        for word, lines in self.answers.items():
            if word in command:
                self.log[:] = lines.splitlines()
                raise subprocess.CalledProcessError(1, list(command))


@pytest.fixture
def place(tmp_path: Path) -> Environment:
    """A checkout with both locks and no environment."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "requirements.txt").write_text("Jinja2==3.1 \\\n    --hash=sha256:00\n")
    (tmp_path / "tests/requirements.txt").write_text("pytest==9.0\n")
    (tmp_path / "tests/package.json").write_text("{}")
    (tmp_path / "tests/package-lock.json").write_text('{"packages": {}}')
    return Environment(tmp_path)


def made(place: Environment, *sets: str) -> Environment:
    """`place` with a whole environment."""
    (place.folder / "lib" / f"python3.{sys.version_info[1]}" / "site-packages").mkdir(parents=True)
    place.python.parent.mkdir()
    place.python.symlink_to(sys.executable)
    place.write_stamps(sets)
    return place


# What counts as ready


def test_nothing_is_ready_in_a_fresh_checkout(place: Environment) -> None:
    assert not place.ready(["base"])


def test_each_set_is_ready_by_itself(place: Environment) -> None:
    made(place, "base")
    assert place.ready(["base"])
    assert not place.ready(["base", "test"])


@pytest.mark.parametrize("lock_file", SETS.values())
def test_a_changed_lock_makes_its_own_set_stale(place: Environment, lock_file: str) -> None:
    made(place, "base", "test")
    with (place.root / lock_file).open("a") as file:
        file.write("segno==1.6\n")
    assert [name for name in SETS if not place.ready([name])] == [key for key in SETS if SETS[key] == lock_file]


def test_another_python_makes_the_environment_stale(place: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    made(place, "base")
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not place.ready(["base"])


def test_a_python_that_went_away_makes_the_environment_stale(place: Environment) -> None:
    made(place, "base").python.unlink()
    place.python.symlink_to("/nowhere/python3")
    assert not place.ready(["base"])


def test_a_missing_lock_says_how_to_get_it_back(place: Environment) -> None:
    (place.root / "requirements.txt").unlink()
    with pytest.raises(Fault, match=r"git checkout -- requirements\.txt"):
        place.bring_up(["base"], FakeRunner())


# Making and updating the environment


def test_a_fresh_environment_gets_only_hashed_packages(place: Environment) -> None:
    runner = FakeRunner()
    runner.does = lambda command: None if "pip" in command else made(place).folder.touch()
    place.bring_up(["base"], runner)
    create, install = runner.commands
    assert create[1:3] == ["-m", "venv"]
    assert "--require-hashes" in install
    assert install[-2:] == ["-r", str(place.root / "requirements.txt")]
    assert place.ready(["base"])


def test_an_update_keeps_the_tests_packages_and_drops_those_no_lock_names(place: Environment) -> None:
    made(place, "base", "test")
    (place.root / "requirements.txt").write_text("Jinja2==3.2\n")
    runner = FakeRunner()

    def list_packages(command: Sequence[str]) -> None:
        if "list" in command:
            runner.log[:] = ["jinja2==3.2", "pytest==9.0", "pip==23.0", "left_over==1.0"]

    runner.does = list_packages
    place.bring_up(["base"], runner)
    install, _, uninstall, _ = runner.commands
    assert str(place.root / "tests/requirements.txt") in install
    assert uninstall[-2:] == ["-y", "left-over"]
    assert place.ready(["base", "test"])


def test_packages_of_npm_are_locked_and_run_nothing(place: Environment) -> None:
    made(place, "base")
    runner = FakeRunner()
    place.bring_up(["base", "test"], runner)
    assert {"ci", "--ignore-scripts"} < set(runner.commands[-1]), "`ci` refuses what the lock does not name"
    assert (place.folder / "node/package-lock.json").read_text() == (place.root / "tests/package-lock.json").read_text()
    (place.root / "tests/package-lock.json").write_text('{"packages": {"": {}}}')
    assert place.ready(["base"]) and not place.ready(["base", "test"])


def test_without_packages_of_npm_the_base_set_goes_on(place: Environment) -> None:
    made(place, "base")
    with pytest.raises(Fault, match="installing packages of npm failed"):
        place.bring_up(["base", "test"], FakeRunner(ci="npm error code EINTEGRITY"))
    assert place.ready(["base"]) and not place.ready(["base", "test"])


def test_an_interrupted_environment_is_made_anew(place: Environment) -> None:
    made(place).folder.joinpath("half").touch()
    runner = FakeRunner(venv="")
    with pytest.raises(Fault):
        place.bring_up(["base"], runner)
    assert not place.folder.exists()


def test_no_half_made_environment_is_left(place: Environment) -> None:
    runner = FakeRunner(install="ERROR: No matching distribution found for segno==1.6")
    runner.does = lambda command: None if "pip" in command else made(place).folder.touch()
    with pytest.raises(Fault, match="has no such package for Python"):
        place.bring_up(["base"], runner)
    assert not place.folder.exists()


def test_without_network_the_tests_set_fails_and_the_base_set_goes_on(place: Environment) -> None:
    made(place, "base")
    with pytest.raises(Fault, match="cannot be reached"):
        place.bring_up(["base", "test"], FakeRunner(install="WARNING: Retrying (Retry(total=0"))
    assert place.ready(["base"])


def test_a_fault_amid_the_changes_takes_the_environment_away(place: Environment) -> None:
    made(place, "base")
    runner = FakeRunner(install="Installing collected packages: a\nERROR: [Errno 28] No space left on device")
    with pytest.raises(Fault, match="the disk is full"):
        place.bring_up(["base", "test"], runner)
    assert not place.folder.exists()


# System packages


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets who we are and which programs there are."""

    def be(user: int, *programs: str, sudo_status: int = 1) -> None:
        monkeypatch.setattr(os, "geteuid", lambda: user)
        monkeypatch.setattr(shutil, "which", lambda name: name if name in programs else None)
        asked = subprocess.CompletedProcess[bytes]([], sudo_status)
        monkeypatch.setattr(subprocess, "run", lambda *_, **__: asked)

    return be


def test_what_is_there_is_left_alone() -> None:
    runner = FakeRunner()
    system.install(system.lacking([need("qpdf", present=True)]), runner)
    assert runner.commands == []


@pytest.mark.parametrize(("user", "prefix"), [(0, []), (1000, ["sudo", "-n"])])
def test_packages_are_installed_and_looked_for(machine: Callable[..., None], user: int, prefix: list[str]) -> None:
    machine(user, "apt-get", "sudo", sudo_status=0)
    runner, here = FakeRunner(), [False]
    runner.does = lambda command: here.__setitem__(0, True)
    system.install([system.Need("libx", "shows text", lambda: here[0])], runner)
    (command,) = runner.commands
    assert command[:-1] == [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "sh", "-c"]
    assert command[-1].startswith("apt-get update; exec apt-get install -y --no-install-recommends ")
    assert command[-1].endswith(" libx")


def test_without_rights_the_exact_line_is_shown(machine: Callable[..., None]) -> None:
    machine(1000, "apt-get", "sudo", sudo_status=1)
    runner = FakeRunner()
    with pytest.raises(Fault) as fault:
        system.install([need("liba"), need("libb")], runner)
    line = "sudo apt-get update && sudo apt-get install -y --no-install-recommends liba libb"
    assert line in [part.strip() for part in str(fault.value).splitlines()]
    assert "liba: what liba is for" in str(fault.value)
    assert runner.commands == []


def test_without_apt_the_libraries_are_named(machine: Callable[..., None]) -> None:
    machine(0)
    with pytest.raises(Fault, match=r"no Debian or Ubuntu[^$]*liba: what liba is for"):
        system.install([need("liba")], FakeRunner())


@pytest.mark.parametrize(
    ("log", "cause"),
    [
        ("W: Failed to fetch … Could not resolve\nE: Unable to locate package liba", "cannot be reached"),
        ("E: Unable to locate package liba", "no package of that name"),
    ],
)
def test_a_failed_install_tells_cause_and_not_effect(machine: Callable[..., None], log: str, cause: str) -> None:
    machine(0, "apt-get")
    with pytest.raises(Fault, match=cause):
        system.install([need("liba")], FakeRunner(sh=log))


def test_a_package_that_brings_nothing_is_told(machine: Callable[..., None]) -> None:
    machine(0, "apt-get")
    with pytest.raises(Fault, match="not found on this system: liba"):
        system.install([need("liba")], FakeRunner())


def test_libraries_are_looked_for_by_loading_them() -> None:
    missing = system.Need("none", "nothing", system._library("libthere-is-none"))
    assert system.lacking([missing]) == [missing]


# Telling


@pytest.mark.parametrize(("sign", "told"), [(sign.split("|")[0], told) for sign, told in running.CAUSES])
def test_each_cause_is_told_plainly_with_the_last_lines(sign: str, told: str) -> None:
    noise = "WARNING: Location '/none' is ignored"
    with pytest.raises(Fault) as fault:
        FakeRunner(pip=f"{noise}\nERROR: {sign} …").attempt("installing", ["pip"])
    assert told in str(fault.value)
    assert f"ERROR: {sign} …" in str(fault.value)
    assert noise not in str(fault.value)


@pytest.mark.parametrize(
    ("fault", "told", "status"),
    [
        (Fault("no library"), "guide: no library", 2),
        (KeyboardInterrupt(), "guide: stopped.", 130),
        (OSError(errno.ENOSPC, "full"), "the disk is full", 2),
        (OSError(errno.EROFS, "read-only", "/there"), "no right to write /there", 2),
        (OSError(errno.EIO, "input/output error", "/there"), "input/output error: /there", 2),
    ],
)
def test_expected_faults_are_one_sentence(
    place: Environment,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    fault: BaseException,
    told: str,
    status: int,
) -> None:
    def fail(*_: object) -> None:
        raise fault

    monkeypatch.setattr(setup, "set_up", fail)
    assert setup.main(["build"], place.root) == status
    heard = capsys.readouterr()
    assert told in heard.err
    assert heard.out == ""


@pytest.mark.parametrize("args", [[], ["--help"], ["-h"], ["lock", "--help"]])
def test_help_needs_no_set_up(place: Environment, capsys: pytest.CaptureFixture[str], args: list[str]) -> None:
    assert setup.main(args, place.root) == 0
    assert "Example: scripts/guide build" in capsys.readouterr().out
    assert not place.folder.exists()


def test_the_first_help_names_every_command() -> None:
    named = {line.split()[0] for line in setup.HELP.splitlines() if line.startswith("  ")}
    assert set(cli.commands) <= named


# Starting the program


def test_a_ready_environment_is_entered_at_once(place: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    made(place, "base")
    entered: list[list[str]] = []
    monkeypatch.setattr(os, "execve", lambda path, args, env: entered.append([env["PYTHONPATH"], *args]))
    monkeypatch.setattr(system, "NEEDS", {"base": ()})
    setup.main(["build", "--fast"], place.root)
    python = str(place.python)
    assert entered == [[str(place.root / "scripts"), python, "-P", "-m", "payguide", "build", "--fast"]]


def test_tests_ask_for_more_than_a_build() -> None:
    packages = {name: {each.package for each in needs} for name, needs in system.NEEDS.items()}
    assert packages["base"] == {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"}
    assert packages["test"] == {
        "chromium",
        "libatomic1",
        "qpdf",
        "default-jre-headless",
        "poppler-utils",
        "fonts-noto-cjk",
    }
    assert setup.TEST_COMMANDS == {"test", "look"}


@pytest.mark.parametrize(
    ("command", "packages"), [("check", []), ("facts", []), ("translate", []), ("build", ["pango"])]
)
def test_checking_asks_nothing_of_the_system(
    place: Environment, monkeypatch: pytest.MonkeyPatch, command: str, packages: list[str]
) -> None:
    made(place, "base")
    asked: list[str] = []
    monkeypatch.setattr(os, "execve", lambda path, args, env: None)
    monkeypatch.setattr(system, "NEEDS", {"base": (system.Need("pango", "sets text", lambda: False),)})
    monkeypatch.setattr(system, "install", lambda missing, runner: asked.extend(need.package for need in missing))
    setup.main([command], place.root)
    assert asked == packages


@pytest.mark.parametrize("command", [["check", "--no-cache"], ["translate", "status"], ["facts", "list"]])
def test_reading_commands_load_nothing_that_needs_the_system(command: list[str]) -> None:
    code = """
import atexit, sys
atexit.register(lambda: print(sorted({"weasyprint", "cffi", "fontTools", "mkdocs"} & sys.modules.keys())))
from payguide.cli import main
main()
"""
    environment = os.environ | {"PYTHONPATH": str(setup.ROOT / "scripts")}
    program = [sys.executable, "-P", "-c", code, *command]
    done = subprocess.run(program, env=environment, capture_output=True, text=True, cwd=setup.ROOT)
    assert done.stdout.splitlines()[-1] == "[]", done.stderr


def test_a_second_set_up_waits_for_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with environment.alone(tmp_path):
        second = threading.Thread(target=lambda: environment.alone(tmp_path).__enter__())
        second.start()
        second.join(0.03)
        assert second.is_alive()
    second.join(5)
    assert "another set-up is running" in capsys.readouterr().err


def test_programs_keep_the_lock_of_a_set_up_that_was_killed(tmp_path: Path) -> None:
    with environment.alone(tmp_path) as runner:
        child = running._open(["sleep", "5"], runner.held, tmp_path, {})
    try:
        with (tmp_path / ".cache/setup.lock").open() as file, pytest.raises(BlockingIOError):
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    finally:
        child.kill()
        child.communicate()


# Locks


def test_a_lock_that_names_a_host_changes_nothing(place: Environment, monkeypatch: pytest.MonkeyPatch) -> None:
    for source in lock.INPUTS.values():
        (place.root / source).parent.mkdir(exist_ok=True)
        (place.root / source).write_text("segno\n")
    before = {target: (place.root / target).read_text() for target in SETS.values()}

    def attempt(self: Runner, doing: str, command: Sequence[str], folder: Path = Path(), **more: str) -> None:
        if doing == "pinning":
            (folder / command[-1]).write_text("--index-url https://index.example/simple\nsegno==1.6\n")

    monkeypatch.setattr(Runner, "attempt", attempt)
    monkeypatch.setattr(lock, "_index", lambda desk: {})
    with pytest.raises(Fault, match=r"name a host.*index\.example"):
        lock.lock(place.root, [])
    assert before == {target: (place.root / target).read_text() for target in SETS.values()}


def test_the_locks_of_this_checkout_name_no_host() -> None:
    for path in SETS.values():
        assert "://" not in (SCRIPTS.parent / path).read_text()


# The script itself


def test_an_older_python_gets_a_sentence(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    source = (SCRIPTS / "guide").read_text()
    with pytest.raises(SystemExit) as stop:
        exec(compile(source, "guide", "exec"), {"__file__": str(SCRIPTS / "guide")})
    assert stop.value.code == 2
    assert "Python 3.11 or newer is needed, this is 3.9.2" in capsys.readouterr().err
