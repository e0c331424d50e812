"""What nobody could list: words that are not known and sound like a new sign of illness are asked about as one."""

from __future__ import annotations

import csv
from collections.abc import Iterator

import pytest
from conftest import DAY
from keyboard import Person
from phrases import FOLDER, Told, tell
from shipped_book import check

from acucheck.document.doubts import doubted_in
from acucheck.document.wording import phrases
from acucheck.interview import Ending
from acucheck.located.yaml_writing import Tree
from acucheck.model.answers import Cue, MatchStatus, Name, Names
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId
from acucheck.model.levels import Audience, Outcome
from acucheck.names.cached import CachedVocabulary
from acucheck.names.setting import Setting
from acucheck.names.vocabulary import Vocabulary

LINE = frozenset({"today.new-signs"})

MOST_MILD = {
    ("told-signs.csv", "unlisted"): (60, 1),
    ("told-signs.csv", "danger"): (60, 0),
    ("told-signs-2.csv", "told"): (180, 4),
    ("told-signs-3.csv", "told"): (30, 0),
}
MOST_NEW = {
    ("told-signs.csv", "harmless"): (60, 1),
    ("told-signs-2.csv", "harmless"): (191, 3),
    ("told-signs-3.csv", "harmless"): (30, 0),
}
"""How many lines there are, and of how many nothing more than care may come, or how many may sound new: never more."""

MOST_MILD_NORTH, MOST_NEW_NORTH = 7, 2
"""The same of the languages of northern and eastern Europe and of the Near East."""


@pytest.fixture(scope="module")
def words(book: RuleBook) -> Vocabulary:
    return CachedVocabulary(book)


def told_signs(file: str, wanted: str) -> Iterator[str]:
    """The lines of one kind in a file in `tests/phrases/`."""
    with (FOLDER / file).open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            if row["wanted"] == wanted:
                yield row["typed"]


def new_in(told: Told) -> list[Name]:
    return [name for name in told.names if name.cue is Cue.NEW]


@pytest.mark.parametrize(("kind", "most"), MOST_MILD.items(), ids=map(" ".join, MOST_MILD))
def test_an_emergency_told_in_plain_words_is_asked_about(
    kind: tuple[str, str], most: tuple[int, int], words: Vocabulary
) -> None:
    lines = list(told_signs(*kind))
    mild = [line for line in lines if tell(words, "conditions", line).report.outcome.worst < Outcome.ASK]
    assert len(lines) == most[0]
    assert len(mild) <= most[1], mild


@pytest.mark.parametrize(("kind", "most"), MOST_NEW.items(), ids=map(" ".join, MOST_NEW))
def test_what_only_looks_like_one_is_seldom_asked_about(
    kind: tuple[str, str], most: tuple[int, int], words: Vocabulary
) -> None:
    lines = list(told_signs(*kind))
    asked = [line for line in lines if new_in(tell(words, "conditions", line))]
    assert len(lines) == most[0]
    assert len(asked) <= most[1], asked


@pytest.mark.parametrize(
    "typed",
    [
        "my knee went wrong overnight and I cannot bend it",
        "fingers locked like claws since an hour",
        "since 2 days my elbow looks like a balloon",
        "i cant really see the clock, it began on Monday",
        "the shin looks lifeless",
    ],
)
@pytest.mark.parametrize("field", ["conditions", "medicines"])
def test_it_counts_as_not_sure_and_stays_open(typed: str, field: str, words: Vocabulary) -> None:
    told = tell(words, field, typed)
    [new] = new_in(told)
    assert phrases.taken(words.book, new, Audience.PATIENT).startswith(
        f"'{typed}' is not known and sounds new; taken as"
    )
    assert (new.typed, new.taken, new.concepts) == (typed, MatchStatus.SUGGESTED, LINE)
    assert told.report.outcome.stands is Outcome.ASK
    assert told.report.outcome.worst is Outcome.HELP
    assert [point.name for point in told.report.open if point.could_be is Outcome.HELP] == [typed]


