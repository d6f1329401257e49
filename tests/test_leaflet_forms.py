"""Every form of the rack: measures, data, and a sheet of each that passes all checks."""

from __future__ import annotations

from pathlib import Path

import page
import pikepdf
import pypdfium2
import pytest

from leaflet_project import FIXTURES, ROOT, Project, copy_project
from payguide.leaflets import Pack
from payguide.leaflets.forms import Form
from payguide.leaflets.pack import plan
from payguide.leaflets.rack import FORM_IDS, TRIFOLD, form_of
from payguide.leaflets.rects import Rect
from payguide.model.leaflets import DATA_FILE, load_leaflets

RACK = FIXTURES / "leaflet-rack.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return copy_project(tmp_path, RACK)


@pytest.fixture(scope="module")
def rack(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Pack]:
    project = copy_project(tmp_path_factory.mktemp("rack"), RACK)
    return project, project.build()


def forms() -> list[Form]:
    leaflets = load_leaflets(ROOT)[0]
    return [TRIFOLD, *(form_of(leaflet) for leaflet in leaflets)]


def test_trifold_in_millimetres() -> None:
    assert [TRIFOLD.panel(name)[1].x for name in ("flap", "back", "cover")] == [0, 97, 197]
    assert [TRIFOLD.panel(name)[1].width for name in ("inside-1", "inside-2", "inside-3")] == [100, 100, 97]


def test_panels_fill_their_page_and_never_overlap(project: Project) -> None:
    for leaflet in load_leaflets(project.root)[0]:
        form = form_of(leaflet)
        for side in form.sides:
            page_box = Rect(0, 0, form.width, form.height)
            assert all(slot.rect.excess(page_box) == (0, 0) for slot in side)
            assert not any(a.rect.overlaps(b.rect) for a in side for b in side if a is not b)
        assert set(form.panels) >= {name for group in form.groups for name in group}
        assert list(form.sizes) == sorted(form.sizes, reverse=True) and form.sizes[-1] >= 12
        smallest = {"cards": 20, "signs": 50, "poster": 40}.get(form.id, 30)
        assert form.qr >= smallest and form.safe >= 4
    assert {leaflet.form for leaflet in load_leaflets(project.root)[0]} | {"trifold"} == set(FORM_IDS)


def test_cards_are_cut_out_of_as_many_pages_as_it_takes(project: Project) -> None:
    cards = next(leaflet for leaflet in load_leaflets(project.root)[0] if leaflet.form == "cards")
    panels = [cards.panels[0].model_copy(update={"id": f"card-{number}"}) for number in range(1, 13)]
    form = form_of(cards.model_copy(update={"panels": panels}))
    assert [len(side) for side in form.sides] == [10, 2]
    assert form.panel("card-11") == (1, Rect(20, 13.5, 85, 54)) and form.panel("card-4")[1] == Rect(105, 67.5, 85, 54)


def test_editions_by_language_together_and_by_page(project: Project) -> None:
    jobs, findings = plan(project.root, project.site, project.root, "https://a.example/")
    names = [job.edition.name for job in jobs]
    assert not findings and {"fold-zh", "fold-en", "poster", "page-help-phrases-zh", "page-pay-cards-en"} <= set(names)
    assert not [name for name in names if "refused" in name] and "poster-zh" not in names
    assert {job.edition.family for job in jobs if job.edition.slug == "pay/cards"} == {"page/pay/cards"}


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("pages: [pay/cards,", "pages: [pay/crads,", "leaflet-section-missing"),
        ("- id: fold\n", "- id: page-pay-cards\n", "leaflet-name-taken"),
    ],
)
def test_wrong_pages_and_names_are_refused(project: Project, old: str, new: str, rule: str) -> None:
    project.edit(DATA_FILE, old, new)
    _, findings = plan(project.root, project.site, project.root, "https://a.example/")
    assert {finding.rule for finding in findings} == {rule}


@pytest.mark.slow
def test_every_form_passes_every_check(rack: tuple[Project, Pack]) -> None:
    project, pack = rack
    assert [item.message for item in pack.findings if item.rule != "leaflet-version-stale"] == []
    for job, sheet in zip(pack.jobs, pack.sheets, strict=True):
        path = project.root / "out" / f"{sheet.name}.pdf"
        report = page.validate_pdf(path, profile="ua1")
        assert report.is_compliant, (sheet.name, [(item.rule_id, item.message) for item in report.failures])
        with pikepdf.open(path) as document:
            form = form_of(job.edition.leaflet)
            sizes = {tuple(round(float(side) * 25.4 / 72) for side in sheet.mediabox[2:]) for sheet in document.pages}
            assert sizes == {(form.width, form.height)}
            assert form.flows or len(document.pages) == len(form.sides)


@pytest.mark.slow
def test_a_burst_panel_of_any_form_is_named(project: Project) -> None:
    project.edit("site/en/pay/cards/index.html", "Keep the receipt", "Keep the receipt and read on. " * 150)
    project.edit("site/en/cash/atm/index.html", "</ol>", "<li>" + "Count the notes. " * 150 + "</li></ol>")
    project.edit("site/en/help/phrases/index.html", "</figcaption>", " One more word. </figcaption>" * 1)
    named = {
        (item.message.split(" ")[0], item.message.split("'")[1])
        for item in project.build(ids=("fold", "sheet", "large", "cards"), locales=("en",)).findings
        if item.rule == "leaflet-overflow"
    }
    assert {("fold-en", "inside-2"), ("sheet-en", "front"), ("sheet-en", "back"), ("large-en", "page-2")} == named


@pytest.mark.slow
@pytest.mark.parametrize("form", ["large", "fold", "page"])
def test_sheets_for_older_readers_are_never_set_small(rack: tuple[Project, Pack], form: str) -> None:
    """Nothing under 16 pt, notes, folio and imprint too: measured in the finished files."""
    project, pack = rack
    for job in pack.jobs:
        if job.edition.leaflet.form == form:
            sizes = _font_sizes(project.root / "out" / f"{job.edition.name}.pdf")
            assert min(sizes) >= 15.9, (job.edition.name, sorted(sizes)[:3])


def _font_sizes(path: Path) -> set[float]:
    """The sizes in points of all letters in the file; WeasyPrint writes them in CSS pixels."""
    with pypdfium2.PdfDocument(path) as document:
        texts = [sheet.get_textpage() for sheet in document]
        return {
            pypdfium2.raw.FPDFText_GetFontSize(text, place) * 0.75
            for text in texts
            for place in range(text.count_chars())
            if text.get_text_range(place, 1).strip()
        }


def test_several_pictograms_belong_to_the_items_of_a_section(project: Project) -> None:
    section = '{ref: "cash/atm#steps", icon: card cash}'
    project.edit(
        DATA_FILE, '- {id: inside-2, sections: ["cash/atm#steps"]}', f"- {{id: inside-2, sections: [{section}]}}"
    )
    jobs, _ = plan(project.root, project.site, project.root, "https://a.example/")
    html = next(job for job in jobs if job.edition.name == "fold-en").document().html
    assert html.count('class="sign"') == 2 and "pictured-items" in html
