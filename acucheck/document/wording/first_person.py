"""What can be said of the answers that findings rest on: sentences of the rule book, and names as they were typed.

Somebody who speaks for another names what was ticked, and says nothing as "I".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from acucheck.document.page import AGE, Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_facts import Fact, Kind, Told, ToldNames, answer_fact
from acucheck.document.wording.told_names import as_one_phrase, as_said, longest, typed_together, whole_entries
from acucheck.logic import tests
from acucheck.model.answers import Name, NameKind, Ticks
from acucheck.model.book import PLAN, AnswerKind, Question, RuleBook
from acucheck.model.levels import Level, Urgency
from acucheck.model.report import Finding, Missing, QuestionState, Report

_HEALTH = "About my health: {names}."
_TAKE = "I take {names}."
_MAY_BE = "It may be that {sentence}"
_PERHAPS = "It may be so: {sentence}"
_NOT_SURE = "not sure: {noun}"
_FOR_ANOTHER = "About {whom}: {facts}."
_CONCERNS = "This is about {whom}."
_AGED = "{whom}, aged {age}"
_ASK_ABOUT = "Please ask about {names}."
_WROTE = {
    NameKind.CONDITION: "Also written down: {}.",
    NameKind.MEDICINE: "Medicines written down: {}.",
}
_URGENT_FIRST = (Urgency.NOW, Urgency.TODAY, None)
_NO_WEIGHT = len(_URGENT_FIRST)
_WHOLE = {
    NameKind.CONDITION: "Written down: {}.",
    NameKind.MEDICINE: "Medicines written down: {}.",
}
_MORE = "more is on the page"
_MANY_WORDS = 40
_CHILD = "the child"
_HELPED = "the person I help"


def about_me(findings: Iterable[Finding], page: Page, elsewhere: Iterable[Finding] = ()) -> list[str]:
    """The sentences for all that *findings* are because of, each once: what is certain, then what is doubted.

    Of what is found *elsewhere* only the places are told.
    """
    told = Told(page, list(findings), elsewhere=list(elsewhere))
    certain = [fact for fact in told.certain() if fact.can_be_said]
    doubts = [fact for fact in told.doubts() if fact.can_be_said]
    if page.speaks_for_another:
        return list(_for_another(certain, doubts, page))
    return list(_for_oneself(certain, doubts))


def my_medicines(findings: Iterable[Finding], page: Page) -> list[str]:
    """The sentences with the medicines that *findings* are because of, for somebody who speaks for themselves."""
    told = Told(page, list(findings))
    nouns = [fact.noun for fact in told.certain() if fact.kind is Kind.MEDICINE]
    sentences = [_TAKE.format(names=phrases.joined(longest(nouns)))] if nouns else []
    doubted = [name for name in told.doubted_names() if name.kind is NameKind.MEDICINE]
    return sentences + (to_be_asked_about(findings, page) if doubted else [])


def ticked_by(findings: Iterable[Finding], page: Page) -> list[str]:
    """What was ticked or chosen that *findings* are because of, beside which all that was typed is quoted.

    The sentences of somebody who speaks for themselves; for the practitioner, and who speaks for another, what it is
    called. What is certain comes first.
    """
    told = Told(page, list(findings), names=ToldNames.ELSEWHERE)
    certain = [fact for fact in told.certain() if fact.kind is not Kind.AGE]
    if page.is_for_patient and not page.speaks_for_another:
        said = [fact.sentence for fact in certain]
        said += [_doubt(fact.sentence) for fact in told.doubts() if fact.sentence]
    else:
        said = [fact.told_by_others for fact in certain]
        said += [_NOT_SURE.format(noun=fact.told_by_others) for fact in told.doubts() if fact.told_by_others]
    return list(filter(None, dict.fromkeys(said)))


def weeks_pregnant(page: Page) -> str:
    """How far a pregnancy is, as it is said; empty where nobody knows of one."""
    told: list[Fact] = []
    for entry in page.report.ledger:
        question = page.book.questions[entry.question]
        if question.kind is AnswerKind.GESTATION and entry.state is QuestionState.ANSWERED:
            told += answer_fact(question, entry.answer, page)
    if not told:
        return ""
    mine = page.is_for_patient and not page.speaks_for_another
    return told[0].sentence if mine else phrases.with_stop(told[0].noun)


def written_down(page: Page, kind: NameKind) -> Iterator[str]:
    """All that was typed of a *kind*, entry by entry and whole, in quotes: the gravest first."""
    entries = whole_entries(page.report, kind)
    weights = _weights(page.report)
    in_order = sorted(entries, key=lambda typed: min(weights.get(name.typed, _NO_WEIGHT) for name in entries[typed]))
    if in_order:
        yield _WHOLE[kind].format("; ".join(f"'{typed}'" for typed in in_order))


def _weights(report: Report) -> dict[str, int]:
    """For each name as typed, how soon it has to be heard: the gravest finding that is because of it."""
    found: dict[str, int] = {}
    for finding in report.findings:
        weight = _URGENT_FIRST.index(finding.rule.urgent)
        if finding.level >= Level.CAUTION:
            for name in chain.from_iterable(because.names for because in finding.because):
                for typed in name.parts or (name.typed,):
                    found[typed] = min(weight, found.get(typed, weight))
    return found


def unsure_besides(page: Page) -> Iterator[str]:
    """The lines of the person that were ticked as not sure, as doubts."""
    for point in page.report.open:
        question = page.book.questions[point.question]
        if point.missing is not Missing.NOT_SURE or point.name or is_about_plan(question, page.book):
            continue
        for line in point.lines:
            noun = page.words(question.options[line])
            sentence = question.say.get(line, "")
            if page.speaks_for_another or not page.is_for_patient or not sentence:
                yield _NOT_SURE.format(noun=noun)
            else:
                yield _doubt(sentence)


def _doubt(sentence: str) -> str:
    """A sentence of the person as something that may be so."""
    form = _MAY_BE if sentence.startswith("I ") else _PERHAPS
    return form.format(sentence=sentence)


def person_helped(page: Page) -> str:
    """Whom somebody else speaks for, with the age where it was given."""
    whom = _CHILD if page.is_of_child else _HELPED
    if page.age is None:
        return whom
    return _AGED.format(whom=whom, age=page.age.typed)


def my_age(page: Page) -> Iterator[str]:
    """How old the person is, where that was given."""
    if page.age is not None:
        yield page.book.questions[AGE].say_answer.format(count=page.age.typed)


def is_about_plan(question: Question, book: RuleBook) -> bool:
    """Whether a question is the plan, or is asked only because of what is planned, such as a flame beside cups."""
    if question.gate is None:
        return question.id == PLAN
    return any(test.question == PLAN for test in tests(question.gate, book.facts))


def agreed(page: Page) -> Iterator[str]:
    """What somebody who can agree has agreed to."""
    if page.speaks_for_another:
        return
    for entry in page.report.ledger:
        if entry.state is QuestionState.ANSWERED and isinstance(entry.answer, Ticks):
            question = page.book.questions[entry.question]
            agreed_to = entry.answer.yes & question.clears & question.say.keys()
            for word in sorted(agreed_to):
                yield question.say[word]


def to_be_asked_about(findings: Iterable[Finding], page: Page) -> list[str]:
    """The sentence with the names, as typed, of which it is not certain whether they count."""
    doubted = Told(page, list(findings)).doubted_names()
    if not doubted:
        return []
    quoted = [f'"{as_said(name)}"' for name in doubted]
    return [_ASK_ABOUT.format(names=phrases.joined(quoted))]


def also_typed(
    names: Collection[Name],
    said: list[str],
    page: Page,
) -> Iterator[str]:
    """The names, as typed, that are not *said* yet, for somebody who has no page: each kind of them by itself."""
    kinds: dict[NameKind, list[str]] = {NameKind.CONDITION: [], NameKind.MEDICINE: []}
    sentences = [each.casefold() for each in said]
    for together in typed_together(page.report):
        typed = as_one_phrase(together)
        is_said = any(typed.casefold() in each for each in sentences)
        kind = together[0].kind
        if not is_said and any(name in names for name in together):
            kinds[kind].append(typed)
    for kind, unsaid in kinds.items():
        if unsaid:
            yield _WROTE[kind].format("; ".join(longest(unsaid)))


def _for_oneself(certain: list[Fact], doubts: list[Fact]) -> Iterator[str]:
    together = {Kind.CONDITION: _HEALTH, Kind.MEDICINE: _TAKE}
    for fact in certain:
        form = together.pop(fact.kind, "")
        if form:
            nouns = [each.noun for each in certain if each.kind is fact.kind]
            yield form.format(names=phrases.joined(longest(nouns)))
        elif fact.sentence:
            yield fact.sentence
    for fact in doubts:
        yield _doubt(fact.sentence)


def _for_another(certain: list[Fact], doubts: list[Fact], page: Page) -> Iterator[str]:
    facts = [fact.told_by_others for fact in certain if fact.kind is not Kind.AGE]
    for fact in doubts:
        facts.append(_NOT_SURE.format(noun=fact.told_by_others))
    if facts:
        told = "; ".join(_as_many_as_fit(facts))
        yield _FOR_ANOTHER.format(whom=person_helped(page), facts=told)
    elif certain:
        yield _CONCERNS.format(whom=person_helped(page))


def _as_many_as_fit(facts: list[str]) -> Iterator[str]:
    """As many of the facts as can be said in one sentence; the page has the others."""
    count = 0
    for fact in dict.fromkeys(facts):
        count += len(fact.split())
        if count > _MANY_WORDS:
            yield _MORE
            return
        yield fact
