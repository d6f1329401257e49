"""How well the search of the built site finds what readers type, what it weighs, and how soon it answers.

The real scripts and indexes in a browser, on the queries of tests/fixtures/search-queries.yml: a list of
`{q: words, kind: who types it, find: [page or section, …], in: [locales, all if left out]}`. A page stands for all of
its sections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from payguide.bench.tables import table
from payguide.look import open_browser, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from payguide.model.locales import Locale

QUERIES = "tests/fixtures/search-queries.yml"

#: How much slower a phone is than the machine that measures, as Lighthouse sees it.
_SLOWER = 4

#: Asks the site's own scripts, as the dialog does, and tells where the results lie, in order.
_ASK = """async (queries) => {
    const opener = document.querySelector(".search-open");
    const get = (path) => import(new URL(path, document.baseURI));
    const [engine, view] = await Promise.all([get(opener.dataset.engine), get(opener.dataset.dialog)]);
    const [read, site, told] = [view.reader(engine), view.settings(opener), []];
    for (const query of queries) {
        const { results } = await view.answer(engine, read, query, site);
        told.push(results.map((hit) => hit.entry.key));
    }
    return told;
}"""

#: Milliseconds from the tap on the button to the first result, nothing being fetched before.
_FIRST = """async (words) => {
    const begin = performance.now();
    document.querySelector(".search-open").click();
    const input = document.querySelector("dialog.search input");
    input.value = words;
    input.dispatchEvent(new Event("input"));
    while (!document.querySelector("dialog.search ol a")) await new Promise((done) => setTimeout(done, 5));
    return performance.now() - begin;
}"""


@dataclass(frozen=True, slots=True)
class Query:
    """What a reader types, and the pages and sections of which one must be among the first results."""

    words: str
    find: Sequence[str]

    def place(self, results: Sequence[str]) -> int | None:
        """The place, from 0, of the first right one of `results`, each an address with the section's anchor."""
        right = (n for n, key in enumerate(results) if key in self.find or key.split("#")[0] in self.find)
        return next(right, None)


def queries(root: Path, locale: str) -> list[Query]:
    """What the readers of the project at `root` type in `locale`."""
    entries: list[dict[str, Any]] = yaml.safe_load((root / QUERIES).read_text(encoding="utf-8"))
    return [Query(entry["q"], entry["find"]) for entry in entries if locale in entry.get("in", [locale])]


@contextmanager
def opened(site: Path, prefix: str) -> Iterator[Page]:
    """The home page of the built `site` in the locale whose addresses begin with `prefix`, in a browser."""
    from playwright.sync_api import sync_playwright

    with served(site) as address, sync_playwright() as play:
        browser = open_browser(play)
        page = browser.new_page()
        page.goto(address + prefix)
        yield page
        browser.close()


def ask(page: Page, wanted: Sequence[Query]) -> list[Sequence[str]]:
    """The addresses of the results of each query, on the opened `page`."""
    told: list[Sequence[str]] = page.evaluate(_ASK, [query.words for query in wanted])
    return told


def _first(page: Page) -> float:
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": _SLOWER})
    return float(page.evaluate(_FIRST, "零钱包"))


def _weight(*paths: Path) -> float:
    """KiB over the wire."""
    import brotli

    return float(sum(len(brotli.compress(path.read_bytes())) for path in paths) / 1024)


def search(
    root: Path, site: Path, locales: Sequence[Locale], say: Callable[[str], None], markdown: bool = False
) -> str:
    """A table with a row for each of `locales`, from the queries of the project at `root` and its built `site`."""
    scripts = [site / "assets" / "js" / name for name in ("search.js", "search-dialog.js")]
    rows = []
    for locale in locales:
        wanted = queries(root, locale.code)
        say(f"{locale.code}: {len(wanted)} queries")
        with opened(site, locale.prefix) as page:
            first = _first(page)
            places = [query.place(results) for query, results in zip(wanted, ask(page, wanted), strict=True)]
        shares = [sum(place is not None and place < top for place in places) / len(places) for top in (1, 3)]
        weight = [f"{_weight(site / locale.prefix / 'search.json'):.1f}", f"{_weight(*scripts):.1f}"]
        rows.append([locale.code, str(len(wanted)), *(f"{share:.1%}" for share in shares), *weight, f"{first:.0f}"])
    head = ["language", "queries", "recall@1", "recall@3", "index, KiB", "scripts, KiB", "first result, ms"]
    return table(head, rows, markdown)
