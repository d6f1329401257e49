"""A new language: its pages, its block in the configuration, its texts in the data. Nothing is overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from payguide.model.pages import Page
from payguide.model.reviews import write_whole
from payguide.model.site import Site
from payguide.sources.yamltags import read_yaml
from payguide.translating.languageblock import add_language
from payguide.translating.selecting import Unknown
from payguide.translating.skeleton import page_skeleton, strings_skeleton
from payguide.translating.yamlediting import add_locale

#: The codes that static-i18n takes.
CODE = re.compile(r"[a-z]{2}(-[A-Za-z]{4})?(-[A-Z]{2})?|[a-z]{2}_[A-Z]{2}")
#: Data in which a language is more than words: a leaflet is set and printed in each, an outlet fills in its own, and
#: what was printed is recorded by a command.
_LEFT_OUT = ("leaflets.yml", "printed.yml", "reviews/", "strings/", "branches/")


@dataclass(frozen=True, slots=True)
class Language:
    """What is known of a new language: its code, its own name, and which way it is written."""

    code: str
    name: str
    direction: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file to write: `added` counts new lines; `new` tells a new file from one that is added to."""

    path: str
    text: str
    added: int
    new: bool


def language(code: str, name: str | None) -> Language:
    """The language `code`; `name` where the world's list of languages has none. Raises Unknown."""
    if not CODE.fullmatch(code):
        raise Unknown(f"'{code}' is no code that static-i18n takes: write ar, pt-BR, zh-Hant or zh-Hant-TW")
    from babel import Locale, UnknownLocaleError

    try:
        known: Locale | None = Locale.parse(code.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        known = None
    shown = name or (known.display_name if known else None)
    if not shown:
        raise Unknown(f"what is '{code}' called in its own language? Say so: --name NAME")
    return Language(code, shown, "rtl" if known and known.character_order == "right-to-left" else "ltr")


def plan(site: Site, new: Language, origin: str) -> list[Made]:
    """The files that `new` needs, with words taken from the language `origin`. Raises Unknown where that cannot be."""
    return [*_configuration(site, new, origin), *_pages(site, new.code, origin), *_data(site, new, origin)]


def write(site: Site, made: list[Made]) -> None:
    """Writes the files, the configuration last: an interrupted run leaves a guide that builds. Raises OSError."""
    for file in sorted(made, key=lambda file: file.path == site.config.path):
        write_whole(site.root / file.path, file.text)


def _configuration(site: Site, new: Language, origin: str) -> Iterator[Made]:
    if site.locale(new.code) is None:
        text = (site.root / site.config.path).read_text(encoding="utf-8")
        yield _added(site.config.path, text, add_language(text, site, new.code, new.name, origin))


def _pages(site: Site, code: str, origin: str) -> Iterator[Made]:
    """Source pages that the language lacks; in the words of `origin` where that has them."""
    for source in site.pages_in(site.source_locale.code):
        page = site.page(source.slug, origin) or source
        path = f"{site.docs_dir}/{_name(site, source, code)}"
        if not (site.root / path).exists():
            text = page_skeleton(page)
            yield Made(path, text, text.count("\n"), True)


def _name(site: Site, source: Page, code: str) -> str:
    own = source.locale
    if site.config.languages.structure == "folder":
        return f"{code}/{source.source.removeprefix(f'{own}/')}"
    stem, _, extension = source.source.rpartition(".")
    return f"{stem.removesuffix(f'.{own}')}.{code}.{extension}"


def _data(site: Site, new: Language, origin: str) -> Iterator[Made]:
    folder = site.root / site.docs_dir / "_data"
    for path in sorted(folder.rglob("*.yml")):
        name = path.relative_to(folder).as_posix()
        if not name.startswith(_LEFT_OUT):
            text = path.read_text(encoding="utf-8")
            made = _added(path.relative_to(site.root).as_posix(), text, _filled(text, new.code, origin))
            if made.added:
                yield made
    strings = folder / "strings"
    target = strings / f"{new.code}.yml"
    if (strings / f"{origin}.yml").is_file() and not target.exists():
        known = {"language_tag": new.code.replace("_", "-"), "language_name": new.name, "direction": new.direction}
        text = strings_skeleton((strings / f"{origin}.yml").read_text(encoding="utf-8"), known)
        text = f"# Interface texts, {new.name}: one key: text a line.\n{text}"
        yield Made(target.relative_to(site.root).as_posix(), text, text.count("\n"), True)


def _filled(text: str, code: str, origin: str) -> str:
    _, node, problem = read_yaml(text)
    if problem is not None or code == origin:
        return text
    return add_locale(text, node, origin, code)


def _added(path: str, before: str, after: str) -> Made:
    known = set(before.split("\n"))
    return Made(path, after, sum(line not in known for line in after.split("\n")), False)
