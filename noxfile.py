"""The one test command with each set of packages, under each Python that is there.

`locked` has the versions of `constraints.txt`, `newest` whatever is newest today, `lowest` the lowest that is declared.
`nox` runs all three, `nox -s locked-3.13` one of them, and `nox -s constraints` writes that file anew.
"""

from __future__ import annotations

import nox

PYTHONS = ["3.11", "3.12", "3.13", "3.14"]
OLDEST = PYTHONS[0]
CONSTRAINTS = "constraints.txt"
BUILD = ["hatchling", "msgspec", "pyyaml"]
WITH_PIP = ["--seed"]  # which the page is built with

nox.needs_version = ">=2026.10"
nox.options.default_venv_backend = "uv"
nox.options.download_python = "never"
nox.options.sessions = ["locked", "newest", "lowest"]


@nox.session(python=PYTHONS, venv_params=WITH_PIP)
def locked(session: nox.Session) -> None:
    """What both commands of the README install."""
    session.install("--constraint", CONSTRAINTS, "--editable", ".[test]")
    _test(session)


@nox.session(python=PYTHONS, venv_params=WITH_PIP)
def newest(session: nox.Session) -> None:
    """Whatever is newest today, to build with as well."""
    session.install(*BUILD)
    session.install("--no-build-isolation", "--editable", ".[test]")
    _test(session)


@nox.session(python=OLDEST, venv_params=WITH_PIP)
def lowest(session: nox.Session) -> None:
    """The lowest version that is declared. import-linter needs a newer rich, so its test is left out."""
    session.install("--resolution", "lowest-direct", "--editable", ".[test]")
    session.install("--resolution", "lowest-direct", "--upgrade", "--editable", ".")
    _test(session, "--deselect", "tests/test_house.py::test_the_house_is_in_order[imports go down only]")


@nox.session
def constraints(session: nox.Session) -> None:
    """Writes the newest versions that work together, for every Python and system at once."""
    session.install("uv")
    command = ["uv", "pip", "compile", "pyproject.toml", "--extra", "test", "--upgrade", "--universal"]
    plain = ["--no-annotate", "--no-header", "--no-emit-index-url", "--quiet"]
    session.run(*command, "--python-version", OLDEST, *plain, "--output-file", CONSTRAINTS)


def _test(session: nox.Session, *options: str) -> None:
    session.run("python", "-m", "pytest", *options, *session.posargs)
