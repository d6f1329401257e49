"""The content model: locales and configuration, what the scanner sees and where, how sections are aligned."""

from __future__ import annotations

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MKDOCS, MakeSite
from payguide.model.alignment import align
from payguide.model.findings import Location
from payguide.sources.markdown import scan
from payguide.sources.slugs import slugger
from payguide.sources.yamltags import Tagged, read_yaml


def places(text: str) -> list[tuple[str, int, int]]:
    """Target, line and column of every link in `text`."""
    links = scan(text, "p.md", slugger({})).links
    return [(link.target, link.location.line, link.location.column) for link in links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("看[甲](a.md)和[乙](b.md#c)", [("a.md", 1, 2), ("b.md#c", 1, 12)]),
        ("---\ntitle: x\n---\n\n[a](b)", [("b", 5, 1)]),
        ("one\ntwo [a](b)\nthree [c](d)", [("b", 2, 5), ("d", 3, 7)]),
        ("- one\n    - [a](b)\n\n        text [c](d)", [("b", 2, 7), ("d", 4, 14)]),
        ("> > quote [a](b)", [("b", 1, 11)]),
        ('!!! note "t [a](b)"\n    text [c](d)', [("b", 1, 13), ("d", 2, 10)]),
        ("| x | [a](b) |\n|---|---|\n| [a](b) | [a](b) |", [("b", 1, 7), ("b", 3, 3), ("b", 3, 12)]),
        ("| x | y |\n|---|---|\n| `|` \\| | [a](b) |", [("b", 3, 12)]),
        ("## Heading [a](b) { #c }", [("b", 1, 12)]),
        ("[^1]: note [a](b)", [("b", 1, 12)]),
        ('<p>\n  <a href="b">x</a>\n</p>', [("b", 2, 3)]),
        ('text <a\nhref="b">x</a>', [("b", 1, 6)]),
        ("{{ f('[x](y)') }} [a](b)", [("b", 1, 19)]),
        ("[a](\n b)", [("b", 1, 1)]),
        ("[![i](p.png)](b)", [("b", 1, 1)]),
    ],
)
def test_links_are_found_at_their_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(text) == expected


def test_crlf_and_byte_order_mark(make_site: MakeSite) -> None:
    site = make_site({"zh/a.md": "\ufeff---\r\ntitle: 甲\r\n---\r\n# 甲\r\n\r\n[x](index.md)\r\n"})
    page = site.page("a", "zh")
    assert page is not None
    assert (page.title, page.links[0].location) == ("甲", Location("docs/zh/a.md", 6, 1))


HEADINGS = [
    "# One\n## One\n## One\n## One_1\n",
    "# 标题\n\n## 又\n\n## *em* `co_de` [l](x) ![alt](y)\n",
    "## A & B <b>c</b> &amp; d\n\n#Nospace\n\nSetext\n---\n",
    "## x { #y }\n\n## y\n\n## __init__ and snake_case\n",
    "text\n{ #one }\n\n## one\n",
    "!!! note\n    ## Inside\n\n## Inside\n",
    "## C++ \\* \\_x\\_ 1.5\n\n## Ünïcode ½\n",
]


@pytest.mark.parametrize("text", HEADINGS)
def test_generated_ids_are_those_of_python_markdown(text: str) -> None:
    md = markdown.Markdown(extensions=["toc", "attr_list", "admonition"])
    md.convert(text)

    def flat(tokens: list[dict[str, object]]) -> list[str]:
        found: list[str] = []
        for token in tokens:
            found.append(str(token["id"]))
            found.extend(flat(token["children"]))  # type: ignore[arg-type]
        return found

    expected = flat(md.toc_tokens)  # type: ignore[attr-defined]
    assert [section.id for section in scan(text, "p.md", slugger({})).sections] == expected


@given(st.text(alphabet=st.sampled_from("#[]()`*_{}<>!|\\-+=:\n\t 'a1中\"/&~^.%"), max_size=120))
def test_no_text_breaks_the_scanner(text: str) -> None:
    result = scan(text, "p.md", slugger({}))
    found = [item.location for item in result.links] + [item.location for item in result.images]
    found += [item.location for item in result.sections]
    found += [Location("p.md", item.line, item.column) for item in result.prose]
    for place in found:
        assert 1 <= place.line <= len(result.lines) and place.column >= 1


def test_sections_know_their_text() -> None:
    result = scan("# A\n\nx\n\n## B { #b }\n\ny\n\n### C\nz\n", "p.md", slugger({}))
    shown = [(s.id, s.explicit, s.level, s.title, s.location.line, s.last_line) for s in result.sections]
    assert shown == [
        ("a", False, 1, "A", 1, 4),
        ("b", True, 2, "B", 5, 8),
        ("c", False, 3, "C", 9, 11),
    ]