@pytest.mark.parametrize(
    "typed",
    [
        "fingers locked like claws",  # a sign without a word of onset
        "a parcel came this morning",  # the other way round
        "fingers locked like claws on Monday after the gym",
        "since 2011 my elbow looks like a balloon now",
        "cannot juggle today",
        "I cannot for the life of me walk past a bakery today",  # too far apart
    ],
)
def test_what_is_not_new_or_no_sign_stays_bounded(typed: str, words: Vocabulary) -> None:
    told = tell(words, "conditions", typed)
    assert new_in(told) == []
    assert told.report.outcome.worst <= Outcome.CARE


def test_a_sign_that_is_denied_is_none_and_what_stands_beside_it_is_heard(words: Vocabulary) -> None:
    [new] = new_in(tell(words, "conditions", "calf thicker since the flight, no short breath"))
    assert new.concepts == {"danger.swollen-calf"}
    assert new_in(tell(words, "conditions", "flat, not red since the weekend")) == []
    for typed in (
        "no pain like this before, chest since an hour",
        "no grip in the fingers since this morning",
        "hand not warm and without pulse since an hour",
    ):
        assert new_in(tell(words, "conditions", typed)), typed


def test_another_spelling_of_a_word_is_heard(words: Vocabulary) -> None:
    for typed in ("my tounge went fat after the prawns", "Vommiting all since lunch and very drousy"):
        [new] = new_in(tell(words, "conditions", typed))
        assert new.typed == typed


def test_a_known_complaint_that_is_new_is_not_asked_about(words: Vocabulary) -> None:
    for typed in ("stiff neck since yesterday", "back pain since Monday", "tired today"):
        assert new_in(tell(words, "conditions", typed)) == []


def test_what_is_known_beside_it_counts_as_ever(words: Vocabulary) -> None:
    told = tell(words, "conditions", "glaucoma, my shin went odd, and blue since an hour")
    assert [name.typed for name in new_in(told)] == ["my shin went odd, blue since an hour"]
    assert "nerves-mind.glaucoma" in frozenset().union(*(name.concepts for name in told.names))


def test_a_guess_is_kept_beside_it(words: Vocabulary) -> None:
    typed = "elbow swolen up since this morning like a melon"
    told = tell(words, "conditions", typed)
    assert [name.typed for name in new_in(told)] == [typed]
    assert any("skin.swollen-skin" in name.concepts for name in told.names)


SOUNDS_LIKE = {
    "someone is squeezing my ribcage, the pressure goes to my teeth": "danger.chest-pain",
    "I was panting after a few steps to the bin": "danger.breathless",
    "his sentences are all jumbled": "danger.stroke-signs",
    "there is mist over my right eye": "danger.sight-loss",
    "my skull feels split by an axe": "danger.worst-headache",
    "the backside has no sensation": "danger.numb-saddle",
    "grandson of 2 whimpering and grey": "danger.very-ill",
    "easier for everyone if I was gone": "danger.self-harm",
    "thigh went fatter than its brother, tender": "danger.swollen-calf",
    "20 weeks and a gush in the shower": "danger.pregnancy-warning",
    "the guts are rigid": "danger.belly-or-testicle-pain",
    "prawns for lunch, windpipe tightening": "danger.allergic-reaction",
    "whacked the skull on a beam, sleepy": "danger.injury-now",
    "passed out on the floor, eyes rolled": "danger.fit-now",
    "elbow boiling and huge": "skin.hot-joint",
    "maroon stuff in the loo": "bleeding.new-bleeding",
    "the neighbours keep spying": "nerves-mind.mood-worse",
}
"""Sentences that no name stands in, and the line of each."""


@pytest.mark.parametrize(("typed", "line"), SOUNDS_LIKE.items(), ids=SOUNDS_LIKE.values())
def test_words_that_stand_together_say_which_danger_it_may_be(typed: str, line: str, words: Vocabulary) -> None:
    [new] = new_in(tell(words, "conditions", typed))
    assert line in new.concepts
    assert new.candidates[-1].concepts == LINE  # none of them may be meant, and it may be new all the same
    assert (new.concepts >= LINE) is not line.startswith("danger.")


