"""Beginning a language: translate new."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from payguide.cli.common import day, root_option

if TYPE_CHECKING:
    from payguide.model.project import Project
    from payguide.model.site import Site
    from payguide.translating.scaffold import Made


def project_at(root: Path, today: Any) -> Project:
    """The project at `root`, judged as on `today` (None: today); a usage error where its languages cannot be told."""
    from payguide.model.project import Project

    root = root.absolute()
    if not any((root / name).is_file() for name in ("mkdocs.yml", "mkdocs.yaml")):
        raise click.UsageError(f"there is no mkdocs.yml in {root}: is that the project's folder? (--root)")
    project = Project.load(root, day(today))
    if project.site.config.problems:
        place, words = project.site.config.problems[0]
        raise click.UsageError(f"{place}: {words}")
    return project


@click.command()
@root_option
@click.argument("code", metavar="LOCALE")
@click.option("--name", help="What the language is called in itself.  [default: as Unicode's tables have it]")
@click.option("--from", "origin", help="Take the words to translate from this language.  [default: the source]")
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
def new(root: Path, code: str, name: str | None, origin: str | None, dry_run: bool) -> None:
    """Begin a language: its block in mkdocs.yml, skeleton pages, interface texts, and words in the data files.

    All words are those of the source, marked as untranslated, and `check` lists every mark. For a language that is
    there already, only what is missing is added. Nothing is overwritten.

    \b
    Examples:
      scripts/guide translate new ar --from en
      scripts/guide translate new pt-BR --dry-run
    """
    from payguide.translating import scaffold

    site = project_at(root, None).site
    made = _planned(site, code, name, origin or site.source_locale.code)
    if not dry_run:
        scaffold.write(site, made)
    for file in made:
        what = "new" if file.new else f"{file.added} lines"
        click.echo(f"{'would write' if dry_run else 'wrote'} {file.path} ({what})")
    if not made:
        click.echo(f"'{code}' has everything that the source has.")
    elif not dry_run:
        click.echo(
            "Translate what stands under `<!-- untranslated -->` in the pages and before `# untranslated` elsewhere,\n"
            "and delete the marks: `scripts/guide check` lists them, and no site is published while one is left.\n"
            f"Until then, `build: false` in the block of '{code}' in {site.config.path} leaves the language out."
        )


def _planned(site: Site, code: str, name: str | None, origin: str) -> list[Made]:
    """The files that the language `code` needs; a usage error where that cannot be told."""
    from payguide.translating import scaffold
    from payguide.translating.selecting import Unknown

    try:
        if site.locale(origin) is None:
            known = ", ".join(locale.code for locale in site.locales)
            raise Unknown(f"'{origin}' is no language of this guide; there are: {known}")
        if code in (origin, site.source_locale.code):
            raise Unknown(f"'{code}' is the language that the words are taken from")
        return scaffold.plan(site, scaffold.language(code, name), origin)
    except Unknown as error:
        raise click.UsageError(str(error)) from error
