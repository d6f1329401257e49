"""Small sheets made straight with the layout engine, for checks of finished files: right ones, and broken ones."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import weasyprint
from PIL import Image
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration

from payguide.leaflets.editions import Edition
from payguide.leaflets.finished import Expected
from payguide.leaflets.fonts import FOLDER
from payguide.leaflets.forms import Form, Slot
from payguide.leaflets.qr import qr_code
from payguide.leaflets.rects import Rect
from payguide.leaflets.subject import Subject
from payguide.leaflets.tagging import StructureMarks
from payguide.model.findings import Finding
from payguide.model.leaflets import load_leaflets

ROOT = Path(__file__).resolve().parents[1]
STYLES = ROOT / "overrides/leaflets"
URL = "https://pay.example.org/guide/en/"
FORM = Form(
    id="sheet", width=210, height=148, sides=((Slot("front", Rect(0, 0, 210, 148)),),), panels=("front",),
    groups=(("front",),), sizes=(12.0,), qr=30,
)  # fmt: skip
FACES = "".join(
    f"@font-face{{font-family:{name};font-weight:{weight};src:url({(ROOT / FOLDER / name).as_uri()}.ttf)}}"
    for name, weight in (("LeafletLatin", 400), ("LeafletLatinBold", 700), ("LeafletSC", 400), ("LeafletSCBold", 700))
)
STYLE = """
@page { size: 210mm 148mm; margin: 10mm }
body { margin: 0 }
html { font: 12pt/1.4 LeafletLatin, LeafletSC; color: #14202b }
h1, b { font-family: LeafletLatinBold, LeafletSCBold; font-weight: 700 }
:lang(zh) { font-family: LeafletSC, LeafletLatin }
.qr { width: 40mm; image-rendering: pixelated }
.frame { border: 1mm solid #14202b; border-radius: 3mm; padding: 2mm }
"""
BODY = """<h1>How to pay</h1>
<p class="frame">Card for large amounts, scan for small ones, cash always works.</p>
<p class="x">Keep the <b>receipt</b> until you are home.</p><p lang="zh-CN">在中国怎么付款</p>
<p lang="zh-Latn">Kěyǐ fù xiànjīn ma?</p><img class="qr" src="{qr}" alt="QR code: the guide">"""


def photo(width: int, height: int) -> str:
    """A coloured picture as a data address."""
    target = io.BytesIO()
    Image.linear_gradient("L").resize((width, height)).convert("RGB").point(lambda part: part // 2 + 60).save(
        target, "PNG"
    )
    red = Image.merge("RGB", [*Image.open(target).split()[:2], Image.new("L", (width, height), 200)])
    out = io.BytesIO()
    red.save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"


def sheet(
    style: str = "",
    body: str = BODY,
    *,
    lang: str = "en",
    title: str = "Pay",
    url: str = URL,
    variant: str = "pdf/ua-1",
) -> bytes:
    """A finished file of one page."""
    html = (
        f"<html lang={lang}><head><title>{title}</title></head><body>{body.format(qr=qr_code(url).src)}</body></html>"
    )
    fonts = FontConfiguration()
    css = weasyprint.CSS(string=FACES + STYLE + style, font_config=fonts)
    with StructureMarks().installed(tags):
        content: bytes = weasyprint.HTML(string=html).write_pdf(
            stylesheets=[css], font_config=fonts, pdf_variant=variant, pdf_identifier=b"payguide"
        )
    return content


def subject(form: Form = FORM) -> Subject:
    """What findings about the sheet are about."""
    leaflets, _ = load_leaflets(ROOT)
    return Subject(ROOT, Edition(leaflets[0], ("en",)), form, "")


def expected(language: str = "en", form: Form = FORM, addresses: tuple[str, ...] = (URL,)) -> Expected:
    """What the sheet is compared with."""
    return Expected(subject(form), language, addresses, ROOT / FOLDER)


def changed(content: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """`content` after a change to its objects."""
    with pikepdf.open(io.BytesIO(content)) as document:
        change(document)
        target = io.BytesIO()
        document.save(target, deterministic_id=True)
    return target.getvalue()


def rules(findings: list[Finding]) -> set[str]:
    """Their rules, each once."""
    return {finding.rule for finding in findings}
