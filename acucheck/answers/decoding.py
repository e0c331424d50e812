"""An answers file to answers. What is typed is never repeated in a message: it is somebody's health."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.answers.boys import with_no_pregnancy_of_a_boy
from acucheck.answers.entry_names import named_entries
from acucheck.answers.file_head import HEAD, read_head
from acucheck.answers.one_answer import AnswerReading
from acucheck.answers.told_in_parts import with_dangers_in_parts
from acucheck.answers.two_witnesses import with_agreeing_dangers
from acucheck.errors import InvalidAnswers, InvalidFile, NothingAnswered, Problem, in_order
from acucheck.located import Node, Origin, read_node, read_text
from acucheck.located.characters import may_be_misread
from acucheck.located.node import did_you_mean
from acucheck.model.answers import NOBODY, NOT_SURE, Answer, Answers, Earlier, Head, Names, Places, Ticks
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook, once_for_each
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary

_LISTS = (".csv", ".tsv", ".jsonl")


class PersonAnswers(Struct, frozen=True):
    """The answers of one person as they count on the day of the check, and what is known of whose they are."""

    head: Head
    answers: Answers
    earlier: Earlier | None = None  # where they were given on an earlier day

    @property
    def given(self) -> Answers:
        """The answers as they were given."""
        if self.earlier is None:
            return self.answers
        return self.earlier.given


_NOTHING: Mapping[AnswerKind, Answer] = {
    AnswerKind.MANY: Ticks(),
    AnswerKind.NAMES: Names(),
    AnswerKind.PLACES: Places(),
}
"""What "none" says to a question that takes a list."""


class OwnDay(Struct, frozen=True):
    """In place of the day of a check: each record is read on its own day; one that has no day, on *today*."""

    today: date


AsOf = date | OwnDay


def check_day(as_of: AsOf) -> date:
    """The day of the check that *as_of* says, which no answer can be later than; with days of their own, today."""
    if isinstance(as_of, OwnDay):
        return as_of.today
    return as_of


def load(path: str, vocabulary: Vocabulary, as_of: AsOf, otherwise: Head = NOBODY) -> PersonAnswers:
    """The record in the file at *path*, or on standard input for `-`. Text there that begins with `{` is JSON.

    *otherwise* is what is known of whose it is where the file does not say it. Answers of an earlier day than *as_of*
    count as far as they still hold then.
    Raises InvalidAnswers with every problem, and NothingAnswered when no question but the plan has an answer.
    """
    origin = Origin(path, private=True)
    if path == "-":
        origin = Origin("standard input", private=True)
    try:
        if path.lower().endswith(_LISTS):
            raise InvalidFile([Problem(origin.place(1, 1), "this is a list of people; give it to 'acucheck batch'")])
        text = read_text(path, origin)
        reading = _Reading(vocabulary, as_of, otherwise)
        found = _record_in_text(path, text, origin, reading)
    except InvalidFile as error:
        raise unusable(error, None, vocabulary.book, otherwise) from None
    if not found.given.keys() - {PLAN}:
        raise NothingAnswered(
            f"{origin.name}: no question is answered here, so there is nothing to check. "
            "'acucheck template' prints the questions.",
            found.head.id,
        )
    return found


class _Reading(Struct, frozen=True):
    """What the record of a file is read with, whatever its text looks like."""

    vocabulary: Vocabulary
    as_of: AsOf
    otherwise: Head

    def read_root(self, root: Node | None) -> PersonAnswers:
        """The record under *root*. Raises InvalidAnswers."""
        if root is None:
            return PersonAnswers(self.otherwise, {})
        try:
            return read_record(root, self.vocabulary, self.as_of, self.otherwise)
        except InvalidFile as error:
            raise unusable(error, root, self.vocabulary.book, self.otherwise) from None


def unusable(error: InvalidFile, root: Node | None, book: RuleBook, otherwise: Head) -> InvalidAnswers:
    """Every problem of an answers file in the order of their places, with the id of the record where it can be read."""
    lines = "\n".join(map(str, in_order(error.problems)))
    return InvalidAnswers(lines, _id_of(root, book, otherwise))


def _id_of(root: Node | None, book: RuleBook, otherwise: Head) -> str:
    if root is None or not root.is_mapping() or root.content is None:
        return otherwise.id
    try:
        pairs = named_entries(root, book)
    except InvalidFile:
        pairs = root.pairs()
    head, _ = read_head(pairs, date.max, otherwise)
    return head.id


def _record_in_text(path: str, text: str, origin: Origin, reading: _Reading) -> PersonAnswers:
    if _is_json(path, text):
        return _from_json(text, origin, reading)
    return _from_yaml(text, origin, reading)


def _is_json(path: str, text: str) -> bool:
    """Whether a file is JSON by its name, or by how it begins where it has none."""
    if path == "-":
        return text.lstrip().startswith("{")
    return path.lower().endswith(".json")


def _from_json(text: str, origin: Origin, reading: _Reading) -> PersonAnswers:
    root = read_node(text, origin, as_json=True)
    if root is not None and isinstance(root.content, list) and not root.is_mapping():
        root.fail("this is a list, not the answers of one person; give it to 'acucheck batch'")
    return reading.read_root(root)


def _from_yaml(text: str, origin: Origin, reading: _Reading) -> PersonAnswers:
    """The record in *text*; mended first where it may be misread, and else where it cannot be read as it is."""
    if may_be_misread(text):
        return reading.read_root(read_node(*_mended(text, origin)))
    try:
        return reading.read_root(read_node(text, origin))
    except (InvalidFile, InvalidAnswers):
        plain, sent = _mended(text, origin)
        if plain == text:
            raise
    return reading.read_root(read_node(plain, sent))


def _mended(text: str, origin: Origin) -> tuple[str, Origin]:
    from acucheck.located.mending import mended  # most files need none of it

    return mended(text, origin)


def decode(root: Node, vocabulary: Vocabulary, as_of: date) -> Answers:
    """The answers under *root*, in the order of the rule book's questions. Raises InvalidFile."""
    return read_record(root, vocabulary, as_of).answers


