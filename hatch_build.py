"""Decodes the rule book and the dictionaries when acucheck is built, so that a start need not."""

from __future__ import annotations

import os
import subprocess
import sys
from compileall import compile_dir
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

WRITE = "import sys; sys.path.insert(0, sys.argv[1]); from acucheck.precompile import write; write(sys.argv[2])"


class DecodedFiles(BuildHookInterface[Any]):
    """Puts the decoded files into a wheel; for an editable installation into the checkout, where git ignores them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        package = Path(self.root) / "acucheck"
        if version == "editable":
            self._write(package / "decoded")
            compile_dir(package, quiet=2)  # as is done with every package that is installed
            return
        self._folder = TemporaryDirectory()
        folder = Path(self._folder.name)
        self._write(folder)
        build_data["force_include"] |= {str(path): f"acucheck/decoded/{path.name}" for path in folder.iterdir()}

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 - as declared
        if version != "editable":
            self._folder.cleanup()

    def _write(self, folder: Path) -> None:
        """Writes them in a process of its own, which gives sets the same order every time: so are the bytes."""
        command = [sys.executable, "-c", WRITE, self.root, str(folder)]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": "0"}, check=True)  # noqa: S603 - this very program
