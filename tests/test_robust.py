"""Whatever stands in a page, the checker ends soon, does not fall over, and speaks of places that exist."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from payguide.checks import run
from payguide.fixes import plan
from robust import BREAK, MANY, NASTY, awake, judge, lines_of, project, site_at

_HEAVY = {
    "line": "word [x](no.md) ",
    "letters": "a",
    "han": "价格五千元，",
    "brackets": "[",
    "pairs": "[]",
    "nested": "[x](",
    "images": "![",
    "ticks": "`",
    "odd-ticks": "` `` ",
    "stars": "*a ",
    "underscores": "_",
    "angles": "<",
    "ampersands": "&",
    "tags": "<a ",
    "open-tags": "<div>",
    "attributes": "<a x=1 ",
    "comments": "<!--",
    "expressions": "{{",
    "statements": "{% raw %}",
    "calls": '{{ fact("x") }}',
    "braces": "{ #a ",
    "lists": "{: .a }",
    "bars": "|",
    "cells": "a | ",
    "backslashes": "\\",
    "parentheses": "(",
    "quotes": '"',
    "blanks": " ",
    "tabs": "\t",
    "hashes": "#",
    "quotation": "> ",
    "bullets": "- ",
    "numbers": "1,",
    "digits": "9",
    "dashes": "-",
    "equals": "=",
    "entities": "&amp;",
    "notes": "[^1]",
    "marks": "!!! ",
    "addresses": "<http://a",
    "mail": "a@",
    "target": "[x](a b",
    "blank-target": "[x](  a",
    "bare-targets": "[x](a)",
    "pictures": "![x](a)",
    "linked-pictures": "[![x](a)](b)",
    "reference-links": "[x][y]",
    "mixed": "*[`<![x](a)`>]_ ",
    "script": "<script ",
    "anchors": '<a href="b">',
    "raw": "<a id=x></a>",
    "inputs": "<img src=x alt>",
    "bombs": "&amp;" * 3 + "\\|",
    "open-cells": "<td ",
    "languages": "<a lang",
    "styles": "{ lang",
    "quotations": "“",
    "asides": "(（",
    "open-calls": "{{ fact(",
    "open-targets": "](",
    "thousands": "1 000 ",
    "words": "one hundred and ",
    "numerals": "一万",
    "links": "https://a ",
    "dollars": "$a",
    "snippets": "--8<-- ",
    "spaced": "a 价 ",
    "years": "2024年",
    "amounts": "¥5,000.00 ",
    "phones": "+86 10 ",
    "wan": "一二三万",
    "percents": "%E4",
    "colons": ":",
    "zeros": "\u200b",
    "combining": "\u0301",
    "newlines": "\n",
    "items": "- a\n",
    "definitions": "[a]: b\n",
    "headings": "## A\n\n",
    "same-ids": "## A { #a }\n\n",
    "rows": "| a | b |\n",
    "table": "| a | b |\n|---|---|\n",
    "long-words": "word " * 40 + "\n",
    "divs-apart": "<div>\n\n",
    "scripts": "<script>\n\n",
    "comment-lines": "<!-- a\n\n",
    "definition-lists": "a\n:   b\n\n",
    "ordered": "1. a 5000 元\n",
    "setext": "a\n=\n\n",
    "levels": "# a\n###### b\n\n",
    "cases": "[x](A.md)\n\n",
    "fences": "```\n",
    "divs": "<div>\n",
    "excuses": "<!-- check: allow link-case until 2027-03-31 because x -->\n",
    "broken-excuses": "<!-- check: allow\n",
    "feet": "[^1]: a\n",
    "paragraphs": "一段文字 5000 元。\n\n",
    "quoted": "> a\n",
    "tabs-blocks": '=== "a"\n',
    "admonitions": "!!! note\n",
}


@pytest.mark.parametrize("name", NASTY)
@pytest.mark.parametrize("file", ["docs/en/a.md", "docs/zh/a.md"])
def test_strange_bytes(tmp_path: Path, name: str, file: str) -> None:
    judge(project(tmp_path, {"both/a.md": "# A\n\n## B { #b }\n", file: NASTY[name]}))


#: What is a fault each time it stands there.
_FAULTS = frozenset(("line", "calls", "bare-targets", "pictures", "linked-pictures", "anchors", "raw", "inputs"))
#: What may stand before a long line, and makes it something else than a paragraph.
_BEFORE = ("", "# A\n\n## ", "- ", "| a | b |\n|---|---|\n| a | ", "<div markdown>\n")
#: Kinds of characters of which a page may have a megabyte.
_MEGABYTE = ("brackets", "ticks", "stars", "bars", "expressions", "angles", "ampersands", "digits", "han")


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, piece in _HEAVY.items() if "\n" not in piece])
def test_long_lines(tmp_path: Path, name: str) -> None:
    """Lines that are taken for data, which rules do not read, and lines that are taken for text."""
    shorter = 4 if name in _FAULTS else 1
    data, text = (_HEAVY[name] * (size // len(_HEAVY[name])) for size in (52_000 // shorter, 20_000 // shorter))
    pages = {f"docs/en/{number}.md": f"{before}{data}\n".encode() for number, before in enumerate(_BEFORE)}
    judge(project(tmp_path, {**pages, "en/a.md": "\n\n".join(before + text for before in _BEFORE[:-1])}))


@pytest.mark.slow
@pytest.mark.parametrize("name", _MEGABYTE)
def test_a_megabyte_of_one_kind(tmp_path: Path, name: str) -> None:
    piece = _HEAVY[name].encode()
    judge(project(tmp_path, {"both/a.md": "# A\n", "docs/en/a.md": piece * (1_000_000 // len(piece))}))


def test_many_findings_in_one_line(tmp_path: Path) -> None:
    found = judge(project(tmp_path, {"both/a.md": "# A\n\n" + "[x](no.md) 😀 " * 2_500}))
    assert len(found) > MANY


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, piece in _HEAVY.items() if "\n" in piece])
def test_thousands_of_lines(tmp_path: Path, name: str) -> None:
    much = _HEAVY[name] * (3_000 // _HEAVY[name].count("\n"))
    judge(project(tmp_path, {"both/a.md": "# A\n", "docs/en/a.md": ("# A\n\n" + much).encode()}))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["headings", "levels", "same-ids", "items", "table", "paragraphs", "tabs-blocks"])
def test_two_long_pages_that_differ(tmp_path: Path, name: str) -> None:
    piece = _HEAVY[name]
    lines = 3_000 // piece.count("\n")
    judge(project(tmp_path, {"zh/a.md": "# A\n\n" + piece * lines, "en/a.md": "# A\n\n" + piece * (lines - 7)}))


_DEEP = {
    "lists": "".join(f"{'    ' * depth}- a\n" for depth in range(400)),
    "notices": "".join(f"{'    ' * depth}!!! note\n" for depth in range(400)),
    "quotes": "> " * 3000 + "a\n",
    "links": "[" * 3000 + "a" + "](b)" * 3000,
    "pictures": "![" * 3000 + "a" + "](b)" * 3000,
    "parentheses": "[a](" + "(" * 3000 + ")" * 3000 + ")",
    "elements": "<div>" * 3000 + "a" + "</div>" * 3000,
    "elements-in-lines": "<div>\n" * 3000 + "a\n" + "</div>\n" * 3000,
    "markdown-elements": "<div markdown>\n" * 3000 + "a\n" + "</div>\n" * 3000,
    "front-lists": "---\na: " + "[" * 3000 + "]" * 3000 + "\n---\n# A\n",
    "front-open": "---\na: " + "[" * 30_000 + "\n---\n# A\n",
    "front-blocks": "---\n" + "".join(f"{' ' * depth}a:\n" for depth in range(900)) + "---\n# A\n",
    "front-bomb": "---\na0: &a0 [x, x]\n"
    + "".join(f"a{step}: &a{step} [*a{step - 1}, *a{step - 1}]\n" for step in range(1, 40))
    + "---\n# A\n",
}


@pytest.mark.parametrize("name", _DEEP)
@pytest.mark.parametrize("file", ["en/a.md", "both/a.md"])
def test_deep_nesting(tmp_path: Path, name: str, file: str) -> None:
    judge(project(tmp_path, {"both/a.md": "# A\n", file: _DEEP[name]}))


_INLINE = st.sampled_from(
    (
        "a", "价", " ", "  ", "\t", "*", "**", "_", "`", "``", "[", "]", "(", ")", "![", "](", "][", "<", ">", "</",
        "<a href=", "<img src=x>", "<!--", "-->", "<!-- check: allow link-case until 2027-03-31 because x -->",
        "<!-- check: allow ", "{", "}", "{{", "}}", "{%", "%}", '{{ fact("card.limit") }}', "{ #a }", "{: #b .c }",
        "#", "|", "\\", "\\|", "!", '"', "'", ":", "[^1]", "[x](B.md)", "[x](#A)", "[x]: b.md", "[x][]",
        "<https://a.b>", "a@b.c", "5,000 元", "¥５万", "2024-02-30", "(", "，", ",", "\u200b", "\u202e", "\u0301", "😀",
        "\x0c", "\u2028", "\x85", "&nbsp;", "%E4%B8", "\x00",
    )
)  # fmt: skip
_BEGIN = st.sampled_from(
    (
        "", "", "", "# ", "## ", "###", "    ", "        ", "- ", "* ", "1. ", "10) ", "> ", "> - ", "| ",
        "|---|---|", "---", "===", "```", "~~~", "!!! note ", '!!! note "', '=== "', "??? ", "<div>", "</div>",
        "<div markdown>", "[^1]: ", "[x]: ", ":   ", "title: ", "...", "<script>", "</script>", "\t", "\ufeff",
    )
)  # fmt: skip
_LINE = st.builds(lambda begin, pieces: begin + "".join(pieces), _BEGIN, st.lists(_INLINE, max_size=6))
_TEXT = st.builds(
    lambda lines, end: end.join(lines),
    st.lists(_LINE, max_size=14),
    st.sampled_from(("\n", "\n", "\r\n", "\r", "\n\n")),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(chinese=_TEXT, english=_TEXT)
@example(chinese="", english="---\n")
def test_any_markdown(tmp_path: Path, chinese: str, english: str) -> None:
    """Besides: repairs change nothing but lines that had a fault."""
    root = project(tmp_path, {"docs/zh/a.md": chinese.encode(), "docs/en/a.md": english.encode()})
    lines_of.cache_clear()
    found = judge(root)
    with awake():
        made = plan(site_at(root), found, run)
    for path, text in made.texts().items():
        before, after = BREAK.split(made.files[path].text), BREAK.split(text)
        faulty = {edit.line for repair in made.repairs for edit in repair.edits if edit.path == path}
        assert len(before) == len(after)
        assert all(
            one == two for line, (one, two) in enumerate(zip(before, after, strict=True), 1) if line not in faulty
        )


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    root = project(tmp_path, {"both/a.md": "# A\n", "docs/en/a.md": content})
    lines_of.cache_clear()
    judge(root)
