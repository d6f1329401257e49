"""Runs the site generator as a process of its own, and turns what it complains about into findings."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from payguide.model.findings import Finding
from payguide.model.written import read
from payguide.publish.complaints import complaints, crash

#: The variable that tells our hooks where to write their findings, so that they can be said in any language.
FINDINGS = "PAYGUIDE_FINDINGS"


def build_pages(root: Path, target: Path, site_url: str, epoch: int) -> list[Finding]:
    """Builds the pages of `root` into `target`; findings if MkDocs refuses them.

    `epoch` (seconds) stands for "now" in whatever writes a time, so that two builds give equal bytes.
    Raises OSError when the disk is full.
    """
    with tempfile.TemporaryDirectory() as folder:
        ours = Path(folder, "findings.json")
        environment = {
            **os.environ,
            "SITE_URL": site_url,
            "SOURCE_DATE_EPOCH": str(epoch),
            "NO_MKDOCS_2_WARNING": "1",
            "NO_COLOR": "1",
            FINDINGS: str(ours),
        }
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
        done = subprocess.run(
            [*command, "--config-file", str(root / "mkdocs.yml")],
            cwd=root,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
        if done.returncode == 0:
            return []
        if "No space left on device" in done.stderr:
            raise OSError(28, "No space left on device", str(target))
        told = [read(data) for data in json.loads(ours.read_text(encoding="utf-8"))] if ours.is_file() else []
        return told or list(dict.fromkeys(complaints(done.stderr, root))) or [crash(done.stderr)]
