"""A whole project: the pages as written and the registry they draw on, loaded together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payguide.model.findings import Finding
from payguide.model.holdings import Data
from payguide.model.site import Site
from payguide.sources.config import load_config


@dataclass(frozen=True, slots=True)
class Project:
    """What the stages work on; `findings` are the faults of the data files, which the site's rules need not repeat."""

    site: Site
    data: Data
    findings: list[Finding]

    @classmethod
    def load(cls, root: Path, today: date, *, is_cached: bool = False) -> Project:
        """The project at `root`, judged as on `today`. Raises nothing for what is written badly.

        `is_cached`: pages that did not change since the last time are not scanned again.
        """
        config = load_config(root)
        locales = [locale.code for locale in config.languages.locales]
        data, findings = _data(root / config.docs_dir, root, locales)
        return cls(Site.load(root, today, data, is_cached=is_cached), data, findings)

    def address(self, site_url: str | None) -> str:
        """The site's address: `site_url` if given, else that of the configuration, with a slash at its end."""
        return f"{(site_url or self.site.config.site_url).rstrip('/')}/"


def _data(docs: Path, root: Path, locales: list[str]) -> tuple[Data, list[Finding]]:
    if not (docs / "_data").is_dir():
        return Data(), []
    from payguide.model.data import load_data

    return load_data(docs, root, locales)
