"""The guide's Markdown as other generators can read it: facts and terms are words, sentences to show are quotations.

What our own hooks make of data (helpers, glossary, list of sources, list of sheets) is left out, which makes the
others' pages and search indexes lighter than ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from payguide.model.data import load_data
from payguide.model.holdings import Data
from payguide.rendering.blocks import beside_chinese
from payguide.rendering.macros import Macros, expand
from payguide.sources.config import load_config

#: Words that are on paper only.
_PAPER = "leaflets"
_FRONT = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_OWN = re.compile(r"(?m)^(?:template|leaflet):.*\n")
_PHRASE = re.compile(r"(?m)^( *)@@phrase ([\w.-]+)@@$")
_OTHER_MARK = re.compile(r"@@[^@\n]+@@\n?")
_NOTICE = re.compile(r'(?m)^( *)!!! (\w+)(?: "(.*)")?\n((?:\1 {4}.*\n|\n(?=\1 {4}))+)')
_ATTRIBUTES = re.compile(r"\n *\{ *\.[^}]*\}|(?<=\)) *\{ *\.[^}]*\}")
_LINK = re.compile(r"(?<!!)\]\(([^):#\s]*)\.md(#[\w.-]+)?\)")
#: What Hugo Book calls the notices of this guide.
_ALERTS = {"answer": "TIP", "warning": "WARNING"}


@dataclass(frozen=True, slots=True)
class Source:
    """A page: its path below the language's folder (`pay/cards.md`), its front matter as YAML, and its Markdown."""

    locale: str
    path: Path
    front: str
    text: str

    @property
    def slug(self) -> str:
        """Where the page lies below its language: `pay/cards/`; the home page is at ""."""
        parts = self.path.with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "index" else parts
        return "".join(f"{part}/" for part in parts)


def sources(root: Path) -> Iterator[Source]:
    """The pages of the guide at `root` with their calls replaced. Raises ValueError for a call that is wrong."""
    locales = [locale.code for locale in load_config(root).languages.locales]
    data, _ = load_data(root / "docs", root, locales)
    for locale in locales:
        folder = root / "docs" / locale
        for path in sorted(folder.rglob("*.md")):
            relative = path.relative_to(folder)
            if relative.parts[0] != _PAPER:
                yield _expanded(Source(locale, relative, *_split(path.read_text(encoding="utf-8"))), data, root)


def _split(text: str) -> tuple[str, str]:
    """Front matter without what names our own templates, and the Markdown below it."""
    front = _FRONT.match(text)
    return (_OWN.sub("", front[1]), text[front.end() :]) if front else ("", text)


def _expanded(page: Source, data: Data, root: Path) -> Source:
    calls = Macros(data, page.locale, root / "overrides" / ".icons" / "pay")
    text, findings = expand(page.text, calls, page.path.as_posix(), 0)
    if findings:
        raise ValueError(f"{page.path}: {findings[0].message}")

    def quotation(match: re.Match[str]) -> str:
        phrase = (data.phrases or {})[match[2]]
        lines = (f"**{phrase.zh}**", phrase.pinyin, phrase.words(beside_chinese(page.locale)))
        return "  \n".join(f"{match[1]}> {line}" for line in lines)

    return Source(page.locale, page.path, page.front, _OTHER_MARK.sub("", _PHRASE.sub(quotation, text)))


def for_hugo(page: Source, home: str) -> str:
    """The page as Hugo Book reads it, `home` being the path of its language's home page (`/en/`)."""
    text = _NOTICE.sub(_alert, page.text.replace(" markdown>", ">"))
    text = _ATTRIBUTES.sub("", text)
    here = Path("/", page.path.parent)

    def link(match: re.Match[str]) -> str:
        parts = (here / match[1]).as_posix().split("/")
        way: list[str] = []
        for part in parts[1:]:
            way = way[:-1] if part == ".." else [*way, part] if part not in ("", ".") else way
        way = way[:-1] if way[-1:] == ["index"] else way
        return f"]({home}{''.join(f'{part}/' for part in way)}{match[2] or ''})"

    return f"---\n{page.front}---\n{_LINK.sub(link, text)}"


def _alert(match: re.Match[str]) -> str:
    indent, kind, title, body = match.groups()
    lines = [line[len(indent) + 4 :] for line in body.rstrip("\n").split("\n")]
    head = [f"[!{_ALERTS.get(kind, 'NOTE')}]", *([f"**{title}**", ""] if title else [])]
    return "".join(f"{indent}> {line}".rstrip() + "\n" for line in [*head, *lines])
