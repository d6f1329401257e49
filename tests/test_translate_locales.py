"""New languages, built for real: one longer and accented, one written from right to left.

The pseudo-locale is en-XA, as static-i18n takes no code of three letters such as qps-ploc.
"""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import pseudo
from guide_site import ROOT
from payguide import checks
from payguide.model.findings import has_errors
from payguide.model.project import Project
from payguide.sources.built import BuiltSite

pytestmark = pytest.mark.slow

FILES = {
    "zh/index.md": "---\ntitle: 首页\ndescription: 怎么付款。\n---\n\n# 怎么付款\n\n先看[银行卡](pay/cards.md)。\n\n"
    '## 紧急电话 { #emergency }\n\n请打{{ fact("tel.bank") }}。\n\n{{ phrase("say.02") }}\n',
    "en/index.md": "---\ntitle: Home\ndescription: How to pay.\n---\n\n# How to pay\n\nSee [cards](pay/cards.md).\n\n"
    '## Emergency { #emergency }\n\nCall {{ fact("tel.bank") }}.\n\n{{ phrase("say.02") }}\n',
    "zh/pay/cards.md": "---\ntitle: 银行卡\ndescription: 刷卡。\nway: card\n---\n\n# 银行卡\n\n"
    '!!! answer "先这样做"\n    出示{{ term("change-pack") }}。\n\n| 方式 | 用途 |\n|---|---|\n| 刷卡 | 大额 |\n',
    "en/pay/cards.md": "---\ntitle: Cards\ndescription: By card.\nway: card\n---\n\n# Cards\n\n"
    '!!! answer "Do this first"\n    Show the {{ term("change-pack") }}.\n\n'
    "| Way | Use |\n|---|---|\n| Card | Large amounts |\n",
    "zh/about/sources.md": "---\ntitle: 来源\ndescription: 来源。\n---\n\n# 来源\n\n"
    "{{ glossary() }}\n\n{{ sources() }}\n",
    "en/about/sources.md": "---\ntitle: Sources\ndescription: Sources.\n---\n\n# Sources\n\n"
    "{{ glossary() }}\n\n{{ sources() }}\n",
    "_data/facts/tel.yml": '- id: tel.bank\n  kind: phone\n  value: "+86 95588"\n  label: {zh: 银行电话, en: bank}\n'
    '  sources: [A]\n  checked: "2026-11-23"\n  review_by: "2027-05-23"\n  confidence: confirmed\n',
    "_data/sources.yml": "- id: A\n  url: https://a.example.org/\n  publisher: {zh: 某机构, en: Agency}\n"
    '  date: "2026-01"\n  kind: official\n',
    "_data/phrases.yml": "- id: say.02\n  group: cash\n  zh: 可以付现金吗？\n  pinyin: Kěyǐ fù xiànjīn ma?\n"
    "  en: Can I pay cash?\n",
    "_data/glossary.yml": "# terms\n- id: change-pack\n  group: cash\n  zh: 零钱包\n  pinyin: língqiánbāo\n"
    "  en: change pack\n  avoid: {en: [coin purse], zh: []}\n",
}  # fmt: skip


def small_guide(root: Path) -> Path:
    """A guide with our templates and hooks, and a page of every kind."""
    for name, text in FILES.items():
        path = root / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    strings = root / "docs/_data/strings"
    strings.mkdir()
    for code in ("zh", "en"):
        text = (ROOT / f"docs/_data/strings/{code}.yml").read_text(encoding="utf-8")
        (strings / f"{code}.yml").write_text(text, encoding="utf-8")
    config = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    before, _, rest = config.partition("nav:\n")
    nav = (
        "nav:\n  - index.md\n  - 怎么付款:\n      - pay/cards.md\n  - 关于本指南:\n      - about/sources.md\n\nplugins:"
    )
    (root / "mkdocs.yml").write_text(before + nav + rest.partition("plugins:")[2], encoding="utf-8")
    shutil.copytree(ROOT / "docs/assets", root / "docs/assets")
    # Our drawings go with the words of the guide's own pictures, which this one does not have.
    shutil.copytree(ROOT / "overrides", root / "overrides", ignore=shutil.ignore_patterns("pictures"))
    (root / "scripts").symlink_to(ROOT / "scripts")
    return root


