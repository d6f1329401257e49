"""Figures: what the languages say must be the same, as values, not as digits.

A reader who is told another fee, limit, date or number than the source says stands at the counter with too little
money, or calls a stranger. Values are read with their meaning, so that 5万元 and CNY 50,000, 八五折 and 15% off,
下午三点 and 3 pm, 三个工作日 and three working days are equal; they are compared inside sections and passages that
correspond. Expressions such as `{{ fact("…") }}`, code and addresses are not looked at. A language that the checker
cannot read is compared by digits alone, where nothing else can be meant, and with warnings only.

value-mismatch
    A figure of the source has another value in the translation: an error; a warning where it is a bare count, or where
    the least of one language (至少, at least) is the most of the other.
    Bad:  每笔最多 5000 美元 / up to US$500 a payment
    Good: 每笔最多 5000 美元 / up to US$5,000 a payment
value-swapped
    Two figures stand in each other's place: in a sentence, in two items of a list, in two cells or rows of a table.
    Bad:  单笔 5000 美元，每年 5 万美元 / US$50,000 a payment, US$5,000 a year
    Good: 单笔 5000 美元，每年 5 万美元 / US$50,000 a year, US$5,000 a payment
value-missing
    The translation lacks a figure: an error for money, percentages, dates and telephone numbers, else a warning.
    Bad:  手续费为 3% / There is a fee.
    Good: 手续费为 3% / The fee is 3%.
value-extra
    The translation has a figure that the source lacks, with the same severities.
    Bad:  有手续费 / The fee is 3%.
    Good: 手续费为 3% / The fee is 3%.
force-lost
    One language forbids, denies or obliges where the sentence of the other that corresponds says nothing of the kind.
    Bad:  不得拒收现金 / Shops may refuse cash
    Good: 不得拒收现金 / Shops must not refuse cash
example-arithmetic
    A worked example does not come out, so that readers trust neither it nor the rule: a sum, a share, change.
    Bad:  300 元 × 3% = 6 元
    Good: 300 元 × 3% = 9 元
figure-differs
    One name has two values on two pages of a language. Where most pages agree, the others are reported, else all.
    Bad:  “支付宝单笔限额为 5000 美元” on one page, “支付宝单笔限额为 1000 美元” on another
    Good: the same value, or names that tell them apart

To excuse: an entry in `.checks.yml` with rule, path, reason and until.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from payguide.checks.comparison import Comparison
from payguide.checks.rule import Rule
from payguide.model.findings import Finding, Severity
from payguide.model.messages import say
from payguide.model.site import Site
from payguide.values.labels import NAMED, label
from payguide.values.parsing import Value, reader
from payguide.values.passages import Passages, passages
from payguide.values.sums import wrong_change, wrong_sums

MISMATCH = Rule("value-mismatch", "a figure has another value than in the source")
SWAPPED = Rule("value-swapped", "two figures stand in each other's place")
MISSING = Rule("value-missing", "the translation lacks a figure of the source")
EXTRA = Rule("value-extra", "the translation has a figure that the source lacks")
FORCE = Rule("force-lost", "a prohibition or duty is lost in one language", Severity.WARNING)
ARITHMETIC = Rule("example-arithmetic", "a worked example does not come out")
DIFFERS = Rule("figure-differs", "one name has two values on two pages", Severity.WARNING)
Use = tuple[Passages, Value]
RULES: tuple[Rule, ...] = (MISMATCH, SWAPPED, MISSING, EXTRA, FORCE, ARITHMETIC, DIFFERS)


def check(site: Site) -> Iterator[Finding]:
    """Every page is read once; then the languages are compared, sums done, names gathered."""
    read = {key: passages(page, reader(page.locale)) for key, page in site.pages.items()}
    for pair in site.aligned:
        ours, theirs = ((page.slug, page.locale) for page in (pair.source, pair.translation))
        comparison = Comparison(read[ours], read[theirs], pair.matches)
        yield from comparison.findings(MISMATCH, SWAPPED, MISSING, EXTRA, FORCE)
    for page in read.values():
        yield from _sums(page)
    for locale in (locale for locale in site.locales if not reader(locale.code).digits_only):
        yield from _named([page for (_, code), page in read.items() if code == locale.code])


def _sums(page: Passages) -> Iterator[Finding]:
    words = reader(page.page.locale).words
    for passage in page.passages:
        if len(passage.values) > 2:
            for wrong in (*wrong_sums(page.text, passage, words), *wrong_change(page.text, passage, words)):
                said = page.text[wrong.result.start : wrong.result.end]
                message = say(
                    "this example does not come out: it says {said}, but the sum is {right}",
                    said=said,
                    right=f"{wrong.right:f}",
                )
                yield ARITHMETIC.at(
                    page.place(wrong.result.start), message, say("do the sum again, on every page that has it")
                )


def _named(pages: list[Passages]) -> Iterator[Finding]:
    """Names that have one figure on a page and another one on another page."""
    named: dict[tuple[str, str], list[Use]] = {}
    for page in pages:
        for passage in page.passages:
            low = passage.start
            for value in passage.values:
                name = label(page.text, low, value) if value.kind in NAMED else ""
                low = value.end
                if name:
                    named.setdefault((name.casefold(), value.kind), []).append((page, value))
    for (name, _), uses in named.items():
        if _one_a_page(uses):
            yield from _odd_ones(name, uses)


def _one_a_page(uses: list[Use]) -> bool:
    """Whether the name has one figure on every page: else it is not a name of a single figure."""
    keys: dict[str, set[object]] = {}
    for page, value in uses:
        keys.setdefault(page.page.slug, set()).add(value.key)
    return len(keys) > 1 and all(len(values) == 1 for values in keys.values())


def _odd_ones(name: str, uses: list[Use]) -> Iterator[Finding]:
    """The uses whose figure is not that of most pages; all, when two figures have as many."""
    counts = Counter(value.key for _, value in uses).most_common()
    if len(counts) < 2 or (len(counts) > 2 and counts[0][1] == counts[1][1]):
        return  # the name stands for another thing on every page
    is_tie = counts[0][1] == counts[1][1]
    for page, value in uses:
        other_page, other = next(use for use in uses if use[1].key == counts[value.key == counts[0][0]][0])
        if is_tie or value.key != counts[0][0]:
            message = say(
                "'{name}' is {said} here and {other} on another page",
                name=name,
                said=page.text[value.start : value.end],
                other=other_page.text[other.start : other.end],
            )
            hint = say("write the same value, or name the two apart")
            yield DIFFERS.at(page.place(value.start), message, hint, other_page.place(other.start))