NORTH = "told-signs-north.csv"


def test_an_emergency_told_in_a_northern_or_eastern_language_is_asked_about(words: Vocabulary) -> None:
    mild = [
        line for line in told_signs(NORTH, "told") if tell(words, "conditions", line).report.outcome.worst < Outcome.ASK
    ]
    assert len(mild) <= MOST_MILD_NORTH, mild


def test_what_only_looks_like_one_there_is_seldom_asked_about(words: Vocabulary) -> None:
    asked = [line for line in told_signs(NORTH, "harmless") if new_in(tell(words, "conditions", line))]
    assert len(asked) <= MOST_NEW_NORTH, asked


@pytest.mark.parametrize(
    ("told", "harmless"),
    [
        ("PLOETZLICH schwillt die Zunge, Wespenstich", "ploetzlich die Zunge verbrannt"),
        ("Brust drueckt wie ein Schraubstock", "das drueckt wie ein Schraubstock"),
        ("brust, druckt wie verrückt", "Brustschwimmen jeden Tag"),
        ("kuit dik na de vlucht", "kuit stijf na de vlucht"),
        ("trampade på rostig spik, vet ej stelkramp", "vet ej om jag trampade fel"),  # no English vet
        ("hostar blod sen i morse", "blodprov fint sen i våras"),  # no slip in the English word
        ("jeg stikkes av veps, tunga hovner", "det stikker ut i beinet av og til"),
        ("nemůžu cítit nohy, šedé a studený pot", "brní nohy když dlouho sedím"),
        ("levá ruka ochrnutá, slabá od rána", "levá ruka občas v noci brní"),
        ("нога опухла после самолёта", "нога затекла после самолёта"),
        ("сдавило ГРУДЬ, отдает в челюсть", "накачал грудь и бицепс"),
        ("το ΣΤΗΘΟΣ με σφιγγει", "με σφίγγει το παπούτσι"),
        ("ضغط بالصدر وعرق بارد", "ضغط الكفر بالسيارة"),
        ("והחזה לוחץ, זיעה", "לוחץ על הכפתור"),
        ("seit gestern Schwellung", "keine Schwellung seit gestern"),
    ],
)
def test_what_a_language_adds_to_a_word_is_heard(told: str, harmless: str, words: Vocabulary) -> None:
    assert new_in(tell(words, "conditions", told))
    assert not new_in(tell(words, "conditions", harmless))


