"""The guide with as many guides as wanted, for the weight of a page that every further page may add to.

Copies of the guide's own pages in sections of twenty, each with its words in an order of its own, as an index of equal
texts could be compressed to almost nothing; links between pages become words, as their ends are elsewhere. The same
Markdown, navigation and data go to every generator.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from payguide.bench.webpeers import Peer
from payguide.bench.webserver import Nginx, serving
from payguide.bench.webtext import sources
from payguide.bench.weight import View, chromium, weigh
from payguide.publish.light import lighten
from payguide.publish.mkdocs import build_pages
from payguide.publish.shrink import compress
from payguide.sources.config import load_config

#: How many guides are compared, and how many stand in a section.
SIZES = (20, 500)
SECTION = 20
#: The page that is weighed: the same text in a guide of any size.
WEIGHED = "part-01/guide-001/"
#: The first copy is of this page, which is read most.
_FIRST = "pay/cards.md"

#: Data of the helpers, whose pages are not copied: their answers lead to pages by name.
_HELPERS = ("ways.yml", "questions.yml", "fees.yml", "limits.yml")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\((?![a-z]+:)[^)]*\)")
_TITLE = re.compile(r"(?m)^(title: |# )(.*)$")
_FRONT = re.compile(r"(?s)\A---\n.*?\n---\n")
#: What is no reader's words: calls, ids, tags, kinds of notices.
_KEPT = re.compile(r"(\{\{.*?\}\}|\{[^}\n]*\}|<[^>\n]*>|!!! \w+)")
_WORD = re.compile(r"[A-Za-z]{3,}|[\u4e00-\u9fff]{2,}")
_LEAFLET = re.compile(r"(?m)^leaflet: .*\n")
_BLOCK = r"(?m)^nav:\n(?:(?:[ #].*)?\n)+"
_TRANSLATIONS = re.compile(r"(?m)^( +)nav_translations:\n(?:\1 +.*\n)+")


def grown(root: Path, folder: Path, count: int) -> Path:
    """A project in the new folder `folder`: the one at `root` with `count` guides beside its home page."""
    folder.mkdir(parents=True)
    for name in ("overrides", "docs/_data", "docs/assets"):
        shutil.copytree(root / name, folder / name, ignore=_helpers)
    (folder / "scripts").symlink_to(root / "scripts")
    locales = [locale.code for locale in load_config(root).languages.locales]
    models = _models(root, locales)
    for code in locales:
        home = (root / "docs" / code / "index.md").read_text(encoding="utf-8")
        _write(folder / "docs" / code / "index.md", _bare(home))
        for number in range(1, count + 1):
            text = (root / "docs" / code / models[(number - 1) % len(models)]).read_text(encoding="utf-8")
            _write(folder / "docs" / code / _place(number), _varied(_bare(text), number))
    _configure(root, folder, count)
    return folder


def _helpers(folder: str, names: list[str]) -> list[str]:
    """What is not copied: facts/ may have files of the same names."""
    return [name for name in names if name in _HELPERS and Path(folder).name == "_data"]


def _models(root: Path, locales: list[str]) -> list[str]:
    """The guides that exist in every language and are made of Markdown alone, the first one first."""
    source = root / "docs" / locales[0]
    names = [path.relative_to(source).as_posix() for path in sorted(source.glob("*/*.md"))]
    plain = [
        name
        for name in names
        if not name.startswith(("leaflets/", "about/")) and "\ntemplate:" not in (source / name).read_text("utf-8")
    ]
    shared = [name for name in plain if all((root / "docs" / code / name).is_file() for code in locales)]
    return sorted(shared, key=lambda name: name != _FIRST)


def _place(number: int) -> str:
    return f"part-{(number - 1) // SECTION + 1:02}/guide-{number:03}.md"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _bare(text: str) -> str:
    """Without links to other pages, and without the leaflet that it offers."""
    return _LINK.sub(r"\1", _LEAFLET.sub("", text))


def _varied(text: str, number: int) -> str:
    """As copy `number`: its title says so, and its words are in an order of its own.

    The first keeps its text: it is weighed in guides of all sizes.
    """
    text = _TITLE.sub(rf"\g<1>\g<2> {number}", text)
    if number == 1:
        return text
    front = _FRONT.match(text)
    start = front.end() if front else 0
    return text[:start] + _shuffled(text[start:], random.Random(number))


def _shuffled(text: str, dice: random.Random) -> str:
    """`text` with each word replaced by any of its words, and each run of Chinese by as many of its characters."""
    parts = _KEPT.split(text)  # every second part is kept
    words = [word for part in parts[::2] for word in _WORD.findall(part)]
    latin = [word for word in words if word.isascii()]
    characters = "".join(word for word in words if not word.isascii())

    def other(match: re.Match[str]) -> str:
        return dice.choice(latin) if match[0].isascii() else "".join(dice.choices(characters, k=len(match[0])))

    return "".join(_WORD.sub(other, part) if place % 2 == 0 else part for place, part in enumerate(parts))


def _configure(root: Path, folder: Path, count: int) -> None:
    """Navigation: home, then sections with titles in both languages."""
    parts = range(1, (count - 1) // SECTION + 2)
    lines = ["nav:", "  - index.md"]
    for part in parts:
        lines.append(f"  - 第{part}部分:")
        numbers = range((part - 1) * SECTION + 1, min(part * SECTION, count) + 1)
        lines += [f"      - {_place(number)}" for number in numbers]
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    config = re.sub(_BLOCK, "\n".join(lines) + "\n\n", config, count=1)

    def titles(match: re.Match[str]) -> str:
        indent = match[1]
        return f"{indent}nav_translations:\n" + "".join(f"{indent}  第{part}部分: Part {part}\n" for part in parts)

    (folder / "mkdocs.yml").write_text(_TRANSLATIONS.sub(titles, config), encoding="utf-8")


def build_ours(folder: Path, site: Path, address: str) -> None:
    """Builds the project as `scripts/guide build` does, without leaflets and checks. Raises RuntimeError."""
    locales = load_config(folder).languages.locales
    faults = build_pages(folder, site, address, epoch=0) or lighten(folder, site, address, locales, withdraw=False)
    if faults:
        raise RuntimeError(f"the guide cannot be built: {faults[0].location}: {faults[0].message}")


@dataclass(frozen=True, slots=True)
class Grower:
    """Weighs a page of guides of all SIZES, made from the project at `root` in the folder `work` for `address`."""

    root: Path
    tools: Path
    nginx: Nginx
    work: Path
    address: str
    say: Callable[[str], None]

    def ours(self) -> dict[int, View]:
        """The heavier language's page by number of guides, made by this project."""
        return {size: self._ours(size) for size in SIZES}

    def theirs(self, peer: Peer) -> dict[int, View]:
        """The same, made by `peer`."""
        return {size: self._theirs(peer, size) for size in SIZES}

    def _project(self, size: int) -> Path:
        folder = self.work / f"{size}-guides"
        return folder if folder.exists() else grown(self.root, folder, size)

    def _ours(self, size: int) -> View:
        self.say(f"building {size} guides")
        site = self.work / f"{size}-ours"
        build_ours(self._project(size), site, self.address)
        return self._heavier(site)

    def _theirs(self, peer: Peer, size: int) -> View:
        self.say(f"{peer.name}: building {size} guides")
        project, site = self._project(size), self.work / f"{size}-{peer.name}"
        peer.build(project, sources(project), site, self.address, self.tools)
        places = {site / locale.prefix / WEIGHED / "index.html" for locale in load_config(project).languages.locales}
        for path in set(site.rglob("index.html")) - places - {site / "index.html"}:
            path.unlink()  # no view asks for them, and to compress them would take minutes
        compress(site)
        return self._heavier(site)

    def _heavier(self, site: Path) -> View:
        locales = load_config(self.root).languages.locales
        with serving(self.nginx, site) as server, chromium(server) as browser:
            views = [weigh(browser, server, f"{locale.prefix}{WEIGHED}", locale.code) for locale in locales]
        return max(views, key=lambda view: view.size)
