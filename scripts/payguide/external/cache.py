"""What other hosts answered, kept between runs in one JSON file."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from payguide.external.model import Answer, Status

#: Raised when what an answer means changes, so that older ones are asked again.
VERSION = 1


def load(path: Path) -> dict[str, Answer]:
    """The answers by address; none where the file is missing, broken or of another version."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data["version"] != VERSION:
            return {}
        return {url: Answer(**{**entry, "status": Status(entry["status"])}) for url, entry in data["answers"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def save(path: Path, answers: Mapping[str, Answer]) -> None:
    """Writes the answers, all or nothing. Raises OSError when the folder cannot be written."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = {"version": VERSION, "answers": {url: asdict(answers[url]) for url in sorted(answers)}}
    passing = path.with_name(f"{path.name}.{os.getpid()}")
    passing.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    passing.replace(path)
