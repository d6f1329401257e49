"""The data of the two helpers: mistakes are found at their own line, every reader gets advice, sums are right."""

from __future__ import annotations

from pathlib import Path

import pytest

from payguide.model.data import load_data
from payguide.model.fees import charge
from payguide.model.holdings import Data
from payguide.model.site import Site
from payguide.model.uses import uses_of
from payguide.model.ways import advice, cases
from payguide.rendering import fees, helpers, ways

ROOT = Path(__file__).resolve().parents[1]

QUESTIONS = """\
- id: place
  title: {zh: 地点, en: Where?}
  answers: [{id: taxi, words: {zh: 车, en: Taxi}}, {id: shop, words: {zh: 店, en: Shop}}]
- id: have
  title: {zh: 有什么, en: What?}
  many: true
  answers:
    - {id: card, words: {zh: 卡, en: Card}}
    - {id: cash, words: {zh: 现金, en: Cash}}
    - {id: nothing, words: {zh: 没有, en: None}, alone: true}
"""
WORDS = "best: {zh: 做, en: Do}, otherwise: {zh: 否则, en: Else}, why: {zh: 因为, en: As}"
WAYS = f"""\
- id: taxi
  when: {{place: [taxi], have: [cash]}}
  best: {{zh: '付{{{{ fact("limit") }}}}', en: 'Pay {{{{ fact("limit") }}}}'}}
  otherwise: {{zh: 否则, en: Else}}
  why: {{zh: 因为, en: As}}
  page: pay/cash#steps
- {{id: card, when: {{have: [card]}}, {WORDS}, page: pay}}
- {{id: rest, {WORDS}, page: pay/cash}}
"""
FEES = """\
- {id: foreign, words: {zh: 卡, en: Card}, free_up_to: limit, rate: share}
"""
LIMITS = """\
- id: app
  words: {zh: 应用, en: App}
  single: limit
  year: limit
  verified: {zh: 多, en: Much}
  unverified: {zh: 少, en: Little}
"""
FACT = """\
- id: {id}
  kind: {kind}
  value: 3
  label: {{zh: 值, en: value}}
  sources: [GOV]
  checked: "2026-11-23"
  review_by: "2027-02-23"
  confidence: {confidence}
"""
SOURCE = '- {id: GOV, url: "https://gov.example/a", publisher: {zh: 政府, en: Gov}, date: "2024", kind: official}\n'
NINE = "".join(f"- {{id: a{number}, words: {{zh: 卡, en: Card}}}}\n    " for number in range(9))
FILES = {"questions": QUESTIONS, "ways": WAYS, "fees": FEES, "limits": LIMITS}


def facts() -> str:
    money = FACT.format(id="limit", kind="money", confidence="confirmed").replace("value: 3", "value: 200\n  unit: CNY")
    doubtful = FACT.format(id="doubt", kind="percent", confidence="uncertain")
    return money + FACT.format(id="share", kind="percent", confidence="confirmed") + doubtful


def load(root: Path, **changed: str) -> tuple[Data, list[str]]:
    """The registry of a small guide with `changed` data files, and its faults as `file:line message — hint`."""
    data = root / "docs" / "_data"
    (data / "facts").mkdir(parents=True)
    (data / "facts" / "all.yml").write_text(facts(), encoding="utf-8")
    (data / "sources.yml").write_text(SOURCE, encoding="utf-8")
    for name, text in {**FILES, **changed}.items():
        (data / f"{name}.yml").write_text(text, encoding="utf-8")
    for locale in ("zh", "en"):
        for page in ("pay/index", "pay/cash"):
            path = root / "docs" / locale / f"{page}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("# Page\n\n## Steps { #steps }\n", encoding="utf-8")
    found, faults = load_data(root / "docs", root, ["zh", "en"])
    return found, [f"{item.location.path}:{item.location.line} {item.message} — {item.hint}" for item in faults]


