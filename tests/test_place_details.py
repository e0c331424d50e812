"""What stands among places and is none: how something is done is silent; what may be a place or a technique is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from keyboard import Person

from acucheck.model.answers import Answer, BodyPlace, Places, Plan
from acucheck.model.ids import QuestionId
from acucheck.names import anatomy
from acucheck.names.place_details import EVERYWHERE, TOLD, PlaceDetails
from acucheck.names.spelling import key
from acucheck.names.vocabulary import Vocabulary

Read = Callable[[str], dict[QuestionId, Answer]]


def written(places: tuple[BodyPlace, ...]) -> list[str]:
    """Each place by its id and side; what is not known as it was typed."""
    return [
        f"{place.id or f'? {place.typed}'}{f' {place.side.value}' if place.id and place.side else ''}"
        for place in places
    ]


def planned(read: Read, plan: str) -> list[str]:
    technique, _, places = plan.partition(": ")
    answer = read(f'plan: {{{technique}: ["{places}"]}}')[QuestionId("plan")]
    assert isinstance(answer, Plan)
    return written(answer.items[0].places)


def told(read: Read, places: str) -> list[str]:
    answer = read(f"nerves-mind: [numb-skin]\nnumb-where: {places}")[QuestionId("numb-where")]
    assert isinstance(answer, Places)
    return written(answer.entries)


@pytest.mark.parametrize(
    "plan",
    [
        *("cupping: upper back, static 5 min", "cupping: upper back, 3-5 mins", "cupping: upper back (2 cups)"),
        *("cupping: upper back - sliding with oil", "cupping: light, upper back", "cupping: upper back, not tight"),
        *(
            "gua sha: upper back, jade",
            "gua sha: upper back, light",
            "moxa: upper back, pole",
            "moxa: upper back, box moxa",
        ),
        *("moxa: upper back (mother warming)", "moxa: upper back 15 min", "moxa: upper back over ginger"),
        *("massage: upper back, seated", "massage: upper back, face down", "massage: upper back, prone with pillow"),
        *("acupressure: upper back, teach partner", "acupressure: upper back - hold 30 sec, at home"),
        *("manual needling: upper back, shallow", "manual needling: upper back, side lying, 0.25 x 30 mm"),
        *("manual needling: upper back, no manipulation", "manual needling: upper back for sleep"),
        *(
            "manual needling: upper back, as usual",
            "manual needling: upper back, bilat",
            "manual needling: R, upper back",
        ),
        *(
            "electroacupuncture: upper back, 2 Hz, 20 min",
            "TENS: upper back, low level",
            "laser: upper back, 4 J per point",
        ),
        *("dry needling: upper back, local twitch response", "heat lamp: upper back, 30 cm away"),
    ],
)
def test_how_something_is_done_is_no_place(plan: str, read: Read) -> None:
    assert planned(read, plan) == ["upper-back"]


@pytest.mark.parametrize(
    ("plan", "rest"),
    [
        ("cupping: upper back, wet", "wet"),
        ("cupping: upper back, with needles", "needles"),
        ("cupping: upper back, fire", "fire"),
        ("manual needling: upper back, with moxa", "moxa"),
        ("manual needling: upper back, electro", "electro"),
        ("manual needling: upper back, light", "light"),
        ("manual needling: upper back, static", "static"),
        ("acupressure: upper back, fine needles", "fine needles"),
        ("manual needling: upper back, sore spots", "sore spots"),
        ("manual needling: upper back, where it hurts", "where it hurts"),
        ("manual needling: upper back, same as last time", "same as last time"),
        ("manual needling: upper back, deep", "deep"),
        ("manual needling: upper back, usual points", "usual points"),
        ("manual needling: upper back, opposite side", "opposite side"),
        ("manual needling: upper back, few drops", "few drops"),
        ("manual needling: upper back, scar line", "scar line"),
    ],
)
def test_what_may_be_a_place_or_another_technique_stays_open(plan: str, rest: str, read: Read) -> None:
    assert planned(read, plan)[0] == "upper-back"
    assert f"? {rest}" in planned(read, plan)


@pytest.mark.parametrize(
    ("plan", "places"),
    [
        ("manual needling: GB34 R then L", ["GB34 right", "? L"]),
        ("manual needling: SP6 L only", ["SP6 left"]),
        ("manual needling: L", ["? L"]),
        ("ear seeds: Shenmen, Endocrine, R", ["ear", "ear-birth"]),
        ("scalp acupuncture: MS6 L (motor)", ["head left"]),
        ("scalp acupuncture: chorea-trembling line bilat", ["head"]),
        ("moxa: pole, 10 min", []),
        ("moxa: Ren 4, 6, 8 box", ["CV4", "CV6", "CV8"]),
        ("manual needling: LR3 LI4 Yintang, gentle", ["LR3", "LI4", "EX-HN3"]),
        ("acupressure: PC6 both wrists - bands", ["? PC6 both wrists - bands"]),
        ("dry needling: L quads - VMO, RF, VL", ["thigh-front left", "thigh", "thigh-front", "thigh-outer"]),
        ("facial acupuncture: face - crows feet, frown line, nasolabial", ["face", "eye-area", "forehead", "face"]),
        ("massage: neck - shoulder", ["neck", "shoulder", "? neck - shoulder"]),
        ("massage: hand - foot - light", ["hand", "foot", "? hand - foot"]),
        ("massage: testa e collo (head and neck)", ["head", "neck", "neck"]),
        ("massage: arms n legs", ["arm", "leg"]),
        ("massage: hand to elbow, light", ["hand", "wrist", "forearm", "elbow"]),
        ("electroacupuncture: ST36-GB34, 2 Hz", ["ST36", "GB34"]),
        ("manual needling: tender spots round the SI joint", ["sacrum"]),
        ("dry needling: EDC trigger pts", ["forearm-extensors"]),
        ("dry needling: upper traps, lats, rhomboids", ["shoulder-top", "latissimus-dorsi", "upper-back"]),
        ("dry needling: hamstring origin, common extensor origin", ["hamstring-origin", "elbow-outer"]),
        ("manual needling: paraspinals T4-T8, prone", ["beside-thoracic-spine"]),
    ],
)
def test_places_are_read_among_such_words(plan: str, places: list[str], read: Read) -> None:
    assert planned(read, plan) == places


@pytest.mark.parametrize(
    ("typed", "places"),
    [
        ("finger tips both hands", ["fingers", "hand"]),
        ("both feet up to the ankles", ["foot", "ankle"]),
        ("stocking to mid shin", ["toes", "foot", "ankle", "lower-leg", "calf"]),
        ("left hand to left elbow", ["hand left", "wrist left", "forearm left", "elbow left"]),
        ("from the knee down", ["toes", "foot", "ankle", "lower-leg", "calf", "knee", "knee-back"]),
        ("left elbow down", ["fingers left", "hand left", "wrist left", "forearm left", "elbow left"]),
        ("between eyebrows", ["forehead"]),
        ("R upper chest (under collarbone)", ["chest right"]),
        ("lower back L4 L5", ["lower-back", "lower-back"]),
        ("belly - 4 little cuts", ["abdomen"]),
        ("low tummy and belly button", ["abdomen-lower", "navel"]),
        ("cesárea", ["abdomen-lower"]),
        ("preauricular bilat", ["face"]),
        ("face pre/post auricular incisions", ["face", "face", "ear", "head", "neck-front"]),
        ("wires behind right ear", ["ear right"]),
        ("behind the right ear", ["ear right", "head right", "neck-front right"]),
        ("both ankles little bit", ["ankle"]),
        ("arms bruise easy", ["arm"]),
        ("R shoulder GHJ", ["shoulder right", "shoulder"]),
        ("ant L knee", ["knee left"]),
        ("left ribs", ["chest left", "side left"]),
        ("prostate / pelvis", ["perineum", "pelvis"]),
        ("under the bra straps", ["bra-line"]),
        ("[right groin, keyhole]", ["groin right"]),
        ("[keyhole]", ["? keyhole"]),
        ("first three fingers of both hands", ["fingers"]),
    ],
)
def test_in_an_answer_every_place_counts_and_what_is_there_is_no_place(
    typed: str, places: list[str], read: Read
) -> None:
    assert told(read, typed if typed.startswith("[") else f'["{typed}"]') == places


@pytest.mark.parametrize(
    "typed",
    [
        *("above left hip", "between knee and hip", "from the waist down", "from the shoulders down", "ST36 down"),
        *(
            "left hand to right hand",
            "arm to neck",
            "the far side of the moon",
            "little bit",
            "left side",
            "left knee near the thing",
        ),
        *("neck of femur", "not sure which", "L5", "somewhere on my back"),
    ],
)
def test_in_an_answer_what_may_say_more_of_where_stays_open(typed: str, read: Read) -> None:
    assert any(place.startswith("?") for place in told(read, f'["{typed}"]'))


def test_at_the_keyboard_nobody_is_asked_what_is_meant_by_how(vocabulary: Vocabulary) -> None:
    talk = Person(vocabulary, {"plan": "cupping", "plan.cupping": "upper back, static 5 min"})
    talk.until("today")
    plan = talk.talk.answers[QuestionId("plan")]
    assert isinstance(plan, Plan)
    assert written(plan.items[0].places) == ["upper-back"]


@pytest.mark.parametrize(
    ("typed", "technique", "region"),
    [
        ("light gua sha", "gua-sha", ""),
        ("facial gua sha light", "gua-sha", "face"),
        ("acupuncture (gentle)", "manual-needling", ""),
        ("cupping, static 5 min", "cupping", ""),
        ("TENS 10 min", "tens", ""),
        ("gua sha with jade tool", "gua-sha", ""),
        ("needles with moxa", "", ""),
        ("wet cupping light", "", ""),
        ("acupuncture low level laser", "", ""),
    ],
)
def test_how_a_technique_is_done_may_stand_in_its_name(
    typed: str, technique: str, region: str, vocabulary: Vocabulary
) -> None:
    assert (vocabulary.technique(typed), vocabulary.technique_place(typed)) == (technique, region)


def test_a_detail_of_every_technique_names_none_and_no_place(vocabulary: Vocabulary) -> None:
    denied = ("no ", "without ", "little ", "minimal ")
    for detail in anatomy.points().details[EVERYWHERE]:
        said = detail.replace("#", "5")
        assert not vocabulary.known_readings(said), detail
        assert detail.startswith(denied) or vocabulary.technique_recogniser.find(key(said)) is None, detail


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("LI4 gentle", "LI4"),
        ("gentle", ""),
        ("LI4 (gentle), 20-30 min", "LI4"),
        ("with 3 seeds", ""),
        ("LI4 and something", "LI4 and something"),
        ("LI4 with something else, gentle", "LI4 with something else"),
        ("", ""),
    ],
)
def test_what_is_said_beside_a_place_is_taken_away(text: str, bare: str) -> None:
    details = PlaceDetails({EVERYWHERE: frozenset({"gentle", "# min"}), "seeds": frozenset({"# seeds"})})
    assert details.without(text, "seeds") == bare
    assert details.without(text, TOLD) == bare or "seeds" in text


def test_a_point_beside_the_region_it_lies_in_is_read_with_it(vocabulary: Vocabulary) -> None:
    assert [place.id for place in vocabulary.places("hand - Hegu")] == ["hand", "LI4"]
