"""Tries the schemas in an editor's language server: what is completed, what is explained, and what is faulted.

Run it as `.venv/bin/python docs/editor.py SERVER`, SERVER being `node_modules/.bin/yaml-language-server` after
`npm install yaml-language-server` in any folder. It is no part of the test command, which needs nothing but Python.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Any

ACUCHECK = str(Path(sys.executable).parent / "acucheck")

PRACTICE = """\
# yaml-language-server: $schema=practice.schema.json
extends: core
practice: {name: Our practice}
rules:
  our-rule:
    topic: bleeding
    title: One
    risk: Two.
    when:
      pregnant: yes
    verdicts:
      cupping: avoidd
    basis: judgement
    sources: acucheck-judgement
silence:
  n
"""
ANSWERS = """\
# yaml-language-server: $schema=answers.schema.json
danger: none
pregnant: yes
blee
"""


class Server:
    """A language server that is spoken to over its standard streams."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._number = 0
        self.faults: dict[str, list[Any]] = {}
        self._folder = folder
        self.ask("initialize", {"processId": None, "rootUri": folder.as_uri(), "capabilities": {}})
        self._send("initialized", {})

    def open(self, name: str, text: str) -> str:
        uri = (self._folder / name).as_uri()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        return uri

    def ask(self, method: str, parameters: Mapping[str, object]) -> Any:  # noqa: ANN401 - JSON is anything
        """The result of a request. What the server asks or tells meanwhile is answered or noted."""
        self._number += 1
        number = self._number
        self._send(method, parameters, number)
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return message.get("result")
            self._take(message)

    def wait_for_faults(self, uri: str) -> list[Any]:
        while uri not in self.faults:
            self._take(self._read())
        return self.faults[uri]

    def close(self) -> None:
        self._process.kill()
        self._process.wait()

    def _take(self, message: Mapping[str, Any]) -> None:
        if message.get("method") == "textDocument/publishDiagnostics":
            self.faults[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "id" in message and "method" in message:
            answer = [{}, {}, {}, {}] if message["method"] == "workspace/configuration" else None
            self._write({"jsonrpc": "2.0", "id": message["id"], "result": answer})

    def _send(self, method: str, parameters: Mapping[str, object], number: int | None = None) -> None:
        message: dict[str, object] = {"jsonrpc": "2.0", "method": method, "params": parameters}
        if number is not None:
            message["id"] = number
        self._write(message)

    def _write(self, message: Mapping[str, object]) -> None:
        data = json.dumps(message).encode()
        stream: IO[bytes] = self._process.stdin  # type: ignore[assignment]  # a pipe
        stream.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        stream.flush()

    def _read(self) -> dict[str, Any]:
        stream: IO[bytes] = self._process.stdout  # type: ignore[assignment]  # a pipe
        length = 0
        while (line := stream.readline().strip()) or not length:
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        found: dict[str, Any] = json.loads(stream.read(length))
        return found


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for words, file in ((["schema"], "practice.schema.json"), (["schema", "--answers"], "answers.schema.json")):
            text = subprocess.run([ACUCHECK, "rules", *words], capture_output=True, text=True, check=True).stdout
            (folder / file).write_text(text, encoding="utf-8")
        server = Server([sys.argv[1], "--stdio"], folder)
        try:
            _practice(server)
            _answers(server)
        finally:
            server.close()


def _practice(server: Server) -> None:
    uri = server.open("practice.yaml", PRACTICE)
    faults = server.wait_for_faults(uri)
    for fault in faults:
        print(f"line {fault['range']['start']['line'] + 1}: {fault['message'].splitlines()[0][:100]}")
    rules = _completed(server, uri, 15, 3)
    print(f"behind 'silence:' {len(rules)} rules are offered, nothing-eaten among them: {'nothing-eaten' in rules}")
    print(f"one that calls for help is offered: {'emergency-signs' in rules}")
    questions = _completed(server, uri, 9, 6)
    print(f"behind 'when:' {len(questions)} words are offered, 'medicines' among them: {'medicines' in questions}")
    levels = _completed(server, uri, 11, 15)
    print(f"as a level: {', '.join(levels)}")
    print(f"the pointer on 'pregnant': {_explained(server, uri, 9, 8)}")


def _answers(server: Server) -> None:
    uri = server.open("answers.yaml", ANSWERS)
    offered = _completed(server, uri, 3, 4)
    print(f"in an answers file {len(offered)} questions are offered, 'bleeding' among them: {'bleeding' in offered}")
    print(f"the pointer on 'danger': {_explained(server, uri, 1, 2)}")


def _completed(server: Server, uri: str, line: int, column: int) -> list[str]:
    where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
    found = server.ask("textDocument/completion", where)
    items = found["items"] if isinstance(found, dict) else found or []
    return [item["label"] for item in items]


def _explained(server: Server, uri: str, line: int, column: int) -> str:
    where = {"textDocument": {"uri": uri}, "position": {"line": line, "character": column}}
    found = server.ask("textDocument/hover", where)
    return str(found["contents"]["value"])[:160].replace("\n", " ") if found else "nothing"


if __name__ == "__main__":
    main()
