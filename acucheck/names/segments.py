"""One typed line into its pieces: where one name ends and the next begins, and what stands around each.

Nothing is lost on the way: the pieces of a line are the line, without what merely separates them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from acucheck.model.answers import NameKind, Use
from acucheck.names import context_words
from acucheck.names.reading_rules import KINDS
from acucheck.names.scanning import Find, Run, Scanner
from acucheck.names.segment import Piece
from acucheck.names.spelling import key

_BETWEEN = re.compile(
    r"[\n\r;\u3001\uff0c\uff1b\u2022\u00b7|]+"
    r"|,(?!\d)|(?<!\d),|\s*[+&](?!\d)\s*|(?<!\d)\s*[+&]\s*"  # between digits they belong to a strength
    r"|(?:^|(?<=\s))\(?\d{1,2}[.)]\s+|^\s*[-*\u2013]\s+"  # 1. first 2. second
)


class Context(Struct, frozen=True):
    """Why a name does not simply count; with no *use*, that has to be asked."""

    use: Use | None = None


_TO_BE_ASKED = Context()

_APART = re.compile(r"[,;/+&]|\b(?:and|or|nor|but|with|then|also|plus|und|oder|et|ou|y)\b", re.IGNORECASE)
"""What may put a remark behind it about something other than the name before it."""


def pieces(typed: str, kind: NameKind, find: Find) -> list[Piece]:
    """The pieces of *typed*, names of one of the KINDS, in order; at least one."""
    typed = typed.strip() or typed
    scanner = Scanner(KINDS[kind], find)
    if (known := find(key(typed))) is not None:
        return [Piece(typed, typed, known, bare=True)]
    found = [piece for chunk in _chunks(typed, scanner) for piece in _joined(chunk, scanner)]
    return found or [Piece(typed, typed, None)]


def _chunks(typed: str, scanner: Scanner) -> list[str]:
    """What stands between commas and the like; what only tells about a name goes with what it follows."""
    spans: list[tuple[int, int]] = []
    start, added = 0, False
    for match in [*_BETWEEN.finditer(typed), None]:
        end = match.start() if match else len(typed)
        if text := typed[start:end].strip():
            one_name = added and spans and scanner.whole(typed[spans[-1][0] : end].strip()) is not None
            goes_with = spans and (one_name or _tells_about(text, scanner))
            spans.append((spans.pop()[0], end) if goes_with else (start, end))
        start, added = (match.end(), match[0].strip() in {"+", "&"}) if match else (end, False)
    return [typed[begin:end].strip() for begin, end in spans]


def _tells_about(text: str, scanner: Scanner) -> bool:
    """Whether *text* names nothing of its own: a dose, a form, or a remark such as "not started"."""
    if scanner.find(key(text)) is not None:
        return False
    if scanner.tells_only_how(text):
        return True
    begins = text.split(maxsplit=1)[0].lower() in context_words.REMARK_STARTS
    remark = begins or any(pattern.search(text) for pattern, _ in scanner.kind.contexts)
    return remark and not any(run.known for run in scanner.runs(text))


def _joined(chunk: str, scanner: Scanner) -> Iterator[Piece]:
    """The names in a chunk, split at "and" and strokes unless the whole is one name.

    What is said in front of "or" holds for what follows it; in front of "and" and strokes, that has to be asked.
    """
    if (known := scanner.find(key(chunk))) is not None:
        yield Piece(chunk, chunk, known, bare=True)
        return
    before: Context | None = None
    for part, joint in _parts(chunk, scanner):
        context = _context(part, scanner)
        if context is None and before is not None and joint in {"or", "nor", "and", "stroke"}:
            context = before if joint in {"or", "nor"} else _TO_BE_ASKED
        before = context
        yield from _named(part, scanner, context)


def _parts(chunk: str, scanner: Scanner) -> Iterator[tuple[str, str]]:
    """The parts of a chunk, each with what joins it to the one before; parts that are one name stay together."""
    joints = list(scanner.kind.joined.finditer(chunk))
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(chunk)]
    by = ["", *("stroke" if joint["stroke"] else joint["word"].lower() for joint in joints)]
    first = 0
    while first < len(starts):
        after = range(len(ends) - 1, first, -1)
        last = next((last for last in after if scanner.whole(chunk[starts[first] : ends[last]]) is not None), first)
        while last + 1 < len(ends) and _tells_about(chunk[starts[last + 1] : ends[last + 1]].strip(), scanner):
            last += 1
        yield chunk[starts[first] : ends[last]].strip(), by[first]
        first = last + 1


def _context(part: str, scanner: Scanner) -> Context | None:
    """What is said of the names in *part*, if anything. A name may hold such a word itself, as in No-Spa."""
    if scanner.find(key(scanner.stripped(part, scanner.kind.made))) is not None:
        return None
    named = [(run.start, run.end) for run in scanner.runs(part) if run.known is not None]
    for pattern, use in scanner.kind.contexts:
        match = pattern.search(part)
        if match and not any(start <= match.start() < end for start, end in named):
            said_of = max((end for _, end in named if end <= match.start()), default=match.start() + 1)
            return _TO_BE_ASKED if _APART.search(part[said_of - 1 : match.start()]) else Context(use)
    return None


def _named(part: str, scanner: Scanner, context: Context | None) -> Iterator[Piece]:
    """The names in a part that no joint separates, each with the words up to the next."""
    runs, doubt = _meant(part, scanner, context)
    use = context.use if context is not None else None
    starts = [0, *(run.start for run in runs[1:]), len(part)]
    for run, start, end in zip(runs, starts, starts[1:], strict=False):
        text = part[start:end].strip()
        bare = key(scanner.stripped(text, frozenset())) == key(run.core)
        piece = Piece(text, run.core, run.known, use, doubt, bare)
        yield _local(piece) if scanner.kind.strengths else piece


def _meant(part: str, scanner: Scanner, context: Context | None) -> tuple[list[Run], bool]:
    """What a part names, and whether that has to be asked. Other words may tell about the name beside them."""
    runs = scanner.runs(part)
    names = [run for run in runs if run.known is not None]
    doubt = context == _TO_BE_ASKED
    if context is None and not len(names) == len(runs) == 1 and (known := scanner.whole(part)) is not None:
        return [Run(0, len(part), scanner.stripped(part, scanner.kind.noise), known)], doubt
    if names and (context is not None or not scanner.kind.rest_apart):
        left_over = context is None and len(names) < len(runs)
        return names, doubt or left_over
    return runs or [Run(0, len(part), part, None)], doubt


def _local(piece: Piece) -> Piece:
    """Set aside where its form acts only where it is put, and doubtful where that may be so."""
    readings = piece.known.readings if piece.known is not None else ()
    concepts = frozenset().union(*(reading.concepts for reading in readings))
    if not concepts or concepts & context_words.ACTS_ANYWAY or piece.use is not None:
        return piece
    rest = piece.text.replace(piece.core, " ", 1)
    if context_words.LOCAL.search(rest):
        return replace(piece, use=Use.LOCAL, doubt=False)
    return replace(piece, doubt=True) if context_words.PERHAPS_LOCAL.search(rest) else piece
