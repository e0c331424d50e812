"""A practice's own file: what it becomes beside the core, and that no side door weakens that."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace
from practices import clinic, filled_in
from typer.testing import CliRunner, Result

from acucheck import api
from acucheck.authoring import examples
from acucheck.cli import app
from acucheck.errors import InvalidRules
from acucheck.located import Origin, read_node
from acucheck.model.book import FactHolds, RuleBook
from acucheck.model.ids import QuestionId, RuleId
from acucheck.model.levels import Level, Outcome, Validity
from acucheck.model.practice import Silence
from acucheck.names.vocabulary import Vocabulary
from acucheck.rulebook import RuleFile, default_rules, load, rule_book
from acucheck.rulebook.notices import in_force, notices
from acucheck.rulebook.practice_file import practice_file
from acucheck.rulebook.pretence import pretence

Written = Callable[[str], str]
DAY = date(2026, 11, 29)
HEAD = "extends: core\npractice: {name: Río}\n"


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a file, with digests filled in, and says where it is."""

    def write(text: str) -> str:
        path = tmp_path / "practice.yaml"
        path.write_text(filled_in(text), encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def whole(written: Written) -> RuleBook:
    return load(written(clinic())).book


def refused(path: str) -> str:
    with pytest.raises(InvalidRules) as found:
        load(path)
    return str(found.value).replace(f"{path}:", "")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, words)


# What a file becomes


def test_the_core_stays_whole_beside_what_is_added(whole: RuleBook) -> None:
    core = rule_book()
    assert set(core.rules) - {"nothing-eaten"} < set(whole.rules)
    assert whole.own is not None
    assert whole.own.added == ("our-back", "port-there", "port-left")
    assert whole.own.changed == ("anticoagulant", "facts.anticoagulated")
    assert whole.own.silences == {"nothing-eaten": Silence("We offer a snack first", "A. Río", date(2027, 6, 30))}
    assert whole.rules[RuleId("emergency-signs")] == core.rules[RuleId("emergency-signs")]


def test_a_question_is_asked_behind_the_one_it_names(whole: RuleBook) -> None:
    asked = list(whole.questions)
    assert asked[asked.index(QuestionId("implant-kind")) + 1 :][:2] == ["port", "port-side"]
    assert [each for each in asked if each not in ("port", "port-side")] == list(rule_book().questions)


def test_of_verdicts_only_those_are_changed_that_are_named(whole: RuleBook) -> None:
    changed, core = (book.rules[RuleId("anticoagulant")] for book in (whole, rule_book()))
    assert changed.verdicts == {**core.verdicts, "cupping": Level.AVOID}
    assert changed.risk == core.risk


def test_whose_the_pages_are_is_as_the_file_says_and_else_as_in_the_core(written: Written) -> None:
    book = load(written(HEAD)).book
    assert (book.practice.name, book.practice.phone) == ("Río", "")
    assert book.practice.emergency == rule_book().practice.emergency


def test_a_silence_of_what_the_core_changed_silences_nothing(written: Written) -> None:
    path = written(HEAD + "silence: {nothing-eaten: {of: '00000', because: A snack, by: Me}}\n")
    book = load(path).book
    assert RuleId("nothing-eaten") in book.rules
    assert book.silenced == {}
    (said,) = notices(book, path, DAY)
    assert said.startswith(
        f"{path}:3:31: the core changed the rule 'nothing-eaten' since this was decided: it was 00000"
    )
    assert said.endswith("; until then the rule counts.")


def test_a_milder_change_of_what_the_core_changed_counts_beside_the_core(written: Written) -> None:
    change = "change: {anticoagulant: {of: '00000', verdicts: {needling: note}, because: B, by: Me}}\n"
    book = load(written(HEAD + change)).book
    assert book.rules[RuleId("anticoagulant")] == rule_book().rules[RuleId("anticoagulant")]
    assert book.rules[RuleId("anticoagulant-as-changed")].verdicts["needling"] is Level.NOTE


