"""Style sheets of the project as text, made light for the layout engine."""

from __future__ import annotations

import re
from pathlib import Path

TOKENS = Path("docs/assets/css/tokens.css")
_ROOT = re.compile(r":root\s*\{(.*?)\}", re.DOTALL)
_DECLARED = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
_USED = re.compile(r"var\((--[\w-]+)\)")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def light_tokens(root: Path) -> str:
    """The site's tokens as paper needs them: what stands before the dark scheme; empty without the file."""
    path = root / TOKENS
    text = path.read_text("utf-8").partition("@media")[0] if path.is_file() else ""
    return re.sub(r"color-scheme:[^;]*;", "", text)


def constants(tokens: str) -> dict[str, str]:
    """The tokens that are said once, and so mean the same everywhere, with those that they refer to filled in."""
    plain = _COMMENT.sub("", tokens)
    said = [name for name, _ in _DECLARED.findall(plain)]
    values = {
        name: value.strip()
        for block in _ROOT.findall(plain)
        for name, value in _DECLARED.findall(block)
        if said.count(name) == 1
    }
    return {name: fill(value, values) for name, value in values.items()}


def fill(text: str, values: dict[str, str]) -> str:
    """`text` with constant tokens in the place of `var(…)`: looking each up costs the engine more than all the rest."""
    return _USED.sub(lambda match: values.get(match[1], match[0]), text)
