"""Measuring: bench."""

from __future__ import annotations

import click

from payguide.cli.common import ROOT, say

#: What `bench` measures, and the parts of it that can be asked for alone.
_PARTS = {
    "build": (),
    "checks": ("tally", "speed"),
    "leaflets": ("sheet", "rack"),
    "search": (),
    "web": ("weight", "lighthouse", "growth"),
    "reading": (),
}


class Failed(click.ClickException):
    """A program that the measuring needs has failed."""

    exit_code = 2


@click.command()
@click.argument("subject", type=click.Choice(list(_PARTS)), default="build")
@click.option(
    "--part",
    type=click.Choice(["all", *(part for parts in _PARTS.values() for part in parts)]),
    default="all",
    help="Only one part: tally or speed of checks, sheet or rack of leaflets, weight, lighthouse or growth of web.",
)
@click.option("--markdown", is_flag=True, help="Tables as they stand in the README; not for build.")
@click.option("--full", is_flag=True, help="checks: measure 10,000 pages as well. web: a row for every page as well.")
@click.option(
    "--install",
    is_flag=True,
    help="checks, leaflets, web: fetch others to compare with into .cache first (needs the network).",
)
@click.option("--pages", metavar="PAGE,…", help="web: other pages, such as index,pay/cash.")
@click.option(
    "--runs", type=click.IntRange(1), help="web: runs of Lighthouse, of which the median counts.  [default: 3]"
)
def bench(
    subject: str, part: str, markdown: bool, full: bool, install: bool, pages: str | None, runs: int | None
) -> None:
    """Measure, beside a baseline in the same run.

    \b
    build     the whole build, beside MkDocs alone
    checks    what the checker sees and what it costs, beside other checkers
    leaflets  PDFs a second, memory and PDF/UA-1, beside Chromium and Typst; the whole rack
    search    what readers type and whether they find it
    web       bytes, requests and Lighthouse of the built site, beside stock Material and Hugo Book
    reading   how hard each page is to read in each language, the hardest first

    \b
    Examples:
      scripts/guide bench build
      scripts/guide bench checks --install --markdown
      scripts/guide bench leaflets --install --part sheet
      scripts/guide bench search
      scripts/guide bench web --install --part weight --pages index,pay/cash
      scripts/guide bench reading --markdown
    """
    if part not in ("all", *_PARTS[subject]):
        raise click.BadParameter(f"{subject} has no part '{part}'", param_hint="--part")
    if subject == "web":
        click.echo(_web(part, markdown, full, install, pages, runs))
    elif pages or runs:
        raise click.UsageError("--pages and --runs belong to `bench web`")
    else:
        click.echo(_measured(subject, part, markdown, full, install))


def _web(part: str, markdown: bool, full: bool, install: bool, pages: str | None, runs: int | None) -> str:
    """Raises UsageError when there is no site, or a page that it does not have; Failed when a program fails."""
    from payguide.bench import web

    _needs_site()
    chosen = tuple(page.strip("/ ") or "index" for page in pages.split(",")) if pages else web.PAGES
    wanted = web.Wanted(part, chosen, runs or web.RUNS, markdown, full, install)
    try:
        return web.web(ROOT, wanted, say)
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    except RuntimeError as error:
        raise Failed(str(error)) from error


def _needs_site() -> None:
    if not (ROOT / "site").is_dir():
        raise click.UsageError("there is no site to measure: run `scripts/guide build` first")


def _measured(subject: str, part: str, markdown: bool, full: bool, install: bool) -> str:
    if subject == "build":
        from payguide.bench import build as builds

        return builds.build(ROOT, say)
    if subject == "checks":
        from payguide.bench import checks

        return checks.checks(ROOT, checks.Wanted(part, markdown, full, install), say)
    if subject == "search":
        return _search(markdown)
    if subject == "reading":
        return _reading(markdown)
    from payguide.bench import leaflets as sheets

    return sheets.leaflets(ROOT, sheets.Wanted(part, markdown, install), say)


def _search(markdown: bool) -> str:
    """Raises UsageError when there is no site to search in."""
    from payguide.bench.search import search
    from payguide.sources.config import load_config

    _needs_site()
    return search(ROOT, ROOT / "site", load_config(ROOT).languages.locales, say, markdown)


def _reading(markdown: bool) -> str:
    """Raises UsageError without the dictionary of English sounds, which comes with what the tests need."""
    from payguide.bench.reading import reading

    try:
        return reading(ROOT, markdown)
    except ImportError as error:
        raise click.UsageError(f"{error.name} is not installed: run `scripts/guide test` once") from error
