"""Laying out composed leaflets and writing them as PDF; with `fetching` and `tagging`, all that knows WeasyPrint.

Fonts and style sheets are read once a process. Everything that WeasyPrint says in its log is a finding: its warnings
are the only sign of a dropped property, a missing picture or a character without a glyph.
"""

from __future__ import annotations

import functools
import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.pdf import fonts as pdf_fonts
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration

from payguide.leaflets import firstlines, shortcuts
from payguide.leaflets.fetching import LocalFetcher
from payguide.leaflets.forms import Form
from payguide.leaflets.kerning import light_kerning
from payguide.leaflets.layout import MM, Layout, boxes_of
from payguide.leaflets.memory import let_go, settle
from payguide.leaflets.styles import constants, fill, light_tokens
from payguide.leaflets.tagging import StructureMarks, cut

STYLES = Path("overrides/leaflets")
VARIANT = "pdf/ua-1"
#: Height in mm of the page that is laid out: text that does not fit its panel runs on, instead of being dropped.
TALL = 2000.0

#: WeasyPrint's font maps and our log capture belong to the process: one layout at a time.
_LOCK = threading.Lock()

shortcuts.install()
firstlines.install()


class _Capture(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what WeasyPrint says."""
        self.messages.append(record.getMessage())


@contextmanager
def _working() -> Iterator[list[str]]:
    """WeasyPrint's warnings and errors of the block, one layout at a time."""
    logger, capture = logging.getLogger("weasyprint"), _Capture()
    with _LOCK:
        logger.addHandler(capture)
        try:
            yield capture.messages
        finally:
            logger.removeHandler(capture)


class Renderer:
    """Fonts and style sheets of one project, parsed once; `problems` is what WeasyPrint said on the way."""

    def __init__(self, root: Path) -> None:
        self._styles = root / STYLES
        self._fetcher = LocalFetcher(self._styles)
        self._fonts = FontConfiguration()
        self._base = (self._styles / "base.html").as_uri()
        self._drawn: dict[str, Any] = {}
        self.problems: list[str] = []
        if not pdf_fonts.harfbuzz_subset:
            self.problems.append("HarfBuzz subset library is missing")
        tokens = light_tokens(root)
        self._constants = constants(tokens)
        with _working() as said:
            self._shared = [self._css(tokens, "tokens.css"), self._css_file("base.css")]
        self.problems += said
        settle()

    def _css(self, text: str, name: str) -> Any:
        base = (self._styles / name).as_uri()
        return weasyprint.CSS(
            string=fill(text, self._constants), base_url=base, url_fetcher=self._fetcher, font_config=self._fonts
        )

    @functools.lru_cache(maxsize=32)  # noqa: B019 - renderers live as long as their process
    def _css_file(self, name: str) -> Any:
        return self._css((self._styles / name).read_text("utf-8"), name)

    @functools.lru_cache(maxsize=64)  # noqa: B019
    def _measures(self, form: Form, sizes: tuple[tuple[str, float], ...], tall: bool) -> Any:
        """The style sheet of the panels' places and body `sizes`, on the real sheet or on a tall page."""
        page = f"@page{{size:{form.width:g}mm {TALL:g}mm}}" if tall else ""
        return self._css(form.style(dict(sizes)) + page, "measures.css")

    def fetcher(self, site_dir: Path, site_url: str) -> LocalFetcher:
        """What may be read for a leaflet of the site built in `site_dir`."""
        return LocalFetcher(self._styles, site_dir, site_url)

    def layout(
        self, html: str, form: Form, sizes: Mapping[str, float], fetcher: LocalFetcher,
        *, tall: bool = False,
    ) -> Layout:  # fmt: skip
        """`html` laid out with the panels' body `sizes` in points.

        On a `tall` page, text that is too long for its panel is not dropped, so that its natural height is known; the
        page is cut to its real height afterwards, which moves nothing. Sheets with a background need their real page.
        """
        let_go()
        images = dict(self._drawn)
        with _working() as said:
            styles = [
                *self._shared,
                self._css_file(f"{form.id}.css"),
                self._measures(form, tuple(sorted(sizes.items())), tall),
            ]
            source = weasyprint.HTML(string=html, base_url=self._base, url_fetcher=fetcher)
            document = source.render(font_config=self._fonts, stylesheets=styles, pdf_variant=VARIANT, cache=images)
            self._remember(images)
            for page in document.pages if tall else ():
                page.height = form.height / MM
            boxes = [box for number, page in enumerate(document.pages) for box in boxes_of(page._page_box, number)]
        return Layout(document, len(document.pages), tuple(boxes), tuple(said))

    def _remember(self, images: Mapping[str, Any]) -> None:
        """Keep drawn pictograms only: files may change, and what cannot be read must be said every time."""
        kept = {url: image for url, image in images.items() if url.startswith("data:image/svg") and image is not None}
        self._drawn.update(kept)

    def pdf(self, layout: Layout, form: Form) -> tuple[bytes, list[str], set[str]]:
        """The finished file for the office, what WeasyPrint said, and the names of the fonts it used.

        A name ends in `/bold` or `/italic` where that shape was asked for.
        """
        marks = StructureMarks()
        document = layout.document

        def complete(_document: Any, pdf: Any) -> None:
            marks.reorder(pdf, form.panels)
            cut(pdf)

        with _working() as said, marks.installed(tags), light_kerning():
            content = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=b"payguide", finisher=complete)
        used = {_font_name(font) for font in document.fonts.values()}
        return content, list(said), used


def _font_name(font: Any) -> str:
    shape = "/italic" if font.style else "/bold" if font.weight >= 600 else ""
    return f"{font.family}{shape}"


@functools.lru_cache(maxsize=4)
def renderer(root: Path) -> Renderer:
    """The process's renderer for the project at `root`."""
    return Renderer(root)
