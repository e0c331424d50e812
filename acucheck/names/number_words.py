"""Number words up to ninety-nine, and the decades and stretches of a life that are called by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

TO_NINETEEN = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
UNITS = TO_NINETEEN[:9]


@cache
def numbers() -> Mapping[str, int]:
    """Number words up to ninety-nine, and their values."""
    return dict(_number_pairs())


def _number_pairs() -> Iterator[tuple[str, int]]:
    for value, word in enumerate(TO_NINETEEN, start=1):
        yield word, value
    for word, tens in TENS.items():
        yield word, tens
        for value, unit in enumerate(UNITS, start=1):
            yield f"{word} {unit}", tens + value
            yield f"{word}-{unit}", tens + value


@cache
def decades() -> Mapping[str, int]:
    """Words such as `eighties`, and the number that each begins with."""
    return {f"{word[:-1]}ies": tens for word, tens in TENS.items()}
