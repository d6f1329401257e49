"""What rules need to know of the registry, whoever provides it: the data files of a project, or a test."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from payguide.model.findings import Location


class FactLike(Protocol):
    """What rules need to know of a fact."""

    @property
    def id(self) -> str: ...
    @property
    def confidence(self) -> str: ...
    @property
    def checked(self) -> str: ...
    @property
    def review_by(self) -> str: ...
    @property
    def expires(self) -> str | None: ...
    @property
    def sources(self) -> Sequence[str]: ...
    @property
    def location(self) -> Location: ...


class SourceLike(Protocol):
    """What rules need to know of a page that supports facts."""

    @property
    def url(self) -> str | None: ...
    @property
    def also(self) -> Sequence[str]: ...
    @property
    def location(self) -> Location: ...


class TermLike(Protocol):
    """What rules need to know of a term: its words and the forms to avoid by locale, and for whom it is right."""

    @property
    def id(self) -> str: ...
    @property
    def terms(self) -> Mapping[str, str]: ...
    @property
    def avoid(self) -> Mapping[str, Sequence[str]]: ...
    @property
    def audience(self) -> Sequence[str]: ...
    @property
    def location(self) -> Location: ...


class BranchLike(Protocol):
    """What rules need to know of an outlet."""

    @property
    def id(self) -> str: ...
    @property
    def location(self) -> Location: ...
    def blanks(self) -> list[str]:
        """The names of the fields that nobody has filled in."""


class PictureLike(Protocol):
    """What rules need to know of a picture."""

    @property
    def location(self) -> Location: ...


class DataIds(Protocol):
    """What rules need to know of the registry; None where the project has no such data."""

    @property
    def facts(self) -> Mapping[str, FactLike] | None: ...
    @property
    def sources(self) -> Mapping[str, SourceLike] | None: ...
    @property
    def terms(self) -> Mapping[str, TermLike] | None: ...
    @property
    def phrases(self) -> Collection[str] | None: ...
    @property
    def pictures(self) -> Mapping[str, PictureLike] | None: ...
    @property
    def branches(self) -> Mapping[str, BranchLike] | None: ...
