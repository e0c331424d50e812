"""Errors worth a sentence: where something is wrong, what it is, and what to do next."""

from collections.abc import Iterable

from msgspec import Struct


class Place(Struct, frozen=True, order=True):
    """A spot in a file. Line and column count from 1; a column counts characters.

    In a table they are the row and the column that a spreadsheet shows, and *cell* says so in its words.
    """

    file: str
    line: int
    column: int
    cell: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.cell}" if self.cell else f"{self.file}:{self.line}:{self.column}"


class Problem(Struct, frozen=True):
    """One thing that is wrong, at one place."""

    place: Place
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Each problem once, in the order of their places."""
    return sorted(set(problems), key=lambda problem: (problem.place, problem.message))


class AcucheckError(Exception):
    """Something a person can put right. Its text is one or more whole sentences."""


class InvalidFile(AcucheckError):
    """A file that cannot be used, with everything that is wrong in it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class InvalidRules(AcucheckError):
    """The rule book is unreadable or invalid."""


class UnusableAnswers(AcucheckError):
    """Answers that cannot be assessed. *id* is that of their record, as far as it is known."""

    def __init__(self, text: str = "", id_: str = "") -> None:
        super().__init__(text)
        self.id = id_


class InvalidAnswers(UnusableAnswers):
    """The answers are unreadable or invalid."""


class NothingAnswered(UnusableAnswers):
    """There is no answer to check."""


class Misuse(AcucheckError):
    """The command line asks for something that cannot be done."""
