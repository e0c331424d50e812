"""Questions: what is asked, what an answer looks like, and when a follow-up opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from msgspec.structs import replace

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.answers import NameKind
from acucheck.model.book import PLAN, AnswerKind, Condition, Past, Question, Word
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Validity
from acucheck.rulebook.answer_entries import AnswerForm, answer_form, healthy_answer
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.in_list import in_list
from acucheck.rulebook.milder_line import milder_lines
from acucheck.rulebook.one_line_entry import one_line_entry
from acucheck.rulebook.option_entries import in_brief, offered_if, said_of_answer, said_of_options
from acucheck.rulebook.small_parts import decode_past, decode_wording, items_of, known_id, known_ids, member, optional

_MAY_HAVE = (
    "short",
    "why",
    "ask-where",
    "find-out",
    "if",
    "not-sure",
    "healthy",
    "clears",
    "assume",
    "settled-by",
    "past",
    "limbs",
    "if-not-known",
    "history",
    "if-contradicted",
    "said-as-no",
    "say",
    "each-visit",
    "one-line",
    "in-list",
    "milder",
)


def decode_question(key: Node, node: Node, scope: Scope) -> Question:
    """A question. What may name a later one is filled in by `settle`. Raises InvalidFile."""
    fields = node.fields(["ask", "answer", "keeps"], _MAY_HAVE)
    answer = answer_form(fields["answer"])
    gated = offered_if(answer, scope)
    always = {option: label for option, label in answer.options.items() if option not in gated}
    _refuse_misplaced(key, fields, answer)
    gate = optional(fields.get("if"), partial(condition, scope=scope), None)
    return Question(
        id=QuestionId(key.text()),
        ask=decode_wording(fields["ask"]),
        short=decode_wording(fields.get("short", fields["ask"])),
        kind=answer.kind,
        keeps=member(fields["keeps"], Validity),
        options=answer.options,
        names=answer.names,
        low=answer.low,
        high=answer.high,
        unit=answer.unit,
        why=optional(fields.get("why"), decode_wording, None),
        ask_where=optional(fields.get("ask-where"), decode_wording, None),
        find_out=optional(fields.get("find-out"), decode_wording, None),
        gate=gate,
        not_sure=optional(fields.get("not-sure"), partial(known_id, known=always), ""),
        healthy=healthy_answer(key, fields, answer, always),
        clears=frozenset(known_ids(fields.get("clears"), answer.options)),
        assume=assumed(fields.get("assume"), scope),
        settled_by={},
        past={},
        limbs=_limb_regions(fields.get("limbs"), scope),
        limb_asked=answer.limb,
        offered_if=gated,
        history=frozenset(known_ids(fields.get("history"), answer.options)),
        ask_if_not_known=_says(fields.get("if-not-known"), "ask"),
        ask_if_contradicted=_says(fields.get("if-contradicted"), "ask"),
        said_as_no=frozenset(known_ids(fields.get("said-as-no"), answer.options)),
        say=said_of_options(answer, fields.get("say")),
        say_answer=said_of_answer(answer, fields.get("say")),
        confirmed_each_visit=_says(fields.get("each-visit"), "confirm"),
        one_line=one_line_entry(fields, answer, gated),
        in_list=in_list(fields, answer, gate, scope.questions),
        in_brief=in_brief(answer),
        milder=milder_lines(fields.get("milder"), answer.options),
    )


def _says(node: Node | None, word: str) -> bool:
    """Whether there is an entry; it can say that one *word* alone."""
    return optional(node, lambda written: written.one_of({word: True}), absent=False)


def _refuse_misplaced(key: Node, fields: Mapping[str, Node], answer: AnswerForm) -> None:
    """Raises InvalidFile for a name or a field that a question of this kind cannot have, or must have and does not."""
    if answer.limb and "limbs" not in fields:
        fields["answer"].fail("a question that asks for a limb needs 'limbs:', the regions that are one")
    if "limbs" in fields and answer.kind is not AnswerKind.PLACES:
        fields["limbs"].fail("only a question about places can have 'limbs'")
    if (answer.kind is AnswerKind.PLAN) != (key.text() == PLAN):
        key.fail(f"the question with 'answer: plan' is called {PLAN!r}, and no other is")
    for word in ("assume", "settled-by"):
        if word in fields and answer.names is not NameKind.MEDICINE:
            fields[word].fail(f"only a question about medicines can have {word!r}")
    if "if-not-known" in fields and "if" not in fields:
        fields["if-not-known"].fail("only a question with 'if' can have 'if-not-known'; this one is always asked")
    if answer.names is NameKind.CONDITION and "if" in fields:
        fields["if"].fail("names of conditions only add, so the question about them is for everybody; take 'if' away")
    for word in ("not-sure", "clears", "history", "said-as-no"):
        if word in fields and not answer.options:
            fields[word].fail(f"only a question with words to choose from can have {word!r}")


def resolve_later_names(section: Entries, scope: Scope) -> None:
    """Fills in `settled-by` and `past`, which may name a later question. Raises InvalidFile with all problems."""
    problems: list[Problem] = []
    for key, node in section:
        for name, field in node.pairs():
            try:
                _settle(QuestionId(str(key.content)), name.text(), field, scope)
            except InvalidFile as error:
                problems += error.problems
    if problems:
        raise InvalidFile(problems)


def _settle(question_id: QuestionId, key: str, field: Node, scope: Scope) -> None:
    asked = scope.questions[question_id]
    if asked is None:
        return
    if key == "settled-by":
        scope.questions[question_id] = replace(asked, settled_by=_settled_by(field, scope))
    elif key == "past":
        scope.questions[question_id] = replace(asked, past=_past_lines(field, asked, scope))


def _past_lines(node: Node, asked: Question, scope: Scope) -> dict[str, Past]:
    """When each line of a question that does not count for good is over."""
    if asked.kind is not AnswerKind.MANY:
        node.fail("only a question with a list of lines can have 'past'")
    lines = [*_lines_of_questions(scope)]
    found = {}
    for key, value in node.pairs():
        found[known_id(key, asked.options)] = decode_past(value, [*scope.sources], lines)
    return found


def _lines_of_questions(scope: Scope) -> Iterator[str]:
    """Every option of every question, as `question.line`."""
    for asked in scope.questions.values():
        if asked is not None:
            yield from (f"{asked.id}.{option}" for option in asked.options)


def _settled_by(node: Node, scope: Scope) -> dict[str, Word]:
    settled: dict[str, Word] = {}
    covered = scope.covered("medicine")
    for key, test in node.pairs():
        direct = _one_option(condition(test, scope), scope)
        if direct is None:
            test.fail("a class is settled by one line of a direct question, such as {bleeding: blood-thinner}")
        for medicine_class in key.one_of(covered):
            settled[medicine_class] = direct
    return settled


def _one_option(wanted: Condition, scope: Scope) -> Word | None:
    """The condition where it is one option of a question; None where it is anything else."""
    if not isinstance(wanted, Word) or len(wanted.words) != 1:
        return None
    asked = scope.questions[wanted.question]
    if asked is None or not asked.options:
        return None
    return wanted


def assumed(node: Node | None, scope: Scope) -> frozenset[str]:
    """The classes that act while the whole list is not known, each with all that it covers."""
    covered = scope.covered("medicine")
    return frozenset[str]().union(*(item.one_of(covered) for item in items_of(node)))


def _limb_regions(node: Node | None, scope: Scope) -> dict[str, tuple[str, ...]]:
    """The regions of which a part stands for the whole, each with the regions and hazards that belong to it."""
    if node is None:
        return {}
    regions = scope.concepts["region"]
    places = {**regions, **scope.concepts["hazard"]}
    found: dict[str, tuple[str, ...]] = {}
    if not node.is_mapping():
        return found.fromkeys(known_ids(node, regions), ())
    for key, belonging in node.pairs():
        found[known_id(key, regions)] = known_ids(belonging, places)
    return found
