"""How long whole commands take to start and finish, against importing typer and yaml alone, side by side in one run.

Run it as `.venv/bin/python benchmarks/start.py [ROUNDS]`. Each round runs every command once, in turn, so that
whatever else the machine does falls on all of them alike; the ratios are of the medians.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import NamedTuple

HERE = Path(__file__).resolve().parent
PEOPLE = HERE.parent / "acucheck" / "people"
ACUCHECK = str(Path(sys.executable).parent / "acucheck")

BASE = "import typer, yaml"
COMMANDS = {
    BASE: [sys.executable, "-c", BASE],
    "check healthy.yaml --format text": [ACUCHECK, "check", str(PEOPLE / "healthy.yaml"), "--format", "text"],
    "check blood-thinner.yaml --format text": [
        ACUCHECK,
        "check",
        str(PEOPLE / "blood-thinner.yaml"),
        "--format",
        "text",
    ],
    "check own-words.yaml --format text": [ACUCHECK, "check", str(HERE / "own-words.yaml"), "--format", "text"],
    **{f"lookup {name}": [ACUCHECK, "lookup", name] for name in ("warfarin", "diabetes", "LI4", "cupping")},
    "lookup warfrin": [ACUCHECK, "lookup", "warfrin"],
    "rules check": [ACUCHECK, "rules", "check"],
    "--version": [ACUCHECK, "--version"],
}


class Start(NamedTuple):
    """One command: its seconds, how many times those of the imports alone, and where half of those ratios lie."""

    name: str
    seconds: float
    ratio: float
    middle_half: tuple[float, float]


def measure(rounds: int) -> list[Start]:
    """Each command, with the imports alone first."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds + 1):  # the first round warms the file cache and is not counted
            for name, command in COMMANDS.items():
                times[name].append(_seconds(command, folder))
    base = median(times[BASE][1:])
    return [_start(name, each[1:], base) for name, each in times.items()]


def _start(name: str, times: list[float], base: float) -> Start:
    low, middle, high = quantiles(times, n=4)
    return Start(name, middle, middle / base, (low / base, high / base))


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    print(f"{rounds} rounds; medians of whole processes")
    for name, seconds, ratio, (low, high) in measure(rounds):
        print(f"{name:42} {seconds * 1000:7.1f} ms   {ratio:5.2f} times   {low:5.2f} to {high:5.2f}")


def _seconds(command: list[str], folder: str) -> float:
    start = perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return perf_counter() - start


if __name__ == "__main__":
    main()
