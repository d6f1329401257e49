"""The web app manifest of each language: under which name and picture phones keep the guide on their home screen."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

NAME = "manifest.webmanifest"


def write(site: Path, prefix: str, pictures: Sequence[Mapping[str, str]]) -> None:
    """Writes the manifest for the home page below `prefix`, from what that page says of itself; none without a page."""
    home = site / prefix / "index.html"
    if not home.is_file():
        return
    tree = LexborHTMLParser(home.read_text(encoding="utf-8"))
    up = "../" * prefix.count("/")
    data = {
        "name": _text(tree, "title"),
        "short_name": _text(tree, "title"),
        "description": _attribute(tree, 'meta[name="description"]', "content"),
        "lang": _attribute(tree, "html", "lang"),
        "dir": _attribute(tree, "html", "dir"),
        "start_url": ".",
        "scope": up or ".",  # the other languages belong to the same app
        "display": "standalone",
        "background_color": _attribute(tree, 'meta[name="theme-color"]', "content"),
        "theme_color": _attribute(tree, 'meta[name="theme-color"]', "content"),
        "icons": [{**picture, "src": up + picture["src"]} for picture in pictures],
    }
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    (site / prefix / NAME).write_text(text, encoding="utf-8")


def _text(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return node.text().strip() if node is not None else ""


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str:
    node = tree.css_first(selector)
    return (node.attributes.get(name) or "") if node is not None else ""