BESIDE: dict[str, tuple[str, str]] = {  # a danger, its line and what only looks like it
    "shingles by the nose, eye gritty": ("danger.sight-loss", "shingles round the waist, dried up"),
    "woke on Sunday and the left ear was deaf, full of wax surely": (
        "today.new-signs",
        "deaf in the left ear since birth",
    ),
    "my big toe has gone dusky and smells a bit, type 2": ("today.new-signs", "dark nail polish on my toes"),
    "the lab phoned about my potassium, will see to it later": ("today.new-signs", "the lab phoned, results fine"),
    "no prednisone left after six years on it, wobbly and queasy": (
        "danger.very-ill",
        "prednisone cream, queasy on boats",
    ),
    "dog bit my thumb, it is tight and throbs": ("today.new-signs", "my thumb is a bit tight"),
    "right foot flops when I walk, came with the sciatica": ("today.new-signs", "flip flops rub my right foot"),
    "reliever every 15 minutes since lunch": ("danger.breathless", "reliever maybe 2x a month"),
    "swallowed 40 of the paracetamol, all ok again": ("danger.self-harm", "took 2 of the paracetamol last night"),
    "temp, light kills, cannot get my chin to my chest": ("danger.worst-headache", "chin rests on my chest in bed"),
    "gait like a drunk, legs stiff at night": ("danger.numb-saddle", "walk the dog at night, legs fine"),
    "sharp on each breath since the cupping": ("danger.breathless", "deep breath work in the choir"),
    "pacing about with the loin, ureter again": ("danger.belly-or-testicle-pain", "cannot sit still, always fidgety"),
    "erection for 5 hours, quite sore": ("danger.belly-or-testicle-pain", "erections weaker since the statin"),
    "the family would manage fine without me": ("danger.self-harm", "I flare if overdone"),
    "hives all over since the penicillin": ("danger.allergic-reaction", "gloves bring me out in hives"),
    "third fit after breakfast": ("danger.fit-now", "I have never had a fit"),
    "yellow and feverish": ("danger.very-ill", "yellow fever jab for Kenya"),
    "31 wks and sparkles, ribs hurt": ("danger.pregnancy-warning", "ribs hurt, gone in two weeks"),
    "toddler chewed my blood pressure pills": ("danger.very-ill", "toddler chewed my slippers"),
    "a piano on my breastbone": ("danger.chest-pain", "piano teacher, sit all day"),
    "have to stop on the hill, jaw tight": ("danger.chest-pain", "stop on the hill to look at the sheep"),
    "my arm is leaden and I am clammy": ("danger.chest-pain", "clammy hands at exams"),
    "slept upright in the chair, ankles up": ("danger.breathless", "slept in a chair, neck cricked"),
    "half of the plate is missing to me": ("danger.sight-loss", "one plate is missing from my rack"),
    "bumping the right door frame": ("danger.stroke-signs", "bumped my hip on a door frame, bruise faded"),
    "texts of gibberish this morning": ("danger.stroke-signs", "my texts are gibberish to my mum, she says lol"),
    "affairs sorted, all over by tonight": ("danger.self-harm", "the sale is over by tonight"),
    "been looking at bridges, no way out": ("danger.self-harm", "counted the pills for the dosette"),
    "had about 24 co-codamol since yesterday": ("danger.self-harm", "about 24 miles since yesterday"),
    "the monoxide thing went off, we are all dozy": ("danger.very-ill", "the alarm clock went off at 5"),
    "dived on Sunday, elbows tingle": ("danger.very-ill", "dive into work, elbows on the desk"),
    "sees a dog that is not there": ("danger.very-ill", "there is no dog at home"),
    "chewed some laburnum": ("danger.very-ill", "laburnum in the garden"),
    "lost a stone, not dieting": ("organs.weight-or-night-sweats", "lost half a stone on slimming world"),
    "fishbone stuck in the gullet": ("today.new-signs", "stuck in traffic, neck tight"),
    "the stitches smell": ("today.new-signs", "knitting stitches, thumbs sore"),
    "sliced my thumb, cannot bend it": ("today.new-signs", "sliced bread for a living"),
    "he throttled me": ("today.new-signs", "throttle hand on the bike is stiff"),
    "fumbling buttons, fingers thick, legs unsteady": ("today.new-signs", "fumbling for my keys"),
    "scalp tender, jaw tires": ("today.new-signs", "jaw clicks when chewing gum"),
    "period a fortnight late, sharp pain, dizzy": ("danger.pregnancy-warning", "train a fortnight late lol"),
    "my left leg just wouldn't go, then it did": ("danger.stroke-signs", "my left boot wouldn't go on"),
    "chiro did my neck, the room tilts": ("danger.stroke-signs", "chiro did my neck last year"),
    "one calf like a football": ("danger.swollen-calf", "football tattoo on one calf"),
    "twice the insulin by mistake": ("danger.very-ill", "insulin twice a day"),
    "not to be a burden, it is all planned": ("danger.self-harm", "the garden is a burden, all planned by my wife"),
    "nail went through my welly": ("today.new-signs", "broken nail, shop for wellies"),
    "legs like jelly since Friday, cannot hold my wee": ("danger.numb-saddle", "legs like jelly after the hill run"),
    "mouth pulled to the left": ("danger.stroke-signs", "pulled a face at my boss"),
    "knocked my elbow, the bone is through": ("danger.injury-now", "knocked my elbow, funny bone"),
    "osteoporosis, crush fractures since the fall": ("danger.injury-now", "no crush fractures, scan last week"),
    "vertebral fracture yesterday": ("danger.injury-now", "vertebral fracture after a fall in 2019"),
    "eye blurry since breakfast": ("danger.sight-loss", "eyes tired from screens, blurry by evening"),
}


