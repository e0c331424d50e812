"""At a real terminal the text of a page is what it is in a pipe."""

from __future__ import annotations

import sys
from pathlib import Path

import pexpect
import pytest
from typer.testing import CliRunner

from acucheck.cli import app

PEOPLE = Path(__file__).parent.parent / "acucheck" / "people"


@pytest.mark.parametrize("columns", [40, 200])
def test_a_terminal_gets_the_same_bytes_as_a_pipe(columns: int) -> None:
    path = str(PEOPLE / "blood-thinner.yaml")
    piped = CliRunner().invoke(app, ["check", path], prog_name="acucheck")
    command = pexpect.spawn(
        sys.executable, ["-m", "acucheck", "check", path], dimensions=(24, columns), timeout=60, encoding="utf-8"
    )
    shown = command.read()
    command.close()
    assert command.exitstatus == piped.exit_code == 10
    assert shown.replace("\r\n", "\n") == piped.stdout
