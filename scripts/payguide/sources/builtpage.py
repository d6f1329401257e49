"""One HTML page of the built site: what a browser would load, show and follow."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from sys import intern

from selectolax.lexbor import LexborHTMLParser, LexborNode

#: Attributes that make a browser load something at once, by tag.
_LOADED = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "use": ("href", "xlink:href"),
}
_LOADING_RELS = frozenset(
    (
        "stylesheet",
        "icon",
        "apple-touch-icon",
        "preload",
        "prefetch",
        "modulepreload",
        "preconnect",
        "dns-prefetch",
        "manifest",
    )
)
#: Addresses on other hosts that a style sheet loads.
CSS_URL = re.compile(r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s;]+)""")
_REFRESH = re.compile(r"""url\s*=\s*["']?([^"']+)""", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_EXPRESSION = re.compile(r"\{\{[^{}<]*\}?\}?|\{%[^{}<]*%?\}?")


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """One HTML page. `path` and all targets are as in the built site: "en/pay/cards/index.html", "../cash/".

    `links` are those of the page's own content, `shared_links` those of the frame around it (menus, footer).
    `alternates` are targets by language code; `loads` all addresses that a browser requests by itself. `named` are
    target and spoken name of the links that have a scheme or no name; `refresh` is where the page sends readers on to;
    `repeated` are ids of the page's own content that it has twice.
    """

    path: str
    lang: str
    title: str
    canonical: str
    alternates: Mapping[str, str]
    ids: frozenset[str]
    links: tuple[str, ...]
    shared_links: tuple[str, ...]
    images: tuple[str, ...]
    loads: tuple[str, ...]
    expressions: tuple[str, ...]
    is_redirect: bool
    named: tuple[tuple[str, str], ...] = ()
    refresh: str = ""
    repeated: tuple[str, ...] = ()


def read_page(path: str, content: bytes) -> BuiltPage:
    """What is in the HTML `content` of the file `path`."""
    tree = LexborHTMLParser(content)
    html = tree.css_first("html")
    body = tree.css_first("article") or tree.css_first("main") or tree.css_first("body")
    own = [node.attributes.get("href") or "" for node in body.css("a[href]")] if body else []
    links = [(node, node.attributes.get("href") or "") for node in tree.css("a[href]")]
    heads = [(_rels(node), node.attributes) for node in tree.css("link[href]")]
    title = tree.css_first("title")
    refreshes = [
        node.attributes.get("content") or ""
        for node in tree.css("meta[http-equiv]")
        if (node.attributes.get("http-equiv") or "").lower() == "refresh"
    ]
    named = tuple(dict.fromkeys(_named(links)))
    ids = list(_ids(tree))
    return BuiltPage(
        path=path,
        lang=(html.attributes.get("lang") if html else None) or "",
        title=title.text(strip=True) if title else "",
        canonical=next((names.get("href") or "" for rels, names in heads if "canonical" in rels), ""),
        alternates={
            names.get("hreflang") or "": names.get("href") or ""
            for rels, names in heads
            if "alternate" in rels and names.get("hreflang")
        },
        ids=frozenset(ids),
        links=tuple(own),
        shared_links=tuple((Counter([intern(href) for _, href in links]) - Counter(own)).keys()),
        images=tuple(node.attributes.get("src") or "" for node in tree.css("img[src]")),
        loads=tuple(dict.fromkeys(_loads(tree))),
        expressions=tuple(_expressions(tree, content)),
        is_redirect=bool(refreshes),
        named=named,
        repeated=tuple(_repeated(ids, body)),
        refresh=next((found[1].strip() for content in refreshes if (found := _REFRESH.search(content))), ""),
    )


def _named(links: list[tuple[LexborNode, str]]) -> Iterator[tuple[str, str]]:
    """Target and name of the links whose target or name needs a look."""
    for node, href in links:
        text = node.text(strip=True)
        if text and not _SCHEME.match(href):
            continue
        attributes = node.attributes
        # A link to its own place, without words, is what code blocks number their lines with.
        if text or not (href.startswith("#") and (attributes.get("id") or attributes.get("name"))):
            yield href, " ".join(node.text().split()) or _label(node)


def _label(node: LexborNode) -> str:
    """The name of a link without text: of its attributes, or of a picture inside."""
    attributes = node.attributes
    named = next((attributes[name] for name in ("aria-label", "aria-labelledby", "title") if attributes.get(name)), "")
    if named or attributes.get("aria-hidden") == "true" or "hidden" in attributes:
        return named or "-"
    for inner in node.css("img, svg, [aria-label], [title], input"):
        within = inner.attributes
        # Whether a picture without words is right is for the rules of pictures.
        if inner.tag == "img" and not within.get("alt") and "alt" not in within:
            return "-"
        for name in ("alt", "aria-label", "aria-labelledby", "title", "value"):
            if within.get(name):
                return within[name] or ""
        title = inner.css_first("title") if inner.tag == "svg" else None
        if title is not None and title.text(strip=True):
            return str(title.text(strip=True))
    return ""


def _rels(node: LexborNode) -> list[str]:
    return (node.attributes.get("rel") or "").lower().split()


def _ids(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("[id], a[name]"):
        for name in (node.attributes.get("id"), node.attributes.get("name") if node.tag == "a" else None):
            if name:
                yield name


def _repeated(ids: list[str], body: LexborNode | None) -> Iterator[str]:
    """The ids that stand twice in the content; most pages have none, which is quickly told."""
    if len(ids) == len(set(ids)) or body is None:
        return
    own = Counter(node.attributes.get("id") for node in body.css("[id]"))
    yield from (name for name, count in own.items() if name and count > 1)


def _loads(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css(", ".join(_LOADED)):
        for name in _LOADED.get(node.tag or "", ()):
            value = node.attributes.get(name)
            if value:
                yield from (
                    (part.split()[0] for part in value.split(",") if part.strip()) if name == "srcset" else [value]
                )
    for node in tree.css("link[href]"):
        if _LOADING_RELS.intersection(_rels(node)):
            yield node.attributes.get("href") or ""
    for node in tree.css("style"):
        yield from CSS_URL.findall(node.text())
    for node in tree.css("[style*='//']"):
        yield from CSS_URL.findall(node.attributes.get("style") or "")


def _expressions(tree: LexborHTMLParser, content: bytes) -> Iterator[str]:
    """Expressions that readers would see; code may show them on purpose. Changes `tree`: call it last."""
    if b"{{" not in content and b"{%" not in content:
        return
    for node in tree.css("script, style, code, pre, template"):
        node.decompose()
    yield from _EXPRESSION.findall(tree.html or "")
