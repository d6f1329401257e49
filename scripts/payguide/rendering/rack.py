"""What pages say about printed sheets: all of them with pictures, and which versions are current."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from html import escape

from payguide.leaflets.forms import Form
from payguide.leaflets.outputs import OFFICE, OUTPUTS, PRESS
from payguide.leaflets.pictures import LONGER, picture_file
from payguide.leaflets.rack import form_of
from payguide.model.leaflets import Leaflet
from payguide.model.printed import History, newest
from payguide.values import style


@dataclass(frozen=True, slots=True)
class Rack:
    """All sheets, as a page in `locale` shows them. `base` leads from that page to the folder of the files.

    `names` are the languages' own names; `strings` the interface texts of `locale`.
    """

    leaflets: Mapping[str, Leaflet]
    history: History
    locale: str
    names: Mapping[str, str]
    strings: Mapping[str, str]
    base: str

    def show(self) -> str:
        """Every sheet: what it is for, paper, how to print it, version, files in all languages, and a picture, which
        is fetched when it is unfolded: together they would weigh more than all the rest.
        """
        return "\n".join(self._sheet(leaflet) for leaflet in self._titled())

    def versions(self) -> str:
        """A table of the current version of every sheet, for readers without a script or a connection."""
        head = "".join(
            f"<th scope='col'>{self._say(key)}</th>" for key in ("sheet_code", "sheet_name", "sheet_current")
        )
        rows = "".join(
            self._row(leaflet, edition, codes) for leaflet in self._titled() for edition, codes in _files(leaflet)
        )
        return f"<table class='versions'><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"

    def large(self, slug: str) -> str:
        """The large-print edition of page `slug`, or nothing where it has none."""
        for leaflet in self.leaflets.values():
            patterns = ["*"] if leaflet.pages == "all" else leaflet.pages
            if leaflet.form == "page" and _matches(slug, patterns) and not _matches(slug, leaflet.without):
                return f"{self.base}{OFFICE.file(leaflet.page_edition(slug, self.locale))}"
        return ""

    def _titled(self) -> Iterator[Leaflet]:
        return (leaflet for leaflet in self.leaflets.values() if leaflet.title)

    def _say(self, key: str, **blanks: object) -> str:
        return escape(self.strings[key].format(**blanks))

    def _sheet(self, leaflet: Leaflet) -> str:
        files = dict(_files(leaflet))
        shown = next((name for name, codes in files.items() if self.locale in codes), next(iter(files)))
        links = "".join(self._links(name, codes) for name, codes in files.items())
        form = form_of(leaflet)
        return (
            f'<section class="sheet"><h2 id="{leaflet.id}">{escape(_text(leaflet.title, self.locale))}</h2>'
            f"<p>{escape(_text(leaflet.description, self.locale))}</p>"
            f'<p class="sheet-how">{self.how(leaflet)}<br>{self._version(leaflet)}</p>'
            f'<ul class="sheet-files">{links}</ul>'
            f'<details class="sheet-picture" data-nosearch><summary>{self._say("sheet_look")}</summary>'
            f"{self._picture(leaflet, form, shown)}</details></section>"
        )

    def _picture(self, leaflet: Leaflet, form: Form, name: str) -> str:
        wide, high = _pixels(form)
        alt = self._say("sheet_picture", title=_text(leaflet.title, self.locale))
        source = f"{self.base}{picture_file(name)}"
        return f'<img src="{source}" alt="{alt}" width="{wide}" height="{high}" loading="lazy">'

    def how(self, leaflet: Leaflet) -> str:
        """How to print `leaflet`: paper, sides, scale, and what hands do afterwards."""
        form = form_of(leaflet)
        sides = f"sheet_{form.duplex}" if len(form.sides) > 1 and form.duplex else "sheet_one_side"
        steps = [self._say("sheet_paper", paper=form.paper), self._say(sides), self._say("sheet_actual")]
        if form.finish:
            steps.append(self._say(f"sheet_{form.finish.replace('-', '')}"))
        return self.strings["sheet_joint"].join(steps)

    def _version(self, leaflet: Leaflet) -> str:
        version = newest(self.history, leaflet.id)
        day = style(self.locale).date(version.date) if version.date else ""
        return self._say("sheet_version", version=version.version, date=day)

    def _links(self, name: str, codes: tuple[str, ...]) -> str:
        """The files of one edition: for the office printer by its language, for the print shop."""
        languages = self.strings["sheet_languages"].join(self.names.get(code, code) for code in codes)
        office = f'<a href="{self.base}{OFFICE.file(name)}" type="application/pdf">{escape(languages)} PDF</a>'
        press = f'<a href="{self.base}{PRESS.file(name)}" type="application/pdf">{self._say("sheet_press")}</a>'
        return f"<li>{office}{f' <small>{press}</small>' if PRESS.id in OUTPUTS else ''}</li>"

    def _row(self, leaflet: Leaflet, name: str, codes: tuple[str, ...]) -> str:
        locale = self.locale if self.locale in codes else codes[0]
        title = escape(_text(leaflet.title, locale))
        return (
            f'<tr><th scope="row" lang="en">{name}</th><td><a href="{self.base}{OFFICE.file(name)}">{title}</a></td>'
            f"<td>{self._version(leaflet)}</td></tr>"
        )


def _files(leaflet: Leaflet) -> list[tuple[str, tuple[str, ...]]]:
    """The editions of a leaflet by name, with the languages that each is in."""
    codes = tuple(leaflet.locales or leaflet.title)
    if leaflet.editions == "together":
        return [(leaflet.edition(codes[0]), codes)]
    return [(leaflet.edition(code), (code,)) for code in codes]


def _text(texts: Mapping[str, str], locale: str) -> str:
    return texts.get(locale) or next(iter(texts.values()))


def _matches(slug: str, patterns: list[str]) -> bool:
    return any(fnmatchcase(slug, pattern) for pattern in patterns)


def _pixels(form: Form) -> tuple[int, int]:
    """The size of the small picture, so that the page does not jump when it arrives."""
    scale = LONGER / max(form.width, form.height)
    return round(form.width * scale), round(form.height * scale)
