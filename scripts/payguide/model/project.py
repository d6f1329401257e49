"""A whole project: the pages as written and the registry they draw on, loaded together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from payguide.model.data import Data, load_data
from payguide.model.findings import Finding
from payguide.model.site import Site
from payguide.sources.config import load_config


@dataclass(frozen=True, slots=True)
class Project:
    """What the stages work on; `findings` are the faults of the data files, which the site's rules need not repeat."""

    site: Site
    data: Data
    findings: list[Finding]

    @classmethod
    def load(cls, root: Path, today: date) -> Project:
        """The project at `root`, judged as on `today`. Raises nothing for what is written badly."""
        config = load_config(root)
        locales = [locale.code for locale in config.languages.locales]
        data, findings = load_data(root / config.docs_dir, root, locales)
        return cls(Site.load(root, today, data), data, findings)

    def address(self, site_url: str | None) -> str:
        """The site's address: `site_url` if given, else that of the configuration, with a slash at its end."""
        return f"{(site_url or self.site.config.site_url).rstrip('/')}/"