def test_a_stricter_change_of_what_the_core_changed_counts(written: Written) -> None:
    book = load(written(HEAD + "change: {anticoagulant: {of: '00000', verdicts: {cupping: avoid}, because: B}}\n")).book
    assert book.rules[RuleId("anticoagulant")].verdicts["cupping"] is Level.AVOID


@pytest.mark.parametrize(("day", "silent"), [(date(2027, 6, 30), True), (date(2027, 7, 1), False)])
def test_a_rule_counts_again_when_its_silence_is_over(whole: RuleBook, day: date, silent: bool) -> None:
    book = in_force(whole, day)
    assert (RuleId("nothing-eaten") in book.silenced) is silent
    assert (RuleId("nothing-eaten") in book.rules) is not silent
    assert any("the rule counts again" in each for each in notices(whole, "x", day)) is not silent


def test_a_milder_rule_needs_who_decided_it(written: Written) -> None:
    milder = "change: {anticoagulant: {of: <anticoagulant>, verdicts: {cupping: none}, because: B}}\n"
    assert "so 'by' has to say who decided it: verdicts cupping" in refused(written(HEAD + milder))
    book = load(written(HEAD + milder.replace("because: B", "because: B, by: Me"))).book
    assert book.rules[RuleId("anticoagulant")].verdicts["cupping"] is Level.NONE


