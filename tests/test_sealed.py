"""What was decoded when acucheck was built: the same as a strict reading, and never served when it might not be."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from acucheck import precompile, precompiled
from acucheck.errors import Place
from acucheck.model.book import RuleBook
from acucheck.model.practice import Silence
from acucheck.names import anatomy, dictionary, dictionary_index, entries, lexicon
from acucheck.names.dictionary_index import LEXICON, Packed
from acucheck.names.entries import Lexicon, NewSigns, Points
from acucheck.rulebook import RuleFile, default_rules, loading, rule_book

ROOT = Path(__file__).parent.parent
PEOPLE = ROOT / "acucheck" / "people"
INDEXES = tuple(dictionary.INDEXES)
NAMES = {"rules", *INDEXES, "points", "regions", "lexicon", "new-signs"}


@pytest.fixture(scope="module")
def decoded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built") / "decoded"
    precompile.write(str(folder))
    return folder


@pytest.fixture
def folder(decoded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of decoded files, to be read instead of that of this checkout."""
    where = tmp_path / "decoded"
    shutil.copytree(decoded, where)
    monkeypatch.setattr(precompiled, "FOLDER", where)
    return where


@pytest.fixture
def strictly(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What has been read strictly."""
    read: list[str] = []

    def note(name: str, result: object) -> object:
        read.append(name)
        return result

    book = RuleFile(EMPTY, {}, {})
    monkeypatch.setattr(loading, "load", lambda _: note("rules", book))
    monkeypatch.setattr(dictionary, "INDEXES", {name: lambda name=name: note(name, {}) for name in INDEXES})
    for name in ("points", "regions"):
        monkeypatch.setattr(anatomy, name, lambda name=name: note(name, None))
    for name, read_strictly in (("lexicon", "lexicon"), ("new-signs", "new_signs")):
        monkeypatch.setattr(lexicon, read_strictly, lambda name=name: note(name, None))
    return read


EMPTY = RuleBook("", "", "", "", None, {}, {}, {}, {}, {}, {}, {}, {}, {})  # type: ignore[arg-type]


def read_all() -> None:
    rule_book()
    for name in INDEXES:
        getattr(dictionary_index, name)()
    dictionary_index.points()
    dictionary_index.regions()
    dictionary_index.lexicon()
    dictionary_index.new_signs()


# It is the same


@pytest.mark.usefixtures("folder")
def test_the_decoded_rule_book_is_the_strictly_read_one(book: RuleBook, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "load", refused)
    found = rule_book()
    assert found == book
    assert found.digest == book.digest
    assert [list(getattr(found, name)) for name in SECTIONS] == [list(getattr(book, name)) for name in SECTIONS]
    assert {name: rule.place for name, rule in found.rules.items()} == {
        name: rule.place for name, rule in book.rules.items()
    }


SECTIONS = ("sources", "topics", "techniques", "questions", "facts", "rules", "aftercare", "alternatives")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", INDEXES)
def test_a_decoded_dictionary_of_names_is_the_strictly_read_one(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    strict = dictionary.INDEXES[name]()
    monkeypatch.setattr(dictionary, "INDEXES", {})
    found = getattr(dictionary_index, name)()
    assert dict(found) == dict(strict)
    assert len(found) == len(strict)
    assert found.get("no such name") is None


@pytest.mark.usefixtures("folder")
def test_decoded_points_and_regions_are_the_strictly_read_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    points, regions = anatomy.points(), anatomy.regions()
    for name in ("points", "regions"):
        monkeypatch.setattr(anatomy, name, refused)
    assert dictionary_index.points() == points
    assert list(dictionary_index.points().points) == list(points.points)
    assert dictionary_index.regions() == regions


@pytest.mark.usefixtures("folder")
def test_decoded_words_are_the_strictly_read_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    words, new_signs = lexicon.lexicon(), lexicon.new_signs()
    for name in ("lexicon", "new_signs"):
        monkeypatch.setattr(lexicon, name, refused)
    assert dictionary_index.lexicon() == words
    assert dictionary_index.new_signs() == new_signs


def refused(*_: object) -> NoReturn:
    raise AssertionError("there is no need to read strictly")


# And nothing else is served


def test_what_is_sealed_is_not_read_again(folder: Path, strictly: list[str]) -> None:
    assert {path.name for path in folder.iterdir()} == NAMES
    read_all()
    assert strictly == []


def test_a_rule_book_that_is_named_is_read_strictly(folder: Path, strictly: list[str]) -> None:
    assert (folder / "rules").exists()
    rule_book(str(default_rules()))
    assert strictly == ["rules"]


def test_a_changed_yaml_is_read(
    folder: Path, strictly: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(entries.FOLDER, changed)
    shutil.copy(default_rules(), changed / "rules.yaml")
    monkeypatch.setattr(entries, "FOLDER", changed)
    monkeypatch.setattr("acucheck.rulebook.source.default_rules", lambda: changed / "rules.yaml")
    read_all()
    assert strictly == []
    for path in changed.iterdir():
        path.write_bytes(path.read_bytes() + b"#\n")
    read_all()
    assert set(strictly) == {path.name for path in folder.iterdir()}


@pytest.fixture
def fresh_code() -> Iterator[None]:
    """The digest of the code is worked out again, for this test alone."""
    precompiled.code.cache_clear()
    yield
    precompiled.code.cache_clear()


@pytest.mark.usefixtures("fresh_code", "folder")
@pytest.mark.parametrize("name", precompiled.CODE)
def test_changed_code_is_obeyed(
    name: str, strictly: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "acucheck"
    for each in precompiled.CODE:
        (package / each).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(precompiled.PACKAGE / each, package / each)
    (package / name).write_text((package / name).read_text(encoding="utf-8") + "#\n", encoding="utf-8")
    monkeypatch.setattr(precompiled, "PACKAGE", package)
    read_all()
    assert set(strictly) == NAMES


@pytest.mark.usefixtures("fresh_code", "folder")
def test_without_the_code_all_is_read(strictly: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precompiled, "PACKAGE", tmp_path)
    read_all()
    assert set(strictly) == NAMES


# Whichever Python built it


@pytest.mark.usefixtures("fresh_code", "folder")
def test_what_was_decoded_under_one_version_of_unicode_is_served_under_every_other(
    strictly: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("unicodedata.unidata_version", "99.0.0")
    read_all()
    assert strictly == []


def test_the_oldest_tables_of_letters_decode_the_dictionaries_to_the_same(tmp_path: Path) -> None:
    oldest = "import unicodedata; from acucheck.names import spelling; spelling.unicodedata = unicodedata.ucd_3_2_0;"
    for folder, tables in (("new", ""), ("old", oldest)):
        program = f"{tables}import sys; from acucheck.precompile import write; write(sys.argv[1])"
        command = [sys.executable, "-c", program, str(tmp_path / folder)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "0"}, timeout=120, check=True)
    for name in NAMES:
        assert (tmp_path / "old" / name).read_bytes() == (tmp_path / "new" / name).read_bytes(), name


@pytest.mark.parametrize("name", ["rules", *LEXICON, "harmless", "points", "regions", "techniques"])
def test_every_character_of_a_source_is_read_alike_by_every_python(name: str) -> None:
    path = default_rules() if name == "rules" else dictionary_index.source(name)
    assert precompile.are_settled(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("character", "settled"),
    [
        ("a", True),
        ("\N{LATIN SMALL LETTER E WITH ACUTE}", True),
        ("\N{VULGAR FRACTION ONE HALF}", True),
        ("\N{CJK UNIFIED IDEOGRAPH-91DD}", True),
        ("\N{KATAKANA MIDDLE DOT}", True),  # of another class of punctuation now, and no part of a spelling
        ("\N{LATIN CAPITAL LETTER SHARP S}", False),  # of Unicode 5.1
        ("\N{ARABIC LETTER NOON WITH TWO DOTS BELOW}", False),
        ("\N{KHMER INDEPENDENT VOWEL QAQ}", True),
        ("\N{ETHIOPIC DIGIT ONE}", False),  # once a digit, now a number of another class
        ("\N{CJK COMPATIBILITY IDEOGRAPH-2F868}", False),  # what it stands for was put right
        ("\U0001fae9", False),  # of Unicode 16
    ],
)
def test_a_character_is_settled_when_the_oldest_tables_say_the_same(character: str, settled: object) -> None:
    assert precompile.are_settled(f"word {character}") is settled


def test_a_dictionary_with_a_character_that_is_not_settled_is_read_at_every_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(entries.FOLDER, changed)
    text = (changed / "harmless.yaml").read_text(encoding="utf-8")
    (changed / "harmless.yaml").write_text(text + "# \U0001fae9\n", encoding="utf-8")
    monkeypatch.setattr(entries, "FOLDER", changed)
    precompile.write(str(tmp_path / "decoded"))
    assert {path.name for path in (tmp_path / "decoded").iterdir()} == NAMES - {"harmless"}


DAMAGES = {
    "empty": lambda _: b"",
    "cut off": lambda content: content[: len(content) // 2],
    "one letter": lambda content: content[:-1] + bytes([content[-1] ^ 1]),
    "another seal": lambda content: bytes(12) + content[12:],
    "something else": lambda _: b"not what is expected here, by far not",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_file_is_passed_over(damage: object, folder: Path, strictly: list[str]) -> None:
    assert callable(damage)
    for path in folder.iterdir():
        path.write_bytes(damage(path.read_bytes()))
    read_all()
    assert set(strictly) == NAMES


def test_marks_may_stand_for_dictionaries_that_are_left_out(
    folder: Path, strictly: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = precompiled.marks_of(entries.FOLDER.glob("*.yaml"))
    monkeypatch.setattr(entries, "FOLDER", tmp_path / "nowhere")
    read_all()
    assert set(strictly) == NAMES - {"rules"}
    strictly.clear()
    (folder / precompiled.MARKS).write_bytes(marks)
    read_all()
    assert strictly == []


def test_a_missing_file_is_passed_over(folder: Path, strictly: list[str]) -> None:
    shutil.rmtree(folder)
    read_all()
    assert set(strictly) == NAMES


def test_a_whole_file_that_holds_something_else_is_passed_over(folder: Path, strictly: list[str]) -> None:
    (folder / "rules").write_bytes(precompiled.sealed(["no rule book"], [default_rules()]))
    rule_book()
    assert strictly == ["rules"]


def test_the_seal_is_over_all_the_code_that_reads_strictly() -> None:
    program = (
        "import sys, acucheck.rulebook.loading, acucheck.located.from_yaml, acucheck.names.anatomy,"
        " acucheck.names.lexicon, acucheck.names.dictionary_index;"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'acucheck'), sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    loaded = {Path(line).relative_to(precompiled.PACKAGE).as_posix() for line in done.stdout.splitlines()}
    assert loaded == set(precompiled.CODE)


# What a start loads

STRICT = {"acucheck.rulebook.loading", "acucheck.names.dictionary", "acucheck.names.anatomy"}
NEVER = {
    "rich",
    "questionary",
    "prompt_toolkit",
    "rapidfuzz",
    "hashlib",
    "acucheck.located.from_json",
    "acucheck.located.yaml_faults",
    "acucheck.render.as_html",
    "acucheck.assess.engine.reference",
    "acucheck.cli.usage.batch_usage",
    "acucheck.cli.usage.rules_usage",
}
NOT_FOR_HEALTHY = {
    "acucheck.names.segments",
    "acucheck.assess.contradictions",
    "acucheck.document.sections.to_say",
    "acucheck.document.sections.ask_first",
    "acucheck.document.wording.told_facts",
}
NOT_FOR_LINES = {
    "yaml",
    "csv",
    "acucheck.answers.tables",
    "acucheck.document.pages.report_page",
    "acucheck.render.as_text",
}
LOADED = """
import atexit, sys
from pathlib import Path
from acucheck import precompiled
from acucheck.cli import main
precompiled.FOLDER = Path(sys.argv.pop(1))
atexit.register(lambda: sys.stderr.write(" ".join(sys.modules)))
main()
"""


@pytest.mark.parametrize(
    ("arguments", "not_loaded"),
    [
        (["check", str(PEOPLE / "healthy.yaml"), "--format", "text"], {*STRICT, *NEVER, *NOT_FOR_HEALTHY}),
        (["check", str(PEOPLE / "blood-thinner.yaml"), "--format", "text"], {*STRICT, *NEVER}),
        (["lookup", "warfarin"], {*STRICT, *NEVER, "yaml"}),
        (["lookup", "diabetes"], {*STRICT, *NEVER, "yaml"}),
        (["lookup", "cupping"], {*STRICT, *NEVER, "yaml"}),
        (["lookup", "LI4"], {*STRICT, *NEVER, "yaml"}),
        (["batch", "-"], {*STRICT, *NEVER, *NOT_FOR_LINES} - {"acucheck.cli.usage.batch_usage"}),
    ],
    ids=["nobody in particular", "a medicine", "a medicine alone", "a condition", "a technique", "a point", "a list"],
)
def test_a_start_loads_only_what_it_needs(arguments: list[str], not_loaded: set[str], decoded: Path) -> None:
    command = [sys.executable, "-c", LOADED, str(decoded), *arguments]
    record = '{"age": 40}\n'
    done = subprocess.run(command, input=record, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout
    assert not set(done.stderr.split()) & not_loaded


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["check", "--help"]], ids=" ".join)
def test_what_concerns_nobody_needs_no_records(arguments: list[str]) -> None:
    program = LOADED.replace("from acucheck import precompiled\n", "").replace(
        "precompiled.FOLDER = Path(sys.argv.pop(1))\n", ""
    )
    command = [sys.executable, "-c", program, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    assert not set(done.stderr.split()) & {"msgspec", "yaml"}


@pytest.mark.parametrize(
    "kind", [RuleBook, Place, Silence, Points, Lexicon, NewSigns, Packed], ids=lambda kind: kind.__name__
)
def test_what_is_decoded_has_annotations_that_need_not_be_evaluated(kind: type) -> None:
    module = sys.modules[kind.__module__]
    assert not hasattr(module, "annotations"), "they are put off, and decoding evaluates the text of each"


# What is built


def built(root: Path, kind: str, into: Path) -> Path:
    """What the build backend makes of the checkout or unpacked source at *root*."""
    pytest.importorskip("hatchling", reason="only where the build backend is installed")
    command = [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(into)]
    subprocess.run(command, cwd=root, capture_output=True, timeout=120, check=True)
    (file,) = into.iterdir()
    return file


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked source distribution."""
    folder = tmp_path_factory.mktemp("source")
    shutil.unpack_archive(built(ROOT, "sdist", folder / "packed"), folder / "unpacked", filter="data")
    (root,) = (folder / "unpacked").iterdir()
    return root


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(ROOT, "wheel", tmp_path_factory.mktemp("wheel"))


def test_a_wheel_brings_the_decoded_files_also_when_it_is_built_from_the_source_distribution(
    source: Path, wheel: Path, tmp_path: Path
) -> None:
    assert not (source / "acucheck" / "decoded").exists()
    from_checkout = decoded_files(wheel)
    from_source = decoded_files(built(source, "wheel", tmp_path))
    assert {name.rpartition("/")[2] for name in from_checkout} == NAMES
    assert from_checkout == from_source


def decoded_files(wheel: Path) -> dict[str, bytes]:
    """The decoded files in a wheel, by their names."""
    with zipfile.ZipFile(wheel) as file:
        names = [name for name in file.namelist() if name.startswith("acucheck/decoded/")]
        return {name: file.read(name) for name in names}


def test_an_installed_wheel_reads_nothing_strictly(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    assert started_in(tmp_path) == [str(tmp_path / "acucheck" / "rulebook" / "__init__.py"), "False", "True"]


def test_an_editable_installation_has_them_in_the_checkout_and_is_compiled(source: Path, tmp_path: Path) -> None:
    checkout = shutil.copytree(source, tmp_path / "checkout")
    program = (
        "import sys; from hatchling.builders.wheel import WheelBuilder as B;"
        "list(B(sys.argv[1]).build(directory=sys.argv[2], versions=['editable']))"
    )
    command = [sys.executable, "-c", program, str(checkout), str(tmp_path / "built")]
    subprocess.run(command, capture_output=True, timeout=120, check=True)
    assert {path.name for path in (checkout / "acucheck" / "decoded").iterdir()} == NAMES
    assert list((checkout / "acucheck" / "rulebook" / "__pycache__").iterdir())
    assert started_in(checkout) == [str(checkout / "acucheck" / "rulebook" / "__init__.py"), "False", "True"]


def started_in(root: Path) -> list[str]:
    """Where the package at *root* was found, whether it needed the parser, and whether it read what it should."""
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "import acucheck.rulebook as r, acucheck.names.dictionary_index as d;"
        "book = r.rule_book(); d.medicines(); d.harmless(); d.conditions(); d.techniques(); d.points(); d.regions();"
        "print(r.__file__, 'yaml' in sys.modules, r.load(str(r.default_rules())).book == book)"
    )
    command = [sys.executable, "-c", program, str(root)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=True).stdout.split()