def test_right_data_gives_no_finding(tmp_path: Path) -> None:
    assert load(tmp_path)[1] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "line", "words"),
    [
        ("ways", "place: [taxi]", "plase: [taxi]", 2, "did you mean 'place'?"),
        ("ways", "place: [taxi]", "place: [tax]", 2, "did you mean 'taxi'?"),
        ("ways", 'en: \'Pay {{ fact("limit") }}', 'en: \'Pay {{ fact("limti") }}', 3, "did you mean 'limit'?"),
        ("ways", 'en: \'Pay {{ fact("limit") }}', 'en: \'Pay {{ fact("doubt") }}', 3, "is uncertain"),
        ("ways", 'en: \'Pay {{ fact("limit") }}', "en: 'Pay {{ limit }}", 3, "cannot read the call"),
        ("ways", "page: pay/cash#steps", "page: pay/cahs#steps", 6, "did you mean 'pay/cash'?"),
        ("ways", "page: pay/cash#steps", "page: pay/cash#step", 6, "did you mean 'steps'?"),
        ("ways", "otherwise: {zh: 否则, en: Else}\n", "otherwise: {zh: 否则}\n", 4, "no words in 'en'"),
        ("ways", "  why: {zh: 因为, en: As}\n  page", "  page", 1, "field 'why' is missing"),
        ("ways", "when: {place: [taxi], have: [cash]}", "when: {place: []}", 2, "must not be empty"),
        (
            "ways",
            "id: rest",
            "id: rest, when: {place: [taxi]}",
            8,
            "place: shop, have: nothing gets no advice (2 such cases)",
        ),
        ("ways", "when: {have: [card]}", "when: {}", 8, "no reader ever gets this advice"),
        ("questions", "id: shop", "id: taxi", 1, "two answers have the same id"),
        ("questions", "- {id: card,", NINE + "- {id: card,", 4, "12 answers are too many"),
        ("questions", "many: true", "meny: true", 6, "did you mean 'many'?"),
        ("fees", "rate: share", "rate: limit", 1, "must be one value of the kind percent"),
        ("fees", "rate: share", "rate: doubt", 1, "is uncertain"),
        ("fees", ", rate: share", "", 1, "go together"),
        ("fees", ", free_up_to: limit, rate: share", "", 1, "a remark must say what is known"),
        ("limits", "single: limit", "single: share", 3, "kind money"),
        ("limits", "year: limit", "year: limits", 4, "did you mean 'limit'?"),
    ],
)
def test_a_mistake_is_found_at_its_line(tmp_path: Path, file: str, old: str, new: str, line: int, words: str) -> None:
    assert old in FILES[file]
    found = load(tmp_path, **{file: FILES[file].replace(old, new, 1)})[1]
    assert any(text.startswith(f"docs/_data/{file}.yml:{line} ") and words in text for text in found), found


def test_the_first_rule_that_fits_counts(tmp_path: Path) -> None:
    data, _ = load(tmp_path)
    rules = list((data.ways or {}).values())

    def found(place: str, *have: str) -> str:
        rule = advice(rules, {"place": frozenset((place,)), "have": frozenset(have)})
        assert rule is not None
        return rule.id

    assert found("taxi", "cash", "card") == "taxi"
    assert found("shop", "cash", "card") == "card"
    assert found("shop", "nothing") == "rest"


def guide() -> Data:
    data, findings = load_data(ROOT / "docs", ROOT, ["zh", "en"])
    assert findings == []
    return data


def test_every_reader_of_the_guide_gets_advice_that_they_can_follow() -> None:
    """What is advised first must be in the reader's hand: nobody without an app is told to scan."""
    data = guide()
    every = list(cases((data.questions or {}).values()))
    assert len(every) > 400
    for case in every:
        rule = advice((data.ways or {}).values(), case)
        assert rule is not None
        if rule.way in ("scan", "ecny", "card"):
            needed = {"scan": "app", "ecny": "ecny", "card": "card"}[rule.way]
            assert needed in case["have"], f"{rule.id}: {case}"


@pytest.mark.parametrize(
    ("amount", "fee"), [(0.01, 0), (200, 0), (200.01, 6.0), (201, 6.03), (300, 9), (333.33, 10), (1e9, 3e7)]
)
def test_the_fee_is_on_the_whole_payment_above_the_free_amount(amount: float, fee: float) -> None:
    assert charge(amount, 200, 3) == fee


def test_the_worked_examples_agree_with_the_example_of_the_registry() -> None:
    known = guide().facts or {}
    free, rate = known["mobile.fee.foreign_card.free_up_to"], known["mobile.fee.foreign_card.rate"]
    example, expected = known["mobile.fee.example.amount"], known["mobile.fee.example.fee"]
    assert charge(example.value, free.value, rate.value) == expected.value


def desk(data: Data, locale: str) -> helpers.Desk:
    strings = (data.strings or {}).get(locale, {})
    return helpers.Desk(data, locale, strings, lambda slug: (f"../{slug}/", slug), lambda name: f"<i>{name}</i>")


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_figures_on_the_helpers_come_from_the_registry(locale: str) -> None:
    """Another figure in a fact is another figure in the form, the examples and the advice."""
    data = guide()
    known = dict(data.facts or {})
    key = "mobile.fee.foreign_card.free_up_to"
    known[key] = known[key].model_copy(update={"value": 260})
    changed = Data(
        facts=known, strings=data.strings, questions=data.questions, ways=data.ways, fees=data.fees, limits=data.limits
    )
    for part in (ways.form, ways.table, fees.form, fees.table):
        assert "260" not in part(desk(data, locale))
        assert "260" in part(desk(changed, locale))


def test_a_fact_that_only_a_helper_says_counts_as_used(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    data, _ = load(tmp_path)
    uses = uses_of(Site.load(tmp_path, data=data))
    assert uses.pages("limit") == ["docs/_data/ways.yml", "docs/_data/fees.yml", "docs/_data/limits.yml"]
    assert "doubt" not in uses.calls
