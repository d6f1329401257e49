"""A shorter way through the HTML parser."""

from __future__ import annotations

import re

from tinyhtml5 import inputstream

patterns_anew = inputstream.characters_until_regex


class Patterns(dict[tuple[tuple[str, ...] | frozenset[str], bool], re.Pattern[str]]):
    """Runs of characters that are (or with `opposite`, are not) among some: tinyhtml5 makes them anew each time."""

    def __missing__(self, key: tuple[tuple[str, ...] | frozenset[str], bool]) -> re.Pattern[str]:
        characters, opposite = key
        among = "".join(f"\\x{ord(character):02x}" for character in sorted(characters))
        pattern = self[key] = re.compile(f"[{'' if opposite else '^'}{among}]+")
        return pattern
