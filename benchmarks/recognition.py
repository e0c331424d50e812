"""How long it takes to recognise what was typed, the start not counted: lines of each kind and length, and long lists.

A line of 1,000 characters and a list of 50 names may take 50 milliseconds each; the time of a line grows with its
length and no faster.

Run it as `.venv/bin/python benchmarks/recognition.py`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle, islice
from time import perf_counter

from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import rule_book

LENGTHS = (1_000, 10_000, 100_000)
SETTING = Setting(date(2026, 1, 1))
NAMES = 50
ROUNDS = 5
WORDS = "no since warfarin for my heart and stopped in 2015 , aspirin husband takes blurgh 5 mg pacemaker".split()  # noqa: SIM905
SLIPS = ("warferin 5 mg", "apixiban", "atorvastatine", "sertralin 50", "bisoprolal 2.5", "ramiprill", "metforminn")
KNOWN = ("warfarin 5 mg", "apixaban", "metformin bd", "ramipril5mg", "aspirin 75 mg", "bisoprolol 2.5", "Tylenol #3")


def lines(length: int) -> Iterator[tuple[str, str]]:
    """Lines of about *length* characters, each with what it is made of."""
    made = random.Random(1)  # noqa: S311 - the same lines every time
    strange = ("".join(made.choices("abcdefghilmnoprstu", k=8)) for _ in range(length // 9))
    yield "known names", _cut(cycle(KNOWN), ", ", length)
    yield "words and cues", _cut((made.choice(WORDS) for _ in range(length)), " ", length)
    yield "unknown words", " ".join(strange)
    yield "one cue", "no " * (length // 3)
    yield "years", "2015 " * (length // 5)
    yield "one word", "a" * length


def places(length: int) -> Iterator[tuple[str, str]]:
    """Lines of places of *length* characters, each with what it is made of."""
    yield "points", ("LI4 ST36 " * length)[:length]
    yield "digits", "1" * length
    yield "dashes", "-" * length
    yield "half ranges", ("L4-" * length)[:length]
    yield "unknown names", ("zzzq and " * length)[:length]
    yield "letters", "z" * length


def _cut(parts: Iterator[str], between: str, length: int) -> str:
    return between.join(islice(parts, length // 4))[:length]


def lists() -> Iterator[tuple[str, list[str]]]:
    """Lists of as many names as a record may have, each with what they are."""
    made = random.Random(2)  # noqa: S311 - the same names every time
    yield "known names", list(islice(cycle(KNOWN), NAMES))
    yield "slips", list(islice(cycle(SLIPS), NAMES))
    yield "unknown names", ["".join(made.choices("abcdefghilmnoprstu", k=10)) for _ in range(NAMES)]


def best(work: Callable[[], object]) -> float:
    """The shortest of some rounds in milliseconds."""
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times) * 1000


def main() -> None:
    vocabulary = Vocabulary(rule_book())
    for length in LENGTHS[:1]:
        for made_of, line in places(length):
            taken = best(lambda line=line: vocabulary.places(line))  # type: ignore[misc]
            print(f"{'places':10} a line of {length:7,} characters, {made_of:14} {taken:9.1f} ms")
    for question, find in (("medicines", vocabulary.medicines), ("conditions", vocabulary.conditions)):
        for length in LENGTHS:
            for made_of, line in lines(length):
                taken = best(lambda find=find, line=line: find(line, SETTING))  # type: ignore[misc]
                print(f"{question:10} a line of {length:7,} characters, {made_of:14} {taken:9.1f} ms")
        for made_of, names in lists():
            taken = best(lambda find=find, names=names: [find(name, SETTING) for name in names])  # type: ignore[misc]
            print(f"{question:10} a list of {NAMES} {made_of:28} {taken:9.1f} ms")


if __name__ == "__main__":
    main()
