"""An answers file to answers. What is typed is never repeated in a message: it is somebody's health."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from acucheck.answers import words
from acucheck.answers.file_head import HEAD, read_head
from acucheck.answers.one_answer import AnswerReading
from acucheck.errors import InvalidAnswers, InvalidFile, NothingAnswered
from acucheck.located import Node, Origin, read_node, read_text
from acucheck.located.node import did_you_mean
from acucheck.model.answers import NOBODY, NOT_SURE, Answer, Answers, Head, Ticks
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook, once_for_each
from acucheck.names.vocabulary import Vocabulary


class Record(Struct, frozen=True):
    """The answers of one person, and what is known of whose they are."""

    head: Head
    answers: Answers


def load(path: str, vocabulary: Vocabulary, as_of: date, otherwise: Head = NOBODY) -> Record:
    """The record in the file at *path*, or on standard input for `-`. Text there that begins with `{` is JSON.

    *otherwise* is what is known of whose it is where the file does not say it.
    Raises InvalidAnswers with every problem, and NothingAnswered when no question but the plan has an answer.
    """
    origin = Origin("standard input" if path == "-" else path, private=True)
    root = None
    try:
        text = read_text(path, origin)
        as_json = path.lower().endswith(".json") or (path == "-" and text.lstrip().startswith("{"))
        root = read_node(text, origin, as_json=as_json)
        found = read_record(root, vocabulary, as_of, otherwise) if root is not None else Record(otherwise, {})
    except InvalidFile as error:
        raise unusable(error, root, otherwise) from None
    if not found.answers.keys() - {PLAN}:
        raise NothingAnswered(
            f"{origin.name}: no question is answered here, so there is nothing to check. "
            "'acucheck template' prints the questions.",
            found.head.id,
        )
    return found


def unusable(error: InvalidFile, root: Node | None, otherwise: Head) -> InvalidAnswers:
    """Every problem of an answers file in the order of their places, with the id of the record where it can be read."""
    problems = sorted(set(error.problems), key=lambda problem: (problem.place, problem.message))
    text = "\n".join(str(problem) for problem in problems)
    if root is None or not root.is_mapping() or root.content is None:
        return InvalidAnswers(text, otherwise.id)
    head, _ = read_head(root.pairs(), date.max, otherwise)
    return InvalidAnswers(text, head.id)


def decode(root: Node, vocabulary: Vocabulary, as_of: date) -> Answers:
    """The answers under *root*, in the order of the rule book's questions. Raises InvalidFile."""
    return read_record(root, vocabulary, as_of).answers


def read_record(root: Node, vocabulary: Vocabulary, as_of: date, otherwise: Head = NOBODY) -> Record:
    """The answers under *root* and whose they are, as far as it or *otherwise* says it. Raises InvalidFile."""
    pairs = root.pairs()
    head, problems = read_head(pairs, as_of, otherwise)
    reading = AnswerReading(vocabulary, as_of, pairs, head)
    questions = vocabulary.book.questions
    single = _single_words(vocabulary.book)
    found: dict[str, Answer] = {}
    for key, node in pairs:
        name, word = str(key.content), node.content
        if name in HEAD:
            continue
        question = questions.get(name)
        if question is None:
            problems.append(key.problem(f"no question has this name{did_you_mean(name, [*questions, *HEAD])}"))
            continue
        said = single[name].get(word) if isinstance(word, str) else None
        try:
            found[name] = reading.answer(question, node) if said is None else said
        except InvalidFile as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    return Record(head, {name: found[name] for name in questions if name in found})


@once_for_each
def _single_words(book: RuleBook) -> Mapping[str, Mapping[str, Answer]]:
    """For each question, what an answer in one of its own words says: most of all that is ever answered."""
    return {name: _words_of(question) for name, question in book.questions.items()}


def _words_of(question: Question) -> Mapping[str, Answer]:
    chosen: dict[str, Answer] = {option: Ticks(frozenset({option})) for option in question.options}
    none: dict[str, Answer] = {words.NONE: Ticks()} if question.kind is AnswerKind.MANY else {}
    return {**chosen, **none, words.NOT_SURE: NOT_SURE}
