"""Stops `check` and `batch` at random moments, and looks for half files, hidden ones, tracebacks and wrong exit codes.

`python benchmarks/kills.py [KILLS]` prints a line for each command and signal, with how many runs were stopped before
anything was written and how many had finished; the others have to be 0, but for the last: until Python has loaded the
first module of acucheck, an interrupt ends in its own words. A command is stopped between its start and the time that
it takes undisturbed.
"""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
RECORDS = 60
PERSON = {"age": 34, "danger": "none", "medicines": ["warfarin"], "plan": {"manual needling": ["LI4 left"]}}

FAULTS = ("half", "hidden", "traceback", "wrong exit", "some of several")
"""What must not be found after any of them."""

COMMANDS = {
    "check -o": ("check", "one.json", "-o", "{}/page.html", "-o", "{}/page.txt"),
    "batch -o FILE": ("batch", "list.jsonl", "-o", "{}/lines.jsonl"),
    "batch -o FOLDER/": ("batch", "list.jsonl", "--format", "html", "-o", "{}/pages"),
}


def main() -> None:
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for name in COMMANDS:
        for number in SIGNALS:
            print(f"{name:17} {number.name:8} {told(trial(name, number, kills))}", flush=True)


def told(found: Counter[str]) -> str:
    """What a trial came to in a line."""
    return ", ".join(
        f"{what} {found[what]}"
        for what in ("kills", "not begun", "finished", *FAULTS, "traceback of Python's own start")
    )


def trial(name: str, number: signal.Signals, kills: int) -> Counter[str]:
    """Counts of what was found after each of the *kills*."""
    found: Counter[str] = Counter()
    with TemporaryDirectory() as folder:
        inputs = Path(folder)
        (inputs / "one.json").write_text(json.dumps(PERSON), encoding="utf-8")
        lines = (json.dumps({"id": f"p{each}", **PERSON}) + "\n" for each in range(RECORDS))
        (inputs / "list.jsonl").write_text("".join(lines), encoding="utf-8")
        usual, whole = _undisturbed(COMMANDS[name], inputs)
        for _ in range(kills):
            found.update(_one(COMMANDS[name], inputs, number, random.uniform(0.01, usual), whole))  # noqa: S311 - no secret
    return found


def _undisturbed(command: Sequence[str], inputs: Path) -> tuple[float, dict[str, int]]:
    """How long it takes, and the files that it writes with their sizes."""
    with TemporaryDirectory() as folder:
        before = time.perf_counter()
        _start(command, inputs, folder).communicate()
        return time.perf_counter() - before, _written(Path(folder))


def _one(
    command: Sequence[str], inputs: Path, number: signal.Signals, after: float, whole: dict[str, int]
) -> Counter[str]:
    with TemporaryDirectory() as folder:
        process = _start(command, inputs, folder)
        time.sleep(after)
        process.send_signal(number)
        _, error = process.communicate(timeout=60)
        there = _written(Path(folder))
    found = Counter(kills=1)
    found["hidden"] += any(Path(name).name.startswith(".") for name in there)
    found["half"] += any(whole.get(name) != size for name, size in there.items())
    ours = b"acucheck/cli" in error or b"Exception ignored" in error
    found["traceback"] += b"Traceback" in error and ours
    of_python = b"Traceback" in error and not ours
    found["traceback of Python's own start"] += of_python
    found["wrong exit"] += process.returncode not in {0, 10, 20, 130, -number} and not of_python
    found["some of several"] += command[0] == "check" and 0 < len(there) < len(whole)
    found["not begun"] += not there
    found["finished"] += there == whole
    return found


def _start(command: Sequence[str], inputs: Path, folder: str) -> subprocess.Popen[bytes]:
    filled = [part.format(folder) for part in command]
    script = Path(sys.executable).with_name("acucheck")
    return subprocess.Popen([script, *filled], cwd=inputs, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def _written(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_size for path in folder.rglob("*") if path.is_file()}


if __name__ == "__main__":
    main()
