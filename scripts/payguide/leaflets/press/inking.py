"""From colours of the screen to inks of the press.

Black, grey and our dark inks become black ink alone: four inks one over the other would blur letters and smear. White
becomes bare paper. Every other colour is what the profile says, which never lays on more than its 300 %.
"""

from __future__ import annotations

from payguide.leaflets.pdf.inks import luminance
from payguide.leaflets.press.profile import Profile

Cmyk = tuple[float, float, float, float]

BLACK: Cmyk = (0.0, 0.0, 0.0, 1.0)
PAPER: Cmyk = (0.0, 0.0, 0.0, 0.0)
#: How far the parts of a colour may lie apart for it to be a grey: any, and one that is dark.
_GREY, _DARK_GREY = 0.02, 0.12
_DARK = 0.5
#: Above so much black a grey is printed solid.
_SOLID = 0.85


class Inks:
    """Colours of one condition; each is worked out once."""

    def __init__(self, profile: Profile) -> None:
        self.profile = profile
        self._known: dict[tuple[float, ...], Cmyk] = {}

    def of(self, colour: tuple[float, ...]) -> Cmyk:
        """The inks for a colour of one part (grey), three (red, green, blue) or four (inks already)."""
        if colour not in self._known:
            self._known[colour] = self._made(colour)
        return self._known[colour]

    def _made(self, colour: tuple[float, ...]) -> Cmyk:
        if len(colour) == 4:
            cyan, magenta, yellow, black = colour
            return (cyan, magenta, yellow, black)
        red, green, blue = colour * 3 if len(colour) == 1 else colour
        apart = max(red, green, blue) - min(red, green, blue)
        if apart <= _GREY or (apart <= _DARK_GREY and max(red, green, blue) < _DARK):
            return _grey((red, green, blue))
        return self.profile.ink(red, green, blue)


def _grey(colour: tuple[float, ...]) -> Cmyk:
    """Black ink of the same lightness, as the eye sees it (CIE L*), in whole percents."""
    light = luminance(colour)
    seen = 1.16 * light ** (1 / 3) - 0.16 if light > 0.008856 else 9.033 * light
    black = round(1 - seen, 2)
    return (0.0, 0.0, 0.0, 1.0 if black >= _SOLID else black)