@pytest.mark.parametrize(("danger", "told"), BESIDE.items(), ids=BESIDE)
def test_a_danger_is_told_from_what_only_looks_like_it(danger: str, told: tuple[str, str], words: Vocabulary) -> None:
    line, calm = told
    [new] = new_in(tell(words, "conditions", danger))
    assert line in new.concepts
    assert new_in(tell(words, "conditions", calm)) == []


MEDICINES: dict[str, tuple[str, str]] = {  # a danger beside a medicine, its line and what is said of medicines
    "baby is so lazy today, on baby aspirin": ("danger.pregnancy-warning", "baby aspirin - stopped in April"),
    "prednisolone ran out, faint": ("danger.very-ill", "prednisolone, stopped in May"),
    "chemo on Monday, 38.4": ("danger.very-ill", "chemo starts on the 7th"),
    "warfarin, came off the pony, sleepy": ("danger.injury-now", "came off warfarin a while back"),
    "prednisolone, my mouth drops on the left": ("danger.stroke-signs", "prednisolone by mouth and drops in my eye"),
}


@pytest.mark.parametrize(("danger", "told"), MEDICINES.items(), ids=MEDICINES)
def test_a_danger_is_told_from_what_is_said_of_a_medicine(
    danger: str, told: tuple[str, str], words: Vocabulary
) -> None:
    line, calm = told
    [new] = new_in(tell(words, "medicines", danger))
    assert line in new.concepts
    assert new_in(tell(words, "medicines", calm)) == []


def test_a_figure_of_speech_that_is_known_is_not_grave(words: Vocabulary) -> None:
    assert new_in(tell(words, "conditions", "overdosed on chocolate at easter")) == []
    assert new_in(tell(words, "conditions", "overdosed on something at easter"))


@pytest.mark.parametrize("field", ["conditions", "medicines"])
def test_a_danger_is_heard_where_every_word_is_known(field: str, words: Vocabulary) -> None:
    [new] = new_in(tell(words, field, "took 30 of the paracetamol last night"))
    assert new.typed == "took 30 of the paracetamol last night"
    assert new.concepts == {"danger.self-harm"}
    assert new_in(tell(words, field, "paracetamol last night")) == []


@pytest.mark.parametrize(
    "typed",
    [
        "after the gym the chest was tight and squeezed",
        "on holiday my mouth went crooked lol",
        "rugby match: whacked my skull, sleepy",
        "my face drooped at the computer, all fine",
        "58 years, chest tight",
        "cancer in 2019. Legs gone numb, cannot move them",
        "always had migraines but this one split my head in seconds",
    ],
)
def test_a_place_a_pastime_or_another_sentence_takes_no_danger_away(typed: str, words: Vocabulary) -> None:
    told = tell(words, "conditions", typed)
    assert any(line.startswith("danger.") for name in told.names for line in name.concepts)


@pytest.mark.parametrize(
    "typed",
    [
        "in 2019 my chest was tight and squeezed",
        "my mouth went crooked as a child",
        "chest tight for years",
        "all my life I split my head over sums",
    ],
)
def test_what_is_old_or_over_takes_a_danger_away(typed: str, words: Vocabulary) -> None:
    assert new_in(tell(words, "conditions", typed)) == []


