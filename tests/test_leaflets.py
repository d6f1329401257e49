"""Leaflets: cutting sections out of pages, and composing them into documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from leaflet_project import SITE, URL, Project, copy_project
from payguide.leaflets import current_words
from payguide.leaflets.compose import Document
from payguide.leaflets.digests import visible_text
from payguide.leaflets.pack import plan
from payguide.leaflets.sections import BuiltPages, SectionMissing, cut, for_paper, relevel, retitle
from payguide.leaflets.wholepage import whole_page
from payguide.model.findings import Finding
from payguide.model.leaflets import DATA_FILE, load_leaflets


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path)


# Sections


def test_section_ends_at_next_heading_of_same_level() -> None:
    pages = BuiltPages(SITE / "en", f"{URL}en/")
    html = cut(pages, "pay/cards", "steps")
    assert html.startswith('<h2 id="steps"') and "If it is refused" not in html


def test_missing_section_names_nearest() -> None:
    pages = BuiltPages(SITE / "en", f"{URL}en/")
    with pytest.raises(SectionMissing) as caught:
        cut(pages, "pay/cards", "step")
    assert caught.value.hint == "did you mean 'steps'?"
    with pytest.raises(SectionMissing, match="pay/card") as caught:
        cut(pages, "pay/card", "steps")
    assert "'pay/cards'" in caught.value.hint


def test_paper_has_no_controls_unique_ids_and_absolute_links() -> None:
    source = '<h2 id="a">A<a class="headerlink" href="#a">¶</a></h2><button>x</button><p><a href="../b/">b</a></p>'
    html = for_paper(source, f"{URL}pay/cards/", "flap-pay")
    assert "¶" not in html and "button" not in html
    assert 'id="flap-pay-a"' in html and f'href="{URL}pay/b/"' in html


@pytest.mark.parametrize(
    ("source", "levels"),
    [
        ("<h3>a</h3><h3>b</h3>", [2, 2]),
        ("<h2>a</h2><h5>b</h5><h3>c</h3>", [2, 3, 3]),
        ("<h1>a</h1><h2>b</h2>", [2, 3]),
    ],
)
def test_headings_never_skip_a_level(source: str, levels: list[int]) -> None:
    assert [int(level) for level in re.findall(r"<h(\d)>", relevel(source, 2))] == levels


def test_new_heading_is_text_not_markup() -> None:
    assert retitle("<h2 id='a'><b>old</b> words</h2><p>x</p>", "1 < 2") == '<h2 id="a">1 &lt; 2</h2><p>x</p>'


# Composing


def composed(project: Project, name: str = "visitor-en", url: str = URL) -> Document:
    jobs, findings = plan(project.root, project.site, project.root, url)
    assert not findings
    return next(job for job in jobs if job.edition.name == name).document()


def digests(project: Project) -> tuple[dict[str, str], list[Finding]]:
    families, findings = current_words(project.root, project.site)
    return dict(families["visitor"].digest), findings


def test_composing_is_pure_and_complete(project: Project) -> None:
    first, second = composed(project), composed(project)
    assert first == second and not first.findings
    text = visible_text(first.html)
    assert "How to pay in China" in text and "visitor-en v" in text and "pay.example.org/guide/en" in text
    assert first.html.count("<h1") == 1 and 'lang="zh-CN"' in first.html
    assert first.codes == (f"{URL}en/?sheet=visitor-en.{project.version('visitor')}",)


def test_digest_is_of_words_only(project: Project) -> None:
    first = composed(project)
    assert first.digest == composed(project, url="https://other.example/").digest
    before, _ = digests(project)
    assert before["en"] == first.digest
    project.edit("site/en/pay/cards/index.html", "Keep the receipt", "Keep every receipt")
    after, _ = digests(project)
    assert before["zh"] == after["zh"] and before["en"] != after["en"]
    second = composed(project)
    assert {part for part in first.parts if first.parts[part] != second.parts[part]} == {"pay/cards#steps"}


@pytest.mark.parametrize(
    ("old", "new"), [("page: index", "page: pay/cards"), ("en: How to pay in China", "en: Paying")]
)
def test_page_and_title_count_as_words(project: Project, old: str, new: str) -> None:
    before, _ = digests(project)
    project.edit(DATA_FILE, old, new)
    assert digests(project)[0]["en"] != before["en"]


def test_a_word_that_the_template_needs_is_asked_for(project: Project) -> None:
    project.edit(DATA_FILE, "    stamp: ", "    seal: ")
    _, findings = current_words(project.root, project.site)
    assert {finding.rule for finding in findings} == {"leaflet-words-missing"}
    assert "stamp" in findings[0].message


def test_unknown_section_is_found_at_its_line(project: Project) -> None:
    project.edit(DATA_FILE, "pay/cards#steps", "pay/cards#step")
    _, findings = current_words(project.root, project.site)
    lines = (project.root / DATA_FILE).read_text(encoding="utf-8").splitlines()
    assert {finding.rule for finding in findings} == {"leaflet-section-missing"}
    assert "pay/cards#step" in lines[findings[0].location.line - 1]
    assert findings[0].hint == "did you mean 'steps'?"


def test_missing_icon_is_found(project: Project) -> None:
    project.edit(DATA_FILE, "icon: atm", "icon: cashpoint")
    _, findings = current_words(project.root, project.site)
    assert {finding.rule for finding in findings} == {"leaflet-icon-missing"}
    assert findings[0].hint == "did you mean 'cash'?"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("id: inside-1", "id: inside-9", "has the panels"),
        ("way: scan", "way: scna", "ways"),
        ("  page: index", "  pagse: index", "unknown field"),
        ("form: trifold", "form: tryfold", "trifold"),
        ("  page: index\n", "", "needs the field 'page'"),
    ],
)
def test_wrong_data_is_refused(project: Project, old: str, new: str, words: str) -> None:
    project.edit(DATA_FILE, old, new)
    leaflets, findings = load_leaflets(project.root)
    assert not leaflets and any(words in finding.message for finding in findings)


def test_unknown_locale_is_refused(project: Project) -> None:
    project.edit("mkdocs.yml", "locale: en", "locale: fr")
    jobs, findings = plan(project.root, project.site, project.root, URL)
    assert [job.edition.locale for job in jobs] == ["zh"]
    assert [finding.rule for finding in findings] == ["leaflet-locale-unknown"]


# Whole pages


def test_wide_tables_become_blocks_and_sections_are_marked(project: Project) -> None:
    table = (
        "<table><thead><tr><th>App</th><th>Cards</th><th>Good for</th></tr></thead>"
        "<tbody><tr><th>Alipay</th><td>Visa</td><td>Visitors</td></tr></tbody></table>"
    )
    project.edit("site/en/pay/cards/index.html", '<h2 id="trouble">', f'{table}<h2 id="trouble">')
    html = whole_page(BuiltPages(project.site / "en", f"{URL}en/"), "pay/cards", "en")
    assert "<table" not in html and "<b>Cards: </b>Visa" in html
    assert re.findall(r'data-part="(.*?)"', html)[:2] == ["pay/cards", "pay/cards#steps"]
    assert html.index("Alipay") < html.index('data-part="pay/cards#trouble"')
