"""Photographs without anything but their pixels: no place, no hour, no camera, no preview, no comment."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

MOST_BYTES = 12_000_000
MOST_PIXELS = 60_000_000  # a telephone of 50 megapixels; more is a bomb
LONGEST_SIDE = (
    2048  # enough to read a register on a wall; a smaller picture also travels, and hides the sensor
)
QUALITY = 82
FORMATS = ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP")
# The markers that a JPEG of pixels alone may hold: quantisation, frame, tables, scan. No APPn but JFIF's own, no COM.
_ALLOWED = {0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0}


class NotCleaned(Exception):
    """A file that can't be made safe. `args[0]` says why, as a code: size, unreadable, too_many_pixels, left_over."""


@dataclass(frozen=True)
class Clean:
    """A JPEG that holds pixels and nothing else; sides in pixels."""

    content: bytes
    width: int
    height: int


def clean(content: bytes) -> Clean:
    """A copy of the pixels of the first picture in `content`, upright, in sRGB, as a JPEG.

    What stands before and behind the picture, other pictures in the file (previews, the second of a pair) and
    every kind of note are not copied, so there is nothing to strip. Raises `NotCleaned`.
    """
    if not content or len(content) > MOST_BYTES:
        raise NotCleaned("size")
    copied = _copied(_opened(content))
    written = io.BytesIO()
    copied.save(written, "JPEG", quality=QUALITY, optimize=True)
    if left := markers_of(written.getvalue()) - _ALLOWED:
        raise NotCleaned("left_over", sorted(left))
    return Clean(written.getvalue(), *copied.size)


def _opened(content: bytes) -> Image.Image:
    Image.init()  # the readers of every format that is named
    try:
        picture = Image.open(io.BytesIO(content), formats=FORMATS)
        if picture.width * picture.height > MOST_PIXELS:
            raise NotCleaned("too_many_pixels")
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is unfolded no larger than it needs to be
        picture.load()
    except NotCleaned:
        raise
    except Image.DecompressionBombError as error:
        raise NotCleaned("too_many_pixels") from error
    except Exception as error:  # decoders raise whatever a broken file makes them raise
        raise NotCleaned("unreadable") from error
    return picture


def _copied(picture: Image.Image) -> Image.Image:
    """The pixels alone, turned as the camera was held, on white where the picture is transparent."""
    profile = picture.info.get("icc_profile")
    try:
        upright = ImageOps.exif_transpose(picture)
        flat = _in_srgb(_flat(upright), profile)
    except Exception as error:  # a torn note about the picture, or a mode nobody knows
        raise NotCleaned("unreadable") from error
    flat.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    return Image.frombytes("RGB", flat.size, flat.tobytes())


def _flat(picture: Image.Image) -> Image.Image:
    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    paper = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(paper, seen).convert("RGB")


def _in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """The same colours without the profile, whose notes may name the camera. A profile that is wrong is left out."""
    if not profile:
        return picture
    try:
        given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        return ImageCms.profileToProfile(picture, given, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def markers_of(jpeg: bytes) -> set[int]:
    """The kinds of segment of a JPEG up to its pixels, and 0x00 where something stands behind its end."""
    found, at = set(), 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        kind, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        found.add(kind)
        if kind == 0xDA:
            break
        at += 2 + length
    return found if jpeg.endswith(b"\xff\xd9") else found | {0x00}
