"""The printing condition: an ICC profile for offset on coated paper, and colours as this condition prints them."""

from __future__ import annotations

import functools
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageCms

#: The profile, below the folder of print templates; its licence lies beside it.
PROFILE = Path("colour/ISOcoated_v2_300_bas.ICC")
#: The registered name of the printing condition, and what it is.
CONDITION, CONDITION_INFO = "FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004), total ink 300 %"
REGISTRY = "http://www.color.org"


@dataclass(frozen=True, slots=True)
class Profile:
    """`packed` is the profile as it is embedded, deflated; `transform` takes pictures in sRGB to CMYK."""

    packed: bytes
    transform: ImageCms.ImageCmsTransform

    def picture(self, image: Image.Image) -> Image.Image:
        """`image` in CMYK, as near as the condition prints it."""
        converted = ImageCms.applyTransform(image.convert("RGB"), self.transform)
        if converted is None:
            raise ValueError("the colour profile gave no picture")
        return converted

    def ink(self, red: float, green: float, blue: float) -> tuple[float, float, float, float]:
        """A colour in whole percents of cyan, magenta, yellow and black, as parts of 1."""
        pixel = Image.new("RGB", (1, 1), (round(255 * red), round(255 * green), round(255 * blue)))
        cyan, magenta, yellow, black = self.picture(pixel).tobytes()
        return (round(cyan / 255, 2), round(magenta / 255, 2), round(yellow / 255, 2), round(black / 255, 2))


@functools.lru_cache(maxsize=2)
def load_profile(styles: Path) -> Profile:
    """The profile in the folder of print templates `styles`, read once a process. Raises OSError without it."""
    content = (styles / PROFILE).read_bytes()
    transform = ImageCms.buildTransform(
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(content)),
        "RGB",
        "CMYK",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    return Profile(zlib.compress(content, 4), transform)
