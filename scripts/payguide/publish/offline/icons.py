"""Icons for home screens, as PNG from the guide's own drawings: the icon, and one that fills its square so that phones
may cut it to any shape ("maskable": what matters is inside the middle 80 %).
"""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PIL import Image
from weasyprint import HTML

_FOLDER = "assets/img"
_PLAIN, _FULL = "icon.svg", "icon-full.svg"
#: What iPhones put on the home screen: no transparency, no shape of its own.
TOUCH = f"{_FOLDER}/icon-180.png"
_SIZES = (
    (_PLAIN, 192, "icon-192.png", "any"),
    (_PLAIN, 512, "icon-512.png", "any"),
    (_FULL, 512, "icon-full-512.png", "maskable"),
    (_FULL, 180, "icon-180.png", ""),
)


def write(site: Path, drawings: Path) -> list[dict[str, str]]:
    """Writes the PNGs of the drawings in the folder `drawings`; how manifests list them. None without drawings."""
    if not all((drawings / drawing).is_file() for drawing, *_ in _SIZES):
        return []
    (site / _FOLDER).mkdir(parents=True, exist_ok=True)
    for drawing, size, name, _ in _SIZES:
        svg = (drawings / drawing).read_text(encoding="utf-8")
        (site / _FOLDER / name).write_bytes(picture(svg, size))
    return [
        {"src": f"{_FOLDER}/{name}", "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for _, size, name, purpose in _SIZES
        if purpose
    ]


def picture(svg: str, size: int) -> bytes:
    """`svg` as a PNG of `size` × `size` pixels, transparent where nothing is drawn."""
    style = "@page{size:96pt;margin:0}svg{display:block;width:96pt;height:96pt}"
    page = pypdfium2.PdfDocument(HTML(string=f"<style>{style}</style>{svg}").write_pdf())[0]
    bitmap = page.render(scale=4 * size / 96, fill_color=(255, 255, 255, 0), rev_byteorder=True)
    drawn = bitmap.to_pil().resize((size, size), Image.Resampling.LANCZOS)
    out = io.BytesIO()
    drawn.quantize(64).save(out, "PNG", optimize=True)
    return out.getvalue()