CALM_BESIDE = {
    "no bee allergy known, stung as a boy, only swelling": "bee in the garden, only swelling and hives",
    "fainted once sitting up at acu, ok after lie down": "fainted sitting at the table",
    "mech. LBP 3/52, bladder/bowel nl, seen by GP": "my bladder and bowel lost their feeling today",
    "INR 8 Nov 2,4": "INR 8 on 27 Nov",
    "RIN 2,8 (2,5 a 3,5)": "RIN 7 ayer",
    "sinus, streaks in the mucus": "sputum streaked with blood",
}
"""What only looks like a sign, and one beside it that is."""


@pytest.mark.parametrize(("calm", "told"), CALM_BESIDE.items())
def test_what_is_known_childhood_or_a_date_is_no_new_sign(calm: str, told: str, words: Vocabulary) -> None:
    assert new_in(tell(words, "conditions", calm)) == []
    assert new_in(tell(words, "conditions", told))


def test_streaks_of_blood_are_less_than_much_blood_coughed_up(words: Vocabulary) -> None:
    [streaks] = new_in(tell(words, "conditions", "sputum streaked with blood"))
    assert "danger.breathless" not in streaks.concepts
    assert "bleeding.new-bleeding" in streaks.concepts
    [much] = new_in(tell(words, "conditions", "I cough up blood by the spoon"))
    assert "danger.breathless" in much.concepts


OWN_PART = {
    "IUD 2023, period late, sharp pain one side, shoulder tip hurts": "danger.pregnancy-warning",
    "fit since school, cannot feel my left arm since an hour": "danger.stroke-signs",
    "migraine for years, this headache came in one second": "danger.worst-headache",
    "kidney stone 2019, guts hard as a board": "danger.belly-or-testicle-pain",
    "stroke in 2015, this morning my mouth hangs": "danger.stroke-signs",
    "desde niño tengo asma, hoy me aprieta el pecho y el brazo": "danger.chest-pain",
}
"""Lines of which one part is old, and what the others tell."""


@pytest.mark.parametrize(("typed", "line"), OWN_PART.items())
def test_what_is_old_takes_a_danger_from_its_own_part_alone(typed: str, line: str, words: Vocabulary) -> None:
    told = tell(words, "conditions", typed)
    assert any(line in name.concepts for name in told.names)


@pytest.mark.parametrize(
    "typed",
    [
        "chest squeezed on hills, checked in 2019",
        "my mouth hung for a day, in 2019, no change since",
        "skull hammer, gone since years",
        "CVA 2015, left hand limp",
        "stroke 2018, my mouth hangs",
    ],
)
def test_a_part_that_only_says_how_old_it_is_is_about_the_whole(typed: str, words: Vocabulary) -> None:
    assert new_in(tell(words, "conditions", typed)) == []


def test_words_of_a_danger_in_two_sentences_say_nothing(words: Vocabulary) -> None:
    assert new_in(tell(words, "conditions", "the guts are fine. my boss is rigid")) == []


def test_a_danger_that_is_known_is_not_heard_twice(words: Vocabulary) -> None:
    told = tell(words, "conditions", "this morning wrong words, mouth crooked, then a nice chat")
    assert new_in(told) == []
    assert told.report.outcome.worst is Outcome.HELP


NAMED = {
    "it is like an elephant sat on my chest again": "danger.chest-pain",
    "lips have gone blue": "danger.breathless",
    "half my face has dropped": "danger.stroke-signs",
    "worst headache of my life": "danger.worst-headache",
    "they would be better off without me": "danger.self-harm",
    "one leg fat and hot": "danger.swollen-calf",
    "poo black like tar": "bleeding.new-bleeding",
}


@pytest.mark.parametrize(("typed", "line"), NAMED.items(), ids=NAMED.values())
def test_a_name_of_a_danger_is_found_inside_a_line(typed: str, line: str, words: Vocabulary) -> None:
    told = tell(words, "conditions", typed)
    assert any(line in name.concepts for name in told.names)
    assert told.report.outcome.worst is Outcome.HELP


