"""What can be said of the answers that findings rest on: sentences of the rule book, and names as they were typed.

Somebody who speaks for another names what was ticked, and says nothing as "I".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from acucheck.document.page import Page
from acucheck.document.wording import phrases
from acucheck.document.wording.told_facts import Fact, Kind, Told
from acucheck.document.wording.told_names import as_one_phrase, as_said, longest, typed_together
from acucheck.model.answers import Name, NameKind, Ticks
from acucheck.model.report import Finding, QuestionState

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


def also_typed(names: Collection[Name], said: list[str], page: Page) -> Iterator[str]:
    """The names, as typed, that are not *said* yet, for somebody who has no page: medicines by themselves."""
    kinds: dict[NameKind, list[str]] = {NameKind.CONDITION: [], NameKind.MEDICINE: []}
    sentences = [each.casefold() for each in said]
    for together in typed_together(page.report):
        typed = as_one_phrase(together)
        is_said = any(typed.casefold() in each for each in sentences)
        if not is_said and any(name in names for name in together):
            kinds[together[0].kind].append(typed)
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
        form = _MAY_BE if fact.sentence.startswith("I ") else _PERHAPS
        yield form.format(sentence=fact.sentence)


def _for_another(certain: list[Fact], doubts: list[Fact], page: Page) -> Iterator[str]:
    facts = [fact.noun for fact in certain if fact.kind is not Kind.AGE]
    for fact in doubts:
        facts.append(_NOT_SURE.format(noun=fact.noun))
    if facts:
        told = "; ".join(_as_many_as_fit(facts))
        yield _FOR_ANOTHER.format(whom=_person(page), facts=told)
    elif certain:
        yield _CONCERNS.format(whom=_person(page))


def _as_many_as_fit(facts: list[str]) -> Iterator[str]:
    """As many of the facts as can be said in one sentence; the page has the others."""
    count = 0
    for fact in dict.fromkeys(facts):
        count += len(fact.split())
        if count > _MANY_WORDS:
            yield _MORE
            return
        yield fact


def _person(page: Page) -> str:
    """Whom somebody else speaks for, with the age where it was given."""
    whom = _CHILD if page.is_of_child else _HELPED
    return _AGED.format(whom=whom, age=page.age.typed) if page.age is not None else whom
