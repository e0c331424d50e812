"""Compiles the page's modules inside the interpreter that will run them. Called by compile.mjs."""

from __future__ import annotations

import ast
import importlib
import py_compile
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

NEEDED_WHEN_ASKED = ("_strptime", "encodings.cp437", "encodings.idna", "encodings.latin_1", "encodings.utf_8_sig")
"""Modules that C code imports when it first needs them, so that no `import` names them."""


def everything(folder: str) -> None:
    """Compiles the modules in *folder*/app in place, and puts what they use of the standard library beside them."""
    app = Path(folder) / "app"
    read_as_text = frozenset((app / "read-as-text").read_text().split())
    (app / "read-as-text").unlink()
    _import_everything(app)
    used = _standard_library_used()
    for source in sorted(app.rglob("*.py")):
        module = source.relative_to(app).as_posix()
        _compile_application(source, module, keep=module in read_as_text)
    _compile_standard_library(used, Path(folder) / "standard")


def _import_everything(app: Path) -> None:
    """Imports each module of the page and all that any of them names, wherever in it the import stands."""
    for name in (*_modules(app), *sorted(_named_imports(app)), *NEEDED_WHEN_ASKED):
        with suppress(ImportError):  # what only other systems have, or only the command needs
            importlib.import_module(name)


def _modules(app: Path) -> Iterator[str]:
    for source in sorted(app.rglob("*.py")):
        parts = source.relative_to(app).with_suffix("").parts
        yield ".".join(parts).removesuffix(".__init__")


def _named_imports(app: Path) -> set[str]:
    names: set[str] = set()
    for source in app.rglob("*.py"):
        for node in ast.walk(ast.parse(source.read_bytes())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module)
    return names


def _standard_library_used() -> list[str]:
    """The members of the library's archive that were imported."""
    archive = _archive() + "/"
    files = (getattr(module, "__file__", None) or "" for module in list(sys.modules.values()))
    return sorted(file.removeprefix(archive) for file in files if file.startswith(archive))


def _archive() -> str:
    return next(entry for entry in sys.path if entry.endswith(".zip"))


def _compile_application(source: Path, module: str, *, keep: bool) -> None:
    """Beside its source when the seal of what was decoded covers it, otherwise in its place."""
    target = source.with_suffix(".pyc")
    if keep:
        target = source.parent / "__pycache__" / f"{source.stem}.{sys.implementation.cache_tag}.pyc"
        target.parent.mkdir(exist_ok=True)
    _compile(source, target, f"/app/{module}")
    if not keep:
        source.unlink()


def _compile_standard_library(used: list[str], target: Path) -> None:
    with zipfile.ZipFile(_archive()) as library:
        for member in used:
            source = Path("/tmp/library") / member  # noqa: S108 - inside the interpreter's own memory
            source.parent.mkdir(parents=True, exist_ok=True)
            source.write_bytes(library.read(member))
            compiled = (target / member).with_suffix(".pyc")
            compiled.parent.mkdir(parents=True, exist_ok=True)
            _compile(source, compiled, f"{_archive()}/{member}")


def _compile(source: Path, target: Path, shown: str) -> None:
    """Without docstrings, which nobody reads there; and the page is a tenth smaller."""
    mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
    py_compile.compile(str(source), str(target), shown, doraise=True, optimize=2, invalidation_mode=mode)
