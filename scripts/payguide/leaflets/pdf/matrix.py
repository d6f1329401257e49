"""Affine maps as PDF writes them: (a, b, c, d, e, f) sends (x, y) to (a·x + c·y + e, b·x + d·y + f)."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
#: Left, bottom, right, top.
Box = tuple[float, float, float, float]

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def matrix(values: Iterable[Any]) -> Matrix:
    """The six numbers of a PDF array or of the operands of `cm`."""
    a, b, c, d, e, f = map(float, values)
    return a, b, c, d, e, f


def times(first: Matrix, second: Matrix) -> Matrix:
    """The map that does `first`, then `second`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def send(by: Matrix, x: float, y: float) -> Point:
    """Where `by` sends a point."""
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def scale(by: Matrix) -> float:
    """How much longer `by` makes things, on the mean of all directions."""
    a, b, c, d, _e, _f = by
    return math.sqrt(abs(a * d - b * c))


def around(by: Matrix, points: Iterable[Point]) -> Box:
    """The box around `points` as sent by `by`. Raises ValueError without points."""
    a, b, c, d, e, f = by
    across, up = zip(*points, strict=True)
    if b == c == 0:  # nearly always: nothing is turned, so that the corners say it all
        across, up = (a * min(across) + e, a * max(across) + e), (d * min(up) + f, d * max(up) + f)
    else:
        sent = [send(by, x, y) for x, y in zip(across, up, strict=True)]
        across, up = zip(*sent, strict=True)
    return min(across), min(up), max(across), max(up)


def within(inner: Box, outer: Box, tolerance: float = 0.01) -> bool:
    """Whether `inner` stands out of `outer` by no more than `tolerance`."""
    low = inner[0] >= outer[0] - tolerance and inner[1] >= outer[1] - tolerance
    return low and inner[2] <= outer[2] + tolerance and inner[3] <= outer[3] + tolerance


def meet(first: Box, second: Box) -> Box | None:
    """What two boxes have in common, None when that is nothing."""
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if left < right and bottom < top else None