# No side door weakens the core


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        pytest.param(
            "change: {emergency-signs: {of: <emergency-signs>, verdicts: {session: refer}, ask-whom: me, because: B,"
            " by: M}}",
            "this rule calls for help, so it can only become stricter: verdicts",
            id="the verdict of an urgent rule",
        ),
        pytest.param(
            "change: {emergency-signs: {of: <emergency-signs>, when: {danger: chest-pain}, because: B, by: M}}",
            "so it can only become stricter: when: it does not concern everybody whom it concerned",
            id="whom an urgent rule concerns",
        ),
        pytest.param(
            "change: {emergency-signs: {of: <emergency-signs>, unless: {lymph-team-agreed: yes}, because: B, by: M}}",
            "so it can only become stricter: unless: it is lifted for people for whom it was not",
            id="an exception to an urgent rule",
        ),
        pytest.param(
            "change: {emergency-signs: {of: <emergency-signs>, urgent: today, because: B, by: M}}",
            "so it can only become stricter: urgent: now -> today",
            id="how urgent a rule is",
        ),
        pytest.param(
            "change: {emergency-signs: {of: <emergency-signs>, if-not-known: note, because: B, by: M}}",
            "so it can only become stricter: if-not-known: avoid -> note",
            id="an urgent rule that is not known",
        ),
        pytest.param(
            "change: {emergency-signs: {of: <emergency-signs>, risk: Nothing much., because: B, by: M}}",
            "so it can only become stricter: risk:",
            id="the words of an urgent rule",
        ),
        pytest.param(
            "silence: {emergency-signs: {of: <emergency-signs>, because: B, by: M}}",
            "'emergency-signs' calls for help, and such a rule cannot be silenced",
            id="an urgent rule silenced",
        ),
        pytest.param(
            "change: {questions.danger: {of: <questions.danger>, ask: How are you?, because: B, by: M}}",
            "rules that call for help rest on this question, so its words stay as they are",
            id="the words of the danger lines",
        ),
        pytest.param(
            "change: {questions.danger: {of: <questions.danger>, answer: {many: {x: Y}}, because: B, by: M}}",
            "no entry here is called 'answer'",
            id="the danger lines",
        ),
        pytest.param(
            "change: {questions.danger: {of: <questions.danger>, if: {pregnant: yes}, because: B, by: M}}",
            "no question or fact before this has that name",
            id="a gate before the danger lines",
        ),
        pytest.param(
            "change: {questions.today: {of: <questions.today>, if: {danger: chest-pain}, because: B, by: M}}",
            "'if' can only become wider, so that it is asked wherever it was",
            id="a gate where there was none",
        ),
        pytest.param(
            "change: {questions.danger: {of: <questions.danger>, past: {chest-pain: {over: 1 day,"
            " source: book-convention,"
            " because: B}}, because: B, by: M}}",
            "'past' can only become longer, for lines that have one",
            id="past shorter",
        ),
        pytest.param(
            "change: {questions.bleeding: {of: <questions.bleeding>, past: {blood-thinner: {over: 90 years,"
            " source: book-convention, because: B}}, because: B, by: M}}",
            "'past' can only become longer, for lines that have one",
            id="past where a line counts for good",
        ),
        pytest.param(
            "change: {questions.medicines: {of: <questions.medicines>, assume: [antiplatelet], because: B, by: M}}",
            "'assume' can only gain classes",
            id="assume",
        ),
        pytest.param(
            "change: {questions.medicines: {of: <questions.medicines>, settled-by: {ssri-snri: {danger: chest-pain}},"
            " because: B, by: M}}",
            "'settled-by' can only lose classes",
            id="settled-by",
        ),
        pytest.param(
            "change: {questions.inr-in-range: {of: <questions.inr-in-range>, clears: yes, because: B, by: M}}",
            "'clears' can only lose answers",
            id="clears",
        ),
        pytest.param(
            "change: {questions.danger: {of: <questions.danger>, keeps: lasting, because: B, by: M}}",
            "'keeps' can only become shorter",
            id="how long an answer is kept",
        ),
        pytest.param(
            "change: {facts.anticoagulated: {of: <facts.anticoagulated>, when: {bleeding: blood-thinner}, because: B}}",
            "a fact of the core can only become wider",
            id="a fact",
        ),
        pytest.param(
            "change: {facts.may-be-pregnant: {of: <facts.may-be-pregnant>, when: {pregnant: yes}, because: B}}",
            "a fact of the core can only become wider",
            id="a fact about pregnancy",
        ),
        pytest.param(
            "change: {medicine-classes.anticoagulant-vka: {of: <medicine-classes.anticoagulant-vka>,"
            " after-stop: {time: 1 day, source: book-convention, because: B}, because: B}}",
            "of a class of the core 'after-stop' can only become longer",
            id="the time after a stop",
        ),
        pytest.param(
            "practice: {name: X, emergency: the desk}",
            "this is the number to ring in an emergency; write it in figures",
            id="the emergency number",
        ),
        pytest.param(
            "questions: {danger: {after: plan, ask: X, answer: yes-no, keeps: today}}",
            "the core has a question 'danger' already",
            id="a question in place of one of the core",
        ),
        pytest.param(
            "questions: {anticoagulated: {after: plan, ask: X, answer: yes-no, keeps: today}}",
            "the core has a question 'anticoagulated' already",
            id="a question in place of a fact",
        ),
        pytest.param(
            "rules: {emergency-signs: {topic: today, title: X, when: {age: {from: 90}}, risk: X,"
            " verdicts: {needling: note},"
            " basis: judgement, sources: book-convention}}",
            "the core has a rule 'emergency-signs' already",
            id="a rule in place of one of the core",
        ),
        pytest.param(
            "questions: {drugs: {after: plan, ask: X, answer: {names: medicine}, keeps: today}}",
            "the core asks for the plan, medicines and conditions",
            id="a second list of medicines",
        ),
        pytest.param(
            "aftercare: {x: {}}", "no entry here is called 'aftercare'", id="aftercare that replaces the core's"
        ),
        pytest.param("facts: {x: {}}", "no entry here is called 'facts'", id="another fact"),
        pytest.param(
            "change: {anticoagulant: {of: <anticoagulant>, limits: [{where: [eye], verdicts: {needling: avoid}}],"
            " because: B}}",
            "this is milder than the core, so 'by' has to say who decided it: limits",
            id="a place less",
        ),
        pytest.param(
            "change: {anticoagulant: {of: <anticoagulant>, precautions: {needling: Have a care}, because: B}}",
            "this is milder than the core, so 'by' has to say who decided it: precautions needling",
            id="a precaution less",
        ),
        pytest.param(
            "change: {anticoagulant: {of: <anticoagulant>, aftercare: [press-ten-minutes], because: B}}",
            "this is milder than the core, so 'by' has to say who decided it: aftercare",
            id="aftercare less",
        ),
    ],
)
def test_the_core_cannot_be_weakened(entry: str, says: str, written: Written) -> None:
    head = "extends: core\n" if entry.startswith("practice") else HEAD
    assert says in refused(written(f"{head}{entry}\n"))


