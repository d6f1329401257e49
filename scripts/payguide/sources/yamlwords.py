"""What is wrong with the writing of YAML, in words that can be said in another language."""

from __future__ import annotations

import re

from payguide.model.messages import say

_MISSING = re.compile(r"did not find expected (?:',' or )?'?(\S+?)'?$")
_EXPECTED = re.compile(r"could not find expected '(.+)'$")
_UNDEFINED = re.compile(r"found undefined (?:alias|tag handle)")


def yaml_words(problem: str) -> str:
    """The parser's `problem` in our words; as it is where it is a rare one."""
    if problem == "mapping values are not allowed in this context":
        return say("a colon stands where no value can begin; put the text in quotes")
    if problem.startswith("found character that cannot start any token"):
        return say("a text cannot begin with this character (a tab, @, ` or %); put it in quotes")
    if problem in ("did not find expected key", "did not find expected '-' indicator"):
        return say("this line does not fit those above it: look at its indentation")
    if problem == "did not find expected node content":
        return say("a value is missing here")
    if problem == "block sequence entries are not allowed in this context":
        return say("a list cannot begin here")
    if problem.startswith("found unexpected end of stream"):
        return say("a quotation mark is not closed")
    if _UNDEFINED.match(problem):
        return say("a name behind * or ! is not known")
    if found := _EXPECTED.match(problem) or _MISSING.match(problem):
        return say("there is no '{mark}' where one must be", mark=found[1])
    return problem
