"""Severities that depend on what a reader meets: errors only where somebody is lost."""

from __future__ import annotations

import pytest

from conftest import MakeSite
from payguide.checks import run
from payguide.model.findings import Severity

MKDOCS = """\
site_name: Guide
site_url: https://guide.example/
plugins:
  - i18n:
      docs_structure: suffix
      languages:
        - {locale: en, name: English, default: true}
        - {locale: ja, name: 日本語}
"""


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("b.md", Severity.WARNING),  # falls back, as there is no other page
        ("/b/", Severity.WARNING),
        ("c.en.md", Severity.ERROR),  # the page is there in the reader's language
        ("/c/", Severity.ERROR),
    ],
)
def test_a_link_into_another_language(make_site: MakeSite, target: str, severity: Severity) -> None:
    files = {
        "mkdocs.yml": MKDOCS,
        "docs/index.md": "# Home\n",
        "docs/index.ja.md": f"# ホーム\n\n[カード]({target})\n",
        "docs/b.md": "# Cards\n",
        "docs/c.en.md": "# Cash\n",
        "docs/c.ja.md": "# 現金\n",
    }
    found = run(make_site(files, defaults=False))
    assert [item.severity for item in found if item.rule == "link-wrong-locale"] == [severity]


SECTIONS = "".join(f"## Part {number}\n\nWords.\n\n" for number in "abcdefgh")


@pytest.mark.parametrize(
    ("translation", "severity"),
    [
        ("## 部分\n\n文字。\n", Severity.ERROR),  # of eight sections one is there
        ("### 甲\n\n" + "".join(f"## {sign}\n\n文字。\n\n" for sign in "乙丙丁戊己") + "### 庚\n", Severity.WARNING),
    ],
)
def test_sections_divided_in_another_way(make_site: MakeSite, translation: str, severity: Severity) -> None:
    files = {
        "mkdocs.yml": MKDOCS,
        "docs/index.md": f"# Home\n\n{SECTIONS}",
        "docs/index.ja.md": f"# 本\n\n{translation}",
    }
    found = run(make_site(files, defaults=False))
    assert [item.severity for item in found if item.rule == "translation-section-missing"] == [severity]
