"""An answers file to answers. What is typed is never repeated in a message: it is somebody's health."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from acucheck.answers import words
from acucheck.answers.entry_names import named_entries
from acucheck.answers.file_head import HEAD, problems_of_head
from acucheck.answers.one_answer import AnswerReading
from acucheck.errors import InvalidAnswers, InvalidFile, NothingAnswered, Problem
from acucheck.located import Node, Origin, read_node, read_text
from acucheck.located.node import did_you_mean
from acucheck.located.visible import may_be_misread
from acucheck.model.answers import NOT_SURE, Answer, Answers, Ticks
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook, once_for_each
from acucheck.names.vocabulary import Vocabulary

_LISTS = (".csv", ".tsv", ".jsonl")


def load(path: str, vocabulary: Vocabulary, as_of: date) -> Answers:
    """The answers in the file at *path*, or on standard input for `-`. Text there that begins with `{` is JSON.

    Raises InvalidAnswers with every problem, and NothingAnswered when no question but the plan has an answer.
    """
    origin = Origin("standard input" if path == "-" else path, private=True)
    try:
        if path.lower().endswith(_LISTS):
            raise InvalidFile([Problem(origin.place(1, 1), "this is a list of people; give it to 'acucheck batch'")])
        text = read_text(path, origin)
        as_json = path.lower().endswith(".json") or (path == "-" and text.lstrip().startswith("{"))
        found = (_from_json if as_json else _from_yaml)(text, origin, vocabulary, as_of)
    except InvalidFile as error:
        problems = sorted(set(error.problems), key=lambda problem: (problem.place, problem.message))
        raise InvalidAnswers("\n".join(str(problem) for problem in problems)) from None
    if not found.keys() - {PLAN}:
        raise NothingAnswered(
            f"{origin.name}: no question is answered here, so there is nothing to check. "
            "'acucheck template' prints the questions."
        )
    return found


def _from_json(text: str, origin: Origin, vocabulary: Vocabulary, as_of: date) -> Answers:
    root = read_node(text, origin, as_json=True)
    if root is not None and isinstance(root.content, list) and not root.is_mapping():
        root.fail("this is a list, not the answers of one person; give it to 'acucheck batch'")
    return decode(root, vocabulary, as_of) if root is not None else {}


def _from_yaml(text: str, origin: Origin, vocabulary: Vocabulary, as_of: date) -> Answers:
    """The answers in *text*; mended first where it may be misread, and else where it cannot be read as it is."""
    if may_be_misread(text):
        return _decoded(*_mended(text, origin), vocabulary, as_of)
    try:
        return _decoded(text, origin, vocabulary, as_of)
    except InvalidFile:
        plain, sent = _mended(text, origin)
        if plain == text:
            raise
    return _decoded(plain, sent, vocabulary, as_of)


def _mended(text: str, origin: Origin) -> tuple[str, Origin]:
    from acucheck.located.mending import mended  # most files need none of it

    return mended(text, origin)


def _decoded(text: str, origin: Origin, vocabulary: Vocabulary, as_of: date) -> Answers:
    root = read_node(text, origin)
    return decode(root, vocabulary, as_of) if root is not None else {}


def decode(root: Node, vocabulary: Vocabulary, as_of: date) -> Answers:
    """The answers under *root*, in the order of the rule book's questions. Raises InvalidFile."""
    reading = AnswerReading(vocabulary, as_of, named_entries(root, vocabulary.book))
    questions = vocabulary.book.questions
    single = _single_words(vocabulary.book)
    found: dict[str, Answer] = {}
    head = {str(key.content): node for key, node in reading.pairs if key.content in HEAD}
    problems = problems_of_head(head, vocabulary.book, as_of)
    for key, node in reading.pairs:
        name, word = str(key.content), node.content
        if name in head:
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
    return {name: found[name] for name in questions if name in found}


@once_for_each
def _single_words(book: RuleBook) -> Mapping[str, Mapping[str, Answer]]:
    """For each question, what an answer in one of its own words says: most of all that is ever answered."""
    return {name: _words_of(question) for name, question in book.questions.items()}


def _words_of(question: Question) -> Mapping[str, Answer]:
    chosen: dict[str, Answer] = {option: Ticks(frozenset({option})) for option in question.options}
    none: dict[str, Answer] = {words.NONE: Ticks()} if question.kind is AnswerKind.MANY else {}
    return {**chosen, **none, words.NOT_SURE: NOT_SURE}
