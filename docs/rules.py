"""Writes `docs/rules.md` from the rule book, and the version and content of the rule book into `CHANGELOG.md`.

Run it as `.venv/bin/python docs/rules.py` after every change of `rules.yaml` and commit what it writes: a test compares
the page and the heading of the changelog with the rule book. Nothing in the page is written by hand.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from acucheck.document.blocks import Block, Heading, Lines
from acucheck.document.pages.rule_page import condition_in_words, rule_page
from acucheck.document.sections.about import source_text
from acucheck.document.wording import phrases
from acucheck.logic import tests
from acucheck.model.book import CHANNELS, Between, Condition, Question, Rule, RuleBook, Source, Word, Wording
from acucheck.model.levels import Audience, ReadDepth, Validity
from acucheck.rulebook import default_rules, load

PAGE = Path(__file__).parent / "rules.md"
CHANGELOG = Path(__file__).parent.parent / "CHANGELOG.md"

RULES_HEADING = re.compile(r"^### Rules\b.*$", re.MULTILINE)
"""In the changelog, the newest stands first."""

LISTS = (
    "Facts",
    "Aftercare",
    "Alternatives",
    "Times",
    "Body systems on one screen",
    "Numbers without a published source",
    "Numbers",
    "Sources",
)

MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&#])")


def main() -> None:
    book = load(str(default_rules())).book
    PAGE.write_text(page(book), encoding="utf-8")
    changes = CHANGELOG.read_text(encoding="utf-8")
    CHANGELOG.write_text(RULES_HEADING.sub(rules_heading(book), changes, count=1), encoding="utf-8")


def rules_heading(book: RuleBook) -> str:
    """What the newest heading of rules in the changelog has to be."""
    return f"### Rules {book.version} ({book.digest[:12]})"


def page(book: RuleBook) -> str:
    """The whole page, with a line end at the end."""
    parts = (_top, _contents, _facts, _rules, _care, _times, _systems, _numbers, _sources)
    return "".join(f"{line}\n" for part in parts for line in part(book))


def _top(book: RuleBook) -> Iterator[str]:
    counted = f"{len(book.rules)} rules, {len(book.questions)} questions, {len(book.sources)} sources"
    yield "# The rules"
    yield ""
    yield "Written from `rules.yaml` by `docs/rules.py`; the format is explained in [rule-book.md](rule-book.md)."
    yield ""
    yield f"- **Rule book**: {plain(book.title)}, version {plain(book.version)}: {counted}"
    yield f"- **Content**: sha256 {book.digest}"
    yield f"- **Clinical review**: {plain(book.clinical_review)}"
    yield ""
    yield "It informs and does not diagnose. That no rule applies is no proof of safety. Medicines go on as prescribed."
    yield "Levels: `none` < `note` < `caution` (adapt) < `refer` (ask first) < `avoid` (leave it out); `session` is"
    yield "every technique, and `session avoid` is not today. How well a source was read stands behind it, best first:"
    yield f"{', '.join(phrases.READ.values())}."
    yield ""


# Contents and sections


def _contents(book: RuleBook) -> Iterator[str]:
    yield "## Contents"
    yield ""
    for topic, rules in _by_topic(book):
        yield f"- {_link(topic)}"
        for rule in rules:
            most = rule.strictest.word
            yield f"  - {_link(rule.id)}: {plain(rule.title.practitioner)} (up to {most})"
    yield from (f"- {_link(name)}" for name in LISTS)
    yield ""


def _by_topic(book: RuleBook) -> Iterator[tuple[str, list[Rule]]]:
    for topic, label in book.topics.items():
        yield label.practitioner, [rule for rule in book.rules.values() if rule.topic == topic]


def _link(heading: str) -> str:
    return f"[{plain(heading)}](#{anchor(heading)})"


def anchor(heading: str) -> str:
    """What a heading is called in a link."""
    return re.sub(r"[^a-z0-9 -]", "", heading.lower()).replace(" ", "-")


def _facts(book: RuleBook) -> Iterator[str]:
    yield "## Facts"
    yield ""
    yield "Named conditions that rules use."
    yield ""
    yield from (f"- **{name}**: {plain(condition_in_words(fact, book))}" for name, fact in book.facts.items())
    yield ""


def _rules(book: RuleBook) -> Iterator[str]:
    for topic, rules in _by_topic(book):
        yield f"## {plain(topic)}"
        yield ""
        for rule in rules:
            yield f"### {plain(rule.id)}"
            yield ""
            for block in rule_page(rule, book).blocks:
                yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading(text):
            yield f"*{plain(text.capitalize())}*"
            yield ""
        case Lines(lines):
            yield from (f"- **{plain(label)}**: {plain(sentence)}" for label, sentence in lines)
            yield ""
        case _:  # a page of one rule has no others
            raise TypeError(block)


def plain(text: str) -> str:
    """*text* without any meaning in Markdown."""
    return MARKDOWN.sub(r"\\\1", text)


# Aftercare, alternatives, sources


def _care(book: RuleBook) -> Iterator[str]:
    yield from _table("Aftercare", ("entry", "when", "for", "says", "sources"), _aftercare(book))
    yield from _table("Alternatives", ("entry", "technique", "says", "sources"), _alternatives(book))


def _aftercare(book: RuleBook) -> Iterator[tuple[str, ...]]:
    for entry in book.aftercare.values():
        whom = [", ".join(sorted(entry.techniques)), "everyone" if entry.everyone else ""]
        says = [_both(entry.say)]
        says += (
            [f"A reason to get help {'at once' if entry.help.value == 'now' else 'the same day'}."]
            if entry.help
            else []
        )
        says += [f"Instead of {phrases.joined(entry.replaces)}."] if entry.replaces else []
        when = phrases.TIMES[entry.time].lower()
        yield entry.id, when, "; ".join(filter(None, whom)), " ".join(says), read_as(entry.sources, book)


def _alternatives(book: RuleBook) -> Iterator[tuple[str, ...]]:
    for entry in book.alternatives.values():
        yield entry.id, entry.technique, _both(entry.say), read_as(entry.sources, book)


def _both(wording: Wording) -> str:
    if wording.practitioner == wording.patient:
        return wording.patient
    return f"Practitioner: {wording.practitioner} Patient: {wording.patient}"


def read_as(names: Iterable[str], book: RuleBook) -> str:
    """Sources with how well they were read, best first."""
    marks = {name: list(ReadDepth).index(book.sources[name].read) for name in names}
    groups = groupby(sorted(marks, key=lambda name: marks[name]), key=lambda name: book.sources[name].read)
    return "; ".join(f"{phrases.READ[read]}: {', '.join(group)}" for read, group in groups)


def _sources(book: RuleBook) -> Iterator[str]:
    yield from _table("Sources", ("source", "what it is and how well it was read", "where"), _listed(book.sources))


def _listed(sources: Mapping[str, Source]) -> Iterator[tuple[str, ...]]:
    for source in sources.values():
        yield source.id, source_text(source), source.url


def _table(heading: str, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"## {heading}"
    yield ""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(map(_cell, row))} |" for row in rows)
    yield ""


def _cell(text: str) -> str:
    return f"<{text}>" if text.startswith("http") else plain(text)


# Times


def _times(book: RuleBook) -> Iterator[str]:
    yield from _table("Times", ("of", "how long it counts", "because", "source"), _counting(book))
    yield "Which answers keep for how long is a convention of this book; no text read gives it."
    yield ""
    for keeps, questions in _keeping(book).items():
        yield f"- **{keeps.value}**: {plain(', '.join(questions))}"
    each_visit = [question.id for question in book.questions.values() if question.confirmed_each_visit]
    yield f"- **confirmed at each visit**: {plain(', '.join(each_visit))}"
    yield ""


def _systems(book: RuleBook) -> Iterator[str]:
    """What a practitioner is asked about each list on one screen, and by which words every option of it is covered."""
    yield from _table("Body systems on one screen", ("list", "option", "covered by"), _covered(book))
    yield "A plain no to a line is true of every option that it covers; what no line covers is asked by itself."
    yield ""


def _covered(book: RuleBook) -> Iterator[tuple[str, ...]]:
    for question in book.questions.values():
        if question.one_line is not None:
            for option, label in question.options.items():
                alone = question.one_line.alone.get(option)
                line = question.one_line.ask if alone is None else f"itself: {alone}"
                yield question.id, f"{label.practitioner} ({option})", line


def _counting(book: RuleBook) -> Iterator[tuple[str, ...]]:
    """How long a medicine counts after a stop, and when a condition is over, with the source of each time."""
    for name, concept in book.concepts["medicine"].items():
        stop = concept.after_stop
        if stop is not None:
            yield f"{name}, stopped", _lasting(stop.days), stop.because, read_as((stop.source,), book)
    for question in book.questions.values():
        for line, past in question.past.items():
            then = f", then {past.counts_as}" if past.counts_as else ""
            yield f"{question.id}: {line}", f"{_lasting(past.days)}{then}", past.because, read_as((past.source,), book)
    for keeps, keeping in book.keeps.items():
        kept = f"answers that keep: {keeps.value}"
        yield kept, _lasting(keeping.days), keeping.because, read_as((keeping.source,), book)


def _lasting(days: int | None) -> str:
    return "for good" if days is None else f"{days} days"


def _keeping(book: RuleBook) -> Mapping[Validity, list[str]]:
    """The questions by how long their answers keep."""
    return {keeps: [each.id for each in book.questions.values() if each.keeps is keeps] for keeps in Validity}


# Numbers

UNITS = "minutes?|hours?|days?|weeks?|months?|years?|people|women|patients|sessions|treatments|mmHg|mm3?|Hz|C|cun"
COUNTS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|hundred|thousand"
    "|half|quarter|twice|third|fourth|fifth|tenth"
)
NUMBER = re.compile(
    rf"(?<![\w.])-?\d+(?:[.,/+]\d+)*(?: ?%| x10\^\d/L|(?: |-)(?:{UNITS})\b)?"
    rf"|\b(?:{COUNTS})\b(?: (?:{UNITS})\b)?"
    r"|\b(?:one|an?|first) (?:minute|hour|day|week|month|year|person in \w+)\b",
    re.IGNORECASE,
)
NAMED = re.compile(rf"\b(?:(?:{'|'.join(CHANNELS)})\d+|P2Y12|CD4|PDE5|COX-2)\b")
"""Points and substances are called by a number; none of these counts or limits anything."""

NO_TEXT = "general-teaching"
"""The one source from memory that is no text at all."""

UNPUBLISHED: Mapping[tuple[str, str], str] = {
    ("pregnancy-warning", "37 weeks"): "where preterm begins, as generally taught",
    ("fever-cancer-treatment", "38 C"): "the usual border of fever in cancer care, as generally taught",
    ("aftercare fever-on-treatment", "38 C"): "the usual border of fever in cancer care, as generally taught",
    ("question today", "38 C"): "the usual border of fever, as generally taught",
    ("aftercare after-a-fit", "5 minutes"): "the usual first-aid border for a long fit, as generally taught",
    ("nitrate-with-pde5", "two"): "counts the two medicines that the rule names",
    ("aftercare rest-longer", "15 minutes"): "long enough to notice a faint; judgement, nothing is decided by it",
    ("anticoagulant-and-history", "75"): "general bleeding scores, not opened for this book; no study of needles",
    ("several-antiplatelets-and-risk", "75"): "general bleeding scores, not opened for this book; no study of needles",
    ("bleeding-adds-up", "75"): "general bleeding scores, not opened for this book; no study of needles",
    ("heart-kind", "six weeks"): "named as a habit without a source, and decides nothing",
    (
        "pregnancy-lying",
        "20 weeks",
    ): "several weak pages agree on about 20 weeks; the study cited found no effect up to 30",
    ("pregnancy-lying", "20"): "several weak pages agree on about 20 weeks; the study cited found no effect up to 30",
    ("fontanelle", "2"): "until when a fontanelle may be open; the codes name the fontanelle and no age",
    (
        "question fontanelle-closed",
        "2",
    ): "until when a fontanelle may be open; the codes name the fontanelle and no age",
    ("lung-point", "two days"): "no published interval to a flight; only asked about, from reports of late symptoms",
    ("aftercare pneumothorax-signs", "two days"): "reports give minutes to the next day; rounded up",
    ("aftercare watch-bleeding-two-days", "two days"): "case reports give hours to a day; rounded up",
}
"""Numbers that no printed source of their entry gives, each with where it comes from. A test keeps the list whole."""


class Number(NamedTuple):
    """A sentence with figures in it, or words that count, and the sources that it has to come from."""

    entry: str
    part: str
    figures: tuple[str, ...]
    sentence: str
    sources: tuple[str, ...]


def numbers(book: RuleBook) -> Iterator[Number]:
    """Every sentence of the rule book with a number in it, and every border in a condition."""
    for entry, part, sentence, sources in _sentences(book):
        figures = tuple(match.group() for match in NUMBER.finditer(NAMED.sub("", sentence)))
        if figures:
            yield Number(entry, part, figures, sentence, sources)


def published(number: Number, book: RuleBook) -> bool:
    """Whether any of its sources is a text that somebody printed."""
    return any(book.sources[name].read is not ReadDepth.JUDGEMENT and name != NO_TEXT for name in number.sources)


_Sentences = Iterator[tuple[str, str, str, tuple[str, ...]]]


def _sentences(book: RuleBook) -> _Sentences:
    for rule in book.rules.values():
        for part, wording in _wordings(rule):
            yield from ((rule.id, part, sentence, rule.sources) for sentence in _each(wording))
        for part, condition in (("when", rule.when), ("unless", rule.unless)):
            yield from ((rule.id, part, border, rule.sources) for border in _borders(condition, book))
        for position in rule.positions:
            yield rule.id, "position", position.says, (position.source,)
        yield rule.id, "chosen because", rule.chosen_because, rule.sources
    for care in book.aftercare.values():
        yield from ((f"aftercare {care.id}", "say", sentence, care.sources) for sentence in _each(care.say))
    for offered in book.alternatives.values():
        yield from ((f"alternative {offered.id}", "say", text, offered.sources) for text in _each(offered.say))
    for question in book.questions.values():
        yield from _asked(question, book)


def _wordings(rule: Rule) -> Iterator[tuple[str, Wording]]:
    yield "title", rule.title
    yield "risk", rule.risk
    for key, several in rule.precautions.items():
        yield from ((f"do ({key})", wording) for wording in several)
    if rule.until is not None:
        yield "not before", rule.until
    if rule.ask_whom is not None:
        yield "ask first", rule.ask_whom


def _each(wording: Wording) -> Iterable[str]:
    return dict.fromkeys(text for text in map(wording.for_audience, Audience) if text)


def _borders(condition: Condition | None, book: RuleBook) -> Iterable[str]:
    found = tests(condition, book.facts) if condition is not None else ()
    return dict.fromkeys(
        condition_in_words(test, book) for test in found if isinstance(test, Between) and _bordered(test)
    )


def _bordered(test: Between) -> bool:
    return test.low > 0 or test.high < math.inf


def _asked(question: Question, book: RuleBook) -> _Sentences:
    """What a question says; its sources are those of the rules that read it."""
    name = f"question {question.id}"
    reading = {rule.id: list(_tests(rule, question.id, book)) for rule in book.rules.values()}
    every = _sources_of((rule for rule, found in reading.items() if found), book)
    for part in ("ask", "short", "why", "ask_where", "find_out"):
        wording: Wording | None = getattr(question, part)
        yield from ((name, part.replace("_", "-"), text, every) for text in (_each(wording) if wording else ()))
    yield from ((name, "if", border, every) for border in _borders(question.gate, book))
    for option, wording in question.options.items():
        by = [rule for rule, found in reading.items() if any(isinstance(t, Word) and option in t.words for t in found)]
        sources = _sources_of(by, book) or every
        yield from ((name, option, text, sources) for text in _each(wording))
        if option in question.say:
            yield name, f"{option} (to say)", question.say[option], sources


def _tests(rule: Rule, question: str, book: RuleBook) -> Iterator[Word | Between]:
    for condition in (rule.when, rule.unless):
        if condition is not None:
            yield from (test for test in tests(condition, book.facts) if test.question == question)


def _sources_of(rules: Iterable[str], book: RuleBook) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for rule in rules for source in book.rules[rule].sources))


def _numbers(book: RuleBook) -> Iterator[str]:
    unpublished = ((entry, figure, reason) for (entry, figure), reason in UNPUBLISHED.items())
    yield from _table("Numbers without a published source", ("entry", "number", "where it comes from"), unpublished)
    rows = ((n.entry, n.part, ", ".join(n.figures), n.sentence, read_as(n.sources, book)) for n in numbers(book))
    yield from _table("Numbers", ("entry", "part", "number", "sentence", "sources of the entry"), rows)


if __name__ == "__main__":
    main()
