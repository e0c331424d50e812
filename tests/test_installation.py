"""What is installed, and what a newcomer finds: exact versions, reasons, places to read on and whom to tell."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT: Mapping[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
CONSTRAINTS = (ROOT / "constraints.txt").read_text(encoding="utf-8")
LOCKED = {canonicalize_name(each.name): each for each in map(Requirement, CONSTRAINTS.splitlines())}
RUNTIME = [Requirement(line) for line in PROJECT["project"]["dependencies"]]
EXTRAS = PROJECT["project"]["optional-dependencies"]
PAGE = [Requirement(line) for line in EXTRAS["page"]]
TESTING = [Requirement(line) for line in EXTRAS["test"] if not line.startswith("acucheck[")]
BUILDING = [Requirement(line) for line in PROJECT["build-system"]["requires"]]


def locked(name: str) -> Version:
    (exact,) = LOCKED[canonicalize_name(name)].specifier
    return Version(exact.version)


# The same installation every time


def test_constraints_are_exact_and_name_no_place_to_fetch_from() -> None:
    for requirement in LOCKED.values():
        (exact,) = requirement.specifier
        assert exact.operator == "==", requirement
    assert not re.search(r"://|--|\.org|\.com", CONSTRAINTS)


@pytest.mark.parametrize("requirement", [*RUNTIME, *TESTING, *PAGE], ids=lambda requirement: requirement.name)
def test_every_package_is_in_the_constraints_and_within_its_bounds(requirement: Requirement) -> None:
    assert requirement.specifier.contains(locked(requirement.name))
    assert any(bound.operator == ">=" for bound in requirement.specifier)


@pytest.mark.parametrize("requirement", BUILDING, ids=lambda requirement: requirement.name)
def test_what_builds_is_what_the_constraints_name(requirement: Requirement) -> None:
    assert requirement.specifier == SpecifierSet(f"=={locked(requirement.name)}")


def test_both_commands_use_the_constraints() -> None:
    commands = re.findall(r"<!-- (?:main|page|test) command -->\n```sh\n(.+)\n```", README)
    assert [command.count("--constraint constraints.txt") for command in commands] == [1, 1, 1]
    contributing = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert commands[-1] in contributing


@pytest.mark.parametrize("requirement", RUNTIME, ids=lambda requirement: requirement.name)
def test_the_readme_gives_the_reason_for_each_package_and_its_lowest_version(requirement: Requirement) -> None:
    (lowest,) = (bound.version for bound in requirement.specifier if bound.operator == ">=")
    row = re.search(rf"^\| {re.escape(requirement.name.replace('-', '_'))} \| (.+) \| (.+) \|$", README, re.MULTILINE)
    assert row is not None
    assert row[2] == lowest


# Found at once


def test_the_page_in_the_readme_is_what_the_program_prints() -> None:
    (command,) = re.findall(r"from `(acucheck example .+)`:", README)
    (sample,) = re.findall(r"<!-- sample page -->\n```text\n(.+?)```", README, re.DOTALL)
    name = re.match(r"acucheck example (\S+) \| acucheck check - (--for patient --as-of \S+)$", command)
    assert name is not None
    person = ROOT / "acucheck" / "people" / f"{name[1]}.yaml"
    check = [sys.executable, "-m", "acucheck", "check", str(person), *name[2].split()]
    page = subprocess.run(check, capture_output=True, text=True, timeout=60, check=False).stdout
    assert page.startswith(sample)


def test_the_readme_has_no_link_that_a_package_page_would_break() -> None:
    assert re.findall(r"\]\((?!https://|#)", README) == []


@pytest.mark.parametrize("paper", sorted(path.name for path in (ROOT / "docs").glob("*.md")))
def test_the_readme_names_every_paper(paper: str) -> None:
    assert re.search(rf"^\| `docs/{paper}` \| .+ \|$", README, re.MULTILINE)


@pytest.mark.parametrize("paper", ["CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "CITATION.cff"])
def test_the_readme_names_the_papers_beside_it_and_the_source_distribution_has_them(paper: str) -> None:
    assert f"`{paper}`" in README
    assert (ROOT / paper).is_file()
    assert paper in PROJECT["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]


def test_whom_to_tell_is_said_in_one_place_which_the_others_name() -> None:
    contact = re.compile(r"^> Contact for this copy: .+$", re.MULTILINE)
    texts = {
        path.name: path.read_text(encoding="utf-8") for path in [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    }
    assert [name for name, text in texts.items() if contact.search(text)] == ["SECURITY.md"]
    for name in ("README.md", "clinical-safety.md", "CONTRIBUTING.md"):
        assert "`SECURITY.md`" in texts[name], name


def test_the_citation_names_this_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {PROJECT['project']['version']}\n" in citation
    assert f"\nlicense: {PROJECT['project']['license']}\n" in citation
    assert version("acucheck") == PROJECT["project"]["version"]
