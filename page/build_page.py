"""Builds acucheck for a browser, as one file: build_page.py [--rules PRACTICE.yaml] [--output acucheck.html].

The file holds Python for browsers, acucheck, its rule book and its dictionaries. It fetches nothing and sends nothing.
Node and npm are needed: `npm ci` in this folder brings the interpreter. The same sources give the same bytes.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import deflate
import msgspec
import rapidfuzz
import yaml
from paper import paper
from reached import reached

import acucheck
from acucheck import precompiled
from acucheck.errors import AcucheckError
from acucheck.interview import Interview
from acucheck.model.book import RuleBook
from acucheck.names import dictionary, dictionary_index, entries
from acucheck.names.vocabulary import Vocabulary
from acucheck.render.style import STYLE
from acucheck.rulebook import rule_book
from acucheck.rulebook.source import default_rules

HERE = Path(__file__).resolve().parent
PYODIDE = HERE / "node_modules" / "pyodide"
ACUCHECK = Path(acucheck.__file__).resolve().parent
PLATFORM = ("--platform", "pyemscripten_2026_0_wasm32", "--python-version", "3.14", "--implementation", "cp")
"""What the interpreter of package.json is to pip."""

SCRIPT = HERE / "session.py"
"""What the page calls."""

FORMATS = ("acucheck.render.as_html", "acucheck.render.as_json")
"""Modules that are imported by the name of a format: the page, and JSON to compare it with the command."""

DATA = re.compile(r"^decoded/")
"""Files of acucheck that are no modules and that the page reads."""

LIBRARY_ONLY = re.compile(r"\.pyi$|\.so$|\.pyd$|py\.typed|__pyinstaller|dist-info|__pycache__")
"""What a package brings that is no Python."""

USUAL, SMALLEST = 6, 12
"""How hard compressing tries: as a web server does, and for some seconds."""

IN_THE_PAGE = '"inside:/"'
"""Where the interpreter's script is told that it lies."""

PRACTICE = "practice.yaml"
"""What a practice's own rules are called in the page."""


class NotBuilt(Exception):
    """Why no page could be built, in a sentence."""


def build(rules: str | None) -> str:
    """The whole page as HTML. Raises NotBuilt, and AcucheckError when the rules are not right."""
    if not PYODIDE.is_dir():
        raise NotBuilt(f"The interpreter is not there yet. Run: npm ci --prefix {HERE.name}")
    book = rule_book(rules)
    with TemporaryDirectory() as name:
        folder = Path(name)
        _collect(folder / "app", rules)
        _run(["node", str(HERE / "compile.mjs"), str(folder)], "what the page needs could not be compiled")
        parts = {
            "pyodide-asm-js": _interpreter().encode(),
            "pyodide-asm-wasm": (PYODIDE / "pyodide.asm.wasm").read_bytes(),
            "python-stdlib-zip": _archive(folder / "standard"),
            "app-zip": _archive(folder / "app"),
        }
    return _html(book, parts)


def _collect(app: Path, rules: str | None) -> None:
    """Puts all modules and data of the page into the folder *app*, as they were written."""
    _copy(ACUCHECK, app / "acucheck", needed())
    for library in (rapidfuzz, yaml):
        folder = Path(library.__path__[0])
        _copy(folder, app / folder.name, (path for path in folder.rglob("*") if path.is_file()))
    _msgspec(app)
    refuse_stale()
    sources = [*entries.FOLDER.glob("*.yaml"), default_rules()]  # they themselves would take an eighth of the page
    (app / "acucheck" / "decoded" / precompiled.MARKS).write_bytes(precompiled.marks_of(sources))
    shutil.copy(SCRIPT, app)
    if rules is not None:
        shutil.copy(rules, app / PRACTICE)
    kept = "\n".join(f"acucheck/{module}" for module in precompiled.CODE)
    (app / "read-as-text").write_text(kept, newline="\n")


def refuse_stale() -> None:
    """Raises NotBuilt where what was decoded is not what its sources say: the page has nothing to read in its place."""
    single = (*dictionary.INDEXES, "points", "regions", "new-signs")
    sources = {name: [dictionary_index.source(name)] for name in single}
    sources["lexicon"] = [dictionary_index.source(name) for name in dictionary_index.LEXICON]
    sources["rules"] = [default_rules()]
    if any(precompiled.unsealed(name, files, msgspec.Raw) is None for name, files in sources.items()):
        raise NotBuilt("What was decoded of acucheck is not what its dictionaries and rules say; install it anew.")


def needed() -> Iterator[Path]:
    """The modules that the page can import, those that what was decoded is sealed with, and the data."""
    yield from reached(ACUCHECK, SCRIPT, FORMATS) | {ACUCHECK / name for name in precompiled.CODE}
    for path in ACUCHECK.rglob("*"):
        if path.is_file() and DATA.search(path.relative_to(ACUCHECK).as_posix()):
            yield path


