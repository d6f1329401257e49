"""Cutting sections out of built pages and making them fit for paper.

A section is a heading with an id and everything up to the next heading of the same or a higher level. Any other element
with an id, such as a phrase card, can be cut out by itself.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from payguide.model.hints import did_you_mean, some
from payguide.model.messages import say

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
#: Things that mean nothing on paper: controls, permalinks, icons of the screen layout; and pictures, which a whole page
#: makes into images before (see `leaflets.drawn`), and for which a folded sheet has no room.
SCREEN_ONLY = (
    ".screen-only, .picture, .headerlink, button, audio, video, input, select, form, script, style, template, "
    "noscript, iframe, svg, [hidden], [aria-hidden=true]"
)
#: So many pages are kept parsed: a leaflet is cut out of about as many, and all of a site would fill the memory.
_PARSED = 8


class SectionMissing(Exception):
    """The page or the section does not exist; `hint` names the nearest ones that do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(slots=True)
class BuiltPages:
    """The built pages of one locale, parsed when asked for; `url` is the locale's home address."""

    folder: Path
    url: str
    _parsed: dict[str, LexborHTMLParser] = field(default_factory=dict)

    def file(self, slug: str) -> Path:
        """Where page `slug` lies."""
        return self.folder / "index.html" if slug == "index" else self.folder / slug / "index.html"

    def address(self, slug: str) -> str:
        """The absolute URL of page `slug`."""
        return self.url if slug == "index" else f"{self.url}{slug}/"

    def tree(self, slug: str) -> LexborHTMLParser:
        """The parsed page. Raises `SectionMissing` when it was not built."""
        if slug not in self._parsed:
            path = self.file(slug)
            if not path.is_file():
                known = [f.parent.relative_to(self.folder).as_posix() for f in self.folder.rglob("index.html")]
                raise SectionMissing(say("there is no built page '{slug}'", slug=slug), did_you_mean(slug, known))
            while len(self._parsed) >= _PARSED:
                del self._parsed[next(iter(self._parsed))]
            self._parsed[slug] = LexborHTMLParser(path.read_text(encoding="utf-8"))
        return self._parsed[slug]

    def article(self, slug: str) -> LexborNode | None:
        """The content of a page, without the frame around it. Raises `SectionMissing` when it was not built."""
        tree = self.tree(slug)
        return tree.css_first("article") or tree.body

    def description(self, slug: str) -> str:
        """What the page says it is about, in its head."""
        meta = self.tree(slug).css_first("meta[name=description]")
        return (meta.attributes.get("content") if meta is not None else None) or ""

    def language(self) -> str:
        """The language tag that the locale's pages declare."""
        root = self.tree("index").root
        return (root.attributes.get("lang") if root is not None else None) or ""


def _level(node: LexborNode) -> int:
    """1 to 6 for a heading, 7 for anything else."""
    return int(node.tag[1]) if node.tag in HEADINGS else 7


def cut(pages: BuiltPages, slug: str, anchor: str) -> str:
    """The HTML of section `anchor` on page `slug`, heading first.

    Raises `SectionMissing` with the nearest ids when there is no such page or section.
    """
    article = pages.article(slug)
    ids = {str(node.attributes["id"]): node for node in article.css("[id]")} if article is not None else {}
    if anchor not in ids:
        headings = [name for name, node in ids.items() if node.tag in HEADINGS]
        near = did_you_mean(anchor, ids) or say("sections there: {names}", names=some(headings))
        raise SectionMissing(say("the page '{slug}' has no section '{anchor}'", slug=slug, anchor=anchor), near)
    heading = ids[anchor]
    if heading.tag not in HEADINGS:
        return heading.html or ""
    parts = [heading.html or ""]
    node = heading.next
    while node is not None and _level(node) > _level(heading):
        parts.append(node.html or "")
        node = node.next
    return "".join(parts)


def heading_of(pages: BuiltPages, slug: str, anchor: str) -> str:
    """The words of the heading of section `anchor`, or of the page's own where `anchor` is empty.

    Raises `SectionMissing` when there is no such page; a section that is gone, or has no heading, has no words.
    """
    article = pages.article(slug)
    node = article.css_first(f'[id="{anchor}"]' if anchor else "h1") if article is not None else None
    if node is None or node.tag not in HEADINGS:
        return ""
    return "".join(part.text() for part in node.iter(include_text=True) if "headerlink" not in _classes(part)).strip()


def _classes(node: LexborNode) -> str:
    return (node.attributes.get("class") if node.tag != "-text" else None) or ""


def retitle(source: str, title: str) -> str:
    """HTML `source` with the words of its first heading replaced by `title`."""
    tree = LexborHTMLParser(f"<body>{source}</body>")
    heading = tree.css_first(", ".join(HEADINGS))
    if heading is not None:
        for child in list(heading.iter(include_text=True)):
            child.remove()
        heading.insert_child(title)
    return _inner(tree)


def shorten_phrases(source: str) -> str:
    """HTML `source` with the pinyin taken out of its phrase cards, and the cards marked `brief`."""
    tree = LexborHTMLParser(f"<body>{source}</body>")
    for pinyin in tree.css(".phrase .phrase-pinyin"):
        pinyin.decompose()
    for card in tree.css(".phrase"):
        card.attrs["class"] = f"{card.attributes['class']} brief"
    return _inner(tree)


def relevel(source: str, top: int) -> str:
    """HTML `source` with its first heading at level `top` and no level skipped after it."""
    tree = LexborHTMLParser(f"<body>{source}</body>")
    trail: list[int] = []
    for node in tree.css(", ".join(HEADINGS)):
        level = _level(node)
        while trail and trail[-1] >= level:
            trail.pop()
        trail.append(level)
        _retag(node, min(top + len(trail) - 1, 6))
    return _inner(tree)


def _retag(node: LexborNode, level: int) -> None:
    attributes = "".join(f' {name}="{value}"' for name, value in node.attributes.items() if value is not None)
    html = f"<h{level}{attributes}>{node.inner_html or ''}</h{level}>"
    made = LexborHTMLParser(html).body
    if made is not None and made.child is not None:
        node.replace_with(made.child)


def for_paper(source: str, page_url: str, prefix: str) -> str:
    """HTML `source` for print: no controls, ids made unique by `prefix`, links absolute."""
    tree = LexborHTMLParser(f"<body>{source}</body>")
    for screen in tree.css(SCREEN_ONLY):
        screen.decompose()
    for marked in tree.css("body [id]"):
        marked.attrs["id"] = f"{prefix}-{marked.attributes['id']}"
    for link in tree.css("a[href]"):
        link.attrs["href"] = urljoin(page_url, str(link.attributes["href"]))
    for image in tree.css("img[src]"):
        image.attrs["src"] = urljoin(page_url, str(image.attributes["src"]))
    return _inner(tree)


def _inner(tree: LexborHTMLParser) -> str:
    return (tree.body.inner_html or "") if tree.body is not None else ""
