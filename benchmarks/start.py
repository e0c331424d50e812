"""How long whole commands take to start and finish, against importing typer and yaml alone, side by side in one run.

Run it as `.venv/bin/python benchmarks/start.py [ROUNDS]`. Each round runs every command once, in turn, so that
whatever else the machine does falls on all of them alike; the ratios are of the medians.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter

PEOPLE = Path(__file__).resolve().parent.parent / "acucheck" / "people"
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
    **{f"lookup {name}": [ACUCHECK, "lookup", name] for name in ("warfarin", "diabetes", "LI4", "cupping")},
    "--version": [ACUCHECK, "--version"],
}


def measure(rounds: int) -> list[tuple[str, float, float]]:
    """Each command with its seconds and how many times those of the imports they are."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(rounds + 1):  # the first round warms the file cache and is not counted
            for name, command in COMMANDS.items():
                times[name].append(_seconds(command, folder))
    taken = {name: median(each[1:]) for name, each in times.items()}
    return [(name, seconds, seconds / taken[BASE]) for name, seconds in taken.items()]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    print(f"{rounds} rounds; medians of whole processes")
    for name, seconds, ratio in measure(rounds):
        print(f"{name:42} {seconds * 1000:7.1f} ms   {ratio:5.2f} times")


def _seconds(command: list[str], folder: str) -> float:
    start = perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return perf_counter() - start


if __name__ == "__main__":
    main()
