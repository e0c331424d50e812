"""What to say to each person who has to be asked first: the illness, what is planned, and the question."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from acucheck.document.follow_ups import points_missing
from acucheck.document.page import Page
from acucheck.document.sections.not_recognised import slight_names
from acucheck.document.shown_findings import is_for_a_doctor
from acucheck.document.wording import phrases
from acucheck.document.wording.first_person import about_me, also_typed, is_about_plan, to_be_asked_about
from acucheck.document.wording.told_facts import Told, what_is_told_of
from acucheck.model.answers import MatchStatus, Name, NameKind
from acucheck.model.book import AnswerKind, Rule
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Level, Outcome
from acucheck.model.report import Cell, Finding, Missing

_ABOUT_THIS = "It is about this: {}."
_PLANNED = "This is planned: {}."
_ACUPUNCTURE = "acupuncture"
_NOT_KNOWN = "I do not know this: {}."
_NOT_KNOWN_OF_ANOTHER = "We do not know this: {}."
_IS_IT_RIGHT = "Is that all right? Is there anything to look out for?"
MANY_WORDS = 60
"""How much somebody can say in one breath, and another can keep in mind."""


def to_ask(page: Page) -> Iterator[tuple[str, str]]:
    """The question for each person who has to be asked first; one for all to whom the same would be told."""
    whom: dict[str, list[Finding]] = {}
    for finding in page.report.findings:
        asked = finding.rule.ask_whom
        if asked and finding.outcome is Outcome.ASK:
            whom.setdefault(page.words(asked), []).append(finding)
    for persons, why in told_the_same(whom, page):
        yield phrases.joined(persons), " ".join(_question_for(why, page))


def told_the_same(whom: dict[str, list[Finding]], page: Page) -> Iterable[tuple[list[str], list[Finding]]]:
    """The persons to whom the same would be told, with all that they are asked because of."""
    together: dict[frozenset[str], tuple[list[str], list[Finding]]] = {}
    for person, why in whom.items():
        told = frozenset(fact.noun for fact in Told(page, _to_be_told(why, page)).certain())
        persons, findings = together.setdefault(told or frozenset([person]), ([], []))
        persons.append(person)
        findings += why
    return together.values()


def to_be_seen(page: Page) -> Iterator[tuple[str, str]]:
    """Where there is no session today, what to say to each person who is asked for more than a yes to it."""
    for finding in page.report.findings:
        asked = finding.rule.ask_whom
        if asked and finding.rule.ask_for and finding.outcome is Outcome.ASK:
            yield page.words(asked), " ".join([*about_me([finding], page), finding.rule.ask_for])


def worst_first(page: Page) -> list[Finding]:
    """What was found because of something that was said, and asks for care at least, or for somebody to see to it."""
    found = [finding for finding in page.report.findings if _has_to_be_told(finding)]
    return sorted(found, key=lambda finding: -finding.level)


def _has_to_be_told(finding: Finding) -> bool:
    if is_for_a_doctor(finding):
        return True
    return finding.rule.when is not None and finding.level >= Level.CAUTION


def _question_for(why: list[Finding], page: Page) -> Iterator[str]:
    """What is the matter, what is planned, and whether that is all right."""
    about = about_me(_to_be_told(why, page), page)
    about += to_be_asked_about(why, page)
    if not about:
        about = [_ABOUT_THIS.format(page.reasons(each.rule for each in why))]
    requests = [each.rule.ask_for for each in why if each.rule.ask_for]
    yield from about
    yield from also_typed(list(_to_hear_of(page)), about, page)
    yield from _not_known(why, page)
    yield from dict.fromkeys(requests)
    if len(requests) < len(why):
        planned = phrases.joined(_asked_about(why, page)) or _ACUPUNCTURE
        yield _PLANNED.format(planned)
        yield _IS_IT_RIGHT


def _to_be_told(why: list[Finding], page: Page) -> list[Finding]:
    """What somebody is asked because of, with what was found besides; not what is only waited for, such as a meal."""
    return [finding for finding in with_others(why, page) if finding in why or finding.rule.until is None]


def with_others(why: list[Finding], page: Page) -> list[Finding]:
    """What is asked about, and the worst of what was found besides, as far as somebody can keep it in mind."""
    told = list(why)
    known = set(map(what_is_told_of, told))
    for finding in worst_first(page):
        telling = what_is_told_of(finding)
        if finding in why or _is_about_the_plan(finding, page):
            continue
        if telling in known or _can_be_kept_in_mind([*told, finding], page):
            told.append(finding)
            known.add(telling)
    return told


def _can_be_kept_in_mind(findings: list[Finding], page: Page) -> bool:
    """Whether all that is told of some findings is no more than somebody can say in one breath."""
    words = sum(len(sentence.split()) for sentence in about_me(findings, page))
    return words <= MANY_WORDS


def _is_about_the_plan(finding: Finding, page: Page) -> bool:
    """Whether something is asked only because of what is planned, such as a flame beside cups."""
    return any(is_about_plan(page.book.questions[because.question], page.book) for because in finding.because)


def _asked_about(why: list[Finding], page: Page) -> Iterator[str]:
    """What is planned, with its places: what those who are asked have to know of; where that is nothing, all of it."""
    cells = list(_cells_planned(page))
    asked = [cell for cell in cells if _is_theirs(cell, [finding.rule for finding in why], page)]
    not_left_out = [cell for cell in cells if cell.level.stands is not Level.AVOID]
    there: dict[str, list[str]] = {}
    for cell in asked or not_left_out:
        places = there.setdefault(page.technique(cell.technique), [])
        if cell.place:
            places.append(phrases.at(cell.place))
    for technique, places in there.items():
        yield phrases.somewhere(technique, phrases.joined(places))


def _is_theirs(cell: Cell, asking: Collection[Rule], page: Page) -> bool:
    """Whether those who are asked have a say in it: it is asked about, or a rule of their topic has it done with care.

    What is left out is theirs where a rule of theirs names whom to ask for that alone, as for moxa that turns a baby. A
    rule that holds something else up until they are asked has decided what it leaves out.
    """
    if cell.level.stands is Level.REFER:
        return True
    rules = [page.book.rules[rule_id] for rule_id in cell.rules]
    topics = {rule.topic for rule in asking}
    if cell.level.stands is Level.AVOID:
        return any(rule.topic in topics and rule.ask_whom and rule not in asking for rule in rules)
    return cell.level.stands is Level.CAUTION and any(rule.topic in topics for rule in rules)


def _cells_planned(page: Page) -> Iterator[Cell]:
    for line in page.lines:
        for cell in line.places or (line.cell,):
            if cell.technique:
                yield cell


def _not_known(why: list[Finding], page: Page) -> Iterator[str]:
    """The questions that nobody could answer and that those who are asked may know, in quotes."""
    unknown: dict[str, None] = {}
    for finding in why:
        for because in finding.because:
            if because.not_sure and not because.words:
                unknown[_open_question(because.question, page)] = None
    if unknown:
        form = _NOT_KNOWN_OF_ANOTHER if page.speaks_for_another else _NOT_KNOWN
        yield form.format(phrases.joined(f'"{each}"' for each in unknown))


def _open_question(question_id: QuestionId, page: Page) -> str:
    """A question as it is asked; a list of lines by what it is called."""
    question = page.book.questions[question_id]
    return page.words(question.ask if question.kind is AnswerKind.ONE else question.short)


def _to_hear_of(page: Page) -> Iterator[Name]:
    """The names that a rule found something because of, and those that nobody knows and that could matter.

    With them what else was typed of an illness, as far as somebody can keep it in mind: no rule is about an ache
    that those who are asked may know the reason of.
    """
    heard = {point.name for point in points_missing(Missing.NOT_RECOGNISED, page.report)}
    heard -= slight_names(page.report)
    for finding in page.report.findings:
        for because in finding.because:
            heard.update(name.typed for name in because.names)
    count = sum(len(typed.split()) for typed in heard)
    for name in page.report.names:
        told_besides = name.kind is NameKind.CONDITION and name.taken is not MatchStatus.SET_ASIDE
        if name.typed not in heard and told_besides:
            count += len(name.typed.split())
            if count > MANY_WORDS:
                break
            heard.add(name.typed)
    return filter(lambda name: name.typed in heard, page.report.names)