def test_an_exception_of_the_core_rests_on_no_fact_that_is_changed() -> None:
    """In the core no exception does; in a rule book in which one does, the fact stays as it is."""
    core = rule_book()
    lifted = replace(core.rules[RuleId("anticoagulant")], unless=FactHolds("has-diabetes"))
    book = replace(core, rules={**core.rules, lifted.id: lifted})
    text = HEAD + "change: {facts.has-diabetes: {of: <facts.has-diabetes>, when: {pregnant: yes}, because: B}}\n"
    root = read_node(filled_in(text), Origin("practice.yaml"))
    assert root is not None
    problems = practice_file(root, "0", book).problems
    assert [each.message for each in problems] == ["exceptions of the core rest on this fact, so it stays as it is"]


def test_what_may_become_stricter_does(written: Written) -> None:
    text = """change:
  questions.danger: {of: <questions.danger>, past: {chest-pain: {counts-as: heart-lungs.stable-heart, after: 2 years,
    source: book-convention, because: B}}, because: B}
  questions.hernia-where: {of: <questions.hernia-where>, keeps: today, ask: Where is it?, find-out: Ask, because: B}
  questions.medicines: {of: <questions.medicines>, settled-by: {antiplatelet: {bleeding: antiplatelet}}, because: B}
  questions.lymph-team-agreed: {of: <questions.lymph-team-agreed>, if: {cancer-immune: [nodes-removed, transplant]},
    clears: yes, because: B}
  medicine-classes.anticoagulant-vka: {of: <medicine-classes.anticoagulant-vka>,
    after-stop: {time: lasting, source: book-convention, because: B}, because: B}
  facts.has-diabetes: {of: <facts.has-diabetes>, because: B,
    when: {any: [{organs: diabetes}, {medicines: [insulin, sulfonylurea-glinide]}, {age: {from: 90}}]}}
  emergency-signs: {of: <emergency-signs>, precautions: {acupressure: Ring us as well}, because: B}
"""
    book, core = load(written(HEAD + text)).book, rule_book()
    danger = book.questions[QuestionId("danger")].past
    assert danger["chest-pain"].days > core.questions[QuestionId("danger")].past["chest-pain"].days
    assert danger["breathless"] == core.questions[QuestionId("danger")].past["breathless"]
    assert book.questions[QuestionId("hernia-where")].keeps is Validity.TODAY
    assert set(book.questions[QuestionId("medicines")].settled_by) < set(
        core.questions[QuestionId("medicines")].settled_by
    )
    stop = book.concepts["medicine"]["anticoagulant-vka"].after_stop
    assert stop is not None
    assert stop.days is None
    assert book.facts["has-diabetes"] != core.facts["has-diabetes"]


# Names


@pytest.mark.parametrize("typed", ["Medibrand", "Medibrand 5 mg twice daily", "my Medibrand, ramipril", "Medibrnad"])
def test_a_name_of_the_practice_counts_as_what_it_means(typed: str, written: Written) -> None:
    checker = api.load_rulebook(written(HEAD + "names: {medicines: {Medibrand: apixaban}}\n"))
    found = api.assess(checker, {"medicines": [typed]}, as_of=DAY)
    assert "anticoagulant" in {finding.rule.id for finding in found.findings}


