"""What a project's registry holds. Its parts are large imports, which a project without a registry is spared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from payguide.model.facts import Fact, Source
    from payguide.model.fees import Fee, Limit
    from payguide.model.leaflets import Leaflet
    from payguide.model.outlets import Branch
    from payguide.model.pictures import Picture
    from payguide.model.ways import Question, Way
    from payguide.model.words import Phrase, Saying, Term


@dataclass(frozen=True, slots=True)
class Data:
    """The registry of a project; a mapping is None where the project has no such file."""

    facts: Mapping[str, Fact] | None = None
    sources: Mapping[str, Source] | None = None
    terms: Mapping[str, Term] | None = None
    phrases: Mapping[str, Phrase] | None = None
    sayings: Mapping[str, Saying] | None = None
    branches: Mapping[str, Branch] | None = None
    leaflets: Mapping[str, Leaflet] | None = None
    strings: Mapping[str, Mapping[str, str]] | None = None
    questions: Mapping[str, Question] | None = None
    ways: Mapping[str, Way] | None = None
    fees: Mapping[str, Fee] | None = None
    limits: Mapping[str, Limit] | None = None
    pictures: Mapping[str, Picture] | None = None
