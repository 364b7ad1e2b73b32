# SPDX-License-Identifier: EUPL-1.2
"""What OCR left of an image goes in; the same without the frames of stamps comes out.

A frame and what stands in it hang together: with its frame handwriting would pass for a logo, and
a frame that a stamp left a little crooked for handwriting. No pen runs so straight for so long.
"""

from __future__ import annotations

import numpy as np

from woolak.pdf.ink import RULES, Flags, Gray, dark, marks, paper, rules
from woolak.pdf.seeing.tesseract import Reading

_SLOPES = tuple(part * float(np.tan(np.radians(by))) for by in range(1, 7) for part in (-1, 1))


def unframed(found: Reading, gray: Gray, dpi: float, shown: float) -> Reading:
    """Return a reading of an image of so many dots an inch without frames in what is left.

    Those at a slight angle are sought only where a person would have to look; `shown` is what
    readers were told of the dots an inch.
    """
    left = marks(found.rest, shown)
    if all(mark.plain for mark in left):
        return found
    slopes = (0.0, *_SLOPES) if any(mark.needs_eyes for mark in left) else (0.0,)
    half = dark(gray)
    long, thick = (round(points * dpi / 144) for points in RULES[-1])
    frames = np.zeros_like(half)
    for slope in slopes:
        frames |= _sloped(half, slope, (long, thick)) | _sloped(half.T, slope, (long, thick)).T
    bare = found.upright.copy()
    high, wide = 2 * half.shape[0], 2 * half.shape[1]
    bare[:high, :wide][frames.repeat(2, 0).repeat(2, 1)] = paper(gray)
    return found._replace(rest=np.rot90(bare, found.turns))


def _sloped(half: Flags, slope: float, size: tuple[int, int]) -> Flags:
    """Return the pixels of thin lines that sink by a slope."""
    height, width = half.shape
    sunk = np.rint(slope * np.arange(width)).astype(np.int64)
    sunk -= sunk.min()
    most = int(sunk.max())
    rows, columns = np.arange(height)[:, None] + most - sunk, np.arange(width)[None, :]
    level = np.zeros((height + most, width), dtype=np.bool_)
    level[rows, columns] = half
    return np.asarray(rules(level, *size)[rows, columns])
