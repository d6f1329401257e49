"""Stand-ins for translators: English made longer and foreign, by machine, with all markup left as it is.

`accented` keeps the words readable and puts further words between them, 40 % more in all, as German would;
`longer_chinese` does the same to Chinese; `arabic` writes English words in Arabic letters, from right to left.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from guide_site import ROOT
from payguide.cli.translating import translate
from payguide.model.leaflets import DATA_FILE
from payguide.sources.yamltags import child, entries, read_yaml

Pseudo = Callable[[str], str]

#: How much longer a text becomes, by the letter.
GROWTH = 0.4
#: Letters of Europe's languages, all of them in the leaflets' fonts.
_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "ábçđéfĝĥíĵķłmñóþqŕšŧúvŵxýžÁBÇĐÉFĜĤÍĴĶŁMÑÓÞQŔŠŦÚVŴXÝŽ"
)
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابقدهفجحيژكلمنوپقرستعثوخيز")
#: What is put between the words, short and long ones.
_FURTHER = ("ñéŵ", "ŵóŕđš", "íñ", "ŧŕáñšłáŧíóñ", "ŧó", "ķééþ", "łóñĝéŕ", "ŧéxŧš")
_FURTHER_CHINESE = "翻译以后文字更长"
#: So many letters are owed before further words are put into the middle of a line.
_OWED = 8
#: Markup, calls, addresses, attributes and keys of front matter stay; the rest is words.
_MARKUP = re.compile(
    r"\{\{.*?\}\}|\{[^{}\n]*\}|<[^>]*>|\]\([^)]*\)|`[^`]*`"
    r"|^(?:!!! \w+|title:|description:|(?:way|leaflet|template):.*|---)"
    r"|[\u3400-\u9fff]+|[A-Za-z]+(?:['’][a-z]+)?(?![A-Za-z\d])",
    re.MULTILINE,
)
_MARK = re.compile(r"[ \t]*# untranslated(?:: \S+)?$", re.MULTILINE)
#: What the block of a language in `mkdocs.yml` and its interface texts say that is no words.
_NO_WORDS = ("locale", "name", "build", "language_tag", "language_name", "direction")


def accented(text: str) -> str:
    """`text` with every word accented, and further words between them."""
    return "\n".join(_lengthened(line, str.isascii, _FURTHER, " ") for line in text.split("\n"))


def longer_chinese(text: str) -> str:
    """`text` with further characters between its Chinese ones."""
    return "\n".join(
        _lengthened(line, lambda word: not word.isascii(), _FURTHER_CHINESE, "") for line in text.split("\n")
    )


def arabic(text: str) -> str:
    """`text` with every English word in Arabic letters."""
    return _MARKUP.sub(lambda match: _foreign(match.group()), text)


def _is_word(found: str) -> bool:
    return found[0].isalpha() and not found.endswith(":") and not found.startswith(("way:", "leaflet:", "template:"))


def _foreign(word: str) -> str:
    if not _is_word(word) or not word.isascii():
        return word
    return word.lower().replace("'", "").translate(_ARABIC)


def _lengthened(line: str, ours: Callable[[str], bool], words: str | tuple[str, ...], gap: str) -> str:
    """A line with further `words` behind those that are `ours`: a heading, a step, a row grows by itself."""
    found = [match for match in _MARKUP.finditer(line) if _is_word(match.group()) and ours(match.group())]
    further, owed, out, end = itertools.cycle(words), 0.0, "", 0
    for match in found:
        out += line[end : match.start()] + match.group().translate(_ACCENTS)
        end = match.end()
        owed += (len(match.group()) + len(gap)) * GROWTH
        if match is found[-1] or (owed >= _OWED and line[end : end + 1].isspace()) or not gap:
            added = "".join(_paid(owed, further, gap))
            out, owed = out + added, owed - len(added)
    return out + line[end:]


def _paid(owed: float, further: Iterator[str], gap: str) -> Iterator[str]:
    """Further words, each behind a `gap`, of as many letters as are `owed`; the last one is cut."""
    left = round(owed) - len(gap)
    while left > 0:
        word = next(further)[:left]
        yield gap + word
        left -= len(word) + len(gap)


def copy_guide(root: Path) -> Path:
    """A copy of the guide itself at `root`; what no test writes to is linked."""
    shutil.copytree(ROOT / "docs", root / "docs")
    shutil.copy(ROOT / "mkdocs.yml", root)
    for name in ("overrides", "scripts"):
        (root / name).symlink_to(ROOT / name)
    return root


def new_language(root: Path, code: str, *options: str, origin: str = "en") -> None:
    """Begins the language `code` with the words of `origin`, as an editor would."""
    done = CliRunner().invoke(translate, ["new", code, "--from", origin, "--root", str(root), *options])
    assert done.exit_code == 0, done.output


def build(root: Path) -> Path:
    """The pages of the guide at `root`, built."""
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(root / "site")],
        cwd=root, capture_output=True, text=True, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return root / "site"


def translate_all(root: Path, code: str, pseudo: Pseudo) -> None:
    """Translates everything that `translate new` has marked in `code`, and deletes the marks."""
    for path in (root / "docs" / code).rglob("*.md"):
        text = path.read_text(encoding="utf-8").replace("<!-- untranslated -->\n\n", "").replace("# untranslated\n", "")
        path.write_text(pseudo(text), encoding="utf-8")
    for path in [root / "mkdocs.yml", *(root / "docs" / "_data").rglob("*.yml")]:
        before = path.read_text(encoding="utf-8")
        _, node, _ = read_yaml(before)
        found = _own(node) if path.stem == code else _words(node, code)
        path.write_text(_MARK.sub("", _replaced(before, list(found), pseudo)), encoding="utf-8")


def translate_leaflets(root: Path, code: str, pseudo: Pseudo, origin: str = "en") -> None:
    """Prints every leaflet in `code` in the place of `origin`, and beside the other language where it has one."""
    path = root / DATA_FILE
    leaflets = yaml.safe_load(path.read_text(encoding="utf-8"))
    for leaflet in leaflets:
        _beside(leaflet, code, origin, pseudo)
        known = leaflet.get("locales") or list(leaflet.get("title", {}))
        leaflet["locales"] = [*(other for other in known if other not in (origin, code)), code]
    path.write_text(yaml.safe_dump(leaflets, allow_unicode=True, sort_keys=False), encoding="utf-8")


def _beside(node: Any, code: str, origin: str, pseudo: Pseudo) -> None:
    """Puts words in `code` beside those in `origin`, at any depth."""
    if isinstance(node, dict) and origin in node:
        words = node[origin]
        node[code] = pseudo(words) if isinstance(words, str) else [pseudo(line) for line in words]
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        _beside(inner, code, origin, pseudo)


def _words(node: yaml.Node | None, code: str) -> Iterator[yaml.ScalarNode]:
    """Texts in the language `code`, and those of its block in the configuration."""
    locale = child(node, "locale")
    if isinstance(locale, yaml.ScalarNode) and locale.value == code:
        yield from _own(node)
        return
    for key, _, value in entries(node):
        yield from _own(value) if key == code else _words(value, code)
    for value in node.value if isinstance(node, yaml.SequenceNode) else ():
        yield from _words(value, code)


def _own(node: yaml.Node | None) -> Iterator[yaml.ScalarNode]:
    """All texts below `node` that are words."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for key, _, value in entries(node):
        if key not in _NO_WORDS:
            yield from _own(value)


def _replaced(text: str, found: list[yaml.ScalarNode], pseudo: Pseudo) -> str:
    """The YAML `text` with pseudo-words in the place of the values `found`."""
    for node in sorted(found, key=lambda node: -node.start_mark.index):
        start, end = node.start_mark.index, node.end_mark.index
        close = "\n" if node.style in ("|", ">") else ""
        text = text[:start] + json.dumps(pseudo(node.value), ensure_ascii=False) + close + text[end:]
    return text
