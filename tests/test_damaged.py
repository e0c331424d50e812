"""Answers files as mail, word processors and phones leave them: read as typed, or refused at the true place."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import DAY
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from acucheck.answers import load
from acucheck.assess import assess
from acucheck.errors import AcucheckError, InvalidAnswers
from acucheck.located import from_yaml
from acucheck.located.file_kinds import file_kind
from acucheck.model.answers import Answers
from acucheck.model.book import RuleBook
from acucheck.model.ids import QuestionId
from acucheck.names.vocabulary import Vocabulary

WHOLE = """\
plan: {manual needling: [LI4 left, ST36], cupping: not named}
danger: none
today: none
age: 68
pregnant: no
bleeding: [maybe bleeding-disorder]
medicines:
  - Eliquis 5 mg
  - grandma's tonic
skin: none
"""

Load = Callable[[str | bytes], Answers]


@pytest.fixture(params=[getattr(yaml, "CBaseLoader", yaml.BaseLoader), yaml.BaseLoader], ids=["C", "Python"])
def _parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(from_yaml, "PARSER", request.param)


both_parsers = pytest.mark.usefixtures("_parser")


@pytest.fixture
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vocabulary: Vocabulary) -> Load:
    """The answers in a file, which is called `a`."""
    monkeypatch.chdir(tmp_path)

    def read(content: str | bytes) -> Answers:
        Path("a").write_bytes(content.encode() if isinstance(content, str) else content)
        return load("a", vocabulary, DAY).answers

    return read


def other(line: str, becomes: str) -> str:
    assert line in WHOLE
    return WHOLE.replace(line, becomes)


LIST = "medicines:\n  - Eliquis 5 mg\n  - grandma's tonic\n"
BULLETS = {
    "bullets": "•\u00a0", "bullets and tabs": "•\t", "indented bullets": "  • ", "short dashes": "– ",
    "minus signs": "\u2212 ", "long dashes without a space": "  —", "stars": "* ", "middle dots": "· ",
    "dashes without a space": "-",
}  # fmt: skip

MENDED = {
    "a space that does not break behind a colon": other("pregnant: no", "pregnant:\u00a0no"),
    "such spaces everywhere": WHOLE.replace(" ", "\u00a0"),
    "a narrow space": other("age: 68", "age:\u202f68"),
    "a space without width behind a colon": other("age: 68", "age:\u200b68"),
    "a space without width in a name": other("Eliquis", "Eli\u200bquis"),
    "a joiner in a name": other("Eliquis", "Eli\u200dquis"),
    "a soft hyphen in the name of an entry": other("pregnant", "preg\u00adnant"),
    "a mark of direction": other("age: 68", "\u200eage: 68"),
    "a mark of UTF-8 in the middle": other("today: none", "\ufefftoday: none"),
    "no space behind a colon": other("age: 68", "age:68"),
    "no space behind the first colon": other("plan: {", "plan:{"),
    "a full-width colon": other("age: 68", "age\uff1a68"),
    "a full-width colon deeper down": other(
        "plan: {manual needling: [LI4 left, ST36], cupping: not named}",
        "plan:\n  manual needling\uff1a [LI4 left, ST36]\n  cupping\uff1anot named",
    ),
    "a full-width comma": other("[LI4 left, ST36]", "[LI4 left\uff0cST36]"),
    "capital letters": WHOLE.replace("medicines:", "Medicines:").replace("age:", "Age:").replace("danger", "DANGER"),
    "a space in front of a colon": other("age:", "Age :"),
    "curly quotes round a number": other("68", "“68”"),
    "curly quotes round a word": other("danger: none", "danger: “none”"),
    "single curly quotes": other("danger: none", "danger: ‘none’"),
    "low quotes": other("danger: none", "danger: „none“"),
    "angle quotes": other("danger: none", "danger: «\u00a0none\u00a0»"),
    "curly quotes in a list": other(LIST, "medicines: [“Eliquis 5 mg”, ‘grandma’s tonic’]\n"),
    "curly quotes round the name of an entry": other("age", "“age”"),
    "maybe and a space that does not break": other("maybe bleeding", "maybe\u00a0bleeding"),
    "a question mark for maybe": other("[maybe bleeding-disorder]", "bleeding-disorder?"),
    "a capital maybe": other("maybe", "Maybe"),
    "a dash of print in a word": other("bleeding-disorder", "bleeding–disorder"),
    "quoted mail": "".join(f"> {line}\n" for line in WHOLE.splitlines()),
    "mail quoted twice": "".join(f">> {line}\n" for line in WHOLE.splitlines()),
    "Windows line ends": WHOLE.replace("\n", "\r\n"),
    "Windows line ends and curly quotes": other("danger: none", "danger: “none”").replace("\n", "\r\n"),
    "tabs": WHOLE.replace("  - ", "\t- ").replace("age: ", "age:\t"),
    "spaces at the ends of lines": WHOLE.replace("\n", "  \n"),
    **{name: WHOLE.replace("  - ", mark) for name, mark in BULLETS.items()},
}


@both_parsers
@pytest.mark.parametrize("text", MENDED.values(), ids=MENDED)
def test_what_has_one_meaning_is_read_as_it_was_typed(loaded: Load, text: str) -> None:
    assert text != WHOLE
    found, whole = loaded(text), loaded(WHOLE)
    assert re.sub("['’\"]", "", repr(found)) == re.sub("['’\"]", "", repr(whole))


@pytest.mark.parametrize("age", ["68 years", "68 yrs", "68y", "68 years old", "68,0", "68.00", "+68", "68."])
def test_a_number_may_have_its_unit_behind_it(loaded: Load, age: str) -> None:
    assert loaded(f"age: {age}\n")[QuestionId("age")].value == 68  # type: ignore[union-attr]


NO_COLON = "there is no colon with a space behind it on this line"
LINES = "did you mean 'maybe bleeding-disorder'?"
REFUSED = {
    "a birth date": (other("68", "12.3.1958"), "4:6: expected a number, not this; write years as in 'age: 60'"),
    "an age in months": (other("68", "18 months"), "4:6: expected a number, not this"),
    "maybe run into a word": (other("maybe bleeding", "maybe\u200bbleeding"), f"6:12: {LINES}"),
    "another word for maybe": (other("maybe", "suspected"), f"6:12: {LINES}"),
    "a line of mail in front": ("Jo wrote\n> age: 68\n", "2:1: this line begins with '>'"),
    "mail quoted in part": ("danger: none\n> age: 68\n", "2:1: this line begins with '>'"),
    "mail quoted in part, first": ("> age: 68\ndanger: none\n", "1:1: this line begins with '>'"),
    "the foot of a phone's mail": (WHOLE + "\nSent from my phone\n", f"12:1: {NO_COLON}"),
    "a signature": (WHOLE + "-- \nJo Doe\n", f"11:1: {NO_COLON}"),
    "a code fence": (f"```yaml\n{WHOLE}```\n", "1:1: a line of backticks is no answer; take it out"),
    "tabs and spaces": (WHOLE.replace("  - E", "\t- E"), "8:1: this line is indented with a tab; use spaces"),
    "a line end of print": (other("today: none\n", "today: none\u2028"), "3:12: a line ends here in a way that"),
    "one name twice": (other("age: 68", "age: 68\nAge: 70"), "5:1: this stands here twice; it is already on line 4"),
    "a list without dashes": (other(LIST, LIST.replace("- ", "")), "8:3: this runs on into the next line"),
    "one straight quote": (other("danger: none", 'danger: "none”'), "2:9: the quote that opens here is not closed"),
    "a wrong word behind mended ones": ("age:\u00a0\u200b68\nskin:\u200b\u00a0 x\n", "2:9: this is not a line of"),
    "a wrong word behind a mended bullet": ("age:68\nskin:\n•\u200b scars\n•wrong\n", "4:2: this is not a line of"),
    "a remark behind a space that does not break": (other("Eliquis 5 mg", "Tylenol\u00a0 #3, warfarin"), "8:14: what"),
    "Latin-1": (other("tonic", "thé").encode("cp1252"), "9:17: this is not UTF-8 text; save the file as UTF-8"),
    "UTF-16": (WHOLE.encode("utf-16"), "1:1: this is text in UTF-16; save it as UTF-8"),
    "UTF-16 without its mark": (WHOLE.encode("utf-16-be"), "1:1: this is text in UTF-16; save it as UTF-8"),
}  # fmt: skip


@both_parsers
@pytest.mark.parametrize(("content", "says"), REFUSED.values(), ids=REFUSED)
def test_what_has_no_one_meaning_is_refused_where_it_is_to_be_mended(
    loaded: Load, content: str | bytes, says: str
) -> None:
    with pytest.raises(InvalidAnswers) as error:
        loaded(content)
    place, _, sentence = says.partition(": ")
    first = str(error.value).splitlines()[0]
    assert first.startswith(f"a:{place}: ")
    assert sentence in first


def test_a_sign_behind_a_space_that_does_not_break_is_no_remark(loaded: Load) -> None:
    medicines = loaded("medicines: Tylenol\u00a0#3, warfarin\n")[QuestionId("medicines")]
    assert [name.typed for name in medicines.entries] == ["Tylenol #3", "warfarin"]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"PK\x03\x04....answers.yaml", "a zip"),
        (b"PK\x03\x04....word/document.xml", "Word, .docx"),
        (b"PK\x03\x04....xl/workbook.xml", "Excel, .xlsx"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", ".odt"),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.spreadsheet", ".ods"),
        (b"%PDF-1.7\n", "PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"<!DOCTYPE html><html>", "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Office"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\x00\x00\x00\x18ftypheic", "HEIC"),
        (b"\xff\xfea\0", "UTF-16"),
    ],
)
def test_a_file_that_is_no_text_is_named_as_what_it_is(loaded: Load, data: bytes, says: str) -> None:
    with pytest.raises(InvalidAnswers, match=rf"^a:1:1: this is .*{says}"):
        loaded(data)


@pytest.mark.parametrize("data", [b"", b"a", b"age: 34\n", "é: ü".encode(), b"{}", b"\0\0\0\0"])
def test_text_is_taken_for_text(data: bytes) -> None:
    assert file_kind(data) is None


# Whatever is damaged, nobody comes out milder

PERSON = [
    "plan: {manual needling: [LI4 left, ST36], cupping: not named}", "danger: none", "today: none", "age: 68",
    "pregnant: could-be", "bleeding: [maybe bleeding-disorder, blood-thinner]",
    "medicines: [Eliquis 5 mg, maybe warfarin, no aspirin]", "devices: [pacemaker]", "cancer-immune: [nodes-removed]",
    "lymph-limb: [left arm]", "skin: not sure", "conditions: [epilepsy]",
]  # fmt: skip
ODD = "\u00a0\u200b\u202f\ufeff\u00ad\u2009\t \r•–—*-“”‘’\"':\uff1a>?…\u3000\u2028"
"""What programs put in; a comma or a `#` is put in by people, who mean it."""

SWAPS = {
    " ": "\u00a0\u202f\t", ":": "\uff1a", ",": "\uff0c;", '"': "“”", "'": "’", "-": "–—\u2011",
    "a": "A", "n": "N", "m": "M",
}  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Some answers, damaged in up to three places: a character put in, taken out or changed as programs change it."""
    lines = draw(st.lists(st.sampled_from(PERSON), min_size=3, unique=True))
    text = "\n".join(lines) + "\n"
    if draw(st.booleans()):
        text = text.replace("[Eliquis 5 mg, maybe warfarin, no aspirin]", "\n• Eliquis 5 mg\n• maybe warfarin")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text) - 1))
        kind = draw(st.sampled_from(["put in", "swap", "swap all", "no space"]))
        if kind == "put in":
            text = text[:at] + draw(st.sampled_from(ODD)) + text[at:]
        elif kind == "swap":
            text = text[:at] + draw(st.sampled_from(SWAPS.get(text[at], text[at]))) + text[at + 1 :]
        elif kind == "swap all":
            old = draw(st.sampled_from(list(SWAPS)))
            text = text.replace(old, draw(st.sampled_from(SWAPS[old])))
        else:
            text = text.replace(": ", ":")
    return "\n".join(lines) + "\n\0" + text


@pytest.mark.usefixtures("quick")
@settings(deadline=None, max_examples=400, database=None)
@given(both=damaged())
def test_no_damage_makes_an_outcome_milder(
    both: str, vocabulary: Vocabulary, book: RuleBook, tmp_path_factory: pytest.TempPathFactory
) -> None:
    whole, text = both.split("\0")
    path = tmp_path_factory.getbasetemp() / "damaged.yaml"

    def outcome(content: str) -> Any:  # noqa: ANN401 - the bounds of an outcome
        path.write_text(content, encoding="utf-8", newline="")
        return assess(book, load(str(path), vocabulary, DAY).answers).outcome

    assume(any(line.split(":")[0] not in {"plan", "lymph-limb"} for line in whole.splitlines()))
    before = outcome(whole)
    with suppress(AcucheckError):  # refused is never milder
        after = outcome(text)
        assert (before.stands, before.worst) <= (after.stands, after.worst)
