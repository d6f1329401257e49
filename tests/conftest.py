"""Fixtures for all tests: sites made from a mapping of files, a fixed day, and no network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from guide_site import build_guide, once
from payguide.look import open_browser, served
from payguide.model.findings import Location
from payguide.model.needs import DataIds
from payguide.model.site import Site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long an example takes says more about the machine than about the code, and every run tries the same examples.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")

TODAY = date(2026, 11, 23)

MKDOCS = """\
site_name: Guide
site_url: https://guide.example/
exclude_docs: |
  /_data/
plugins:
  - i18n:
      docs_structure: folder
      fallback_to_default: false
      languages:
        - {locale: zh, name: 中文, default: true}
        - {locale: en, name: English}
"""
#: What every made site has unless the test writes it.
DEFAULTS = {
    "mkdocs.yml": MKDOCS,
    "docs/zh/index.md": "# 首页\n",
    "docs/en/index.md": "# Home\n",
}

MakeSite = Callable[..., Site]


@dataclass(frozen=True)
class FakeFact:
    """As much of a fact as rules look at."""

    id: str
    confidence: str = "confirmed"
    checked: str = "2026-01-01"
    review_by: str = "2099-01-01"
    expires: str | None = None
    sources: tuple[str, ...] = ()
    location: Location = field(default_factory=lambda: Location("docs/_data/facts/all.yml"))


@dataclass(frozen=True)
class FakeSource:
    """As much of a page that supports facts as rules look at."""

    url: str | None = None
    also: tuple[str, ...] = ()
    location: Location = field(default_factory=lambda: Location("docs/_data/sources.yml"))


@dataclass(frozen=True)
class FakeTerm:
    """As much of a term as rules look at."""

    id: str
    terms: Mapping[str, str] = field(default_factory=dict)
    avoid: Mapping[str, list[str]] = field(default_factory=dict)
    audience: list[str] = field(default_factory=list)
    location: Location = field(default_factory=lambda: Location("docs/_data/glossary.yml"))


@dataclass(frozen=True)
class FakePicture:
    """As much of a picture as rules look at."""

    location: Location = field(default_factory=lambda: Location("docs/_data/pictures.yml"))


@dataclass(frozen=True)
class FakeBranch:
    """As much of an outlet as rules look at."""

    id: str
    empty: list[str]
    location: Location = field(default_factory=lambda: Location("docs/_data/branches/all.yml"))

    def blanks(self) -> list[str]:
        return self.empty


@dataclass(frozen=True)
class FakeData:
    """As much of the registry as rules look at."""

    facts: Mapping[str, FakeFact] | None = None
    terms: Mapping[str, FakeTerm] | None = None
    phrases: list[str] | None = None
    pictures: Mapping[str, FakePicture] | None = None
    branches: Mapping[str, FakeBranch] | None = None
    sources: Mapping[str, FakeSource] | None = None
    strings: Mapping[str, Mapping[str, str]] | None = None


class BrokenData:
    """A registry that fails whenever a rule looks at it."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError("no registry today")


def fake_data(spec: Any) -> DataIds | None:
    """The registry that a case describes: facts by id with their confidence, terms (ids, or words by id), phrases,
    pictures, outlets by id with their blanks, the theme's texts by language; or "broken".
    """
    if spec is None:
        return None
    if spec == "broken":
        return BrokenData()
    facts = spec.get("facts")
    made = None if facts is None else {key: _fake_fact(key, words) for key, words in facts.items()}
    sources = None if "sources" not in spec else {key: FakeSource(url) for key, url in spec["sources"].items()}
    outlets = {key: FakeBranch(key, blanks) for key, blanks in spec.get("branches", {}).items()}
    terms = _fake_terms(spec.get("terms"))
    pictures = {key: FakePicture() for key in spec["pictures"]} if "pictures" in spec else None
    strings = spec.get("strings")
    return FakeData(made, terms, spec.get("phrases"), pictures, outlets or None, sources, strings)


def _fake_fact(key: str, words: Any) -> FakeFact:
    """A fact as its confidence alone, or as fields: `{confidence: single, review_by: "2026-01-01", sources: [A]}`."""
    if isinstance(words, str):
        return FakeFact(key, words)
    place = Location("docs/_data/facts/all.yml", words.get("line", 1))
    return FakeFact(
        key,
        words.get("confidence", "confirmed"),
        words.get("checked", "2026-01-01"),
        words.get("review_by", "2099-01-01"),
        words.get("expires"),
        tuple(words.get("sources", ())),
        place,
    )


def _fake_terms(spec: Any) -> dict[str, FakeTerm] | None:
    """Terms from a list of ids, or from `{change-pack: {zh: 零钱包, en: change pack, avoid: {en: [coin purse]}}}`."""
    if spec is None or isinstance(spec, list):
        return None if spec is None else {key: FakeTerm(key) for key in spec}
    return {
        key: FakeTerm(
            key,
            {code: text for code, text in words.items() if code not in ("avoid", "audience")},
            words.get("avoid", {}),
            words.get("audience", []),
        )
        for key, words in spec.items()
    }


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Writes `files` below `root`. `zh/…` and `en/…` are below docs; `both/…` means both languages. `-> target` makes a
    symbolic link.
    """
    for name, text in files.items():
        targets = [f"docs/{code}/{name[5:]}" for code in ("zh", "en")] if name.startswith("both/") else [name]
        for target in targets:
            path = root / (f"docs/{target}" if target.startswith(("zh/", "en/", "assets/", "_data/")) else target)
            path.parent.mkdir(parents=True, exist_ok=True)
            if text.startswith("-> "):
                path.symlink_to(text[3:])
            else:
                path.write_text(text, encoding="utf-8")


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """A function that makes a site from `{path: text}`, with a home page in both languages unless it is told
    not to.
    """

    def make(files: Mapping[str, str], *, today: date = TODAY, data: Any = None, defaults: bool = True) -> Site:
        write_files(tmp_path, {**(DEFAULTS if defaults else {}), **files})
        return Site.load(tmp_path, today=today, data=fake_data(data))

    return make


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The guide itself, built once for all tests and all workers of a run."""
    return once(_shared(tmp_path_factory, request) / "guide", build_guide)


@pytest.fixture(scope="session")
def raw(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The guide's pages as MkDocs makes them, made once for all tests and all workers of a run: only to be read."""
    from web_offline import raw_pages  # what makes pages is slow to load

    return once(_shared(tmp_path_factory, request) / "raw", raw_pages)


def _shared(factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """A folder that all workers of this run see."""
    base = factory.getbasetemp()
    return base.parent if hasattr(request.config, "workerinput") else base


@pytest.fixture(scope="module")
def origin(built: Path) -> Iterator[str]:
    """The address of the guide itself, served on this machine."""
    with served(built) as url:
        yield url


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser without a window."""
    from playwright.sync_api import sync_playwright  # half a second that most tests need not wait for

    with sync_playwright() as play:
        browser = open_browser(play)
        yield browser
        browser.close()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses every connection that leaves this machine."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else "localhost"
        if host not in ("127.0.0.1", "::1", "localhost"):
            raise RuntimeError(f"a test wanted to reach {host}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)