def test_none_of_it_leaves_an_unknown_name() -> None:
    typed = "fingers locked like claws since an hour"
    assert check(f"conditions: [{typed}]").outcome.worst is Outcome.HELP
    report = check(f"conditions: [{{name: not listed, typed: {typed}}}]")
    assert report.outcome.worst is Outcome.CARE
    named = report.answers[QuestionId("conditions")]
    assert isinstance(named, Names)
    assert [name.taken for name in named.entries] == [MatchStatus.UNRECOGNISED]


ASKED: dict[str, tuple[str, list[Tree], Outcome]] = {
    "yes": ("y", [{"name": "today.new-signs", "typed": "fingers locked since an hour"}], Outcome.HELP),
    "no": ("N", [{"name": "not listed", "typed": "fingers locked since an hour"}], Outcome.NONE),
    "not sure": ("u", ["fingers locked since an hour"], Outcome.ASK),
}
"""What is answered when it is asked about, how that is kept, and what becomes of it."""


@pytest.mark.parametrize(("answer", "kept", "outcome"), ASKED.values(), ids=ASKED)
def test_it_is_asked_about_at_once(answer: str, kept: list[Tree], outcome: Outcome, vocabulary: Vocabulary) -> None:
    person = Person(vocabulary, {"conditions": ("fingers locked since an hour", answer, "tick", "right")})
    ending = person.until_the_end()
    assert (ending is Ending.URGENT) is (outcome is Outcome.HELP)
    assert person.talk.state.tree()["conditions"] == kept
    assert person.talk.outcome() is outcome


def test_the_line_itself_sends_to_a_doctor_today() -> None:
    assert check("today: [new-signs]").outcome.stands is Outcome.HELP
    told = check("conditions: [{name: today.new-signs, typed: my shin went blue since an hour}]")
    assert told.outcome.stands is Outcome.HELP


def test_it_means_nothing_to_a_book_without_the_line(small: RuleBook) -> None:
    [name] = Vocabulary(small).conditions("fingers locked like claws since an hour", Setting(DAY))
    assert not name.concepts
    assert phrases.taken(small, name, Audience.PATIENT) == "'fingers locked like claws since an hour': not recognised"


@pytest.mark.parametrize(
    "typed",
    [
        "can't get off to sleep since starting year 4",
        "scan July no scarring",
        "flashing lights were never a trigger",
        "eczema since baby, elbows and neck cracked just now",
        "compression fractures T11 and L1, 2023",
        "MCA infarct in 2020",
        "CIPN gr 2, cold-triggered, nausea",
        "recovered in 5 min",
        "Botox forehead in July, worn off",
        "no effusion o/e",
        "cholesterol, no pills",
        "mind won't stop",
    ],
)
def test_words_near_those_of_a_sign_stop_no_session(typed: str, words: Vocabulary) -> None:
    outcome = tell(words, "conditions", typed).report.outcome
    assert outcome.stands < Outcome.ASK
    assert outcome.worst < Outcome.HELP


@pytest.mark.parametrize(
    "typed",
    [
        "fit won't stop",
        "flashing lights in my eye since this morning",
        "neck cracked just now",
        "dizzy and can't get up since yesterday",
        "fracture this morning",
        "numb right arm and right leg since this morning",
    ],
)
def test_a_sign_near_such_words_calls_for_help(typed: str, words: Vocabulary) -> None:
    assert tell(words, "conditions", typed).report.outcome.worst is Outcome.HELP


@pytest.mark.parametrize(
    "typed",
    [
        "new tattoo outside left calf 20 Nov, peeling bit itchy",
        "baby is still bum down, scan thursday",
        "bit of eczema in the elbow creases but ok now",
        "two falls this year, not hurt",
        "P 88 reg, fine tremor",
        "flu + covid shot Friday L arm, little sore",
    ],
)
def test_what_is_no_new_sign_in_the_words_of_people_calls_nobody(typed: str) -> None:
    report = check(f'danger: none\ntoday: none\nconditions: ["{typed}"]')
    assert not doubted_in(report)
    assert report.outcome.stands < Outcome.ASK