def test_a_slip_in_a_name_of_another_kind_stays_unknown(written: Written) -> None:
    checker = api.load_rulebook(written(HEAD + "names: {medicines: {Medibrand: apixaban}}\n"))
    found = api.assess(checker, {"conditions": ["Medibrnad"], "medicines": "none"}, as_of=DAY)
    assert "anticoagulant" not in {finding.rule.id for finding in found.findings}
    assert "Medibrnad" in {point.name for point in found.open}


@pytest.mark.parametrize("typed", ["warfarin green", "Eliquis green daily", "green warfarin", "clopidogrel, green"])
def test_a_name_of_the_practice_takes_nothing_from_one_of_the_core(typed: str, written: Written) -> None:
    answers = {"medicines": [typed]}
    with_name = api.load_rulebook(written(HEAD + "names: {medicines: {green: vitamin c}}\n"))
    core, own = (api.assess(checker, answers, as_of=DAY) for checker in (api.load_rulebook(), with_name))
    assert {each.rule.id for each in core.findings} <= {each.rule.id for each in own.findings}
    assert own.outcome.stands >= core.outcome.stands


@pytest.mark.parametrize(
    ("names", "says"),
    [
        ("{medicines: {Eliquis: vitamin c}}", "the core knows 'Eliquis', as apixaban; a name that it knows cannot be"),
        (
            "{medicines: {Warfarin tea: vitamin c}}",
            "the core knows 'Warfarin tea', as warfarin; a name that it knows cannot be",
        ),
        ("{conditions: {Pacemaker: asthma}}", "the core knows 'Pacemaker', as "),
        ("{medicines: {Medibrand: apixabann}}", "the core does not know 'apixabann' as one medicine"),
        ("{conditions: {Green lung: azthmaa}}", "the core does not know 'azthmaa' as one condition"),
    ],
)
def test_a_name_that_the_core_knows_cannot_be_pointed_elsewhere(names: str, says: str, written: Written) -> None:
    result = run("rules", "check", written(f"{HEAD}names: {names}\n"))
    assert result.exit_code == 4
    assert says in result.stderr


def test_a_wrong_name_is_told_when_it_is_needed(written: Written) -> None:
    checker = api.load_rulebook(written(HEAD + "names: {medicines: {Medibrand: apixabann}}\n"))
    with pytest.raises(InvalidRules, match="does not know 'apixabann'"):
        api.assess(checker, {"medicines": ["Medibrand"]}, as_of=DAY)


def test_lines_of_a_question_of_the_practice_can_be_named_and_take_no_name_of_the_core(written: Written) -> None:
    question = """questions:
  own: {after: skin, ask: X, answer: {many: {chest-pain: Chest pain, green-toe: Green toes}}, keeps: today}
"""
    checker = api.load_rulebook(written(HEAD + question))
    ticked = [
        api.assess(checker, {"conditions": [typed]}, as_of=DAY).names[0].concepts
        for typed in ("green toes", "chest pain")
    ]
    core = api.assess(api.load_rulebook(), {"conditions": ["chest pain"]}, as_of=DAY).names[0].concepts
    assert ticked == [{"own.green-toe"}, core]


def test_a_name_may_be_a_class_of_medicine_or_a_condition(written: Written) -> None:
    text = "names: {medicines: {Foorapid: {class: anticoagulant}}, conditions: {Green lung: asthma}}\n"
    checker = api.load_rulebook(written(HEAD + text))
    found = api.assess(checker, {"medicines": ["Foorapid"], "conditions": ["Green lung"]}, as_of=DAY)
    assert found.names[0].concepts == {"anticoagulant"}
    known = api.assess(api.load_rulebook(), {"conditions": ["asthma"]}, as_of=DAY).names[0].concepts
    assert found.names[1].concepts == known


# What pages say


PERSON = """
plan: {manual needling: [BL11, ST36], cupping: not named}
danger: none
today: [nothing-eaten]
medicines: [Medibrand]
"""


@pytest.fixture
def person(tmp_path: Path) -> str:
    path = tmp_path / "person.yaml"
    path.write_text(PERSON, encoding="utf-8")
    return str(path)


