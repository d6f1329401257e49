"""Fixtures for all tests: sites made from a mapping of files, a fixed day, and no network."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from guide_site import build_once
from payguide.model.findings import Location
from payguide.model.site import DataIds, Site

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
    location: Location = field(default_factory=lambda: Location("docs/_data/facts/all.yml"))


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
    terms: list[str] | None = None
    phrases: list[str] | None = None
    branches: Mapping[str, FakeBranch] | None = None


class BrokenData:
    """A registry that fails whenever a rule looks at it."""

    def __getattr__(self, name: str) -> Any:
        raise RuntimeError("no registry today")


def fake_data(spec: Any) -> DataIds | None:
    """The registry that a case describes: facts by id with their confidence, terms, phrases, outlets by id with
    their blanks; or "broken".
    """
    if spec is None:
        return None
    if spec == "broken":
        return BrokenData()
    facts = spec.get("facts")
    made = None if facts is None else {key: FakeFact(key, confidence) for key, confidence in facts.items()}
    outlets = {key: FakeBranch(key, blanks) for key, blanks in spec.get("branches", {}).items()}
    return FakeData(made, spec.get("terms"), spec.get("phrases"), outlets or None)


def write_files(root: Path, files: Mapping[str, str]) -> None:
    """Writes `files` below `root`. `zh/…` and `en/…` are below docs; `both/…` means both languages."""
    for name, text in files.items():
        targets = [f"docs/{code}/{name[5:]}" for code in ("zh", "en")] if name.startswith("both/") else [name]
        for target in targets:
            path = root / (f"docs/{target}" if target.startswith(("zh/", "en/", "assets/", "_data/")) else target)
            path.parent.mkdir(parents=True, exist_ok=True)
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
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if hasattr(request.config, "workerinput") else base
    return build_once(shared / "guide")


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
