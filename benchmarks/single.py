"""How long one assessment takes, for each of the example people: from answers that were read to the whole report.

Run it as `.venv/bin/python benchmarks/single.py [ROUNDS]`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from acucheck import answers as answers_files
from acucheck.assess import assess
from acucheck.recognise.vocabulary import Vocabulary
from acucheck.rulebook import rule_book

PEOPLE = Path(__file__).resolve().parent.parent / "acucheck" / "people"
DAY = date(2026, 1, 1)


def measure(rounds: int) -> Iterator[tuple[str, float]]:
    """Each person with the median of the seconds."""
    book = rule_book()
    vocabulary = Vocabulary(book)
    for path in sorted(PEOPLE.glob("*.yaml")):
        answers = answers_files.load(str(path), vocabulary, DAY)
        times = []
        for _ in range(rounds):
            start = perf_counter()
            assess(book, answers)
            times.append(perf_counter() - start)
        yield path.stem, median(times)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    taken = dict(measure(rounds))
    for name, seconds in taken.items():
        print(f"{name:16} {seconds * 1e6:6.0f} microseconds")
    print(f"{'median':16} {median(taken.values()) * 1e6:6.0f} microseconds")


if __name__ == "__main__":
    main()
