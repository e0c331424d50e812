"""The outline of the body for the chart: one simple shape for each region of the rule book.

Shapes are of the left half as seen from the front, where it lies right of the middle line; the right half is its mirror
image, and the back is the mirror image of both. They show areas and no exact place.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct

from acucheck.model.levels import Side

MIDDLE = 100
HEIGHT = 424

Corner = tuple[int, int]


class View(Enum):
    """Where the body is seen from."""

    FRONT = "Front"
    BACK = "Back"


class Shape(Struct, frozen=True):
    """A region's corners, and the views it can be seen in."""

    corners: tuple[Corner, ...]
    views: tuple[View, ...]

    @property
    def at_the_middle(self) -> bool:
        """Whether both halves meet."""
        return any(across == MIDDLE for across, _ in self.corners)

    @property
    def centre(self) -> Corner:
        """The mean of the corners, across and down."""
        across, down = zip(*self.corners, strict=True)
        return sum(across) // len(across), sum(down) // len(down)


_FRONT, _BACK, _BOTH = (View.FRONT,), (View.BACK,), (View.FRONT, View.BACK)

SHAPES: Mapping[str, tuple[Shape, ...]] = {
    "head": (
        Shape(((100, 6), (112, 8), (121, 16), (124, 28), (100, 28)), _FRONT),
        Shape(((100, 6), (112, 8), (121, 16), (125, 32), (122, 48), (113, 58), (100, 60)), _BACK),
    ),
    "face": (Shape(((100, 28), (124, 28), (124, 40), (120, 52), (110, 64), (100, 66)), _FRONT),),
    "eye-area": (Shape(((103, 33), (119, 33), (119, 41), (103, 41)), _FRONT),),
    "forehead": (Shape(((100, 28), (124, 28), (119, 33), (100, 34)), _FRONT),),
    "temple": (Shape(((119, 33), (124, 28), (124, 40), (119, 41)), _FRONT),),
    "nose": (Shape(((100, 38), (103, 41), (106, 50), (100, 51)), _FRONT),),
    "cheek": (Shape(((103, 41), (122, 42), (118, 52), (106, 50)), _FRONT),),
    "mouth": (Shape(((100, 51), (106, 50), (111, 53), (108, 58), (100, 59)), _FRONT),),
    "jaw": (Shape(((111, 53), (121, 46), (120, 52), (110, 64), (100, 66), (100, 59), (108, 58)), _FRONT),),
    "ear": (Shape(((124, 32), (130, 31), (130, 40), (124, 47)), _BOTH),),
    "ear-birth": (Shape(((124, 32), (130, 31), (130, 40), (124, 47)), _BOTH),),
    "neck-front": (Shape(((100, 66), (110, 64), (112, 76), (118, 80), (100, 84)), _FRONT),),
    "neck-back": (Shape(((100, 60), (113, 58), (113, 74), (119, 80), (100, 82)), _BACK),),
    "shoulder": (Shape(((119, 80), (140, 86), (152, 100), (150, 114), (134, 104), (112, 84)), _BOTH),),
    "shoulder-top": (Shape(((112, 84), (119, 80), (136, 85), (130, 97)), _BOTH),),
    "chest": (Shape(((100, 84), (112, 84), (134, 104), (134, 138), (100, 144)), _FRONT),),
    "breast": (Shape(((108, 112), (131, 108), (132, 134), (109, 138)), _FRONT),),
    "side": (Shape(((134, 104), (142, 109), (140, 166), (132, 166), (134, 138)), _BOTH),),
    "abdomen-upper": (Shape(((100, 144), (134, 138), (132, 166), (100, 170)), _FRONT),),
    "abdomen-lower": (Shape(((100, 170), (132, 166), (138, 190), (122, 208), (100, 208)), _FRONT),),
    "navel": (Shape(((100, 178), (109, 181), (109, 189), (100, 192)), _FRONT),),
    "groin": (Shape(((122, 208), (138, 190), (141, 204), (118, 226), (112, 216)), _FRONT),),
    "perineum": (Shape(((100, 208), (122, 208), (112, 216), (108, 226), (100, 228)), _FRONT),),
    "upper-back": (Shape(((100, 82), (119, 80), (134, 104), (134, 142), (100, 146)), _BACK),),
    "lower-back": (Shape(((100, 146), (134, 142), (132, 166), (136, 180), (100, 184)), _BACK),),
    "sacrum": (Shape(((100, 184), (114, 182), (106, 206), (100, 208)), _BACK),),
    "buttock": (Shape(((114, 182), (136, 180), (141, 204), (136, 226), (110, 230), (100, 208), (106, 206)), _BACK),),
    "arm": (Shape(((152, 100), (160, 122), (166, 156), (178, 206), (166, 211), (152, 168), (142, 109)), _BOTH),),
    "upper-arm": (Shape(((152, 100), (160, 122), (164, 146), (149, 152), (142, 109)), _BOTH),),
    "armpit": (Shape(((136, 104), (145, 110), (145, 124), (138, 120)), _BOTH),),
    "elbow": (Shape(((162, 136), (166, 156), (168, 164), (152, 168), (149, 152), (147, 141)), _BOTH),),
    "forearm": (Shape(((164, 146), (166, 156), (178, 206), (166, 211), (152, 168), (149, 152)), _BOTH),),
    "hand": (Shape(((166, 211), (178, 206), (187, 226), (184, 248), (174, 250), (167, 232)), _BOTH),),
    "wrist": (Shape(((165, 206), (177, 201), (180, 211), (167, 217)), _BOTH),),
    "fingers": (Shape(((167, 232), (187, 228), (184, 248), (174, 250)), _BOTH),),
    "thigh": (
        Shape(((108, 226), (118, 226), (141, 204), (145, 234), (140, 284), (116, 284), (104, 228)), _FRONT),
        Shape(((110, 230), (136, 226), (141, 204), (145, 234), (140, 284), (116, 284), (104, 228)), _BACK),
    ),
    "thigh-back": (Shape(((110, 230), (136, 226), (138, 284), (117, 284)), _BACK),),
    "knee": (Shape(((116, 284), (140, 284), (138, 310), (117, 310)), _BOTH),),
    "knee-back": (Shape(((118, 288), (138, 288), (137, 306), (119, 306)), _BACK),),
    "lower-leg": (Shape(((117, 310), (138, 310), (141, 340), (133, 396), (120, 396), (114, 342)), _BOTH),),
    "calf": (Shape(((117, 310), (138, 310), (141, 340), (137, 368), (117, 368), (114, 342)), _BACK),),
    "foot": (Shape(((120, 396), (133, 396), (143, 410), (139, 418), (119, 416)), _BOTH),),
    "ankle": (Shape(((119, 388), (134, 388), (137, 402), (119, 404)), _BOTH),),
    "toes": (Shape(((119, 411), (142, 411), (139, 418), (119, 416)), _FRONT),),
}  # fmt: skip


def seen_at(corner: Corner, view: View, side: Side) -> Corner:
    """Where a corner of the left half lies on that side in that view."""
    across, down = corner
    if (side is Side.RIGHT) is (view is View.FRONT):
        across = 2 * MIDDLE - across
    return across, down
