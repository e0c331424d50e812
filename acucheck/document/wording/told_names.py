"""Names of conditions and medicines as somebody can say them: those that are certain, and those to be asked about."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from acucheck.model.answers import MatchStatus, Name, NameKind, Ticks
from acucheck.model.book import AnswerKind
from acucheck.model.ids import QuestionId
from acucheck.model.report import Report

_NOT_DOUBTED = frozenset({MatchStatus.RECOGNISED, MatchStatus.SET_ASIDE, MatchStatus.UNRECOGNISED})


def certainly_named(report: Report) -> dict[str, list[Name]]:
    """Line, as `question.line` -> the conditions that say it for certain, by their name or with the line ticked."""
    found: dict[str, list[Name]] = {}
    for name in report.names:
        if name.kind is NameKind.CONDITION and name.use is None:
            for line in _lines(name, report):
                found.setdefault(line, []).append(name)
    return found


def counted(report: Report) -> set[str]:
    """Every line, as `question.line`, that a condition counts as for certain."""
    names = [name for name in report.names if name.kind is NameKind.CONDITION]
    return {line for name in names if name.taken is MatchStatus.RECOGNISED for line in name.concepts}


def _lines(name: Name, report: Report) -> list[str]:
    """The lines that a name stands for; of one that may mean several things those that were ticked."""
    if name.taken is MatchStatus.RECOGNISED:
        return [line for line in sorted(name.concepts) if not _is_a_choice(line, report)]
    ambiguous = name.taken is MatchStatus.AMBIGUOUS
    return [line for line in sorted(name.concepts) if ambiguous and _is_ticked(line, report)]


def _is_a_choice(line: str, report: Report) -> bool:
    """Whether a line is the answer to a question of its own, such as whether somebody is pregnant."""
    return report.book.questions[QuestionId(line.partition(".")[0])].kind is AnswerKind.ONE


def _is_ticked(line: str, report: Report) -> bool:
    question, word = line.split(".", 1)
    answer = report.answers.get(QuestionId(question))
    return isinstance(answer, Ticks) and word in answer.yes


def says_alone(sentence: str, name: Name) -> bool:
    """Whether a sentence is about what a name says and about nothing else."""
    return " or " not in sentence and name.typed.casefold() in sentence.casefold()


def doubted(names: Iterable[Name], sure: Collection[str], report: Report) -> list[str]:
    """Those of the names, as typed, of which something is not certain that nothing else says."""
    known = {name.name for name in report.names if name.taken is MatchStatus.RECOGNISED and name.name}
    asked = [name for name in names if name.taken not in _NOT_DOUBTED]
    return list(
        dict.fromkeys(name.typed for name in asked if name.name not in known and name.concepts.isdisjoint(sure))
    )
