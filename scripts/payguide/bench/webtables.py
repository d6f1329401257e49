"""`bench web`: its tables, and what the design asks of a page beside what was found."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from payguide.bench.lighthouse import CATEGORIES, Verdict
from payguide.bench.tables import table
from payguide.bench.webgrowth import SIZES
from payguide.bench.weight import TYPES, View

OURS = "this guide"
HUGO_BOOK = "Hugo Book"

#: What is to be reached: KiB and requests of a page, KiB kept offline, growth of a page up to 500 guides, and the
#: largest contentful paint in ms: absolute, and against Hugo Book's in the same run, as machines differ.
PAGE_KIB, PAGE_REQUESTS, OFFLINE_KIB, GROWTH, LCP, LCP_RATIO = 30, 4, 600, 0.10, 1000, 1000 / 1050


@dataclass(frozen=True, slots=True)
class Place:
    """A page in a language: its path from the address of the site, and the language's code."""

    path: str
    locale: str


@dataclass(slots=True)
class Found:
    """All that was measured, by the name of the system and the page.

    `every` are all pages of our own guide, `offline` what is kept of it; `growth` is by system and number of guides,
    the heaviest language.
    """

    views: dict[str, dict[Place, View]] = field(default_factory=dict)
    verdicts: dict[str, dict[Place, Verdict]] = field(default_factory=dict)
    every: dict[Place, View] = field(default_factory=dict)
    offline: View | None = None
    growth: dict[str, dict[int, View]] = field(default_factory=dict)


def kib(size: float) -> str:
    """Bytes as KiB, as a table shows them."""
    return f"{size / 1024:.1f}"


def weights(found: Found, places: Sequence[Place], markdown: bool) -> str:
    """A row a page, a pair of columns a system: requests and KiB."""
    head = ["page"] + [f"{name}: {unit}" for name in found.views for unit in ("requests", "KiB")]
    rows = []
    for place in places:
        row = [place.path or "/"]
        for views in found.views.values():
            row += [str(len(views[place].items)), kib(views[place].size)]
        rows.append(row)
    return table(head, rows, markdown)


def types(found: Found, places: Sequence[Place], markdown: bool) -> str:
    """A row a system and language: KiB by type, a page on average; requests to others and errors, of all pages."""
    head = ["KiB a page", *TYPES, "all", "requests to other hosts", "answers 404"]
    rows = []
    for name, views in found.views.items():
        for code in dict.fromkeys(place.locale for place in places):
            seen = [views[place] for place in places if place.locale == code]
            means = [statistics.mean(view.of(kind) for view in seen) for kind in TYPES]
            counts = [str(sum(view.others for view in seen)), str(sum(view.failed for view in seen))]
            rows.append([f"{name}, {code}", *(kib(mean) for mean in [*means, sum(means)]), *counts])
    return table(head, rows, markdown)


def detail(found: Found, places: Sequence[Place], markdown: bool) -> str:
    """A row a system and page: requests, and KiB by type."""
    head = ["page", "requests", *(f"{kind}, KiB" for kind in TYPES), "all, KiB", "other hosts", "404"]
    rows = []
    for place in places:
        for name, views in found.views.items():
            view = views[place]
            sizes = [kib(view.of(kind)) for kind in TYPES]
            counts = [str(view.others), str(view.failed)]
            rows.append([f"{place.path or '/'} {name}", str(len(view.items)), *sizes, kib(view.size), *counts])
    return table(head, rows, markdown)


def scores(found: Found, places: Sequence[Place], markdown: bool) -> str:
    """A row a system and language: the worst score of a page by category; timings of the middle page, worst CLS."""
    head = ["lowest score of a page", *CATEGORIES, "FCP ms", "LCP ms", "TBT ms", "CLS"]
    rows = []
    for name, verdicts in found.verdicts.items():
        for code in dict.fromkeys(place.locale for place in places):
            seen = [verdicts[place] for place in places if place.locale == code]
            worst = [f"{min(item.scores[category] for item in seen):.0f}" for category in CATEGORIES]
            times = [f"{statistics.median(item.timings[key] for item in seen):.0f}" for key in ("FCP", "LCP", "TBT")]
            rows.append([f"{name}, {code}", *worst, *times, f"{max(item.timings['CLS'] for item in seen):.2g}"])
    return table(head, rows, markdown)


