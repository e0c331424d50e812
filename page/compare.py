"""Has made-up people answer in a built page, and compares what each gets: compare.py [--people 300] [acucheck.html].

The page's own Python answers under Node. The same steps in this Python have to end in the same answers, JSON and HTML,
and so does the command, given the answers that the page saves. Each difference is printed; then it ends with 1.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from session import Session

SCRIPT = Path(__file__).resolve().parent / "people.mjs"
DAY = "2026-11-29"
FORMATS = ("json", "html")


def answer(page: Path, folder: Path, people: int, seed: int) -> None:
    """Has *people* answer in *page*; *folder* gets the steps, the answers, the JSON and the HTML of each."""
    node = shutil.which("node") or "node"
    command = [node, str(SCRIPT), str(page), str(folder), str(people), str(seed), DAY]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def other_here(person: Path) -> Iterator[str]:
    """The endings of what differs when the steps of *person* are taken in this Python."""
    session = Session(DAY)
    for method, value in json.loads(person.with_suffix(".steps.json").read_text(encoding="utf-8")):
        if method == "choose":
            session.choose(json.dumps(value))
        else:
            session.answer(value)
    made = {"yaml": session.answers_file(), **{ending: session.page(ending) for ending in FORMATS}}
    for ending, text in made.items():
        if text.encode() != person.with_suffix(f".{ending}").read_bytes():
            yield ending


def other_by_command(person: Path) -> Iterator[str]:
    """The endings of what differs when the command checks the answers that the page saved for *person*."""
    saved = person.with_suffix(".yaml")
    by_practitioner = "answered-by: practitioner" in saved.read_text(encoding="utf-8")
    audience = "practitioner" if by_practitioner else "patient"
    written = {ending: person.with_suffix(f".command.{ending}") for ending in FORMATS}
    command = [sys.executable, "-P", "-m", "acucheck", "check", str(saved), "--for", audience, "--as-of", DAY]
    command += ["--exit-zero", "--force"]  # -P: the installed one, as above, and not the folder that this stands in
    for path in written.values():
        command += ["--output", str(path)]
    subprocess.run(command, check=True)
    for ending, path in written.items():
        if path.read_bytes() != person.with_suffix(f".{ending}").read_bytes():
            yield ending


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("page", nargs="?", default="acucheck.html", type=Path, help="the built page (acucheck.html)")
    parser.add_argument("--people", type=int, default=300, help="how many (300)")
    parser.add_argument("--seed", type=int, default=1, help="other numbers make other people (1)")
    return parser.parse_args()


def _differences(folder: Path, people: int) -> Iterator[str]:
    for number in range(people):
        person = folder / str(number)
        yield from (f"person {number}, here: {ending}" for ending in other_here(person))
        yield from (f"person {number}, by the command: {ending}" for ending in other_by_command(person))


def main() -> int:
    """0 when nothing differs."""
    arguments = _arguments()
    with TemporaryDirectory() as name:
        folder = Path(name)
        answer(arguments.page, folder, arguments.people, arguments.seed)
        steps = sum(len(json.loads(path.read_bytes())) for path in folder.glob("*.steps.json"))
        found = list(_differences(folder, arguments.people))
    print(f"{arguments.people} people, {steps:,} answers, {len(found)} differences", *found, sep="\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