def _copy(source: Path, target: Path, files: Iterable[Path]) -> None:
    for path in files:
        name = path.relative_to(source).as_posix()
        if not LIBRARY_ONLY.search(name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target / name)


def _msgspec(app: Path) -> None:
    """msgspec, compiled for the interpreter."""
    with TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", *PLATFORM]
        wanted = ["--require-hashes", "--requirement", str(HERE / "wheels.txt"), "--dest", folder]
        _run([*pip, *wanted], "msgspec for the interpreter could not be had")
        (wheel,) = Path(folder).iterdir()
        with zipfile.ZipFile(wheel) as archive:
            members = [name for name in archive.namelist() if not re.search(r"\.pyi$|dist-info|py\.typed", name)]
            archive.extractall(app, members)


def _run(command: list[str], otherwise: str) -> None:
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=HERE)
    if done.returncode:
        raise NotBuilt(f"{otherwise}:\n{done.stderr.strip()}")


def _archive(folder: Path) -> bytes:
    """The files as an archive that is the same every time.

    The page compresses it as a whole, which is smaller, and smaller yet with files of a kind side by side.
    """
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*"), key=lambda path: (path.suffix, path)):
            if path.is_file():
                archive.writestr(zipfile.ZipInfo(path.relative_to(folder).as_posix()), path.read_bytes())
    return held.getvalue()


def _html(book: RuleBook, parts: dict[str, bytes]) -> str:
    style = (HERE / "page.css").read_text(encoding="utf-8")
    script = (HERE / "page.js").read_text(encoding="utf-8")
    template = (HERE / "page.html").read_text(encoding="utf-8")
    fields = {
        "policy": _policy([style, STYLE], script),
        "style": style,
        "report-style": STYLE,
        "paper": paper(book),
        "first-prompt": _first_prompt(book),
        "engine": _engine() + _loader(),
        "parts": "".join(_part(name, content) for name, content in parts.items()),
        "script": script,
    }
    return re.sub(r"\{\{([a-z-]+)\}\}", lambda found: fields[found[1]], template)


def _policy(styles: list[str], script: str) -> str:
    """What the browser lets the page do: run this script and what it holds, nothing else, and fetch nothing."""
    style_hashes = " ".join(map(_hash, styles))
    return (
        f"default-src 'none'; script-src {_hash(script)} blob: 'wasm-unsafe-eval'; worker-src blob:; "
        f"style-src {style_hashes}; img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _first_prompt(book: RuleBook) -> str:
    """Who is answering, which is asked on any day; as JSON that no script ends in."""
    prompt = Interview(Vocabulary(book), date.min).prompt
    return msgspec.json.encode(prompt).decode().replace("<", "\\u003c")


def _loader() -> str:
    """Pyodide's loader, as a function of the `fetch` that it is to use: this file holds all that it asks for."""
    loader = (PYODIDE / "pyodide.js").read_text(encoding="utf-8").split("//# sourceMappingURL")[0]
    return f"function pyodideLoader(fetch) {{\n{loader}\nreturn loadPyodide.loadPyodide;\n}}\n"


def _interpreter() -> str:
    """The interpreter's script as one that is no module: from a disk some browsers import none. Raises NotBuilt."""
    module = (PYODIDE / "pyodide.asm.mjs").read_text(encoding="utf-8")
    script, _, rest = module.partition("export default _createPyodideModule;")
    if rest.strip() or "import.meta.url" not in script:
        raise NotBuilt("The interpreter's script is not made as this one expects; look at what is new in it.")
    return script.replace("import.meta.url", IN_THE_PAGE)


def _engine() -> str:
    """The part of the script that starts Python, told which interpreter it is."""
    lock = json.loads((PYODIDE / "pyodide-lock.json").read_text(encoding="utf-8"))
    about = json.dumps({"info": lock["info"], "packages": {}})
    return (HERE / "engine.js").read_text(encoding="utf-8").replace('"{{lock file}}"', json.dumps(about))


def _part(name: str, content: bytes) -> str:
    packed = base64.b64encode(deflate.gzip_compress(content, SMALLEST)).decode()
    return f'<script type="text/plain" id="{name}">{packed}</script>\n'


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rules", help="a practice's own file over the rules")
    parser.add_argument("--output", default="acucheck.html", help="the file to write (acucheck.html)")
    return parser.parse_args()


def main() -> int:
    """0 when the page was written."""
    arguments = _arguments()
    try:
        page = build(arguments.rules)
        Path(arguments.output).write_text(page, encoding="utf-8", newline="\n")
    except (NotBuilt, AcucheckError, OSError) as error:
        print(f"No page was built. {error}", file=sys.stderr)
        return 1
    size = len(page.encode()) / 1e6
    compressed = len(deflate.gzip_compress(page.encode(), USUAL)) / 1e6
    print(f"{arguments.output}: {size:.1f} MB, {compressed:.1f} MB when a server compresses it")
    return 0


if __name__ == "__main__":
    sys.exit(main())
