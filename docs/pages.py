"""Writes the pages of all example people and has a browser without a window look at them: pages.py [FOLDER].

It measures the size of the text and of the letters in the drawing, on a screen and in print, the sheets of paper,
whether the last one holds a few lines only, what is wider than the screen, and broken words; and it runs axe-core.

It needs Chromium, Node and npm, which fetches puppeteer-core and axe-core into a temporary folder. Pictures of every
page (screen, dark, 360 and 256 pixels wide) and its prints are left in FOLDER to be looked at; it ends with 1 when
anything is wrong.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
PEOPLE = FOLDER.parent / "acucheck" / "people"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def write(folder: Path) -> None:
    """The HTML page of every person for both readers."""
    for person in sorted(PEOPLE.glob("*.yaml")):
        for audience in ("patient", "practitioner"):
            page = folder / f"{person.stem}-{audience}.html"
            command = [sys.executable, "-m", "acucheck", "check", str(person), "--for", audience, "--exit-zero"]
            subprocess.run([*command, "--force", "--output", str(page)], check=True)


def look(folder: Path) -> int:
    """0 when the browser finds nothing wrong."""
    browser = next(filter(None, map(shutil.which, BROWSERS)))
    npm, node = shutil.which("npm") or "npm", shutil.which("node") or "node"
    with tempfile.TemporaryDirectory() as modules:
        subprocess.run([npm, "install", "--silent", "--prefix", modules, "puppeteer-core", "axe-core"], check=True)
        command = [node, str(FOLDER / "pages.mjs"), str(folder), browser, modules]
        return subprocess.run(command, check=False).returncode


def main() -> int:
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="acucheck-pages-")).resolve()
    folder.mkdir(exist_ok=True)
    write(folder)
    print(f"Pages and pictures: {folder}")
    return look(folder)


if __name__ == "__main__":
    sys.exit(main())
