"""Whatever stands in settings, data files and built pages, and whatever lies in the folders: no crash, no hanging."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from conftest import MKDOCS
from payguide.cli import cli
from robust import NASTY, awake, judge, judge_all, judge_built, lines_of, project


def _is_key(value: object) -> bool:
    """Whether `value` can be the key of a mapping that is written and read again."""
    return value == value and not (isinstance(value, str) and len(value) > 100)


#: What ends a line for YAML, and for nobody else.
_BREAKS = "\u2028\x85\u2029\nnonsense: 1\nseverities: {x: 1}\nexcuses: [{rule: x}]\nplugins: {i18n: {}}\n".encode()


@pytest.mark.parametrize("name", [".checks.yml", ".checks-baseline.json", "mkdocs.yml", "docs/_data/facts/all.yml"])
@pytest.mark.parametrize(
    "content", [*NASTY.values(), b"[" * 20_000, b'{"known": ' * 20_000, b"excuses: 3\nseverities: []\n", _BREAKS]
)
def test_strange_settings(tmp_path: Path, name: str, content: bytes) -> None:
    root = project(tmp_path, {name: content})
    judge(root)
    judge_all(root)


def test_links_that_lead_round_in_circles(tmp_path: Path) -> None:
    root = project(tmp_path, {"en/a.md": "# A\n\n[x](loop/a.md) [y](self.md) [z](gone.md)\n"})
    english = root / "docs/en"
    (english / "loop").symlink_to(english)
    (english / "up").symlink_to(root)
    (english / "self.md").symlink_to("self.md")
    (english / "gone.md").symlink_to("nowhere.md")
    (english / "out").symlink_to("/")
    judge(root)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    root = project(tmp_path, {"both/a.md": "# A\n", "both/b.md": "# B\n"})
    (root / "docs/en/a.md").chmod(0)
    (root / "docs/en/c.md").mkdir()
    (root / "docs/en/d").mkdir(mode=0)
    os.mkfifo(root / "docs/en/pipe.md")
    bytes_name = os.fsdecode(b"docs/en/\xff.md")
    (root / bytes_name).write_text("# C\n\n[x](no.md)\n", encoding="utf-8")
    (root / ("docs/en/" + "n" * 240 + ".md")).write_text("# N\n", encoding="utf-8")
    try:
        judge(root)
    finally:
        (root / "docs/en/d").chmod(0o700)


@pytest.mark.parametrize(
    "files",
    [
        {},
        {"mkdocs.yml": MKDOCS},
        {"mkdocs.yml": "docs_dir: docs/en\n" + MKDOCS, "docs": "a file"},
        {"mkdocs.yml": "docs_dir: ../..\nsite_dir: /\n" + MKDOCS},
        {"mkdocs.yml": "docs_dir: .\n" + MKDOCS, "zh/index.md": "# A\n"},
        {"mkdocs.yml": "INHERIT: mkdocs.yml\n" + MKDOCS},
        {"mkdocs.yml": "docs_dir: [a]\nnav: 3\nplugins: x\nmarkdown_extensions: 7\nexclude_docs: '!['\n"},
    ],
)
def test_projects_that_are_none(tmp_path: Path, files: dict[str, str]) -> None:
    root = tmp_path / "a" / "b"
    root.mkdir(parents=True)
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    assert judge(root) != []


_SCALAR = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.text(max_size=12),
    st.sampled_from(
        (
            "zh", "en", "docs", "site", "../..", "/", "a\0b", "index.md", "off", "error", "page", "2026-13-45",
            "9" * 5_000, "{zh}", "[a", "*", "![", "https://[", "https://x:y/", "tel:", "money", "CNY", "1-5", "\ud800",
        )
    ),
)  # fmt: skip
_ANY = st.recursive(
    _SCALAR,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_SCALAR.filter(_is_key), inner, max_size=3),
    max_leaves=6,
)


def _named(*keys: str) -> st.SearchStrategy[dict[str, Any]]:
    """Mappings with some of `keys` and any values."""
    return st.dictionaries(st.sampled_from(keys), _ANY, max_size=len(keys))


def _yaml(data: object) -> bytes:
    return yaml.safe_dump(data, allow_unicode=True).encode("utf-8", "surrogatepass")


_LANGUAGES = st.lists(_named("locale", "name", "default", "build", "nav", "nav_translations", "fixed_link"), max_size=3)
_I18N = st.fixed_dictionaries({}, optional={"languages": _ANY | _LANGUAGES, "docs_structure": _ANY, "nav": _ANY})
_EXTENSIONS = st.fixed_dictionaries(
    {},
    optional={"toc": _named("slugify", "separator", "permalink"), "pymdownx.emoji": _ANY, "pymdownx.snippets": _ANY},
)
_SETTINGS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("site_name", "site_url", "docs_dir", "site_dir", "nav", "exclude_docs", "draft_docs"), _ANY),
        **dict.fromkeys(("not_in_nav", "use_directory_urls", "INHERIT", "validation", "hooks", "theme", "extra"), _ANY),
        "plugins": _ANY | st.lists(st.fixed_dictionaries({"i18n": _I18N | _ANY}), max_size=2) | _named("i18n", "blog"),
        "markdown_extensions": _ANY | _EXTENSIONS | st.lists(_EXTENSIONS, max_size=2),
    },
)
_FACT = (
    "id", "kind", "value", "unit", "label", "sources", "effective", "expires", "checked", "review_by", "confidence",
)  # fmt: skip
_ENTRIES: dict[str, tuple[str, ...]] = {
    "facts/all.yml": _FACT,
    "sources.yml": ("id", "url", "also", "publisher", "date", "kind"),
    "glossary.yml": ("id", "zh", "en", "pinyin", "group", "note", "avoid", "audience"),
    "phrases.yml": ("id", "group", "zh", "en", "pinyin"),
    "branches/a.yml": ("id", "name", "address", "hours"),
    "leaflets.yml": (
        "id", "form", "page", "rule", "title", "cover", "description", "author", "ways", "words", "panels", "versions",
    ),
    "strings/en.yml": ("home", "menu"),
    "reviews/en.yml": ("index", "pay/cards"),
}  # fmt: skip
#: What is right, so that what depends on it is reached.
_RIGHT: dict[str, dict[str, Any]] = {
    "facts/all.yml": {
        "id": "a", "kind": "money", "value": 1, "unit": "CNY", "label": "a", "sources": ["S"], "checked": "2026-01-01",
        "review_by": "2027-01-01", "confidence": "confirmed",
    },
    "sources.yml": {"id": "S", "url": None, "publisher": "a", "date": None, "kind": "official"},
    "glossary.yml": {"id": "cash", "zh": "现金", "en": "cash", "avoid": {"en": ["money"]}},
}  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=_SETTINGS)
def test_any_settings(tmp_path: Path, written: dict[str, Any]) -> None:
    """Except folders that hold the whole machine: to read these takes as long as it takes."""
    assume(not any(str(written.get(name, "")).startswith(("/", "..")) for name in ("docs_dir", "site_dir")))
    lines_of.cache_clear()
    judge_all(project(tmp_path, {"both/a.md": "# A\n\n[x](no.md)\n", "mkdocs.yml": _yaml(written)}))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    written=_ANY | st.fixed_dictionaries(
        {},
        optional={
            "severities": _ANY | _named("link-case", "value-mismatch", "nonsense"),
            "excuses": _ANY | st.lists(_named("rule", "path", "reason", "until"), max_size=3),
        },
    )
)  # fmt: skip
def test_any_configuration(tmp_path: Path, written: object) -> None:
    lines_of.cache_clear()
    judge(project(tmp_path, {"both/a.md": "# A\n\n[x](no.md)\n", ".checks.yml": _yaml(written)}))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=_ANY | _named("title", "description", "way", "leaflet", "expires", "review_by", "template", "hide"))
def test_any_front_matter(tmp_path: Path, written: object) -> None:
    lines_of.cache_clear()
    page = b"---\n" + _yaml(written) + b"---\n# A\n"
    judge(project(tmp_path, {"docs/zh/a.md": page, "docs/en/a.md": page.replace(b": ", b": x")}))


@pytest.mark.parametrize("name", _ENTRIES)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_data(tmp_path: Path, name: str, data: st.DataObject) -> None:
    entry = _named(*_ENTRIES[name])
    written = data.draw(_ANY | entry | st.lists(entry.map(lambda some: {**_RIGHT.get(name, {}), **some}), max_size=3))
    files = {f"docs/_data/{other}": _yaml([right]) for other, right in _RIGHT.items()}
    text = '# A\n\n{{ fact("a") }} {{ term("cash") }} {{ phrase("say.01") }} cash 现金 money\n'
    lines_of.cache_clear()
    judge_all(project(tmp_path, {"both/a.md": text, **files, f"docs/_data/{name}": _yaml(written)}))


@pytest.mark.parametrize("name", _ENTRIES)
@pytest.mark.parametrize(
    "content", [b"? [a, b]\n: 1\n", b"? {a: b}\n: {? [c]\n: d}\n", b"- ? [a]\n  : 1\n  id: x\n", b"- a: &b [*b]\n"]
)
def test_keys_that_are_no_words(tmp_path: Path, name: str, content: bytes) -> None:
    judge_all(project(tmp_path, {f"docs/_data/{name}": content}))


@pytest.mark.parametrize("name", [*(f"docs/_data/{name}" for name in _ENTRIES), ".checks.yml", ".checks-baseline.json"])
@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo, lambda path: path.symlink_to(path.name)])
def test_files_that_are_none(tmp_path: Path, name: str, make: Callable[[Path], None]) -> None:
    root = project(tmp_path, {"both/a.md": "# A\n"})
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    make(path)
    judge_all(root)


_HTML = {
    "nul": b"<a href=\0><p id=\0>\0",
    "gb18030": "<html lang=zh><title>首页</title><a href='价/'>价</a>".encode("gb18030"),
    "deep": b"<div>" * 5_000 + b"<a href=x>" * 2_000,
    "open": b"<a href=" * 20_000,
    "quotes": b'<a href="' * 20_000,
    "brackets": b"<" * 200_000,
    "expressions": b"{{" * 100_000,
    "targets": b"".join(f"<a href='{'../' * depth}'>{depth}</a>".encode() for depth in range(300)),
    "addresses": b"<a href='http://['>x</a><a href='//'>x</a><a href='//['>x</a><a href='%00%ff'>x</a><a href=''></a>",
    "refresh": b"<meta http-equiv=refresh content='0; url=http://['><link rel=canonical href='http://['>",
    "styles": b"<style>" + b"url(//" * 20_000 + b"</style><p style='//'>",
    "sets": b"<img srcset=', ,, x 1w,'>" * 2_000,
    "empty": b"",
}


@pytest.mark.parametrize("name", _HTML)
def test_strange_built_pages(tmp_path: Path, name: str) -> None:
    judge_built(project(tmp_path, {f"site/{place}/index.html": _HTML[name] for place in (".", "en", "a/b")}))


_TAGS = st.sampled_from(
    (
        b"<a href='", b"<a href=#a id=a>", b"'", b">", b"<p id=", b"<link rel=alternate hreflang=", b" href=", b"..",
        b"/", b"http:", b"//", b"[", b"%", b"#", b"?", b"tel:", b"<meta http-equiv=refresh content='0;url=", b"\xff",
        b"\0", b"a", b"<script>", b"<!--", b"-->", b"{{", b"}}", b"<article>", b"&", b"<svg><title>", b"<template>",
        b"<base href=",
    )
)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.lists(_TAGS, max_size=20))
def test_any_built_page(tmp_path: Path, content: list[bytes]) -> None:
    lines_of.cache_clear()
    judge_built(project(tmp_path, {"site/index.html": b"".join(content), "site/en/index.html": b"<html lang=en>"}))


def test_built_files_that_are_none(tmp_path: Path) -> None:
    root = project(
        tmp_path, {"site/index.html": "<a href='pipe.html'>x</a><a href='c.html/'>x</a><a href='s.css'>x</a>"}
    )
    os.mkfifo(root / "site/pipe.html")
    os.mkfifo(root / "site/s.css")
    (root / "site/c.html").mkdir()
    (root / "site/self.html").symlink_to("self.html")
    (root / "site/up").symlink_to(root)
    (root / os.fsdecode(b"site/\xff.html")).write_bytes(b"<a href=no>x</a>")
    judge_built(root)


def test_the_command_itself(tmp_path: Path) -> None:
    """It writes a report and no traceback, cached or not."""
    root = project(tmp_path / "a", {"both/a.md": "# A\n\n[x](no.md)\n", "docs/_data/facts/b.yml": "- 3\n"})
    for folder in ("docs/en", "site", "docs/_data/facts"):
        (root / folder).mkdir(exist_ok=True)
        os.mkfifo(root / folder / "pipe.md")
        (root / folder / "loop.yml").symlink_to("loop.yml")
        (root / folder / "up").symlink_to(root)
    for options in ([], [], ["--no-cache"], ["--fix", "--dry-run"], ["--format", "sarif"]):
        with awake():
            result = CliRunner().invoke(cli, ["check", "--root", str(root), *options])
        assert result.exit_code == 1 and isinstance(result.exception, SystemExit), result.exception