def score_detail(found: Found, places: Sequence[Place], markdown: bool) -> str:
    """A row a system and page: four scores and four timings."""
    head = ["page", *CATEGORIES, "FCP ms", "LCP ms", "TBT ms", "CLS"]
    rows = []
    for place in places:
        for name, verdicts in found.verdicts.items():
            item = verdicts[place]
            times = [f"{item.timings[key]:.0f}" for key in ("FCP", "LCP", "TBT")]
            points = [f"{item.scores[category]:.0f}" for category in CATEGORIES]
            rows.append([f"{place.path or '/'} {name}", *points, *times, f"{item.timings['CLS']:.2g}"])
    return table(head, rows, markdown)


def growth(found: Found, markdown: bool) -> str:
    """A row a system: requests and KiB of the same page in guides of both sizes, the heavier language."""
    small, large = SIZES
    units = [f"{unit} with {size}" for size in SIZES for unit in ("requests", "KiB")]
    rows = []
    for name, views in found.growth.items():
        cells = [cell for size in SIZES for cell in (str(len(views[size].items)), kib(views[size].size))]
        rows.append([name, *cells, f"{views[large].size / views[small].size - 1:+.0%}"])
    return table(["guides", *units, "more"], rows, markdown)


def faults(found: Found) -> Iterator[str]:
    """A line for everything that costs our own pages points."""
    for place, verdict in found.verdicts.get(OURS, {}).items():
        for fault in verdict.faults:
            yield f"{place.path or '/'}: {fault.category}: {fault.audit}: {fault.title}: {fault.where}"


def targets(found: Found, markdown: bool) -> str:
    """A row a target: what is asked for, what was found, and whether that is enough."""
    return table(["target", "asked for", "found", "verdict"], list(_targets(found)), markdown)


def _targets(found: Found) -> Iterator[list[str]]:
    views = {**found.every, **found.views.get(OURS, {})}
    if views:
        yield from _page_targets(views)
    if found.offline is not None:
        yield _at_most("kept offline, KiB", OFFLINE_KIB, found.offline.size / 1024)
    if OURS in found.growth:
        sizes = [found.growth[OURS][size].size for size in SIZES]
        yield _at_most(f"a page with {SIZES[1]} guides, % more", GROWTH * 100, (sizes[1] / sizes[0] - 1) * 100)
    if OURS in found.verdicts:
        yield from _lighthouse_targets(found.verdicts)


def _page_targets(views: Mapping[Place, View]) -> Iterator[list[str]]:
    heaviest = max(views, key=lambda place: views[place].size)
    name = f"KiB of the heaviest of {len(views)} pages ({heaviest.path or '/'})"
    yield _at_most(name, PAGE_KIB, views[heaviest].size / 1024)
    yield _at_most("requests of a page, most", PAGE_REQUESTS, max(len(view.items) for view in views.values()))
    yield _at_most("requests to other hosts", 0, sum(view.others for view in views.values()))
    yield _at_most("answers 404", 0, sum(view.failed for view in views.values()))


def _lighthouse_targets(verdicts: Mapping[str, Mapping[Place, Verdict]]) -> Iterator[list[str]]:
    ours = verdicts[OURS]
    for category in CATEGORIES:
        least = min(verdict.scores[category] for verdict in ours.values())
        verdict = "met" if least >= 100 else f"missed by {100 - least:.0f}"
        yield [f"Lighthouse, {category}, lowest", "100", f"{least:.0f}", verdict]
    yield _at_most("LCP, ms, slowest page", LCP, max(verdict.timings["LCP"] for verdict in ours.values()))
    if HUGO_BOOK in verdicts:
        beside = [
            statistics.median(item.timings["LCP"] for item in verdicts[name].values()) for name in (OURS, HUGO_BOOK)
        ]
        yield _at_most("LCP × Hugo Book's", LCP_RATIO, beside[0] / beside[1], lambda value: f"{value:.2f}")
    yield _at_most("TBT, ms, longest", 0, max(verdict.timings["TBT"] for verdict in ours.values()))
    worst = max(verdict.timings["CLS"] for verdict in ours.values())
    yield _at_most("CLS, worst", 0, worst, lambda value: f"{value:.3g}")


def _plain(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _at_most(name: str, most: float, value: float, write: Callable[[float], str] = _plain) -> list[str]:
    verdict = "met" if value <= most else f"missed by {write(value - most)}"
    return [name, f"≤ {write(most)}", write(value), verdict]
