"""The composed tri-fold as Typst, the typesetter, would be given it: the same six panels at the same places and sizes.

A second template for the same sheet, which is what Typst would ask of this project; it serves for measuring only. Text,
headings, lists and pictures come out of the composed HTML, so that both engines set the same words. `trifold.typ` holds
the measures. Pictograms are written beside the text as SVG files, the QR code as PNG.
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

from selectolax.lexbor import LexborHTMLParser, LexborNode

from payguide.bench.typstwords import Words, classes, one, quoted, truth
from payguide.leaflets.breaks import plain
from payguide.leaflets.forms import Form

_TEMPLATE = Path(__file__).with_name("trifold.typ")
_HEADINGS = ("h2", "h3", "h4")
_WAYS = ("card", "scan", "cash", "ink")
#: Margins of the style sheets: above a phrase card, among steps, below one, below a heading, between paragraphs.
_PHRASE, _BRIEF, _AFTER_PHRASE, _AFTER_HEADING, _BETWEEN = "1.4mm", "1mm", "2mm", "2mm", "0.45em"


class _Writer(Words):
    """Turns elements into Typst; `files` are the pictures it refers to, by name, `code` that of the QR code."""

    def __init__(self, is_chinese: bool, code: str) -> None:
        super().__init__(is_chinese)
        self.code = code
        self.files: dict[str, bytes] = {}

    def picture(self, style: str | None) -> str:
        """The name of the pictogram that the `style` of an element draws; the same picture has one name."""
        found = re.search(r"data:image/svg\+xml,([^\"]+)", style or "")
        content = unquote(found[1]).encode() if found else b""
        names = (name for name, known in self.files.items() if known == content)
        name = next(names, f"sign-{len(self.files)}.svg")
        self.files[name] = content
        return name.removesuffix(".svg")

    def blocks(self, parent: LexborNode, way: str) -> Iterator[str]:
        """The children of `parent` with the space between them; a tile belongs to the heading after it."""
        sign, before = "none", ""
        for node in parent.iter():
            if "tile" in classes(node):
                sign = quoted(self.picture(node.attributes["style"]))
                continue
            tag = "phrase" if "phrase" in classes(node) else str(node.tag)
            space = _space(before, tag, "brief" in classes(node))
            if space:
                yield f"v({space})"
            yield self.block(node, way, sign)
            before = tag

    def block(self, node: LexborNode, way: str, sign: str = "none") -> str:
        """One element of a section."""
        if node.tag in _HEADINGS:
            words = self.inline(node, bold=True)
            return f"head({truth(self.is_chinese)}, {way}, {sign}, {int(node.tag[1])}, {words})"
        if node.tag in ("ol", "ul"):
            items = ", ".join(self._item(item, way) for item in node.iter())
            return f"{'steps' if node.tag == 'ol' else 'points'}({way}, {items})"
        if "phrase" in classes(node):
            rows = ", ".join(self._row(row) for row in node.iter())
            return f"phrase({truth('brief' in classes(node))}, {way}, ink, {rows})"
        return f"par({self.inline(node)})"

    def _item(self, item: LexborNode, way: str) -> str:
        """One of a list: running words, or elements of its own."""
        if any(child.tag in ("p", "figure") for child in item.iter()):
            return "{ " + "; ".join(self.blocks(item, way)) + " }"
        return self.inline(item)

    def _row(self, row: LexborNode) -> str:
        """One line of a phrase card."""
        chinese, spelt = "phrase-zh" in classes(row), "phrase-pinyin" in classes(row)
        inner = self.speaking(str(row.attributes["lang"]), self.inline(row, bold=chinese), chinese)
        size = "1.12em" if "brief" in classes(row.parent) else "1.3em"
        look = f"size: {size}, " if chinese else "fill: quiet, " if spelt else ""
        return f"text({look}par({inner}))"

    def panel(self, node: LexborNode) -> Iterator[str]:
        """All that stands on a panel: its parts, and what is at its foot."""
        if "cover" in classes(node):
            yield from self._cover(node)
        for number, part in enumerate(node.css(".flow > .part")):
            if number:
                yield "between(quiet)"
            yield from self.blocks(part, _way(part))
        for online in node.css(".online"):
            yield self._online(online)

    def _cover(self, node: LexborNode) -> Iterator[str]:
        ways = ", ".join(
            f"({_way(way)}, {quoted(self.picture(one(way, '.way-sign').attributes['style']))}, "
            f"{self.bold(self.inline(one(way, '.way-word'), bold=True))})"
            for way in node.css(".way")
        )
        chinese = truth(self.is_chinese)
        title = "; linebreak(); ".join(self.inline(line, bold=True) for line in node.css("h1 .line"))
        yield f"ways({ways}); v(16mm); title({chinese}, {{ {title} }})"
        for other in node.css(".other-title"):
            words = self.speaking(str(other.attributes["lang"]), self.inline(other), False)
            yield f"v(4mm); text(size: 15pt, fill: quiet, par({words}))"
        rule = self.bold(self.inline(one(node, ".rule"), bold=True))
        yield f"v(10mm); rule(1mm, ink); v(4.5mm); text(size: 15pt, lines(1.35, .776, par({rule})))"
        yield f"foot(stamp(quiet, {self.inline(one(node, '.stamp p'))}))"

    def _online(self, node: LexborNode) -> str:
        code = one(node, "img")
        self.files[self.code] = base64.b64decode(str(code.attributes["src"]).partition(",")[2])
        wide, border = re.findall(r"-?[\d.]+(?=mm)", str(code.attributes["style"]))
        invite = self.bold(self.inline(one(node, ".invite"), bold=True))
        rows = (
            f"text(size: 14pt, lines(1.25, .776, par({invite})))",
            f"text(size: 12pt, par(latin({self.inline(one(node, '.url'))})))",
            f"text(size: 10.5pt, fill: quiet, par(latin({self.inline(one(node, '.imprint'))})))",
        )
        alt = quoted(code.attributes["alt"])
        return f'foot(online("{self.code}", {wide}, {border.lstrip("-")}, {alt}, {", ".join(rows)}))'


def typeset(
    html: str, form: Form, sizes: Mapping[str, float], tokens: Mapping[str, str], code: str = "code.png"
) -> dict[str, bytes]:
    """The files that Typst needs for the composed `html`, by name; `sheet.typ` is the sheet itself.

    `sizes` are the panels' body sizes in points, `tokens` the colours by their names in the style sheets. The QR code
    gets the name `code`.
    """
    tree = LexborHTMLParser(plain(html))
    is_chinese = str(one(tree.root, "html").attributes["lang"]).startswith("zh")
    writer = _Writer(is_chinese, code)
    sides = [_side(side, writer, form, sizes) for side in tree.css(".side")]
    text = "\n".join((_TEMPLATE.read_text("utf-8"), *_setting(tree, tokens), "\n#pagebreak()\n".join(sides), ""))
    return {**writer.files, "sheet.typ": text.encode()}


def _setting(tree: LexborHTMLParser, tokens: Mapping[str, str]) -> Iterator[str]:
    """What holds for the whole document: colours, names, language, fonts."""
    for name, token in (*zip(_WAYS, _WAYS, strict=True), ("quiet", "ink-2")):
        yield f"#let {name} = rgb({quoted(tokens[f'--{token}'])})"
    meta = {str(node.attributes["name"]): str(node.attributes["content"]) for node in tree.css("meta[name]")}
    title, author = quoted(one(tree.root, "title").text()), quoted(meta["author"])
    yield f"#set document(title: {title}, author: {author}, description: {quoted(meta['description'])}, date: none)"
    lang = str(one(tree.root, "html").attributes["lang"])
    yield f"#set text(lang: {quoted(lang[:2])}, fill: ink, cjk-latin-spacing: none)"
    yield f"#show: own.with({truth(lang.startswith('zh'))})"


def _side(side: LexborNode, writer: _Writer, form: Form, sizes: Mapping[str, float]) -> str:
    panels = []
    for node in side.css(".panel"):
        name = str(node.attributes["data-panel"])
        box = form.panel(name)[1]
        place = f"{box.x:g}, {box.y:g}, {box.width:g}, {box.height:g}, {sizes[name]:.8g}"
        panels.append(f"#panel({place}, {{ {'; '.join(writer.panel(node))} }})")
    return "\n".join(panels)


def _space(before: str, tag: str, brief: bool) -> str:
    """The margin between two elements, which the style sheet says; empty without one."""
    if not before:
        return ""
    if before in _HEADINGS:
        return _AFTER_HEADING
    if tag == "phrase":
        return _BRIEF if brief else _PHRASE
    return _AFTER_PHRASE if before == "phrase" else _BETWEEN


def _way(node: LexborNode) -> str:
    """The name of the colour of an element with a class `way-…`."""
    return next(name for name in _WAYS if f"way-{name}" in classes(node))
