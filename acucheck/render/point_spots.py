"""About where points lie on the body chart, so that a line leads to the wrist and not to the middle of the forearm.

Points of a row lie between its two ends in the proportions that are taught: twelve body-inches from elbow to wrist,
thirteen from knee to inner ankle, sixteen to the outer one, and by vertebrae beside the spine (after the standard point
locations of the World Health Organization, 2008, from memory). As in `body`, they are of the left half seen from the
front. A point that is not here is drawn in the middle of its region.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from acucheck.render.body import MIDDLE, Corner, View


class Spot(Struct, frozen=True):
    """Where a point lies, and the view in which it is seen best."""

    view: View
    at: Corner


class _Row(Struct, frozen=True):
    """Points between two ends, each with how far from the first, in parts of the *length*."""

    view: View
    start: Corner
    end: Corner
    length: int
    points: Mapping[str, float]

    def spots(self) -> Iterator[tuple[str, Spot]]:
        (left, top), (right, bottom) = self.start, self.end
        for point, along in self.points.items():
            across = left + (right - left) * along / self.length
            down = top + (bottom - top) * along / self.length
            yield point, Spot(self.view, (round(across), round(down)))


_ROWS = (
    # The arm from the armpit to the elbow, and from the elbow to the wrist
    _Row(View.FRONT, (155, 112), (160, 150), 9, {"LU3": 3, "LU4": 4, "LU5": 9}),
    _Row(View.FRONT, (150, 112), (157, 151), 9, {"PC2": 2, "PC3": 9}),
    _Row(View.FRONT, (146, 112), (153, 152), 9, {"HT2": 6, "HT3": 9}),
    _Row(View.FRONT, (161, 149), (175, 208), 12, {"LU6": 5, "LU7": 10.5, "LU8": 11, "LU9": 12}),
    _Row(View.FRONT, (157, 151), (171, 210), 12, {"PC4": 7, "EX-UE2": 8, "PC5": 9, "PC6": 10, "PC7": 12}),
    _Row(View.FRONT, (153, 153), (168, 212), 12, {"HT4": 10.5, "HT5": 11, "HT6": 11.5, "HT7": 12}),
    _Row(View.BACK, (157, 118), (163, 149), 9, {"LI14": 2, "LI13": 6, "LI12": 8}),
    _Row(View.BACK, (148, 106), (157, 152), 10, {"TE13": 4, "TE12": 6, "TE11": 8}),
    _Row(
        View.BACK, (164, 151), (176, 205), 12,
        {"LI11": 0, "LI10": 2, "LI9": 3, "LI8": 4, "LI7": 7, "LI6": 9, "LI5": 12},
    ),
    _Row(View.BACK, (158, 153), (171, 208), 12, {"TE9": 5, "TE8": 8, "TE7": 9, "TE6": 9, "TE5": 10, "TE4": 12}),
    _Row(View.BACK, (153, 156), (168, 211), 12, {"SI8": 0, "SI7": 7, "SI6": 11, "SI5": 12}),
    # The leg from the hip to the knee, and from the knee to the ankle
    _Row(View.FRONT, (133, 210), (131, 286), 18, {"ST31": 2, "ST32": 12, "ST33": 15, "ST34": 16}),
    _Row(View.FRONT, (141, 222), (137, 297), 19, {"GB31": 12, "GB32": 14, "GB33": 17}),
    _Row(
        View.FRONT, (131, 304), (127, 395), 16,
        {"ST36": 3, "EX-LE7": 5, "ST37": 6, "ST38": 8, "ST40": 8, "ST39": 9, "ST41": 16},
    ),
    _Row(
        View.FRONT, (137, 310), (133, 394), 16,
        {"GB34": 2, "EX-LE6": 4, "GB35": 9, "GB36": 9, "GB37": 11, "GB38": 12, "GB39": 13},
    ),
    _Row(View.FRONT, (118, 314), (121, 394), 13, {"SP9": 0, "SP8": 3, "SP7": 7, "SP6": 10}),
    _Row(View.FRONT, (120, 314), (123, 394), 13, {"LR7": 0, "LR6": 6, "LR5": 8}),
    _Row(View.FRONT, (118, 314), (119, 394), 13, {"KI9": 8, "KI8": 11, "KI7": 11}),
    _Row(View.BACK, (123, 228), (128, 297), 14, {"BL37": 6, "BL40": 14}),
    _Row(View.BACK, (128, 297), (128, 390), 16, {"BL55": 2, "BL56": 5, "BL57": 8}),
    _Row(View.BACK, (134, 310), (133, 396), 16, {"BL58": 9, "BL59": 13}),
    # The back by vertebrae: from the first of the chest to the last, of the loins, and the holes of the sacrum
    _Row(
        View.BACK, (109, 86), (109, 142), 11,
        {"BL11": 0, "BL12": 1, "BL13": 2, "BL14": 3, "BL15": 4, "BL16": 5, "BL17": 6, "EX-B3": 7, "BL18": 8,
         "BL19": 9, "BL20": 10, "BL21": 11},
    ),
    _Row(
        View.BACK, (118, 86), (118, 142), 11,
        {"BL41": 1, "BL42": 2, "BL43": 3, "BL44": 4, "BL45": 5, "BL46": 6, "BL47": 8, "BL48": 9, "BL49": 10,
         "BL50": 11},
    ),
    _Row(
        View.BACK, (MIDDLE, 86), (MIDDLE, 142), 11,
        {"GV13": 0, "GV12": 2, "GV11": 4, "GV10": 5, "GV9": 6, "GV8": 8, "GV7": 9, "GV6": 10},
    ),
    _Row(View.BACK, (109, 149), (109, 180), 4, {"BL22": 0, "BL23": 1, "BL24": 2, "BL25": 3, "BL26": 4}),
    _Row(View.BACK, (118, 149), (118, 180), 4, {"EX-B4": 0, "BL51": 0, "BL52": 1, "EX-B6": 3, "EX-B7": 3}),
    _Row(View.BACK, (MIDDLE, 149), (MIDDLE, 180), 4, {"GV5": 0, "GV4": 1, "EX-B5": 2, "GV3": 3, "EX-B8": 4}),
    _Row(View.BACK, (107, 187), (104, 203), 3, {"BL27": 0, "BL28": 1, "BL29": 2, "BL30": 3}),
    _Row(View.BACK, (104, 188), (102, 203), 3, {"BL31": 0, "BL32": 1, "BL33": 2, "BL34": 3}),
    # The belly from the end of the breastbone to the navel, and from the navel down
    _Row(
        View.FRONT, (MIDDLE, 146), (MIDDLE, 172), 8,
        {"CV15": 1, "CV14": 2, "CV13": 3, "CV12": 4, "CV11": 5, "CV10": 6, "CV9": 7},
    ),
    _Row(View.FRONT, (103, 146), (103, 172), 8, {"KI21": 2, "KI20": 3, "KI19": 4, "KI18": 5, "KI17": 6}),
    _Row(View.FRONT, (112, 146), (112, 172), 8, {"ST19": 2, "ST20": 3, "ST21": 4, "ST22": 5, "ST23": 6, "ST24": 7}),
    _Row(View.FRONT, (MIDDLE, 187), (MIDDLE, 207), 5, {"CV7": 1, "CV6": 1.5, "CV5": 2, "CV4": 3, "CV3": 4, "CV2": 5}),
    _Row(View.FRONT, (103, 187), (103, 207), 5, {"KI15": 1, "KI14": 2, "KI13": 3, "KI12": 4, "KI11": 5}),
    _Row(View.FRONT, (112, 187), (112, 207), 5, {"ST26": 1, "ST27": 2, "ST28": 3, "ST29": 4}),
    _Row(View.FRONT, (122, 187), (122, 207), 5, {"SP14": 1.3, "SP13": 4}),
    _Row(
        View.FRONT, (MIDDLE, 141), (MIDDLE, 96), 6,
        {"CV16": 0, "CV17": 2, "CV18": 3, "CV19": 4, "CV20": 5, "CV21": 6},
    ),
)  # fmt: skip

_FRONT: Mapping[str, Corner] = {
    # hand and foot
    "LU10": (178, 216), "LU11": (184, 234), "PC8": (175, 225), "PC9": (179, 247), "HT8": (170, 226), "HT9": (172, 236),
    "SP5": (121, 398), "SP4": (122, 404), "SP3": (121, 409), "SP2": (121, 413), "SP1": (121, 416), "LR4": (123, 399),
    "LR3": (126, 407), "LR2": (125, 412), "LR1": (124, 416), "KI2": (122, 406), "KI6": (120, 401), "KI1": (129, 410),
    "ST42": (129, 401), "ST43": (130, 408), "ST44": (130, 412), "ST45": (130, 416), "GB40": (133, 398),
    "GB41": (136, 407), "GB42": (137, 409), "GB43": (136, 412), "GB44": (135, 416), "BL66": (140, 412),
    "BL67": (139, 415), "EX-LE8": (121, 395), "EX-LE9": (133, 395), "EX-LE10": (130, 409),
    # thigh and knee
    "SP11": (116, 254), "SP10": (121, 278), "EX-LE3": (121, 274), "LR11": (111, 236), "LR10": (111, 241),
    "LR9": (117, 268), "LR8": (118, 297), "EX-LE1": (128, 277), "EX-LE2": (128, 287), "ST35": (132, 303),
    "EX-LE4": (123, 303), "EX-LE5": (128, 303),
    # trunk and head
    "CV8": (MIDDLE, 185), "KI16": (103, 185), "ST25": (109, 185), "SP15": (122, 185), "SP16": (122, 162),
    "GB26": (131, 184), "GB27": (131, 193), "GB28": (129, 197), "LU1": (131, 106), "LU2": (127, 101),
    "GV20": (MIDDLE, 9), "GV23": (MIDDLE, 16), "GV24": (MIDDLE, 20), "ST8": (116, 15),
}  # fmt: skip

_BACK: Mapping[str, Corner] = {
    # shoulder and elbow
    "LI15": (148, 101), "TE14": (143, 98), "SI9": (141, 104), "SI10": (138, 99), "GB21": (122, 84), "TE10": (157, 146),
    "SI11": (124, 104), "SI12": (123, 92), "SI13": (118, 93), "SI14": (116, 86), "SI15": (110, 83),
    # hand
    "SI4": (168, 214), "SI3": (169, 229), "SI2": (169, 234), "SI1": (174, 246), "TE3": (173, 226), "TE2": (173, 230),
    "TE1": (177, 246), "LI4": (181, 221), "LI3": (183, 226), "LI2": (184, 233), "LI1": (183, 245),
    "EX-UE7": (173, 222), "EX-UE8": (176, 222), "EX-UE9": (175, 229),
    # neck and spine
    "GV16": (MIDDLE, 62), "GV15": (MIDDLE, 66), "GV14": (MIDDLE, 81), "GB20": (108, 63), "BL10": (105, 67),
    "EX-B1": (104, 84), "BL35": (102, 206), "GV2": (MIDDLE, 206), "EX-B9": (MIDDLE, 200),
    # buttock and leg
    "BL53": (118, 192), "BL54": (121, 200), "GB30": (130, 208), "BL36": (123, 226), "BL38": (134, 291),
    "BL39": (134, 297), "KI10": (121, 297), "KI3": (121, 396), "KI4": (121, 401), "KI5": (121, 405), "BL60": (132, 396),
    "BL61": (132, 404), "BL62": (134, 400), "BL63": (137, 406), "BL64": (139, 409), "BL65": (140, 411),
}  # fmt: skip


def _spots() -> Iterator[tuple[str, Spot]]:
    for row in _ROWS:
        yield from row.spots()
    for view, corners in ((View.FRONT, _FRONT), (View.BACK, _BACK)):
        for point, corner in corners.items():
            yield point, Spot(view, corner)


SPOTS: Mapping[str, Spot] = dict(_spots())
"""Point by its code -> about where it lies."""
