"""People in the rows of a table: a column for each question, and cells that hold what an answers file holds."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator

from msgspec import Struct

from acucheck.answers import fixed_words
from acucheck.answers.entry_names import known_name
from acucheck.answers.explanations import explanations
from acucheck.answers.file_head import HEAD
from acucheck.answers.lists import says
from acucheck.answers.plain_text import word_id
from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node, Origin
from acucheck.located.characters import visible
from acucheck.located.node import Entries, did_you_mean
from acucheck.located.table import DELIMITERS, Row, cell, check_cell
from acucheck.model.book import PLAN, AnswerKind, RuleBook
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary

_IN_PLAN = re.compile(r"\s*([^:\uff1a]*)[:\uff1a]\s*(.+?)\s*")
_BETWEEN = re.compile("[;\uff1b\n]")


class Column(Struct, frozen=True):
    """What stands in one column: the answers to a question, or the places of one technique of the plan."""

    entry: str  # a question, or an entry beside the questions; nothing where the first row is blank
    technique: str = ""  # as it was typed
    explained: frozenset[str] = frozenset()  # what the template's row of explanation says here

    @property
    def title(self) -> str:
        """What the column is called in messages."""
        if self.technique:
            return f"{self.entry}: {self.technique}"
        return self.entry


class PeopleTable(Struct, frozen=True):
    """A table of people: where it is read from, and its columns."""

    name: str
    delimiter: str
    columns: tuple[Column, ...]
    book: RuleBook

    def is_explanation(self, row: Row) -> bool:
        """Whether a row is the template's own: every cell of it. Raises InvalidFile when only some cells are."""
        same = [*map(_is_explained, row.texts, self.columns)]
        if not any(same):
            return False
        written = [bool(text.strip()) for text in row.texts]
        if written != same:
            first = same.index(True)
            node = cell("", self.name, row.number, first + 1, self.columns[first].title)
            node.fail("this is the template's explanation, beside answers; delete it, or write the answer over it")
        return True

    def row_entries(self, row: Row) -> Node:
        """The answers in a row, as the entries of an answers file. An empty cell is a question not asked.

        Raises InvalidFile.
        """
        origin = Origin(self.name, private=True, line=row.number, cell=f"row {row.number}")
        root = Node(None, origin, row.number, 1)
        if row.problem:
            root.fail(row.problem)
        if len(row.texts) != len(self.columns):
            root.fail(f"there are {len(row.texts)} cells in this row, and {len(self.columns)} in the first one")
        pairs: Entries = []
        plan: Entries = []
        problems: list[Problem] = []
        for column, node in self._filled_cells(row):
            try:
                check_cell(node, self.delimiter, len(self.columns))
                self._put(column, node, pairs, plan)
            except InvalidFile as error:
                problems += error.problems
        if problems:
            raise InvalidFile(problems)
        root.content = _with_plan(pairs, plan, root) or None
        return root

    def _filled_cells(self, row: Row) -> Iterator[tuple[Column, Node]]:
        for number, (column, text) in enumerate(zip(self.columns, row.texts, strict=True), start=1):
            if visible(text).strip():
                yield column, cell(text, self.name, row.number, number, column.title)

    def _put(self, column: Column, node: Node, pairs: Entries, plan: Entries) -> None:
        if not column.entry:
            node.fail("this column has no name in the first row")
        if column.technique:
            if not says(node, fixed_words.NO, fixed_words.FALSE):
                plan.append((node.holding(column.technique), _cell_parts(node)))
        elif _is_list(column.entry, self.book):
            pairs.append((node.holding(column.entry), _cell_parts(node)))
        else:
            pairs.append((node.holding(column.entry), node))


def _is_explained(text: str, column: Column) -> bool:
    return " ".join(text.split()) in column.explained


def people_table(row: Row, name: str, delimiter: str, vocabulary: Vocabulary) -> PeopleTable:
    """The table whose first row is *row*. Raises InvalidFile with every column that cannot be read."""
    problems: list[Problem] = []
    columns: list[Column] = []
    first: dict[str, str] = {}
    for number, text in enumerate(row.texts, start=1):
        node = cell(text, name, row.number, number)
        try:
            column = _column_named(node, vocabulary)
            _refuse_second(node, column, vocabulary, first)
            columns.append(column)
        except InvalidFile as error:
            problems += error.problems
    if problems:
        raise InvalidFile(problems)
    return PeopleTable(name, delimiter, tuple(columns), vocabulary.book)


def delimiter_of(line: str, book: RuleBook) -> str | None:
    """What stands between the names of a first row; None for a line in which there is no name that is known."""
    best = None
    most = 0
    for delimiter in DELIMITERS:
        known = _count_known_names(line, delimiter, book)
        if known > most:
            best = delimiter
            most = known
    return best


def _count_known_names(line: str, delimiter: str, book: RuleBook) -> int:
    """How many known names there are in a first row."""
    try:
        texts = next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return 0
    known = 0
    for text in texts:
        entry = _question_entry(text, book)
        if entry in book.questions or entry in HEAD:
            known += 1
    return known


def _question_entry(text: str, book: RuleBook) -> str:
    in_plan = _IN_PLAN.fullmatch(text)
    if in_plan and word_id(in_plan[1]) == PLAN:
        return PLAN
    return known_name(text, book)


def _column_named(node: Node, vocabulary: Vocabulary) -> Column:
    check_cell(node, "", 0)
    text = str(node.content)
    book = vocabulary.book
    if not visible(text).strip():
        return Column("")
    entry = _question_entry(text, book)
    in_plan = _IN_PLAN.fullmatch(text)
    if entry == PLAN and in_plan:
        if not vocabulary.technique(in_plan[2]):
            node.fail("no one technique has the name behind 'plan:'; 'acucheck lookup' shows what a name is taken for")
        return Column(PLAN, in_plan[2])
    if entry not in book.questions and entry not in HEAD:
        hint = did_you_mean(word_id(text), [*book.questions, *HEAD])
        node.fail(f"no question has this name{hint}; the first row holds the names of questions, as in the template")
    return Column(entry, "", explanations(book, entry))


def _refuse_second(node: Node, column: Column, vocabulary: Vocabulary, first: dict[str, str]) -> None:
    if not column.entry:
        return
    meant = column.entry
    if column.technique:
        meant = f"{PLAN}: {vocabulary.technique(column.technique)}"
    earlier = first.setdefault(meant, node.origin.cell)
    if earlier != node.origin.cell:
        node.fail(f"this column stands here twice; it is already {earlier}")


def _is_list(entry: str, book: RuleBook) -> bool:
    question = book.questions.get(QuestionId(entry))
    return question is not None and question.kind in {AnswerKind.NAMES, AnswerKind.PLACES}


def _cell_parts(node: Node) -> Node:
    """A cell with several parts as a list of them, and any other as it is."""
    parts = [text for text in _BETWEEN.split(str(node.content)) if text.strip()]
    if len(parts) == 1 or not parts:
        return node
    return node.holding([*map(node.holding, parts)])


def _with_plan(pairs: Entries, plan: Entries, root: Node) -> Entries:
    """*pairs* with what stands in columns of the plan, together with the column that holds all of it."""
    if not plan:
        return pairs
    columns = root.holding(plan)
    keys = [key.content for key, _ in pairs]
    if PLAN not in keys:
        first, _ = plan[0]
        return [*pairs, (first.holding(PLAN), columns)]
    position = keys.index(PLAN)
    key, whole = pairs[position]
    both = key, whole.holding([whole, columns])
    return [*pairs[:position], both, *pairs[position + 1 :]]
