"""Findings in other languages: every text of a report has its words in every catalogue, with the same blanks."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import payguide
from payguide.model.messages import Message
from payguide.reports import catalogue
from payguide.reports.manuals import manuals

LIBRARY = Path(payguide.__file__).parent
SOURCES = sorted(LIBRARY.rglob("*.py"))
LANGUAGES = [language for language in catalogue.LANGUAGES if language != catalogue.ENGLISH]
FILES = [path for language in LANGUAGES for path in sorted((LIBRARY / "reports" / language).glob("*.yml"))]


def calls(path: Path) -> Iterator[ast.Call]:
    """Every call of `payguide.model.messages.say` in a module."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    imported = {
        alias.asname or alias.name
        for node in nodes
        if isinstance(node, ast.ImportFrom) and node.module == "payguide.model.messages"
        for alias in node.names
        if alias.name == "say"
    }
    for node in nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in imported:
            yield node


def literals(call: ast.Call) -> list[str]:
    """The templates of a call: a text, or a choice between two; empty when they cannot be told from the source."""
    first = call.args[0] if call.args else None
    options = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [option.value for option in options if isinstance(option, ast.Constant) and isinstance(option.value, str)]


TEMPLATES = {text for path in SOURCES for call in calls(path) for text in literals(call)}
SUMMARIES = {known.summary for known in manuals().values()}


def blanks(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_templates_are_written_where_they_are_said(path: Path) -> None:
    unclear = [f"{path.name}:{call.lineno}" for call in calls(path) if not literals(call)]
    assert not unclear, "say() wants a text in quotes, which catalogues can be compared with"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.relative_to(LIBRARY).as_posix())
def test_blanks_are_filled(path: Path) -> None:
    for call in calls(path):
        given = {keyword.arg for keyword in call.keywords}
        if None not in given:  # `**values` cannot be told from the source
            assert all(blanks(text) <= given for text in literals(call)), f"{path.name}:{call.lineno}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_has_its_words(language: str) -> None:
    words = catalogue.catalogue(language)
    assert sorted((TEMPLATES | SUMMARIES) - words.keys()) == [], "not translated"
    assert sorted(words.keys() - TEMPLATES - SUMMARIES) == [], "said nowhere any more"


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_translations_have_the_same_blanks_and_are_written_once(path: Path) -> None:
    node = yaml.compose(path.read_text(encoding="utf-8"))
    assert isinstance(node, yaml.MappingNode)
    written = [str(key.value) for key, _ in node.value]
    assert len(written) == len(set(written)), "written twice in this file"
    others = [other for other in FILES if other.parent == path.parent and other != path]
    elsewhere = {key for other in others for key in yaml.safe_load(other.read_text(encoding="utf-8")) or {}}
    assert not elsewhere & set(written), "written in two files"
    for template, words in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        assert blanks(words) == blanks(template), template
        assert words.strip() and words != template, template


@pytest.mark.parametrize("path", [path for path in FILES if path.parent.name == "zh"], ids=lambda path: path.name)
def test_chinese_has_full_width_punctuation(path: Path) -> None:
    for template, words in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        prose = re.sub(r"`[^`]*`|\{[^{}]*\}|<[^>]*>", "x", words)
        assert not re.search(r"[\u4e00-\u9fff][,;:!?()]|[,;!?()][\u4e00-\u9fff]", prose), template


def test_a_message_is_said_again_with_its_parts() -> None:
    inner = Message("the fact '{id}'", {"id": "a.b"})
    outer = Message("{where} prints {call}, which the source page does not", {"where": "x", "call": inner})
    assert outer == "x prints the fact 'a.b', which the source page does not"
    assert catalogue.in_language(outer, "zh") == "x引用了事实“a.b”，而原文页面没有引用"
    assert catalogue.in_language(outer, "en") == outer
