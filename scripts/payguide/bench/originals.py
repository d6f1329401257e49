"""The sheet that all engines print: the visitor's tri-fold of the guide itself, in one language.

Every copy has a number of its own, printed and in its QR code, so that no engine can hand out the last copy again.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from payguide.bench.trials import build_guide
from payguide.bench.typesetting import typeset
from payguide.leaflets.fonts import FOLDER as FONTS
from payguide.leaflets.forms import Form
from payguide.leaflets.job import Job
from payguide.leaflets.outputs import OFFICE
from payguide.leaflets.pack import plan
from payguide.leaflets.rack import form_of
from payguide.leaflets.sheet import make_sheet
from payguide.leaflets.styles import constants, fill, light_tokens

__all__ = ["FONTS", "Original", "browser_file", "load", "page_file", "prepare", "typst_file"]

SHEET = "visitor-en"
_ADDRESS = "https://payguide.example/"
_STYLES = FONTS.parent
#: Points by which one copy is set larger than the last for Typst, which keeps what it laid out as long as nothing about
#: it has changed: nobody sees the difference, and every copy is laid out anew, as the other engines do.
_LARGER = 1e-6


@dataclass(frozen=True, slots=True)
class Original:
    """The job that makes the sheet, and the panels' body sizes in points at which it holds its text."""

    job: Job
    sizes: Mapping[str, float]

    def copy(self, number: int) -> Job:
        """The job of the copy with this number, from 0."""
        return replace(self.job, version=replace(self.job.version, version=100 + number))

    @property
    def form(self) -> Form:
        """The tri-fold."""
        return form_of(self.job.edition.leaflet)


def page_file(folder: Path, number: int) -> Path:
    """Where the composed copy lies, as our renderer reads it."""
    return folder / f"{number}.html"


def browser_file(folder: Path, number: int) -> Path:
    """Where the composed copy lies with its style sheets, as a browser reads it."""
    return folder / f"{number}.browser.html"


def typst_file(folder: Path, number: int) -> Path:
    """Where the copy lies as Typst reads it."""
    return folder / f"{number}.typ"


def load(folder: Path) -> Original:
    """What `prepare` has put into `folder`."""
    original = pickle.loads((folder / "original").read_bytes())
    assert isinstance(original, Original)
    return original


def prepare(root: Path, folder: Path, count: int) -> Original:
    """Writes into the new folder `folder` all that `count` copies are printed from.

    Raises RuntimeError when the guide cannot be built, or has no such sheet.
    """
    folder.mkdir(parents=True)
    site = build_guide(root, folder / "site")
    jobs, _ = plan(root, site, folder / "out", _ADDRESS, (OFFICE.id,))
    job = next((job for job in jobs if job.edition.name == SHEET), None)
    made = make_sheet(job).made if job is not None else None
    if job is None or made is None:
        raise RuntimeError(f"the guide has no sheet {SHEET}, or one with errors: run `scripts/guide build`")
    original = Original(job, made.sizes)
    (folder / "original").write_bytes(pickle.dumps(original))
    tokens = light_tokens(root)
    head = f'<base href="{(root / _STYLES / "base.html").as_uri()}"><style>{_styles(root, original, tokens)}</style>'
    for number in range(count):
        html = original.copy(number).document().html
        page_file(folder, number).write_text(html, "utf-8")
        browser_file(folder, number).write_text(html.replace("</head>", f"{head}</head>"), "utf-8")
        sizes = {name: size + number * _LARGER for name, size in made.sizes.items()}
        for name, content in _typst_files(html, original, sizes, constants(tokens), number):
            (folder / name).write_bytes(content)
    return original


def _typst_files(
    html: str, original: Original, sizes: Mapping[str, float], tokens: Mapping[str, str], number: int
) -> Iterator[tuple[str, bytes]]:
    """What Typst needs for a copy: its own text and QR code, and pictograms that are the same for all."""
    files = typeset(html, original.form, sizes, tokens, code=f"{number}.png")
    yield f"{number}.typ", files.pop("sheet.typ")
    yield from files.items()


def _styles(root: Path, original: Original, tokens: str) -> str:
    """The style sheets of the project, in the order in which our renderer reads them."""
    names = ("base.css", f"{original.form.id}.css")
    sheets = ((root / _STYLES / name).read_text("utf-8") for name in names)
    return fill("\n".join((tokens, *sheets, original.form.style(original.sizes))), constants(tokens))
