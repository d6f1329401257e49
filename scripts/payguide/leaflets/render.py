"""Laying out composed leaflets and writing them as tagged PDF; the only module that knows WeasyPrint.

Fonts and style sheets are read once a process. Everything that WeasyPrint says in its log is a finding: its
warnings are the only sign of a dropped property, a missing picture or a character without a glyph.
"""

from __future__ import annotations

import functools
import logging
import re
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import weasyprint
from weasyprint.pdf import fonts as pdf_fonts
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

from payguide.leaflets.forms import FORMS, Form
from payguide.leaflets.layout import Layout, boxes_of
from payguide.leaflets.tagging import StructureMarks

STYLES = Path("overrides/leaflets")
TOKENS = Path("docs/assets/css/tokens.css")
#: Height in mm of the page on which panels may be as high as they like.
TALL = 2000.0

#: WeasyPrint's font maps and our log capture belong to the process: one layout at a time.
_LOCK = threading.Lock()


class LocalFetcher(URLFetcher):  # type: ignore[misc]
    """Reads files below `folder` and `site_dir`, addresses of the site from `site_dir`; never the network."""

    def __init__(self, folder: Path, site_dir: Path | None = None, site_url: str = "") -> None:
        super().__init__(allowed_protocols=("file", "data"))
        self._folders = [path.resolve() for path in (folder, site_dir) if path is not None]
        self._site_dir, self._site_url = site_dir, site_url

    def fetch(self, url: str, headers: Any = None) -> Any:
        """The resource at `url`. Raises ValueError for anything outside the project."""
        if self._site_dir is not None and url.startswith(self._site_url):
            url = (self._site_dir / unquote(url.removeprefix(self._site_url))).resolve().as_uri()
        if url.startswith("file:"):
            path = Path(unquote(urlsplit(url).path)).resolve()
            if not any(path.is_relative_to(folder) for folder in self._folders):
                raise ValueError(f"{path.name} is outside the project")
        return super().fetch(url, headers)


class _Capture(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep what WeasyPrint says."""
        self.messages.append(record.getMessage())


@contextmanager
def _captured() -> Iterator[list[str]]:
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
        self._base = (self._styles / "trifold.html").as_uri()
        self._drawn: dict[str, Any] = {}
        self.problems: list[str] = []
        if not pdf_fonts.harfbuzz_subset:
            self.problems.append("HarfBuzz subset library is missing")
        tokens = root / TOKENS
        with _captured() as said:
            self._shared = [self._css(_light(tokens), tokens), self._css_file("base.css")]
            self._forms = {name: self._css_file(f"{name}.css") for name in FORMS}
        self.problems += said

    def _css(self, text: str, path: Path) -> Any:
        return weasyprint.CSS(string=text, base_url=path.as_uri(), url_fetcher=self._fetcher, font_config=self._fonts)

    def _css_file(self, name: str) -> Any:
        path = self._styles / name
        return self._css(path.read_text("utf-8"), path)

    @functools.lru_cache(maxsize=64)  # noqa: B019 - renderers live as long as their process
    def _measures(self, form: Form, sizes: tuple[tuple[str, float], ...], tall: bool) -> Any:
        """The style sheet of the panels' body `sizes`, for the real sheet or for the probe's tall page."""
        height = "auto" if tall else f"{form.limit:g}mm"
        foot = "static" if tall else "absolute"
        text = f"{form.tokens(dict(sizes))}:root{{--panel-height:{height};--foot:{foot}}}"
        if tall:
            text += f"@page{{size:{form.width:g}mm {TALL:g}mm}}:root{{--sheet-height:{TALL:g}mm}}"
        return self._css(text, self._styles / "measures.css")

    def fetcher(self, site_dir: Path, site_url: str) -> LocalFetcher:
        """What may be read for a leaflet of the site built in `site_dir`."""
        return LocalFetcher(self._styles, site_dir, site_url)

    def layout(
        self, html: str, form: Form, sizes: Mapping[str, float], fetcher: LocalFetcher, *, tall: bool = False
    ) -> Layout:
        """`html` laid out with the panels' body `sizes` in points; `tall` gives natural heights."""
        styles = [
            *self._shared,
            self._forms[form.id],
            self._measures(form, tuple(sorted(sizes.items())), tall),
        ]
        images = dict(self._drawn)
        with _captured() as said:
            source = weasyprint.HTML(string=html, base_url=self._base, url_fetcher=fetcher)
            document = source.render(font_config=self._fonts, stylesheets=styles, pdf_variant="pdf/ua-1", cache=images)
            self._remember(images)
            boxes = [box for number, page in enumerate(document.pages) for box in boxes_of(page._page_box, number)]
        return Layout(document, len(document.pages), tuple(boxes), tuple(said))

    def _remember(self, images: Mapping[str, Any]) -> None:
        """Keep drawn pictograms only: files may change, and what cannot be read must be said every time."""
        kept = {url: image for url, image in images.items() if url.startswith("data:image/svg") and image is not None}
        self._drawn.update(kept)

    def pdf(self, layout: Layout, form: Form) -> tuple[bytes, list[str], set[str]]:
        """The finished PDF/UA-1 file, what WeasyPrint said, and the names of the fonts it used.

        A name ends in `/bold` or `/italic` where that shape was asked for.
        """
        marks = StructureMarks()
        document = layout.document
        with _captured() as said, marks.installed(tags):
            content = document.write_pdf(
                pdf_variant="pdf/ua-1",
                pdf_identifier=b"payguide",
                finisher=lambda _document, pdf: marks.reorder(pdf, form.reading_order),
            )
        used = {_font_name(font) for font in document.fonts.values()}
        return content, list(said), used


def _light(tokens: Path) -> str:
    """The site's tokens as paper needs them: what stands before the dark scheme."""
    text = tokens.read_text("utf-8").partition("@media")[0] if tokens.is_file() else ""
    return re.sub(r"color-scheme:[^;]*;", "", text)


def _font_name(font: Any) -> str:
    shape = "/italic" if font.style else "/bold" if font.weight >= 600 else ""
    return f"{font.family}{shape}"


@functools.lru_cache(maxsize=4)
def renderer(root: Path) -> Renderer:
    """The process's renderer for the project at `root`."""
    return Renderer(root)
