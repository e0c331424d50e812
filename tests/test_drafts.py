"""Files on their way: whole or not there, all of several or none, and what a killed run leaves is found."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from acucheck.cli import drafts, output
from acucheck.cli.drafts import PREFIX, left_behind, take_away, under_way, whole_files
from acucheck.errors import Misuse

GONE = 2**22 + 1
"""More than the number of any process."""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def three(tmp_path: Path) -> list[str]:
    """A file that is there, and two that are not."""
    (tmp_path / "a.txt").write_text("old")
    return [str(tmp_path / name) for name in ("a.txt", "b.txt", "c.txt")]


def write(outputs: list[str]) -> None:
    with whole_files(outputs) as files:
        for file in files:
            file.write("new\n")


def stop_at(call: int, what: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are put in their places as ever, but for *what* at that one of the *call*s."""
    replace: Callable[[Path, Path], Path] = Path.replace
    calls = 0

    def counted(path: Path, target: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == call:
            raise what
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", counted)


def test_several_files_are_all_written(three: list[str], tmp_path: Path) -> None:
    write(three)
    assert [Path(name).read_bytes() for name in three] == [b"new\n"] * 3
    assert names(tmp_path) == ["a.txt", "b.txt", "c.txt"]
    assert not under_way()


@pytest.mark.parametrize("call", [1, 2, 3])
@pytest.mark.parametrize("what", [OSError(13, "Permission denied"), KeyboardInterrupt()])
def test_several_files_are_written_all_or_none(
    three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int, what: BaseException
) -> None:
    stop_at(call, what, monkeypatch)
    with pytest.raises(type(what)):
        write(three)
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_they_are_so_on_a_disk_without_links_too(
    three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object) -> NoReturn:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "link", no_links)
    stop_at(3, KeyboardInterrupt(), monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        write(three)
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_what_stops_after_all_are_in_their_places_changes_nothing(
    three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take = drafts._Delivery.put_in_place  # noqa: SLF001

    def stopped(delivery: drafts._Delivery) -> NoReturn:
        take(delivery)
        raise KeyboardInterrupt

    monkeypatch.setattr(drafts._Delivery, "put_in_place", stopped)  # noqa: SLF001
    with pytest.raises(KeyboardInterrupt, match="was written"):
        write(three)
    assert [Path(name).read_text() for name in three] == ["new\n"] * 3
    assert names(tmp_path) == ["a.txt", "b.txt", "c.txt"]


def test_what_could_not_be_put_back_is_not_thrown_away(
    three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace: Callable[[Path, Path], Path] = Path.replace

    def only_the_first(path: Path, target: Path) -> Path:
        if target.name != "a.txt" or "before" in path.name:
            raise PermissionError(13, "Permission denied")
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", only_the_first)
    with pytest.raises(OSError, match="Permission denied"):
        write(three)
    (kept,) = [name for name in names(tmp_path) if name.startswith(PREFIX)]
    assert (tmp_path / kept).read_text() == "old"


def test_taking_away_can_be_begun_again(three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(_: int) -> None:
        take_away()
        take_away()
        assert names(tmp_path) == ["a.txt"]

    monkeypatch.setattr(os, "fsync", stopped)
    with pytest.raises(FileNotFoundError):
        write(three)
    assert (tmp_path / "a.txt").read_text() == "old"


def test_it_can_be_begun_again_while_files_take_their_places(
    three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace: Callable[[Path, Path], Path] = Path.replace

    def stopped(path: Path, target: Path) -> Path:
        if target.name == "c.txt":
            take_away()
            assert names(tmp_path) == ["a.txt"]
            path.touch()  # as if it had been begun again before this one was gone
            take_away()
            raise KeyboardInterrupt
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", stopped)
    with pytest.raises(KeyboardInterrupt):
        write(three)
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


@pytest.mark.parametrize("name", ["", "missing/x.txt", "a.txt/x.txt", "x" * 300 + ".txt", "nul\0byte.txt"])
def test_what_is_no_place_for_a_file_is_said_with_its_name(three: list[str], tmp_path: Path, name: str) -> None:
    wrong = str(tmp_path / name)
    with pytest.raises(OSError, match=r"\[Errno|not a usable") as error:
        write([three[1], wrong])
    assert error.value.filename == wrong
    assert names(tmp_path) == ["a.txt"]


def test_a_full_disk_leaves_nothing_of_several(
    three: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Misuse, match=r"a\.txt: this cannot be written \(No space left on device\)\.$"):
        output.deliver(dict.fromkeys(three, "new"))
    assert names(tmp_path) == ["a.txt"]
    assert (tmp_path / "a.txt").read_text() == "old"


def test_nothing_is_written_where_standard_output_is_full(three: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w") as full:
        monkeypatch.setattr(sys, "stdout", full)
        with pytest.raises(Misuse, match="standard output"):
            output.deliver({three[1]: "page", "-": "page"})
    with pytest.raises(Misuse, match="/dev/full: this cannot be written"):
        output.deliver({three[1]: "page", "/dev/full": "page"})
    assert not Path(three[1]).exists()


def test_a_page_goes_to_a_file_and_to_a_pipe_in_one_run(three: list[str], tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    audience = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    output.deliver({three[1]: "page", str(tmp_path / "pipe"): "piped"})
    assert os.read(audience, 100) == b"piped"
    assert Path(three[1]).read_text() == "page"
    os.close(audience)


# What a killed run leaves


def test_what_a_killed_run_left_is_named_with_how_to_remove_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (f"{PREFIX}{GONE}-aa", f"{PREFIX}old", f"{PREFIX}{os.getpid()}-bb", f"{PREFIX}1-cc", "page.txt"):
        (tmp_path / name).touch()
    left = [tmp_path / f"{PREFIX}{GONE}-aa", tmp_path / f"{PREFIX}old"]
    assert list(left_behind(tmp_path)) == left
    output.tell_what_was_left([tmp_path, tmp_path, tmp_path / "nowhere"])
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[0] for line in told] == [str(path) for path in left]
    assert all(line.endswith(f"remove it with: rm {path}") for line, path in zip(told, left, strict=True))
    assert all(path.exists() for path in left)


def test_somebody_elses_process_is_one_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def theirs(*_: object) -> NoReturn:
        raise PermissionError(1, "Operation not permitted")

    (tmp_path / f"{PREFIX}77-aa").touch()
    monkeypatch.setattr(os, "kill", theirs)
    assert list(left_behind(tmp_path)) == []


def test_on_windows_no_process_is_asked_and_the_command_is_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (f"{PREFIX}1-aa", f"{PREFIX}{os.getpid()}-bb"):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.delattr(os, "kill")
    assert list(left_behind(tmp_path)) == [tmp_path / f"{PREFIX}1-aa"]
    assert output.left_sentence(tmp_path / "a b").endswith(f'remove it with: del "{tmp_path}/a b"')


def test_a_killed_run_is_told_by_the_next_one_in_its_folder(tmp_path: Path) -> None:
    target = tmp_path / "lines.jsonl"
    command = [sys.executable, "-m", "acucheck", "batch", "-", "-o", str(target)]
    killed = subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert killed.stdin is not None
    assert killed.stderr is not None
    killed.stdin.write(b'{"age": 34}\nx\n')
    killed.stdin.flush()
    killed.stderr.readline()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    (left,) = names(tmp_path)
    assert left.startswith(f"{PREFIX}{killed.pid}-")
    done = subprocess.run(command, input=b'{"age": 34}\n', capture_output=True, check=False)
    assert done.returncode == 0
    assert done.stderr.decode().startswith(f"{tmp_path}/{left}: half written by a run that was killed")
    assert names(tmp_path) == [left, "lines.jsonl"]