@pytest.mark.parametrize("audience", ["patient", "practitioner"])
@pytest.mark.parametrize("format_", ["text", "markdown", "html"])
def test_every_page_names_core_and_file_with_digests_and_counts(
    format_: str, audience: str, person: str, written: Written
) -> None:
    rules = written(clinic())
    page = run("check", person, "--rules", rules, "--format", format_, "--for", audience).stdout
    flat = " ".join(re.sub(r"</?time[^>]*>", "", page).replace("\\", "").split())
    own = load(rules).book.own
    assert own is not None
    core = rule_book()
    assert f"acucheck core rules {core.version} ({core.digest[:12]}) + Clínica Río ({own.digest[:12]}):" in flat
    assert "3 added, 2 changed, 1 silenced" in flat
    assert "0123 456" in flat
    assert "Silenced by this practice" in flat
    assert "We offer a snack first" in flat
    assert "Decided by A. Río, until 2027-06-30" in flat


def test_json_names_core_and_file_and_what_is_silent(person: str, written: Written) -> None:
    rules = written(clinic())
    own = load(rules).book.own
    assert own is not None
    tree = json.loads(run("check", person, "--rules", rules, "--format", "json").stdout)
    expected = {"name": "Clínica Río", "sha256": own.digest, "added": 3, "changed": 2, "silenced": 1}
    assert tree["rule_book"]["own"] == expected
    assert tree["rule_book"]["sha256"] == rule_book().digest
    assert [(each["rule"], each["by"], each["until"]) for each in tree["silenced"]] == [
        ("nothing-eaten", "A. Río", "2027-06-30")
    ]
    assert "nothing-eaten" not in {each["rule"] for each in tree["findings"]}
    line = json.loads(run("batch", str(Path(person).parent), "--rules", rules).stdout.splitlines()[0])
    assert line["rule_book"]["own"] == expected
    assert [each["rule"] for each in line["silenced"]] == ["nothing-eaten"]


def test_a_silence_without_an_end_has_none(person: str, written: Written) -> None:
    rules = written(HEAD + "silence: {nothing-eaten: {of: <nothing-eaten>, because: B, by: Me}}\n")
    tree = json.loads(run("check", person, "--rules", rules, "--format", "json").stdout)
    assert [each["until"] for each in tree["silenced"]] == [None]
    assert "Decided by Me." in run("check", person, "--rules", rules).stdout


@pytest.mark.parametrize("word", ["-v", "--verbose"])
def test_the_version_names_the_rules_too(word: str, written: Written) -> None:
    rules = written(clinic())
    lines = run("--version", word, "--rules", rules).stdout.splitlines()
    assert lines[0].startswith("acucheck ")
    assert "+ Clínica Río (" in lines[1]
    assert run("--version", word).stdout.splitlines()[1].startswith("acucheck core rules ")


def test_a_silence_that_is_over_is_not_counted(written: Written) -> None:
    silences = """silence:
  nothing-eaten: {of: <nothing-eaten>, because: B., by: M, until: 2026-01-01}
  psoriasis: {of: <psoriasis>, because: B., by: M}
"""
    rules = written(HEAD + silences)
    assert "0 added, 0 changed, 1 silenced" in run("--version", "-v", "--rules", rules).stdout


def test_the_summary_of_a_list_names_the_file(person: str, written: Written) -> None:
    rules = written(clinic())
    assert "+ Clínica Río (" in run("batch", str(Path(person).parent), "--rules", rules, "--summary").stdout


HOSTILE = "<b>x</b> [red]y[/] *z* `q` | & \\"


