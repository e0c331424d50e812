"""How long one assessment takes, for each of the example people: from answers that were read to the whole report.

Run it as `.venv/bin/python benchmarks/single.py [ROUNDS]`.
"""

from __future__ import annotations

import sys
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


def measure(rounds: int) -> dict[str, float]:
    """Each person with the median of the seconds; every round takes all of them in turn."""
    book = rule_book()
    vocabulary = Vocabulary(book)
    people = {path.stem: answers_files.load(str(path), vocabulary, DAY) for path in sorted(PEOPLE.glob("*.yaml"))}
    times: dict[str, list[float]] = {name: [] for name in people}
    for _ in range(rounds):
        for name, answers in people.items():
            start = perf_counter()
            assess(book, answers)
            times[name].append(perf_counter() - start)
    return {name: median(each) for name, each in times.items()}


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    taken = measure(rounds)
    for name, seconds in taken.items():
        print(f"{name:16} {seconds * 1e6:6.0f} microseconds")
    print(f"{'median':16} {median(taken.values()) * 1e6:6.0f} microseconds")


if __name__ == "__main__":
    main()
