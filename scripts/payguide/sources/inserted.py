"""Marks in a page where text of other files stands in the built one."""

from __future__ import annotations

import re

#: Lines that extensions replace by what is written elsewhere: snippets, included files, documentation in code.
INSERTED = re.compile(
    r"^[ \t]*(?:-+8<-+[ \t]|:::[ \t]+[\w.]|\{![ \t]*[\w./]|\{%-?[ \t]*(?:include|import|from|call)[ \t-])", re.MULTILINE
)