def test_what_a_practice_writes_is_text_in_every_format(person: str, written: Written) -> None:
    quoted = json.dumps(HOSTILE)
    text = f"""extends: core
practice: {{name: {quoted}, phone: {quoted}}}
rules:
  own: {{topic: bleeding, title: {quoted}, when: {{medicines: anticoagulant}}, risk: {quoted},
    verdicts: {{needling: caution}}, precautions: {{needling: {quoted}}}, basis: judgement, sources: book-convention}}
silence: {{nothing-eaten: {{of: <nothing-eaten>, because: {quoted}, by: {quoted}}}}}
"""
    rules = written(text.replace("Medibrand", "Eliquis"))
    Path(person).write_text(PERSON.replace("Medibrand", "Eliquis"), encoding="utf-8")
    for audience in ("patient", "practitioner"):
        html = run("check", person, "--rules", rules, "--format", "html", "--for", audience).stdout
        assert "<b>x" not in html
        assert "&lt;b&gt;x" in html
        markdown = run("check", person, "--rules", rules, "--format", "markdown", "--for", audience).stdout
        assert "*z*" not in markdown.replace("\\*", "")
        assert "<b>" not in markdown.replace("\\<", "")


def test_a_character_that_steers_a_terminal_is_refused(written: Written) -> None:
    assert "there is a control character" in refused(written('extends: core\npractice: {name: "x\\u202e"}\n'))


# From Python


def test_a_checker_follows_the_day(written: Written) -> None:
    checker = api.load_rulebook(written(clinic()))
    answers = {"today": ["nothing-eaten"], "danger": "none"}
    silent, counting = (api.assess(checker, answers, as_of=day) for day in (date(2027, 6, 30), date(2027, 7, 1)))
    assert [each.rule.id for each in silent.silenced] == ["nothing-eaten"]
    assert counting.silenced == ()
    assert counting.outcome.stands > Outcome.NONE


# A book that passes for the core


