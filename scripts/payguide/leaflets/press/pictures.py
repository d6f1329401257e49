"""Pictures in inks: black and white in one bit, greys in one byte, everything else in four."""

from __future__ import annotations

import pikepdf
from PIL import Image, ImageChops

from payguide.leaflets.press.inking import Inks


def convert(picture: pikepdf.Stream, inks: Inks) -> None:
    """Turn the image `picture` into inks where it stands; its mask, which is not colour, stays."""
    if picture.get("/ImageMask", False) or picture.get("/ColorSpace") in ("/DeviceGray", "/DeviceCMYK"):
        return
    image = pikepdf.PdfImage(picture).as_pil_image().convert("RGB")
    grey = image.convert("L")
    if not _is_grey(image):
        content, space, bits = inks.profile.picture(image).tobytes(), "/DeviceCMYK", 8
    elif not any(grey.histogram()[1:255]):
        content, space, bits = grey.convert("1").tobytes(), "/DeviceGray", 1
    else:
        content, space, bits = grey.tobytes(), "/DeviceGray", 8
    for key in ("/DecodeParms", "/Decode", "/Intent"):
        if key in picture:
            del picture[key]
    picture.write(content)
    picture["/ColorSpace"], picture["/BitsPerComponent"] = pikepdf.Name(space), bits


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    return not any(ImageChops.difference(red, other).getbbox() for other in (green, blue))
