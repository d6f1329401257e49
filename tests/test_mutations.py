"""Right guides, spoilt one edit at a time: every defect must be seen where it is, and no correct variant may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from guide_site import ROOT
from payguide.bench.mutations import FAMILIES, Case, load_cases
from payguide.bench.trials import Bench, Outcome, build_guide
from payguide.cache import store

MUTATIONS = Path(__file__).parent / "mutations"
CASES = load_cases(MUTATIONS)


def _marks(case: Case) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.slow,) if case.base == "guide" else ()


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for the copies, and for the cache that spares scanning pages that a case leaves alone."""
    folder = tmp_path_factory.mktemp("mutations")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "FOLDER", folder / "cache")
        yield folder


@pytest.fixture(scope="module")
def small(work: Path) -> Bench:
    """The small guide, to be spoilt and put back by every case."""
    return Bench.copy(MUTATIONS / "base", work / "small")


@pytest.fixture(scope="module")
def guide(work: Path) -> Bench:
    """The real guide with its built pages, likewise."""
    return Bench.copy(ROOT, work / "guide", build_guide(ROOT, work / "site"))


def _report(outcome: Outcome) -> str:
    wanted = [f"{place.path}:{place.first}-{place.last}" for place in outcome.places]
    found = [f"{item.location} {item.severity} {item.rule}: {item.message}" for item in outcome.new]
    return "\n".join([f"{outcome.case.kind} {outcome.case.name} at {' or '.join(wanted)}; new findings:", *found])


@pytest.mark.parametrize(
    "case", [pytest.param(case, marks=_marks(case), id=f"{case.kind}-{case.name}") for case in CASES]
)
def test_mutation(case: Case, request: pytest.FixtureRequest) -> None:
    bench: Bench = request.getfixturevalue(case.base)
    outcome = bench.run(case)
    assert outcome.right, _report(outcome)


def test_the_small_guide_is_right(small: Bench) -> None:
    assert small.findings() == []


def test_there_are_enough_cases_of_every_family() -> None:
    kinds = Counter(case.kind for case in CASES)
    assert kinds["defect"] >= 200 and kinds["variant"] >= 80
    assert sum(case.base == "guide" for case in CASES) >= 60
    for family in FAMILIES:
        assert {case.kind for case in CASES if case.family == family} == {"defect", "variant"}