def test_a_copy_of_the_core_may_have_its_title(tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    text = default_rules().read_text(encoding="utf-8")
    path.write_text(text.replace('practice: {name: ""', 'practice: {name: "Mine"'), encoding="utf-8")
    assert load(str(path)).book.practice.name == "Mine"


@pytest.mark.parametrize(
    ("line", "becomes", "says"),
    [
        ("    urgent: now\n", "", "the core does not have, or not so, its rules "),
        ("  emergency-signs:\n", "  some-signs:\n", "it lacks the rules emergency-signs"),
        ("        chest-pain:", "        chest-ache:", "questions"),
    ],
    ids=["a rule changed", "a rule gone", "a line renamed"],
)
def test_a_book_that_passes_for_the_core_is_refused(line: str, becomes: str, says: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.yaml"
    text = default_rules().read_text(encoding="utf-8")
    assert line in text
    path.write_text(text.replace(line, becomes, 1), encoding="utf-8")
    result = run("check", "x", "--rules", str(path))
    assert result.exit_code == 4
    if "chest-ache" not in becomes:
        assert "this book calls itself 'acucheck core rules' and is not" in result.stderr
        assert says in result.stderr


def test_of_many_rules_that_a_book_lacks_five_are_named(book: RuleBook) -> None:
    named = ", ".join([*book.rules][:5])
    said = pretence(replace(book, rules={}), book)
    assert f"it lacks the rules {named} and {len(book.rules) - 5} more." in said


# The paper for a practice


def test_every_piece_of_the_paper_makes_one_file_without_a_problem(tmp_path: Path) -> None:
    paper = (Path(__file__).parent.parent / "docs" / "practice.md").read_text(encoding="utf-8")
    head, names, cups, back, port, port_rule, decided = re.findall(r"```yaml\n(.+?)```", paper, re.DOTALL)
    for rule in ("nothing-eaten", "anticoagulant"):
        decided = re.sub(rf"{rule}: {{of: [0-9a-f]+", f"{rule}: {{of: <{rule}>", decided)
    text = f"extends: core\n{head}{names}{port}{cups}{back}{port_rule}{decided}"
    path = tmp_path / "practice.yaml"
    path.write_text(filled_in(text), encoding="utf-8")
    result = run("rules", "check", str(path), "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "3 rules, 1 questions, 2 names added, 1 changed, 1 silenced, 6 examples: no problem found." in result.stdout


def test_a_new_file_is_read_as_it_stands_and_with_every_remark_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("rules", "new", "practice.yaml").stderr == "practice.yaml and practice.schema.json were written.\n"
    text = Path("practice.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=practice.schema.json\n")
    assert run("rules", "check", "practice.yaml", "--strict").exit_code == 0
    whole = re.sub(r"^#(?! [^ ])", "", text, flags=re.MULTILINE)
    for rule in ("nothing-eaten", "anticoagulant"):
        whole = whole.replace(f"{rule}: {{of: 00000000", f"{rule}: {{of: <{rule}>")
    Path("practice.yaml").write_text(filled_in(whole), encoding="utf-8")
    result = run("rules", "check", "practice.yaml", "--strict")
    assert (result.exit_code, result.stderr) == (0, "")
    assert run("rules", "new", "practice.yaml").exit_code == 2


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ("change: {anticoagulant: {of: <anticoagulant>, because: [], by: M}}", "expected one line of text here"),
        (
            (
                "change: {medicine-classes.cancer-medicine: {of: <medicine-classes.cancer-medicine>, because: B,"
                " after-stop: {time: lasting, source: book-convention, because: B}}}"
            ),
            "this class counts for good after a stop, which is as strict as it can be",
        ),
        ("extends: [core]", "stands here twice"),
    ],
)
def test_what_cannot_be_changed_is_said(entry: str, says: str, written: Written) -> None:
    assert says in refused(written(f"{HEAD}{entry}\n"))


def test_a_rule_may_be_named_with_its_section_and_carry_its_own_examples(written: Written) -> None:
    text = """change:
  rules.anticoagulant: {of: <anticoagulant>, verdicts: {cupping: avoid}, because: B., by: M,
    precautions: {cupping: [Leave it out.]}, positions: {who-1999-2.4: {level: avoid, says: none at all}},
    examples: [{given: {medicines: [Eliquis]}, expect: holds, cells: {cupping: avoid}}]}
  facts.has-diabetes: {of: '00000', because: B.,
    when: {any: [{organs: diabetes}, {medicines: [insulin, sulfonylurea-glinide]}, {age: {from: 90}}]}}
silence:
  nothing-eaten: {of: <nothing-eaten>, because: B., by: M, until: 2026-01-01}
  psoriasis: {of: <psoriasis>, because: B., by: M}
"""
    path = written(HEAD + text)
    book = load(path).book
    rule = book.rules[RuleId("anticoagulant")]
    assert [each.says for each in rule.positions if each.source == "who-1999-2.4"] == ["none at all"]
    assert book.own is not None
    assert [each.message.split(";")[-1] for each in book.own.outdated] == [
        " until then it counts as changed, which is no milder"
    ]
    result = run("rules", "check", path)
    assert result.exit_code == 4
    assert "the core changed the fact 'has-diabetes'" in result.stderr
    assert result.stderr.count("this silence is over") == 1


def test_an_example_of_a_silenced_rule_is_not_run(written: Written) -> None:
    text = "silence: {nothing-eaten: {of: <nothing-eaten>, because: B., by: M}}\n"
    file = load(written(HEAD + text))
    nodes = load(written(clinic())).examples[RuleId("our-back")]
    silent = RuleFile(file.book, {RuleId("nothing-eaten"): nodes}, file.sections)
    assert examples.problems(silent, Vocabulary(file.book)) == []


def test_facts_behind_facts_lift_as_well() -> None:
    core = rule_book()
    behind = {**core.facts, "outer": FactHolds("has-diabetes")}
    lifted = replace(core.rules[RuleId("anticoagulant")], unless=FactHolds("outer"))
    book = replace(core, facts=behind, rules={**core.rules, lifted.id: lifted})
    text = HEAD + "change: {facts.has-diabetes: {of: <facts.has-diabetes>, when: {pregnant: yes}, because: B}}\n"
    root = read_node(filled_in(text), Origin("practice.yaml"))
    assert root is not None
    (problem,) = practice_file(root, "0", book).problems
    assert problem.message == "exceptions of the core rest on this fact, so it stays as it is"
