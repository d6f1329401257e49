"""Colours as a PDF names them: one part is grey, three are red, green and blue, four are cyan, magenta, yellow, black.

Parts go from 0 to 1. None stands for what is not flat colour: a pattern, a gradient, another colour space.
"""

from __future__ import annotations

Ink = tuple[float, ...] | None

BLACK: Ink = (0.0,)
WHITE: Ink = (1.0,)
#: Operators that set a colour, by the number of its parts, and whether it is that of strokes.
SETTERS: dict[str, tuple[int, bool]] = {
    "g": (1, False), "G": (1, True), "rg": (3, False), "RG": (3, True), "k": (4, False), "K": (4, True),
}  # fmt: skip
#: Colour spaces that need no description, and the colour that a change to them sets.
PLAIN: dict[str, Ink] = {"/DeviceGray": (0.0,), "/DeviceRGB": (0.0, 0.0, 0.0), "/DeviceCMYK": (0.0, 0.0, 0.0, 1.0)}


def coverage(ink: tuple[float, ...]) -> float:
    """How much ink lies on the paper, in percent of one full ink; red, green and blue are not ink: 0."""
    if len(ink) == 4:
        return 100 * sum(ink)
    return 100 * (1 - ink[0]) if len(ink) == 1 else 0.0


def luminance(ink: tuple[float, ...]) -> float:
    """How light a colour is, from 0 to 1, as WCAG 2 defines it; CMYK is taken as ink that filters light."""
    if len(ink) == 1:
        ink = ink * 3
    if len(ink) == 4:
        ink = tuple((1 - part) * (1 - ink[3]) for part in ink[:3])
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in ink)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: tuple[float, ...], second: tuple[float, ...]) -> float:
    """How well two colours are told apart, from 1 to 21, as WCAG 2 defines it."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(ink: tuple[float, ...], ground: tuple[float, ...], opacity: float) -> tuple[float, ...]:
    """`ink` as seen over `ground`; colours of different kinds are not mixed."""
    if opacity >= 1 or len(ink) != len(ground):
        return ink
    return tuple(opacity * part + (1 - opacity) * under for part, under in zip(ink, ground, strict=True))
