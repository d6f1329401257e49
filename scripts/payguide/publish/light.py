"""From pages as MkDocs made them to what is served: small, kept offline, compressed. In this order, as each part reads
what the one before has written.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from payguide.model.findings import Finding
from payguide.model.locales import Locale
from payguide.publish.offline import keep_offline
from payguide.publish.shrink import compress, shrink

#: The guide's own pictures, below the root.
_DRAWINGS = "docs/assets/img"


def lighten(root: Path, site: Path, address: str, locales: Sequence[Locale], withdraw: bool) -> list[Finding]:
    """Finishes the pages of `site`, made from the project at `root` and served at `address`; findings where a file is
    not what it should be. `withdraw`: devices give up the copies that they keep.
    """
    findings = shrink(site, address)
    if not findings:
        keep_offline(site, root / _DRAWINGS, locales, withdraw=withdraw)
        compress(site)
    return findings
