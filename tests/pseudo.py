"""Stand-ins for translators: English made longer and foreign, by machine, with all markup left as it is.

`accented` keeps the words readable and makes them 40 % longer, as German would; `arabic` writes them in Arabic
letters, from right to left.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

Pseudo = Callable[[str], str]

_ACCENTS = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", "áƀçđéƒĝĥíĵķłɱñóþǫŕšŧúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶŁṀÑÓÞǪŔŠŦÚṼŴẊÝŽ"
)
_ARABIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابقدهفجحيژكلمنوپقرستعثوخيز")
#: Markup, calls, addresses, attributes and Chinese stay; the rest is words.
_MARKUP = re.compile(
    r"\{\{.*?\}\}|\{[^{}\n]*\}|<[^>]*>|\]\([^)]*\)|`[^`]*`|^(?:!!! \w+|title:|description:|way:.*|---)|[\u3400-\u9fff]+"
    r"|[A-Za-z]+(?:['’][a-z]+)?",
    re.MULTILINE,
)


def accented(text: str) -> str:
    """`text` with every word accented and padded."""
    return _MARKUP.sub(lambda match: _longer(match.group()), text)


def arabic(text: str) -> str:
    """`text` with every word in Arabic letters."""
    return _MARKUP.sub(lambda match: _foreign(match.group()), text)


def _longer(word: str) -> str:
    if not word[0].isalpha() or not word.isascii() or word.endswith(":") or word.startswith("way:"):
        return word
    return word.translate(_ACCENTS) + "~" * round(len(word) * 0.4)


def _foreign(word: str) -> str:
    if not word[0].isalpha() or not word.isascii() or word.endswith(":") or word.startswith("way:"):
        return word
    return word.lower().replace("'", "").translate(_ARABIC)


def translate_all(root: Path, code: str, pseudo: Pseudo) -> None:
    """Translates everything that `translate new` has marked in `code`, and deletes the marks."""
    for path in (root / "docs" / code).rglob("*.md"):
        text = path.read_text(encoding="utf-8").replace("<!-- untranslated -->\n\n", "").replace("# untranslated\n", "")
        path.write_text(pseudo(text), encoding="utf-8")
    for path in [root / "mkdocs.yml", *(root / "docs" / "_data").rglob("*.yml")]:
        lines = path.read_text(encoding="utf-8").split("\n")
        path.write_text("\n".join(_line(line, code, pseudo) for line in lines), encoding="utf-8")


def _line(line: str, code: str, pseudo: Pseudo) -> str:
    words, mark, _ = line.rpartition("  # untranslated")
    if not mark:
        return line
    if "{" in words and f"{code}: " in words:
        return re.sub(rf"(?<={code}: )[^,}}]+", lambda match: pseudo(match.group()), words)
    key, _, value = words.partition(": ")
    return f"{key}: {pseudo(value)}"
