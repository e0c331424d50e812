"""Questions: what is asked, what an answer looks like, and when a follow-up opens."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec.structs import replace

from acucheck.errors import InvalidFile, Problem
from acucheck.located import Node
from acucheck.located.node import Entries
from acucheck.model.answers import NameKind
from acucheck.model.book import PLAN, AnswerKind, Past, Question, Word, Wording
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Validity
from acucheck.rulebook import hints
from acucheck.rulebook.conditions import Scope, condition
from acucheck.rulebook.in_list import in_list
from acucheck.rulebook.one_line import one_line
from acucheck.rulebook.option_entries import NO, YES_NO, in_brief, labels, offered_if, said_of_answer, said_of_options
from acucheck.rulebook.small_parts import chosen, ids, line, one, past, wording

_PLAIN = {
    YES_NO: AnswerKind.ONE,
    "gestation": AnswerKind.GESTATION,
    "places": AnswerKind.PLACES,
    "plan": AnswerKind.PLAN,
}
_WITH_DETAIL = (AnswerKind.MANY, AnswerKind.ONE, AnswerKind.NAMES, AnswerKind.NUMBER, AnswerKind.PLACES)
_NAMES = {kind.value: kind for kind in (NameKind.MEDICINE, NameKind.CONDITION)}
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
    "say",
    "each-visit",
    "one-line",
    "in-list",
)


def question(key: Node, node: Node, scope: Scope) -> Question:
    """A question. What may name a later one is filled in by `settle`. Raises InvalidFile."""
    fields = node.fields(["ask", "answer", "keeps"], _MAY_HAVE)
    kind, options, names, (low, high, unit) = _answer_kind(fields["answer"])
    gated = offered_if(fields["answer"], scope) if options else {}
    always = {option: label for option, label in options.items() if option not in gated}
    _refuse_misplaced(key, fields, kind, names, options)
    gate = condition(fields["if"], scope) if "if" in fields else None
    return Question(
        id=QuestionId(key.text()),
        ask=wording(fields["ask"]),
        short=wording(fields.get("short", fields["ask"])),
        kind=kind,
        keeps=chosen(fields["keeps"], Validity),
        options=options,
        names=names,
        low=low,
        high=high,
        unit=unit,
        why=_maybe_wording(fields.get("why")),
        ask_where=_maybe_wording(fields.get("ask-where")),
        find_out=_maybe_wording(fields.get("find-out")),
        gate=gate,
        not_sure=one(fields["not-sure"], always) if "not-sure" in fields else "",
        healthy=_healthy_answer(key, fields, kind, always, (low, high)),
        clears=frozenset(ids(fields.get("clears"), options)),
        assume=assumed(fields.get("assume"), scope),
        settled_by={},
        past={},
        limbs=_limb_regions(fields.get("limbs"), scope),
        limb_asked=_asks_for_limb(kind, fields),
        offered_if=gated,
        history=frozenset(ids(fields.get("history"), options)),
        ask_if_not_known="if-not-known" in fields and fields["if-not-known"].one_of({"ask": True}),
        ask_if_contradicted="if-contradicted" in fields and fields["if-contradicted"].one_of({"ask": True}),
        say=said_of_options(fields["answer"], fields.get("say")) if options else {},
        say_answer="" if options else said_of_answer(kind, names, fields.get("say")),
        confirmed_each_visit="each-visit" in fields and fields["each-visit"].one_of({"confirm": True}),
        one_line=one_line(fields, kind, options, gated),
        in_list=in_list(fields, options, gate, scope.questions),
        in_brief=in_brief(fields["answer"]) if options else {},
    )


def _refuse_misplaced(
    key: Node, fields: Mapping[str, Node], kind: AnswerKind, names: NameKind | None, options: Mapping[str, Wording]
) -> None:
    """Raises InvalidFile for a name or a field that a question of this kind cannot have, or must have and does not."""
    if _asks_for_limb(kind, fields) and "limbs" not in fields:
        fields["answer"].fail("a question that asks for a limb needs 'limbs:', the regions that are one")
    if "limbs" in fields and kind is not AnswerKind.PLACES:
        fields["limbs"].fail("only a question about places can have 'limbs'")
    if (kind is AnswerKind.PLAN) != (key.text() == PLAN):
        key.fail(f"the question with 'answer: plan' is called {PLAN!r}, and no other is")
    for word in ("assume", "settled-by"):
        if word in fields and names is not NameKind.MEDICINE:
            fields[word].fail(f"only a question about medicines can have {word!r}")
    if "if-not-known" in fields and "if" not in fields:
        fields["if-not-known"].fail("only a question with 'if' can have 'if-not-known'; this one is always asked")
    if names is NameKind.CONDITION and "if" in fields:
        fields["if"].fail("names of conditions only add, so the question about them is for everybody; take 'if' away")
    for word in ("not-sure", "clears", "history"):
        if word in fields and not options:
            fields[word].fail(f"only a question with words to choose from can have {word!r}")


def _asks_for_limb(kind: AnswerKind, fields: Mapping[str, Node]) -> bool:
    return kind is AnswerKind.PLACES and not fields["answer"].is_text()


def settle(section: Entries, scope: Scope) -> None:
    """Fills in `settled-by` and `past`, which may name a later question."""
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
    lines = [f"{each.id}.{line}" for each in scope.questions.values() if each is not None for line in each.options]
    found = {}
    for key, value in node.pairs():
        found[one(key, asked.options)] = past(value, [*scope.sources], lines)
    return found


def _settled_by(node: Node, scope: Scope) -> dict[str, Word]:
    settled: dict[str, Word] = {}
    covered = scope.covered("medicine")
    for key, test in node.pairs():
        direct = condition(test, scope)
        asked = scope.questions[direct.question] if isinstance(direct, Word) and len(direct.words) == 1 else None
        if not isinstance(direct, Word) or asked is None or not asked.options:
            test.fail("a class is settled by one line of a direct question, such as {bleeding: blood-thinner}")
        for medicine_class in key.one_of(covered):
            settled[medicine_class] = direct
    return settled


def _answer_kind(node: Node) -> tuple[AnswerKind, dict[str, Wording], NameKind | None, tuple[float, float, str]]:
    """The kind of answer, its options, what its names name, and the limits and unit of a number."""
    no_limits = (-math.inf, math.inf, "")
    if node.is_text():
        kind = node.one_of(_PLAIN, lambda word: hints.ANSWERS.get(word.lower(), ""))
        return kind, labels(node) if kind is AnswerKind.ONE else {}, None, no_limits
    pairs = node.pairs()
    if len(pairs) != 1:
        node.fail("an answer is of one kind")
    key, detail = pairs[0]
    match key.one_of({kind.value: kind for kind in _WITH_DETAIL}):
        case AnswerKind.PLACES:
            detail.one_of({"limb": True})
            return AnswerKind.PLACES, {}, None, no_limits
        case AnswerKind.NAMES:
            return AnswerKind.NAMES, {}, detail.one_of(_NAMES), no_limits
        case AnswerKind.NUMBER:
            fields = detail.fields(["from", "to", "unit"])
            low, high = fields["from"].number(), fields["to"].number()
            if low >= high:
                fields["to"].fail("'to' must be more than 'from'")
            return AnswerKind.NUMBER, {}, None, (low, high, line(fields["unit"]))
        case kind:
            return kind, labels(node), None, no_limits


def _healthy_answer(
    key: Node, fields: dict[str, Node], kind: AnswerKind, options: dict[str, Wording], limits: tuple[float, float]
) -> str:
    """What the healthy adult answers where neither `none` nor `no` is an answer; needed for every gate."""
    if "healthy" in fields:
        node = fields["healthy"]
        if kind is AnswerKind.ONE:
            return one(node, options)
        if kind is not AnswerKind.NUMBER:
            node.fail("'healthy' is for one word or a number; a healthy adult answers this with 'none'")
        if not limits[0] <= node.number() <= limits[1]:
            node.fail(f"'healthy' must be an answer: from {limits[0]:g} to {limits[1]:g}")
        return node.text()
    plain = kind not in {AnswerKind.NUMBER, AnswerKind.GESTATION} and (kind is not AnswerKind.ONE or NO in options)
    if not plain and "if" not in fields:
        key.fail("a gate that 'none' or 'no' does not answer needs 'healthy:', the answer of a healthy adult")
    return ""


def assumed(node: Node | None, scope: Scope) -> frozenset[str]:
    """The classes that act while the whole list is not known, each with all that it covers."""
    if node is None:
        return frozenset()
    covered = scope.covered("medicine")
    return frozenset().union(*(item.one_of(covered) for item in node.items()))


def _limb_regions(node: Node | None, scope: Scope) -> dict[str, tuple[str, ...]]:
    """The regions of which a part stands for the whole, each with the regions that belong to it."""
    if node is None:
        return {}
    regions = {region: region for region in scope.concepts["region"]}
    if not node.is_mapping():
        return {item.one_of(regions): () for item in node.items()}
    return {key.one_of(regions): tuple(item.one_of(regions) for item in line.items()) for key, line in node.pairs()}


def _maybe_wording(node: Node | None) -> Wording | None:
    return wording(node) if node is not None else None