@pytest.mark.parametrize(
    ("code", "options", "direction", "words"),
    [
        ("en-XA", ("--name", "Ƥšéúđó"), "ltr", pseudo.accented),
        ("ar", (), "rtl", pseudo.arabic),
    ],
    ids=["pseudo", "right-to-left"],
)
def test_a_new_language_is_whole(
    tmp_path: Path, code: str, options: tuple[str, ...], direction: str, words: pseudo.Pseudo
) -> None:
    root = small_guide(tmp_path)
    pseudo.new_language(root, code, *options)
    before = Project.load(root, date(2026, 11, 23))
    marked = {
        finding.location.path for finding in checks.run(before.site) if finding.rule == "translation-untranslated"
    }
    assert {"mkdocs.yml", f"docs/{code}/index.md", f"docs/_data/strings/{code}.yml"} <= marked
    pseudo.build(root)  # a preview works while words are missing
    pseudo.translate_all(root, code, words)
    site = pseudo.build(root)
    project = Project.load(root, date(2026, 11, 23))
    found = checks.run(project.site, BuiltSite.load(site, root), also=project.findings)
    assert not has_errors(found), "\n".join(f"{item.location} {item.rule} {item.message}" for item in found)
    page = LexborHTMLParser((site / code / "pay/cards/index.html").read_text(encoding="utf-8"))
    html = page.css_first("html")
    assert html is not None and html.attributes == {"lang": code, "dir": direction}
    links = {node.attributes["hreflang"]: node.attributes["href"] for node in page.css("link[rel=alternate]")}
    base = "https://payguide.example"
    assert links == {
        "zh-CN": f"{base}/pay/cards/",
        "en": f"{base}/en/pay/cards/",
        code: f"{base}/{code}/pay/cards/",
        "x-default": f"{base}/pay/cards/",
    }
    switch = [(node.attributes["lang"], node.attributes["href"]) for node in page.css("header .langs a")]
    assert switch == [("zh-CN", "../../../pay/cards/"), ("en", "../../../en/pay/cards/"), (code, "./")]
    assert [node.attributes["lang"] for node in page.css("header .langs a[aria-current]")] == [code]
    skip = page.css_first("a.skip")
    assert skip is not None and skip.text() == words("Skip to content")
    assert words("Large amounts") in page.css_first("article").text()  # type: ignore[union-attr]
    assert json.loads((site / code / "search.json").read_text(encoding="utf-8"))


def test_what_is_read_from_left_to_right_stays_so_on_a_page_from_right_to_left(tmp_path: Path) -> None:
    root = small_guide(tmp_path)
    pseudo.new_language(root, "ar")
    site = pseudo.build(root)
    page = LexborHTMLParser((site / "ar/index.html").read_text(encoding="utf-8"))
    kept = page.css("a[href^='tel:'].fact, .phrase-zh, .phrase-pinyin")
    assert len(kept) == 4 and all(node.attributes.get("dir") == "ltr" for node in kept)
    assert page.css_first(".phrase-en").attributes == {"class": "phrase-en", "lang": "ar"}  # type: ignore[union-attr]
    english = (site / "en/index.html").read_text(encoding="utf-8")
    assert 'dir="ltr"' in english and english.count('dir="') == 1
    lost = LexborHTMLParser((site / "404.html").read_text(encoding="utf-8"))
    assert [node.attributes["dir"] for node in lost.css("article > div")] == ["ltr", "ltr", "rtl"]


def test_the_pseudo_locale_is_longer() -> None:
    text = "Look for the mark on the card, then pay."
    assert len(pseudo.accented(text)) / len(text) == pytest.approx(1.4, abs=0.05)
    assert pseudo.accented('{{ fact("a.b") }} [see](y.md) 付款 A4') == '{{ fact("a.b") }} [šéé ñ](y.md) 付款 A4'
    chinese = "请出示您的银行卡，然后输入密码。"
    assert len(pseudo.longer_chinese(chinese)) / len(chinese) == pytest.approx(1.4, abs=0.06)
    assert pseudo.longer_chinese("## 付款 { #pay }") == "## 付款翻 { #pay }"