def test_prose_hides_what_is_no_prose() -> None:
    text = "付 [5 元](a.md#5) `6 元` {{ fact('7') }} <b id='8'>九</b>{ #x10 }"
    prose = scan(text, "p.md", slugger({})).prose[0].text
    assert len(prose) == len(text)
    assert [char for char in prose if char.isdigit() or "\u4e00" <= char <= "\u9fff"] == list("付5元九")


def test_blocks_tell_structure() -> None:
    text = '1. a\n2. b\n\n!!! warning "W"\n    - c\n\n| x | y |\n|---|---|\n| 1 | 2 |\n\n```python\nz\n```\n'
    blocks = scan(text, "p.md", slugger({})).blocks
    shown = [(b.kind, b.info, b.depth, b.line) for b in blocks if b.kind != "paragraph"]
    assert shown == [
        ("list", "ordered from 1", 0, 1),
        ("item", "1", 1, 1),
        ("item", "2", 1, 2),
        ("admonition", "warning", 0, 4),
        ("list", "bullet", 1, 5),
        ("item", "", 2, 5),
        ("table", "", 0, 7),
        ("row", "2", 1, 7),
        ("row", "2", 1, 9),
        ("code", "python", 0, 11),
    ]


def test_locales_come_from_the_plugin(make_site: MakeSite) -> None:
    site = make_site({})
    assert [(loc.code, loc.name, loc.is_source, loc.prefix) for loc in site.locales] == [
        ("zh", "中文", True, ""),
        ("en", "English", False, "en/"),
    ]
    assert {page.url for page in site.pages.values()} == {"", "en/"}


def test_source_locale_need_not_be_the_first(make_site: MakeSite) -> None:
    languages = "        - {locale: zh, name: 中文}\n        - {locale: en, name: English, default: true}\n"
    head = MKDOCS.partition("      languages:\n")[0] + "      languages:\n"
    site = make_site({"mkdocs.yml": head + languages, "en/a.md": "# A\n"})
    assert site.source_locale.code == "en"
    assert site.pages[("a", "en")].dest == "a/index.html"
    assert [pair.translation for pair in site.pairs() if pair.source.slug == "a"] == [None]


def test_project_without_the_plugin(make_site: MakeSite) -> None:
    site = make_site({"mkdocs.yml": "site_name: X\n", "docs/a.md": "# A\n"}, defaults=False)
    assert [locale.code for locale in site.locales] == ["en"]
    assert set(site.pages) == {("a", "en")}


def test_navigation_has_lines(make_site: MakeSite) -> None:
    nav = "nav:\n  - index.md\n  - 现金:\n      - 取款: atm.md\n"
    site = make_site({"mkdocs.yml": nav + MKDOCS})
    entries = [(entry.title, entry.target, entry.location.line) for entry in site.nav("zh") or ()]
    assert entries == [(None, "index.md", 2), ("现金", None, 3), ("取款", "atm.md", 4)]


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("!!python/name:pymdownx.slugs.uslugify", "换-外币"),
        (
            "!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower, percent_encode: true}}",
            "%E6%8D%A2-%E5%A4%96%E5%B8%81",
        ),
        ("!!python/name:markdown.extensions.toc.slugify_unicode", "换-外币"),
    ],
)
def test_configured_slug_functions(tag: str, expected: str) -> None:
    options, _, problem = read_yaml(f"slugify: {tag}\n")
    assert problem is None
    slug = slugger(options)
    assert slug is not None and slug("换 外币") == expected


def test_yaml_tags_are_kept_and_never_run() -> None:
    data, _, problem = read_yaml('a: !!python/object/apply:os.system ["exit 3"]\nb: !ENV [X, y]\nc: 2026-02-30\n')
    assert problem is None
    assert data == {"a": Tagged("python/object/apply:os.system", ["exit 3"]), "b": "y", "c": "2026-02-30"}


def test_alignment_reports_all_and_stops_at_nothing(make_site: MakeSite) -> None:
    zh = "# 甲\n\n## 一 { #one }\n\n## 二 { #two }\n\n## 三 { #three }\n\n### 四 { #four }\n"
    en = "# A\n\n## Zero { #zero }\n\n### Four { #four }\n\n## Three { #three }\n\n## Five { #five }\n"
    site = make_site({"zh/a.md": zh, "en/a.md": en})
    matches = align(site.pages["a", "zh"], site.pages["a", "en"])
    shown = [(m.source and m.source.id, m.translation and m.translation.id, m.moved) for m in matches]
    assert shown == [
        ("one", "zero", False),
        ("two", None, False),
        ("three", "three", False),
        ("four", "four", True),
        (None, "five", False),
    ]
