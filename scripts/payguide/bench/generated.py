"""A guide as large as wanted, made from the small one of the mutation suite, and built without MkDocs."""

from __future__ import annotations

import re
import shutil
from functools import partial
from pathlib import Path

from markdown_it import MarkdownIt

#: The address that the small guide is configured for, and how many links its pages have in their menu.
ADDRESS = "https://pay.bank.cn/guide/"
MENU = 200
_TITLE = re.compile(r"(?m)^(title: |# )(.*)$")
_ID = re.compile(r"<h(\d)>(.*?) \{ #([\w-]+) \}</h\1>")
_EXPRESSION = re.compile(r"\{\{.*?\}\}")
_ASIDE = re.compile(r"\[\^\w+\](?:: .*)?")
_SOURCE_LINK = re.compile(r'href="([^":]+)\.md(#[\w-]+)?"')


def generate(base: Path, folder: Path, pages: int) -> Path:
    """A project in the new folder `folder` with about `pages` pages, counted in both languages together."""
    shutil.copytree(base, folder)
    sources = sorted(folder.glob("docs/*/**/*.md"))
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(re.sub(r"(?m)^nav:\n(?: .*\n)+", "", config), encoding="utf-8")
    for number in range(1, round(pages / len(sources))):
        for path in sources:
            locale, *rest = path.relative_to(folder / "docs").parts
            target = folder / "docs" / locale / f"part-{number:04}" / Path(*rest)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(_varied(path.read_text(encoding="utf-8"), number), encoding="utf-8")
    return folder


def _varied(text: str, number: int) -> str:
    """`text` as copy `number`: its lines say something of their own, so that no cache knows them already."""
    word = "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")
    text = re.sub(r"(?m)(?<=\w)([。；])$", rf"（{word}）\1", text)
    text = re.sub(r"(?m)(?<=[a-z])([.;])$", rf" ({word})\1", text)
    text = text.replace("](img/", "](../img/").replace("](../img/tap", "](../../img/tap")
    return _TITLE.sub(rf"\g<1>\g<2> ({number})", text)


def build(folder: Path) -> Path:
    """HTML pages of the generated project, each with a menu of two hundred links as a built guide has them."""
    md = MarkdownIt("commonmark", {"html": True}).enable("table")
    site = folder / "site"
    shutil.copytree(folder / "docs" / "zh" / "img", site / "img")
    shutil.copytree(folder / "docs" / "en" / "img", site / "en" / "img")
    sources = sorted(folder.glob("docs/*/**/*.md"))
    places = {path: _place(path.relative_to(folder / "docs")) for path in sources}
    for path, place in places.items():
        text = _ASIDE.sub("", _EXPRESSION.sub("95580", path.read_text(encoding="utf-8").split("---\n", 2)[2]))
        body = _ID.sub(r'<h\1 id="\3">\2</h\1>', md.render(text))
        up = "" if path.stem == "index" else "../"
        body = _SOURCE_LINK.sub(partial(_built_link, up=up), body).replace('src="', f'src="{up}')
        siblings = [other for other in places.values() if _is_english(other) == _is_english(place)][:MENU]
        menu = "".join(f'<li><a href="{_way(place, other)}">{other.as_posix()}</a></li>\n' for other in siblings)
        (site / place).mkdir(parents=True, exist_ok=True)
        (site / place / "index.html").write_text(_page(place, body, menu), encoding="utf-8")
    return site


def _is_english(place: Path) -> bool:
    return place.parts[:1] == ("en",)


def _way(place: Path, other: Path) -> str:
    return f"{'../' * len(place.parts)}{_address(other)}" or "./"


def _place(relative: Path) -> Path:
    parts = list(relative.with_suffix("").parts)
    parts = parts[1:] if parts[0] == "zh" else parts
    return Path(*(parts[:-1] if parts[-1] == "index" else parts))


def _address(place: Path) -> str:
    return f"{place.as_posix()}/" if place.parts else ""


def _built_link(match: re.Match[str], up: str) -> str:
    target = match[1].removesuffix("index")
    return f'href="{up}{target}{"/" if target and not target.endswith("/") else ""}{match[2] or ""}"'


def _page(place: Path, body: str, menu: str) -> str:
    other = Path(*place.parts[1:]) if _is_english(place) else Path("en") / place
    pair = (other, place) if _is_english(place) else (place, other)
    heads = "".join(
        f'<link rel="alternate" hreflang="{code}" href="{ADDRESS}{_address(each)}">\n'
        for code, each in zip(("zh", "en"), pair, strict=True)
    )
    return (
        f'<!doctype html>\n<html lang="{"en" if _is_english(place) else "zh"}">\n<head>\n<meta charset="utf-8">\n'
        f'<title>{place.as_posix()}</title>\n<link rel="canonical" href="{ADDRESS}{_address(place)}">\n{heads}</head>\n'
        f"<body>\n<nav><ul>\n{menu}</ul></nav>\n<main><article>\n{body}</article></main>\n</body>\n</html>\n"
    )
