"""Working on the guide's own code: test, lock."""

from __future__ import annotations

import sys

import click

from payguide.cli.common import ROOT


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED, metavar="[PYTEST ARGUMENTS]...")
def test(arguments: tuple[str, ...]) -> None:
    """Run every test: style, types, then pytest with the slow and browser tests; arguments go to pytest.

    \b
    Examples:
      scripts/guide test
      scripts/guide test tests/test_values.py -k money
    """
    import subprocess

    steps = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy", "scripts/payguide", "scripts/guide"],
        ["pytest", *(arguments or ["-n", "2", "--dist", "worksteal"])],
    ]
    failed = []
    for step in steps if not arguments else steps[-1:]:
        click.echo(f"$ {' '.join(step)}", err=True)
        if subprocess.run([sys.executable, "-m", *step], cwd=ROOT).returncode:
            failed.append(step[0])
    if failed:
        click.echo(f"failed: {', '.join(failed)}", err=True)
        sys.exit(1)


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("options", nargs=-1, type=click.UNPROCESSED, metavar="[OPTIONS OF UV]...")
def lock(options: tuple[str, ...]) -> None:
    """Pin every package anew, from the two readable lists (needs the network).

    \b
    Examples:
      scripts/guide lock
      scripts/guide lock --upgrade
    """
    from payguide import setup

    sys.exit(setup.main(["lock", *options]))