@pytest.mark.parametrize(
    "typed", ["baby still since breakfast", "baby breech, still since noon", "baby still breech, still since noon"]
)
def test_a_baby_that_is_still_is_one_all_the_same(typed: str) -> None:
    assert doubted_in(check(f'pregnant: yes\npregnancy-weeks: 30\nconditions: ["{typed}"]'))


def test_a_danger_that_is_better_now_is_one_all_the_same() -> None:
    assert doubted_in(check('danger: none\ntoday: none\nconditions: ["cannot feel between my legs, better now"]'))


PLAIN = [
    "tightness across chest half an hour at rest, jaw ache, took gas tablets",
    "chest tightness at rest 20 min this am w/ L jaw pain",
    "pressure in my chest sitting down for half an hour, sweating, it is the wind",
    "squeezing chest going into my arm since this morning, must be the curry",
    "left face droop and slurred speech since 9 am",
    "left side weak since this morning, cant speak properly",
    "numb between legs since yesterday, cant pass water",
    "worst headache of my life came on suddenly an hour ago, being sick",
]
"""What nobody may call doubtful, whatever its teller takes it for."""


@pytest.mark.parametrize("typed", PLAIN)
def test_a_danger_in_plain_words_counts_though_nothing_of_it_was_ticked(typed: str) -> None:
    report = check(f'danger: none\ntoday: none\nconditions: ["{typed}"]')
    assert report.outcome.stands is Outcome.HELP
    assert not doubted_in(report)


@pytest.mark.parametrize(
    "typed",
    [
        "nil chest tightness at rest, nil jaw pain",
        "not tight in the chest at rest, jaw ache settled",
        "my dad had chest tightness at rest and jaw ache",
        "chest tightness at rest with jaw ache 2019, stented",
        "left face droop and slurred speech since my stroke in 2019",
        "numb between legs since epidural, cannot pee",
        "worst headache came on suddenly today, usual migraine with aura",
        "tight pecs/chest from sitting half an hour, jaw clenching",
    ],
)
def test_what_is_denied_old_or_of_somebody_else_stays_in_doubt(typed: str) -> None:
    report = check(f'danger: none\ntoday: none\nconditions: ["{typed}"]')
    assert report.outcome.stands < Outcome.HELP


def test_what_only_sounds_like_a_danger_counts_beside_a_tick_that_is_not_sure() -> None:
    typed = "gas problem, tight here in middle since saturday on stairs"
    assert doubted_in(check(f'danger: none\nconditions: ["{typed}"]'))
    assert check(f'danger: [maybe chest-pain]\nconditions: ["{typed}"]').outcome.stands is Outcome.HELP


@pytest.mark.parametrize(
    "typed",
    [
        "sore low back since Sat arvo, no leg pain, weeing fine",
        "sore back since Sat, peeing normally, walking ok",
        "low back spasm since yesterday, wee ok poo ok",
        "stiff neck since Mon after painting",
        "tennis elbow flared up this week",
    ],
)
def test_the_ache_somebody_comes_for_is_no_new_sign(typed: str) -> None:
    report = check(f'danger: none\ntoday: none\nconditions: ["{typed}"]')
    assert not doubted_in(report)
    assert report.outcome.worst < Outcome.ASK


@pytest.mark.parametrize(
    "typed",
    [
        "sore low back since Sat, cant wee",
        "sore low back since Sat, leg weak, weeing fine",
        "stiff neck since Mon with fever",
        "sore back since fall off ladder Saturday, walking ok",
        "upper back pain since this morning, short of breath, walking fine",
    ],
)
def test_an_ache_with_a_danger_beside_it_is_one_all_the_same(typed: str) -> None:
    assert doubted_in(check(f'danger: none\ntoday: none\nconditions: ["{typed}"]'))


def test_jaws_that_ache_at_the_dentist_are_no_heart() -> None:
    assert not doubted_in(check('danger: none\nconditions: ["jaw ache after dentist half an hour in the chair"]'))
