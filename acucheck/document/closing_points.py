"""How each open point is closed, as data: what its question takes, and what to put into the answers file.

In what an entry holds, words in angle brackets stand for what has to be found out. Whoever fills them in and puts the
entry in place of the answer to the same question has closed the point, and has lost nothing else that was said there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, TypeAlias, TypedDict

from msgspec import Meta

from acucheck.answers import fixed_words
from acucheck.answers.file_writing import written_name, written_place
from acucheck.document.follow_ups import leaves_open
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Answer, BodyPlace, Name, NameKind, Names, Places, Plan, Planned, Ticks
from acucheck.model.book import AnswerKind, Question, RuleBook, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.model.report import Conflict, Contradiction, Missing, OpenPoint, Report

WHAT = "<what it is>"
WHEN = "<since when: 2015 or 2015-03>"
WHERE = "<point or region>"
FURTHER = "<each further one; nothing where there is none>"


SomeText: TypeAlias = Annotated[str, Meta(min_length=1)]
KindWord: TypeAlias = Annotated[str, Meta(extra_json_schema={"enum": [kind.value for kind in AnswerKind]})]
Form: TypeAlias = Annotated[Mapping[str, SomeText], Meta(description="One way, as an answers file holds it.")]


class TakesRecord(TypedDict):
    """What a question takes: its kind, the options, the fixed words, and the forms of one name or place."""

    kind: KindWord
    """What an answer looks like."""
    options: Sequence[SomeText]
    """The lines of a list, the options of a choice, or the techniques."""
    words: Sequence[SomeText]
    """The fixed words; those in angle brackets stand for what has to be found out."""
    forms: Sequence[Form]
    """The ways to say of one name or place what it is, or why it does not count."""


@once_for_each
def takes(book: RuleBook) -> Mapping[str, TakesRecord]:
    """For each question what it takes: its kind, and the words and forms of an answer."""
    return {question.id: _takes(question, book) for question in book.questions.values()}


def _takes(question: Question, book: RuleBook) -> TakesRecord:
    options = book.techniques if question.kind is AnswerKind.PLAN else question.options
    return {
        "kind": question.kind.value,
        "options": [*options],
        "words": _fixed_words(question),
        "forms": _forms(question),
    }


def _fixed_words(question: Question) -> list[str]:
    """The fixed words of an answer, and places for what has to be written there."""
    match question.kind:
        case AnswerKind.MANY:
            return ["maybe <option>", fixed_words.NONE, fixed_words.NOT_SURE]
        case AnswerKind.ONE:
            return [fixed_words.NOT_SURE]
        case AnswerKind.NUMBER:
            return [f"<{question.unit}: {question.low:g} to {question.high:g}>", fixed_words.NOT_SURE]
        case AnswerKind.GESTATION:
            return ["<weeks: 24 or 24+3>", "due <date: 2027-05-01>", fixed_words.NOT_SURE]
        case AnswerKind.PLACES:
            return [WHERE, fixed_words.NONE, fixed_words.NOT_SURE]
        case AnswerKind.PLAN:
            return [WHERE, fixed_words.NOT_NAMED]
        case AnswerKind.NAMES:
            return ["<name>", "maybe <name>", fixed_words.NONE, fixed_words.NOT_SURE]


def _forms(question: Question) -> list[dict[str, str]]:
    """The ways to say of one name or place what it is, or why it does not count now."""
    typed = "<as it was typed>"
    if question.kind in {AnswerKind.PLACES, AnswerKind.PLAN}:
        return [_taken_for(typed, WHERE)]
    if question.kind is not AnswerKind.NAMES:
        return []
    forms = [_taken_for(typed, WHAT), _taken_for(typed, fixed_words.NOT_LISTED)]
    if question.names is NameKind.MEDICINE:
        forms.append({fixed_words.CLASS: "<class>", fixed_words.TYPED: typed})
    for use in ("stopped", "past"):
        forms.append({fixed_words.NAME: typed, fixed_words.USE: use, "when": WHEN})
    forms.append({fixed_words.NAME: typed, fixed_words.USE: "not taken"})
    return forms


def _taken_for(typed: str, meant: str) -> dict[str, str]:
    return {fixed_words.NAME: meant, fixed_words.TYPED: typed}


def entry(point: OpenPoint, report: Report) -> dict[str, Tree]:
    """What closes *point*: questions, each with the whole answer to put in the place of the one that is there."""
    if point.missing is Missing.CONTRADICTED:
        against = [each for each in report.contradictions if leaves_open(each, point)]
        return _agreeing(against, report)
    answer = report.answers.get(point.question)
    return {point.question: _closed(point, answer, report.book)}


def _agreeing(against: list[Contradiction], report: Report) -> dict[str, Tree]:
    """Answers that agree with what goes against them; where that is one of several things, a place for it."""
    by_question: dict[QuestionId, list[Contradiction]] = {}
    for each in against:
        by_question.setdefault(each.question, []).append(each)
    sure = _is_sure(against)
    found: dict[str, Tree] = {}
    for question, several in by_question.items():
        first = several[0]
        if first.kind in {Conflict.NOT_TAKEN, Conflict.TYPED} and first.name is not None:
            found[first.asked] = _as_named(first.name, first.kind, report.answers[first.asked])
        else:
            found[question] = _agreeing_answer(several, report, sure=sure)
    return found


def _is_sure(against: list[Contradiction]) -> bool:
    """Whether every line that is gone against is so: there is only one of them, or each was said by a name."""
    lines = sum(len(each.lines) for each in against)
    return lines == 1 or all(each.kind is Conflict.NAMED for each in against)


def _agreeing_answer(several: list[Contradiction], report: Report, *, sure: bool) -> Tree:
    """The answer to the one question that all of these go against."""
    first = several[0]
    question = report.book.questions[first.question]
    answer = report.answers.get(first.question)
    lines: list[str] = []
    for each in several:
        lines += each.lines
    if isinstance(answer, Ticks) and lines:
        return _with_lines_ticked(question, answer, lines, sure=sure)
    if isinstance(answer, Names) and lines:
        names = map(written_name, answer.typed)
        return [*names, {fixed_words.CLASS: _one_of(lines)}]
    if isinstance(answer, Names) and first.name is not None:
        return [written_name(first.name)]
    return _any(question)


def _as_named(name: Name, kind: Conflict, answer: Answer) -> Tree:
    """A list of names in which one counts as it was typed, or has a place for the one that is meant."""
    entries: list[Tree] = []
    if kind is Conflict.NOT_TAKEN:
        entries.append(name.typed)
    else:
        entries.append(_taken_for(name.typed, WHAT))
    given = answer if isinstance(answer, Names) else Names((), complete=False)
    for each in given.typed:
        if each.typed != name.typed:
            entries.append(written_name(each))
    if not given.complete:
        entries.append(fixed_words.NOT_SURE)
    return entries


def _with_lines_ticked(question: Question, answer: Ticks, lines: list[str], *, sure: bool) -> Tree:
    """An answer with these lines ticked as well, or with a place for those of them that are so."""
    if question.kind is AnswerKind.ONE:
        return _one_of(lines) if sure else _any_of_these(lines)
    still_maybe = answer.maybe.difference(lines)
    rest = [f"{fixed_words.MAYBE}{line}" for line in sorted(still_maybe)]
    rest += _no_to_others(answer)
    if sure:
        return [*sorted(answer.yes.union(lines)), *rest]
    return [*sorted(answer.yes), _any_of_these(lines), *rest]


def _no_to_others(answer: Ticks) -> list[str]:
    """That the other lines were answered no on one line, where they were."""
    if answer.on_one_line:
        return [fixed_words.OTHERS_ON_ONE_LINE]
    return []


def _one_of(lines: list[str]) -> str:
    """The line, where it is one; else a place for one of them."""
    if len(lines) == 1:
        return lines[0]
    return _any_of_these(lines)


def _any_of_these(lines: list[str]) -> str:
    """A place for those of *lines* that are so."""
    return f"<{', '.join(lines)}>"


def _closed(point: OpenPoint, answer: Answer | None, book: RuleBook) -> Tree:
    match answer:
        case Names(entries, complete):
            names = [_name_entry(each, point) for each in entries]
            return names + _rest_of_list(point, complete=complete)
        case Places(entries, complete):
            places = [_place_entry(each, point) for each in entries]
            return places + _rest_of_list(point, complete=complete)
        case Plan(items):
            return dict(_planned_entry(item, point) for item in items)
        case Ticks(yes, maybe) if maybe:
            doubted = [f"<{line}, where it is so>" for line in sorted(maybe)]
            return [*sorted(yes), *doubted, *_no_to_others(answer)]
        case _:
            return _any(book.questions[point.question])


def _planned_entry(item: Planned, point: OpenPoint) -> tuple[str, Tree]:
    """A technique of the plan with its places."""
    technique = item.typed
    if technique == point.name and not item.technique:
        technique = "<technique>"
    if item.where_not_sure and item.technique in point.lines:
        return technique, [WHERE]
    places: list[Tree] = [_place_entry(each, point) for each in item.places]
    return technique, places or fixed_words.NOT_NAMED


def _any(question: Question) -> Tree:
    """A place for any answer to a question."""
    if question.kind is AnswerKind.MANY:
        return "<the lines that are so, or none>"
    if question.kind is AnswerKind.PLAN:
        return {"<technique>": [WHERE]}
    return f"<{', '.join(question.options) or question.kind.value}>"


def _rest_of_list(point: OpenPoint, *, complete: bool) -> list[Tree]:
    """Where a list goes on, once it is known how; what is open about one name leaves that as it is."""
    if complete:
        return []
    if point.name:
        return [fixed_words.NOT_SURE]
    return [FURTHER]


def _name_entry(name: Name, point: OpenPoint) -> Tree:
    if name.typed == point.name:
        return _taken_for(name.typed, WHAT)
    return written_name(name)


def _place_entry(place: BodyPlace, point: OpenPoint) -> Tree:
    if place.typed == point.name:
        return _taken_for(place.typed, WHERE)
    return written_place(place)