def read_record(root: Node, vocabulary: Vocabulary, as_of: AsOf, otherwise: Head = NOBODY) -> PersonAnswers:
    """The answers under *root* and whose they are, as far as it or *otherwise* says it. Raises InvalidFile."""
    pairs = named_entries(root, vocabulary.book)
    today = check_day(as_of)
    head, problems = read_head(pairs, today, otherwise)
    answered = head.day or today
    checked = today
    if isinstance(as_of, OwnDay):
        checked = answered
    given = _given(AnswerReading(vocabulary, answered, pairs, head), problems)
    if checked != today:
        head = replace(head, as_of=checked)
    if checked == answered:
        return PersonAnswers(head, given)
    from acucheck.answers.old_answers import read_later  # most records are of the day

    return PersonAnswers(head, *read_later(given, answered, checked, vocabulary.book))


def _given(reading: AnswerReading, problems: list[Problem]) -> Answers:
    """The answers as they were given. Raises InvalidFile with what is wrong with them and the *problems* before."""
    questions = reading.vocabulary.book.questions
    words = _own_words(reading.vocabulary.book)
    found: dict[QuestionId, Answer] = {}
    for key, node in reading.pairs:
        question_id = QuestionId(str(key.content))
        if question_id in HEAD:
            continue
        question = questions.get(question_id)
        if question is None:
            hint = did_you_mean(question_id, [*questions, *HEAD])
            problems.append(key.problem(f"no question has this name{hint}"))
            continue
        known = _in_its_own_words(node, words[question_id])
        if known is not None:
            found[question_id] = known
            continue
        try:
            found[question_id] = reading.read_answer(question, node)
        except InvalidFile as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    said = with_no_pregnancy_of_a_boy(found, reading.vocabulary.book, reading.head.writer)
    answers = dict(sorted(said.items(), key=lambda item: words[item[0]].place))
    told = with_dangers_in_parts(answers, reading.vocabulary)
    return with_agreeing_dangers(told, reading.vocabulary, reading.head.writer)


class _OwnWords(Struct, frozen=True):
    """What a question's own words say, which is most of all that is ever answered."""

    place: int  # of the question among all of them
    single: Mapping[str, Answer]  # a word that is the whole answer
    listed: frozenset[str]  # the lines that a list of several may hold


@once_for_each
def _own_words(book: RuleBook) -> Mapping[QuestionId, _OwnWords]:
    return {question.id: _words_of(question, place) for place, question in enumerate(book.questions.values())}


def _words_of(question: Question, place: int) -> _OwnWords:
    words: dict[str, Answer] = {}
    for option in question.options:
        words[option] = Ticks(frozenset({option}))
    if question.kind in _NOTHING:
        words[fixed_words.NONE] = _NOTHING[question.kind]
    if question.one_line is not None:
        words[fixed_words.NONE_ON_ONE_LINE] = Ticks(on_one_line=True)
    words[fixed_words.NOT_SURE] = NOT_SURE
    return _OwnWords(place, words, frozenset(question.options if question.kind is AnswerKind.MANY else ()))


def _in_its_own_words(node: Node, words: _OwnWords) -> Answer | None:
    """The answer that is one word of the question, or a list of its lines; None for anything else."""
    content = node.content
    if isinstance(content, str):
        return words.single.get(content)
    if not words.listed or not content:
        return None
    lines: list[str] = []
    for item in content:
        if not isinstance(item, Node) or not isinstance(item.content, str):
            return None
        lines.append(item.content)
    return Ticks(frozenset(lines)) if words.listed.issuperset(lines) else None
