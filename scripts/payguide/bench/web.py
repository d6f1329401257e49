"""`bench web`: what a page of the built site costs a phone, beside other generators' pages of the same text."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from payguide.bench import lighthouse, webgrowth, webpeers, webserver, webtables
from payguide.bench.printers import CHROMIUM
from payguide.bench.webpeers import PEERS, Peer
from payguide.bench.webserver import Nginx, Serving, serving
from payguide.bench.webtables import OURS, Found, Place
from payguide.bench.webtext import sources
from payguide.bench.weight import chromium, weigh
from payguide.model.locales import Locale
from payguide.publish.shrink import compress
from payguide.sources.config import load_config

#: Home, a guide, the guide with the largest tables, sentences to show, and a page of much text.
PAGES = ("index", "pay/cards", "help/hotlines", "help/phrases", "seniors/scams")
#: Pages that are made for staff or by machines, which no phone opens as a guide.
_NO_GUIDES = ("status/", "leaflets/")
#: How many runs of Lighthouse the median is of.
RUNS = 3

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part (all, weight, lighthouse or growth), which pages, how many runs, and how it is shown.

    `full` adds a row for every page; `install` fetches what is missing first.
    """

    part: str = "all"
    pages: Sequence[str] = PAGES
    runs: int = RUNS
    markdown: bool = False
    full: bool = False
    install: bool = False


def web(root: Path, wanted: Wanted, say: Say) -> str:
    """The tables that were asked for. Raises ValueError for a page that the built site of `root` does not have."""
    tools = root / ".cache" / "bench-tools"
    modules = (webserver, webpeers, lighthouse)
    notes = [note for module in modules for note in module.install(tools)] if wanted.install else []
    parts = [f"could not install {note}" for note in notes]
    nginx = webserver.find(tools)
    if nginx is None:
        return "\n\n".join([*parts, f"nginx is not installed, and serves the pages: {webserver.INSTALL}"])
    if not CHROMIUM.is_there(tools):
        return "\n\n".join([*parts, f"Chromium is not installed, and opens the pages: {CHROMIUM.install}"])
    there = [peer for peer in PEERS if peer.is_there(tools)]
    parts += [f"{peer.name} is not installed: {peer.install}" for peer in PEERS if peer not in there]
    work = Path(tempfile.mkdtemp(prefix="web-"))
    try:
        bench = Bench(root, tools, nginx, there, work, say)
        return "\n\n".join([*parts, nginx.words, *bench.tables(wanted)])
    finally:
        shutil.rmtree(work, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Bench:
    """The project at `root`, programs below `tools`, peers that are there, and a folder to work in."""

    root: Path
    tools: Path
    nginx: Nginx
    peers: Sequence[Peer]
    work: Path
    say: Say

    def tables(self, wanted: Wanted) -> Iterator[str]:
        """The tables of the parts that are wanted, and the targets."""
        found, places = Found(), self._places(wanted.pages)
        if wanted.part in ("all", "weight", "lighthouse"):
            with self._served() as servers:
                if wanted.part != "lighthouse":
                    self._weigh(servers, places, found)
                    yield from _weight_tables(found, places, wanted)
                if wanted.part != "weight":
                    yield from self._lighthouse(servers, places, wanted, found)
        if wanted.part in ("all", "growth"):
            address = webserver.address_of(self.root / "site")
            grower = webgrowth.Grower(self.root, self.tools, self.nginx, self.work, address, self.say)
            found.growth[OURS] = grower.ours()
            found.growth |= {peer.name: grower.theirs(peer) for peer in self.peers}
            yield webtables.growth(found, wanted.markdown)
        yield webtables.targets(found, wanted.markdown)

    def _places(self, pages: Sequence[str]) -> list[Place]:
        places = []
        for slug in pages:
            for locale in self._locales():
                stem = "" if slug == "index" else f"{slug.removesuffix('/index')}/"
                place = Place(f"{locale.prefix}{stem}", locale.code)
                if not (self.root / "site" / place.path / "index.html").is_file():
                    raise ValueError(f"the built site has no page {place.path or '/'}")
                places.append(place)
        return places

    def _locales(self) -> Sequence[Locale]:
        return load_config(self.root).languages.locales

    @contextmanager
    def _served(self) -> Iterator[dict[str, Serving]]:
        """Our built site, and those of the peers, built for the same address and compressed in the same way."""
        site = self.root / "site"
        address, pages = webserver.address_of(site), list(sources(self.root))
        with ExitStack() as stack:
            servers = {OURS: stack.enter_context(serving(self.nginx, site))}
            for peer in self.peers:
                self.say(f"{peer.name}: building the guide")
                built = self.work / peer.name
                peer.build(self.root, pages, built, address, self.tools)
                compress(built)
                servers[peer.name] = stack.enter_context(serving(self.nginx, built))
            yield servers

    def _weigh(self, servers: Mapping[str, Serving], places: Sequence[Place], found: Found) -> None:
        for name, server in servers.items():
            with chromium(server) as browser:
                found.views[name] = {}
                for place in places:
                    self.say(f"{name}: weighing {place.path or '/'}")
                    found.views[name][place] = weigh(browser, server, place.path, place.locale)
                if name == OURS:
                    for place in self._every():
                        self.say(f"{name}: weighing {place.path or '/'}")
                        found.every[place] = weigh(browser, server, place.path, place.locale)
                    first = places[0]
                    both = weigh(browser, server, first.path, first.locale, keep=True)
                    kept = both.without(found.views[name][first])
                    found.offline = kept if kept.items else None

    def _every(self) -> Iterator[Place]:
        """All pages of our guide that a reader may open."""
        site = self.root / "site"
        prefixes = {locale.prefix: locale.code for locale in self._locales() if locale.prefix}
        for path in sorted(site.rglob("index.html")):
            page = path.parent.relative_to(site).as_posix().removeprefix(".")
            page = f"{page}/" if page else ""
            prefix = next((prefix for prefix in prefixes if page.startswith(prefix)), "")
            if not page.removeprefix(prefix).startswith(_NO_GUIDES):
                default = next(locale.code for locale in self._locales() if not locale.prefix)
                yield Place(page, prefixes.get(prefix, default))

    def _lighthouse(
        self, servers: Mapping[str, Serving], places: Sequence[Place], wanted: Wanted, found: Found
    ) -> Iterator[str]:
        if not lighthouse.is_there(self.tools):
            yield f"Lighthouse is not installed: {lighthouse.INSTALL}"
            return
        runs: dict[str, dict[Place, list[lighthouse.Verdict]]] = {
            name: {place: [] for place in places} for name in servers
        }
        for number in range(wanted.runs):
            for place in places:  # the systems take turns, as the machine may be slower for a while
                for name, server in servers.items():
                    self.say(f"Lighthouse, run {number + 1} of {wanted.runs}: {place.path or '/'}, {name}")
                    runs[name][place].append(lighthouse.audit(self.tools, server, place.path))
        for name, told in runs.items():
            found.verdicts[name] = {place: lighthouse.middle(verdicts) for place, verdicts in told.items()}
        yield webtables.scores(found, places, wanted.markdown)
        if wanted.full:
            yield webtables.score_detail(found, places, wanted.markdown)
        if lines := list(webtables.faults(found)):
            yield "\n".join(["What costs our pages points:", *lines])


def _weight_tables(found: Found, places: Sequence[Place], wanted: Wanted) -> Iterator[str]:
    yield webtables.weights(found, places, wanted.markdown)
    yield webtables.types(found, places, wanted.markdown)
    if wanted.full:
        yield webtables.detail(found, places, wanted.markdown)
