"""Lists as people have them: a table from a spreadsheet, a JSON list; every wrong cell by its row and column."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path
from string import ascii_letters
from typing import Any

import pytest
from conftest import DAY
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from acucheck.answers.explanations import table_template
from acucheck.answers.tables import delimiter_of
from acucheck.cli import app, list_streams
from acucheck.located import json_array, table
from acucheck.model.book import RuleBook
from acucheck.model.levels import Audience
from acucheck.names.vocabulary import Vocabulary

TABLES = Path(__file__).parent / "tables"
PEOPLE = TABLES / "people.csv"
"""Two hundred people made up, in a table that LibreOffice 7.4 wrote as CSV."""

SAME = TABLES / "people.jsonl"
"""The same people as answers files have them."""

SENTINEL = "zzsecretzz"


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, ["batch", *arguments, "--as-of", DAY.isoformat()], input=text)


Batch = Callable[..., Result]


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Batch:
    """The command over a file with some content, called `list.csv` where nothing else is said."""
    monkeypatch.chdir(tmp_path)

    def run_over(content: str | bytes, name: str = "list.csv") -> Result:
        if isinstance(content, str):
            content = content.encode()
        Path(name).write_bytes(content)
        return run(name)

    return run_over


def found(result: Result) -> list[dict[str, Any]]:
    """The lines of those who could be read."""
    lines = map(json.loads, result.stdout.splitlines())
    return [line for line in lines if "problem" not in line]


def problems(result: Result) -> list[str]:
    told = [line.removeprefix("list.csv: ") for line in result.stderr.splitlines()]
    missing = [line for line in told if line.startswith("Not assessed: ")]
    return [line for line in told if line not in missing]


def answered(content: str, vocabulary: Vocabulary) -> list[Any]:
    """The id and the answers of each person in a table."""
    entries = list_streams.records_in(BytesIO(content.encode()), "list.csv", vocabulary, several=False, is_table=True)
    return [entry.read(vocabulary, DAY) for entry in entries]


def as_json(people: list[dict[str, object]], vocabulary: Vocabulary) -> list[Any]:
    text = "".join(json.dumps(person) + "\n" for person in people)
    entries = list_streams.records_in(BytesIO(text.encode()), "list", vocabulary, several=False, is_table=False)
    return [entry.read(vocabulary, DAY) for entry in entries]


# What a spreadsheet wrote


@pytest.fixture(scope="session")
def as_lines() -> str:
    result = run(str(SAME))
    assert (result.exit_code, result.stderr) == (0, "")
    assert len(result.stdout.splitlines()) == 200
    return result.stdout


def test_a_table_from_a_spreadsheet_gives_the_same_lines_as_the_same_people_in_json(as_lines: str) -> None:
    result = run(str(PEOPLE))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == as_lines


FEW = 30
"""So many people, the first of the list, show how a table is written: their cells have all its awkward characters."""


@pytest.fixture(scope="session")
def few_lines(as_lines: str) -> str:
    return "".join(as_lines.splitlines(keepends=True)[:FEW])


def rows() -> list[list[str]]:
    """The rows of the table, its head among them."""
    return list(csv.reader(PEOPLE.read_text(encoding="utf-8").splitlines(keepends=True), delimiter=";"))


def test_the_first_people_have_every_character_of_the_whole_list_but_plain_letters() -> None:
    missing = characters(rows()) - characters(rows()[: FEW + 1])
    assert missing <= set(ascii_letters)


def characters(some: list[list[str]]) -> set[str]:
    """Every character of some rows."""
    found: set[str] = set()
    for row in some:
        found.update(*row)
    return found


def in_other_words(delimiter: str, quoting: Any, end: str) -> str:  # noqa: ANN401 - a constant of the library
    text = StringIO()
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator=end).writerows(rows()[: FEW + 1])
    return text.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
def test_the_delimiter_is_found_out_and_line_ends_and_the_mark_of_utf_8_are_taken(
    batch: Batch,
    few_lines: str,
    delimiter: str,
    quoting: Any,  # noqa: ANN401 - as above
) -> None:
    text = in_other_words(delimiter, quoting, "\r\n")
    assert batch(b"\xef\xbb\xbf" + text.encode()).stdout == few_lines
    assert batch(f"sep={delimiter}\r\n{text}").stdout == few_lines
    assert run("-", text=text).stdout == few_lines
    assert batch(text, "list.txt").stdout == few_lines


def test_a_json_list_gives_the_same_lines(batch: Batch, as_lines: str, few_lines: str) -> None:
    people = [json.loads(line) for line in SAME.read_text(encoding="utf-8").splitlines()]
    assert batch(json.dumps(people), "list.json").stdout == as_lines
    few = people[:FEW]
    for text in (json.dumps(few, indent=2, ensure_ascii=False), "\ufeff\n " + json.dumps(few)):
        assert batch(text, "list.json").stdout == few_lines
        assert run("-", text=text).stdout == few_lines


# What a cell says

HEADER = "id;plan;plan: cupping;danger;age;pregnant;bleeding;medicines;numb-where;pregnancy-weeks"


def test_cells_hold_what_an_answers_file_holds(vocabulary: Vocabulary) -> None:
    rows = (
        (
            'a;manual needling: LI4 left, ST36;BL23;None;68 years;TRUE;"blood-thinner; maybe Bleeding disorder";'
            '"Eliquis 5 mg; not sure";"left foot; hand";24 weeks'
        ),
        "b;cupping;;no;;n;?;NO;;",
        "c;;yes;;40;Unsure;none;idk;;",
    )
    whole = answered("\n".join([HEADER, *rows]), vocabulary)
    assert whole == as_json(
        [
            {
                "id": "a",
                "plan": {"manual needling": ["LI4 left", "ST36"], "cupping": ["BL23"]},
                "danger": "none",
                "age": "68 years",
                "pregnant": "yes",
                "bleeding": ["blood-thinner", "maybe bleeding-disorder"],
                "medicines": ["Eliquis 5 mg", "not sure"],
                "numb-where": ["left foot", "hand"],
                "pregnancy-weeks": "24 weeks",
            },
            {
                "id": "b",
                "plan": {"cupping": "not named"},
                "danger": "none",
                "pregnant": "no",
                "bleeding": "not sure",
                "medicines": "none",
            },
            {
                "id": "c",
                "plan": {"cupping": "not named"},
                "age": 40,
                "pregnant": "not sure",
                "bleeding": "none",
                "medicines": "not sure",
            },
        ],
        vocabulary,
    )


def test_an_empty_cell_is_not_asked_and_never_no(vocabulary: Vocabulary) -> None:
    (person,) = answered("danger,bleeding,medicines,plan: cupping\nnone,,\u200b ,no\n", vocabulary)
    assert set(person.answers) == {"danger"}


def test_blank_rows_are_nobody_and_rows_are_counted_as_a_spreadsheet_counts_them(vocabulary: Vocabulary) -> None:
    text = ';;\n\nAge;name;DATE\n40;"Jo\nDoe";\n;;\n41;Zoë;20.11.2026\n'
    with pytest.raises(Exception, match=r'row 4, column "name" \(B\): expected one line of text here, not several'):
        answered(text, vocabulary)
    people = answered(text.replace("Jo\nDoe", "Jo Doe"), vocabulary)
    assert [person.head.id for person in people] == ["row 4", "row 6"]


def test_several_lists_in_one_run_name_the_rows_by_their_list(batch: Batch, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("age\n40\n")
    (tmp_path / "b.json").write_text('[{"age": 40}]')
    assert [each["id"] for each in found(run("a.csv", "b.json"))] == ["a.csv row 2", "b.json record 1"]
    assert batch("", "a.csv").exit_code == 5


@pytest.mark.parametrize(
    ("day", "read"),
    [
        ("2026-11-03", date(2026, 11, 3)),
        ("2026-11-03 00:00:00", date(2026, 11, 3)),
        ("2026–11–03", date(2026, 11, 3)),  # noqa: RUF001 - the dash of print
        ("3.11.2026", date(2026, 11, 3)),
        ("11/21/2026", date(2026, 11, 21)),
        ("21/11/2026", date(2026, 11, 21)),
        ("11/11/2026", date(2026, 11, 11)),
        ("3/11/2026", None),
        ("31.2.2026", None),
        ("13/13/2026", None),
        ("yesterday", None),
    ],
)
def test_a_day_is_read_as_spreadsheets_write_it_where_it_is_one_day(batch: Batch, day: str, read: date | None) -> None:
    result = batch(f"date,age\n{day},40\n")
    if read is None:
        assert result.exit_code == 3
        assert problems(result) == [
            'row 2, column "date" (A): write the day on which this was answered as 2026-11-29: year, month, day'
        ]


# What is wrong is named by row and column

COLUMNS = {
    "id": "i", "date": "2026-11-20", "answered-by": "patient", "plan": "gua sha", "plan: cupping": "BL23",
    "danger": "none", "age": "40", "pregnant": "no", "bleeding": "none", "medicines": "aspirin", "numb-where": "hand",
    "pregnancy-weeks": "24", "inr-in-range": "yes",
}  # fmt: skip
WRONG = [
    ("id", "x" * 201, "this has more than 200 characters"),
    ("date", "29/02", "write the day on which this was answered as 2026-11-29"),
    ("date", "2026-12-24", "this day is still to come"),
    ("answered-by", "nurse", "expected one of patient, helper, practitioner, not this"),
    ("plan", "gua sha: back: BL23", "put ';' between two techniques"),
    ("plan", "gua sha: BL23, cupping", "put ';' between two techniques"),
    ("plan", "TRUE", "write the technique that is planned"),
    ("plan: cupping", "none", "write 'not named' alone when the places are not known"),
    ("danger", "chest-pane", "this is not a line of 'danger'; did you mean 'chest-pain'?"),
    ("danger", "FALSE", "this does not say which lines of 'danger'"),
    ("age", "4O", "expected a number, not this; write years as in 'age: 60'"),
    ("age", "140", "expected years from 0 to 120"),
    ("age", "1,500", "expected a number, not this"),
    ("pregnant", "No?", "expected no, yes, could-be, after-birth or 'not sure'"),
    ("bleeding", "none; easy-bleeding", "this is not a line of 'bleeding'"),
    ("bleeding", "suspected bleeding-disorder", "did you mean 'maybe bleeding-disorder'?"),
    ("bleeding", "yes", "this does not say which lines of 'bleeding'"),
    ("medicines", "TRUE", "this answers only a question of yes and no"),
    ("medicines", "aspirin; none", "'none' stands alone"),
    ("numb-where", "hand; none", "'none' stands alone"),
    ("pregnancy-weeks", "243", "write weeks as 24 or 24+3"),
    ("inr-in-range", "1", "expected yes, no or 'not sure'"),
    ("medicines", "a\x07", "there is a control character here (U+0007)"),
]


def test_each_wrong_cell_is_named_by_row_and_column_and_not_repeated(batch: Batch) -> None:
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for number, (column, wrong, _) in enumerate(WRONG):
        writer.writerow((COLUMNS | {column: wrong}).values())
        writer.writerow((COLUMNS | {"id": f"fine {number}"}).values())
    result = batch(text.getvalue())
    assert result.exit_code == 3
    assert [each["id"] for each in found(result)] == [f"fine {number}" for number in range(len(WRONG))]
    said = problems(result)
    for number, ((column, _, sentence), line) in enumerate(zip(WRONG, said, strict=True)):
        letter = chr(ord("A") + list(COLUMNS).index(column))
        assert line.startswith(f'row {2 + 2 * number}, column "{column}" ({letter}): ')
        assert sentence in line


def test_all_that_is_wrong_in_a_row_is_named_in_one_run(batch: Batch) -> None:
    result = batch(f"id,age,bleeding,medicines\nx,{SENTINEL},{SENTINEL},TRUE\n")
    assert [line.split(":")[0] for line in problems(result)] == [
        'row 2, column "age" (B)',
        'row 2, column "bleeding" (C)',
        'row 2, column "medicines" (D)',
    ]
    assert SENTINEL not in result.output


HEADERS = {
    "unknown": (f"id,age,{SENTINEL}", ["row 1, column C: no question has this name; the first row holds"]),
    "misspelt": ("age,medicins", ["row 1, column B: no question has this name; did you mean 'medicines'?"]),
    "twice": (
        "age,Medicines,medicines",
        ["row 1, column C: this column stands here twice; it is already row 1, column B"],
    ),
    "one technique twice": (
        "age,plan: cupping,plan: Cups",
        ["row 1, column C: this column stands here twice; it is already row 1, column B"],
    ),
    "unknown technique": ("age,plan: zapping", ["row 1, column B: no one technique has the name behind 'plan:'"]),
    "not UTF-8": (b"age,plan: \xe9", ["row 1, column B: this is not UTF-8 text; save the list as CSV with UTF-8"]),
    "all": ("foo;age;bar", ["row 1, column A: no question", "row 1, column C: no question"]),
    "a table without a first row": (f"{SENTINEL},40", ["row 1, column A: no question", "row 1, column B: no question"]),
    "beyond Z": (",".join(["age", *([""] * 26), "foo"]), ["row 1, column AB: no question has this name"]),
}


@pytest.mark.parametrize(("header", "says"), HEADERS.values(), ids=HEADERS)
def test_a_first_row_that_is_wrong_refuses_the_whole_table(batch: Batch, header: str | bytes, says: list[str]) -> None:
    if isinstance(header, str):
        header = header.encode()
    result = batch(header + b"\n1,2,3\n")
    assert (result.exit_code, found(result)) == (3, [])
    for line, sentence in zip(problems(result), says, strict=True):
        assert line.startswith(sentence)
    assert SENTINEL not in result.output


ROWS = {
    "short": ("40", "row 2: there are 1 cells in this row, and 3 in the first one"),
    "long": ("40,none,,", "row 2: there are 4 cells in this row, and 3 in the first one"),
    "a column without a name": ("40,none,x", "row 2, column C: this column has no name in the first row"),
    "a quote inside": ('40,"none"x,', "row 2: a quote in this row is not closed or stands inside a text"),
    "a quote to the end": ('40,"none,', "row 2: a quote in this row is not closed"),
    "rows run together": (
        '40,"none,\n41,none,\n42,none",',
        'row 2, column "danger" (B): a quote is not closed here, so that rows below are a part of this cell',
    ),
    "only an empty plan": (",,", None),
}


@pytest.mark.parametrize(("row", "says"), ROWS.values(), ids=ROWS)
def test_a_row_that_is_wrong_is_named(batch: Batch, row: str, says: str | None) -> None:
    result = batch(f"age,danger,\n{row}\n")
    if says is None:
        assert result.exit_code == 5
    else:
        assert (result.exit_code, found(result)) == (3, [])
        (line,) = problems(result)
        assert line.startswith(says)


def test_a_byte_that_is_not_utf_8_is_named_in_its_cell_and_the_others_go_on(batch: Batch) -> None:
    result = batch("id,age,medicines\na,40,thé\nb,41,none\n".encode("cp1252"))
    assert [each["id"] for each in found(result)] == ["b"]
    assert problems(result) == [
        'row 2, column "medicines" (C): this is not UTF-8 text; save the list as CSV with UTF-8'
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("age\n40\n".encode("utf-16"), "this is text in UTF-16; save it as UTF-8"),
        (b"PK\x03\x04\n...xl/workbook.xml", "this is a spreadsheet (Excel, .xlsx); save it as CSV (UTF-8)"),
        (b"%PDF-1.7\n\n", "this is a document (PDF)"),
    ],
)
def test_a_list_that_is_no_text_is_named_as_what_it_is(batch: Batch, content: bytes, says: str) -> None:
    assert problems(batch(content))[0].removeprefix("list.csv:1:1: ").startswith(says)


def test_a_list_given_to_check_is_named_as_a_list(batch: Batch) -> None:
    batch("age\n40\n")
    result = CliRunner().invoke(app, ["check", "list.csv"])
    assert (result.exit_code, result.stderr) == (
        3,
        "list.csv:1:1: this is a list of people; give it to 'acucheck batch'\n",
    )


# The template


@pytest.mark.parametrize("audience", Audience)
def test_the_template_has_every_question_and_its_explanation_is_nobody(
    batch: Batch, book: RuleBook, audience: Audience
) -> None:
    text = CliRunner().invoke(app, ["template", "--format", "csv", "--for", audience.value]).stdout
    assert text == table_template(book, audience)
    header, explained = csv.reader(StringIO(text))
    assert header == ["id", "name", "date", "answered-by", *book.questions]
    assert batch(text).exit_code == 5
    row = ["p1", *("" for _ in header[1:])]
    row[header.index("age")] = "40"
    result = batch(text + ",".join(row) + "\n")
    assert ([each["id"] for each in found(result)], result.stderr) == (["p1"], "")
    assert all(explained)


def test_no_explanation_can_be_taken_for_an_answer(book: RuleBook, vocabulary: Vocabulary) -> None:
    header, explained = csv.reader(StringIO(table_template(book, Audience.PATIENT)))
    for name, explanation in zip(header, explained, strict=True):
        other = "age" if name != "age" else "danger"
        text = StringIO()
        csv.writer(text).writerows([[name, other], [explanation, "none"]])
        with pytest.raises(Exception, match="this is the template's explanation, beside answers"):
            answered(text.getvalue(), vocabulary)


def test_the_row_of_explanation_is_passed_over_with_fewer_columns_and_anywhere(batch: Batch, book: RuleBook) -> None:
    header, explained = csv.reader(StringIO(table_template(book, Audience.PATIENT)))
    kept = [header.index(name) for name in ("age", "danger")]
    text = StringIO()
    rows = [[header[number] for number in kept], ["40", "none"], [explained[number] for number in kept]]
    csv.writer(text, delimiter=";").writerows(rows)
    result = batch(text.getvalue())
    assert ([each["id"] for each in found(result)], result.stderr, result.exit_code) == (["row 2"], "", 0)


def test_an_explanation_with_an_answer_in_it_is_refused_and_the_others_go_on(batch: Batch, book: RuleBook) -> None:
    header, explained = csv.reader(StringIO(table_template(book, Audience.PATIENT)))
    text = StringIO()
    csv.writer(text).writerows([header, ["p1", *explained[1:]], ["p2", *("" for _ in header[2:]), "none"]])
    result = batch(text.getvalue())
    assert [each["id"] for each in found(result)] == ["p2"]
    assert problems(result)[0].startswith(
        'row 2, column "name" (B): this is the template\'s explanation, beside answers'
    )


# JSON lists

BROKEN_LISTS = {
    "a wrong part": ('[{"age": 1},\n {"age": "x"}, {"age": 3}]', ["1", "3"], "2:10: expected a number, not this"),
    "a wrong part on one line": ('[{"age": 1}, {"é": 2}]', ["1"], "1:15: no question has this name"),
    "a part not closed": ('[{"age": 1}, {"age": 2]', ["1"], "1:14: the list ends here without its ']'"),
    "a quote not closed": ('[{"age": 1}, {"age: 2}]', ["1"], "1:14: the list ends here without its ']'"),
    "a list not closed": ('[{"age": 1},', ["1"], "1:13: the list ends here without its ']'"),
    "something behind it": ('[{"age": 1}] {"age": 2}', ["1"], "1:14: nothing more is expected behind the list"),
    "two commas": ('[{"age": 1},, {"age": 2}]', ["1", "3"], "1:13: expected entries of the form 'name: value' here"),
    "a comma at the end": ('[{"age": 1},]', ["1"], "1:13: expected entries of the form"),
    "no comma": ('[{"age": 1} {"age": 2}]', [], "1:13: nothing more is expected here"),
    "a quote that is not closed": ('[{"age": 1},\n{"age": "2}]', ["1"], "2:1: the list ends here without its ']'"),
    "a list in a list": ('[[{"age": 1}]]', [], "1:2: expected entries of the form 'name: value' here"),
}


@pytest.mark.parametrize(("text", "ids", "says"), BROKEN_LISTS.values(), ids=BROKEN_LISTS)
def test_what_is_wrong_in_a_json_list_is_named_at_its_place(batch: Batch, text: str, ids: list[str], says: str) -> None:
    result = batch(text, "list.json")
    assert ([each["id"] for each in found(result)], result.exit_code) == ([f"record {each}" for each in ids], 3)
    assert problems(result)[0].startswith(f"list.json:{says}")


def test_an_empty_list_has_no_record(batch: Batch) -> None:
    assert batch(" [ ] ", "list.json").exit_code == 5


def test_a_part_beyond_all_measure_ends_the_list(batch: Batch) -> None:
    result = batch("[" + '{"age": 1}, {"medicines": "' + "x" * 1_100_000 + '"}]', "list.json")
    assert "a part of it has more than 1,000,000 bytes" in result.stderr


VALUES = st.recursive(st.text(max_size=5) | st.integers(), lambda inner: st.lists(inner, max_size=3), max_leaves=5)


@pytest.mark.usefixtures("quick")
@settings(deadline=None)
@given(people=st.lists(VALUES), indent=st.sampled_from([None, 1]), size=st.integers(1, 40))
def test_a_list_is_cut_into_its_parts_however_it_is_written_and_read(
    people: list[Any], indent: int | None, size: int
) -> None:
    stream = BytesIO(json.dumps(people, indent=indent, ensure_ascii=False).encode())
    parts = json_array.array_parts(lambda _: stream.read(size), 1_000)
    assert [json.loads(part.data) for part in parts] == people


@pytest.mark.usefixtures("quick")
@settings(deadline=None, max_examples=300)
@given(st.lists(st.sampled_from(["[", "]", "{", "}", ",", '"', "\\", "a", " ", "\n", "1"]), max_size=20))
def test_no_part_of_a_broken_list_is_passed_over(pieces: list[str]) -> None:
    text = "[" + "".join(pieces)
    stream = BytesIO(text.encode())
    parts = list(json_array.array_parts(lambda _: stream.read(3), 1_000))
    if not any(part.problem for part in parts):
        kept = "".join(part.data.decode() for part in parts)
        assert [letter for letter in kept if letter in 'a1"\\'] == [letter for letter in text if letter in 'a1"\\']


# The table itself


def test_columns_are_lettered_as_a_spreadsheet_letters_them() -> None:
    assert [table.column_letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_a_first_line_without_a_known_name_is_no_table(book: RuleBook) -> None:
    assert delimiter_of("foo;bar,baz", book) is None
    assert delimiter_of("x" * 2_000_000, book) is None
    assert delimiter_of("age", book) == ","
    assert delimiter_of("id;Plan: cupping;age, in years", book) == ";"
