"""Points that rules name by their code, in words of the body for whoever does not know codes."""

from __future__ import annotations

from collections.abc import Mapping

POINTS: Mapping[str, str] = {
    "BL1": "inner corner of the eye",
    "BL51": "beside the spine at the waist",
    "BL52": "beside the spine at the waist",
    "BL54": "buttock",
    "BL60": "outer ankle",
    "BL67": "little toe",
    "EX-HN7": "lower rim of the eye socket",
    "GB21": "top of the shoulder",
    "GB24": "front of the lower ribs",
    "GB25": "side of the waist",
    "GB30": "buttock",
    "GV1": "tip of the tailbone",
    "KI3": "inner ankle",
    "LI4": "hand",
    "LR3": "top of the foot",
    "LR13": "side, below the ribs",
    "LR14": "front of the ribs, below the breast",
    "SI11": "shoulder blade",
    "SP6": "inside of the lower leg",
    "SP16": "front edge of the ribs",
    "SP21": "side of the ribs",
    "ST1": "below the eye",
    "ST17": "nipple",
    "ST41": "front of the ankle",
}


def with_body_words(code: str) -> str:
    """A point by its code and where it lies; by its code alone where no words are known."""
    words = POINTS.get(code)
    return f"{code} ({words})" if words else code
