"""One typed line into its pieces: where one name ends and the next begins, and what stands around each.

Nothing is lost on the way: the pieces of a line are the line, without what merely separates them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from acucheck.model.answers import Use
from acucheck.recognise import around
from acucheck.recognise.dictionary import Known
from acucheck.recognise.piece import Piece
from acucheck.recognise.spelling import key

Find = Callable[[str], Known | None]
"""What a spelling, as `key` gives it, stands for."""

Context = tuple[Use | None, bool]
"""Why a name does not simply count, and whether that has to be asked."""

SHORT = 3
"""Letters in a word that could be any word."""

LONGEST_NAME = 7
"""Words in the longest name that is looked for inside a line."""

_BETWEEN = re.compile(
    r"[\n\r;\u3001\uff0c\uff1b\u2022\u00b7|]+"
    r"|,(?!\d)|(?<!\d),|\s*[+&](?!\d)\s*|(?<!\d)\s*[+&]\s*"  # between digits they belong to a strength
    r"|(?:^|(?<=\s))\(?\d{1,2}[.)]\s+|^\s*[-*\u2013]\s+"  # 1. first 2. second
)
_JOINED_BY = r"and|und|et|y|plus|or|nor|oder|ou|but|also|then|as\s+well\s+as|together\s+with"
_STROKE = r"(?P<stroke>(?<=[\w)])(?<!\d)\s*/\s*(?=[\w(])(?!\d))"
JOINED = re.compile(rf"{_STROKE}|\s+(?P<word>{_JOINED_BY})\s+", re.IGNORECASE)
JOINED_OR_WITH = re.compile(rf"{_STROKE}|\s+(?P<word>{_JOINED_BY}|with)\s+", re.IGNORECASE)
"""What joins two names. A condition with something is one condition, or somebody's."""

_WORD = re.compile(r"\S+")
_STRAY = "()[]{}\"'.:-\u2013\u2014!?*_=<>~"


@dataclass(frozen=True, slots=True)
class Kind:
    """How the names of one kind are read: which words may stand around them, and what is left over."""

    noise: frozenset[str]  # says nothing about what is named
    made: frozenset[str]  # those of them that tell how it is made up and taken, and nothing else
    salts: frozenset[str]
    strengths: bool
    rest_apart: bool  # words left over are names of their own; else they make the name beside them doubtful
    contexts: around.Contexts
    joined: re.Pattern[str] = JOINED_OR_WITH


KINDS = {
    "medicine": Kind(
        noise=around.FORMS | around.LOCAL_FORMS | around.OFTEN | around.COMPANIES | around.FILLERS,
        made=around.FORMS | around.LOCAL_FORMS | around.OFTEN | around.COMPANIES,
        salts=around.SALTS,
        strengths=True,
        rest_apart=True,
        contexts=around.MEDICINE_CONTEXTS,
    ),
    "condition": Kind(
        noise=around.AILING,
        made=frozenset(),
        salts=frozenset(),
        strengths=False,
        rest_apart=False,
        contexts=around.CONDITION_CONTEXTS,
        joined=JOINED,
    ),
    "technique": Kind(
        noise=around.DOING,
        made=frozenset(),
        salts=frozenset(),
        strengths=False,
        rest_apart=True,
        contexts=(),
    ),
}


def pieces(typed: str, kind: Kind, find: Find) -> list[Piece]:
    """The pieces of *typed*, in order; at least one."""
    typed = typed.strip() or typed
    if (known := find(key(typed))) is not None:
        return [Piece(typed, typed, known)]
    found = [piece for chunk in _chunks(typed, kind, find) for piece in _joined(chunk, kind, find)]
    return found or [Piece(typed, typed, None)]


def _chunks(typed: str, kind: Kind, find: Find) -> list[str]:
    """What stands between commas and the like; what only tells about a name goes with what it follows."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in [*_BETWEEN.finditer(typed), None]:
        end = match.start() if match else len(typed)
        if typed[start:end].strip():
            goes_with = spans and _tells_about(typed[start:end].strip(), kind, find)
            spans.append((spans.pop()[0], end) if goes_with else (start, end))
        start = match.end() if match else end
    return [typed[begin:end].strip() for begin, end in spans]


def _tells_about(text: str, kind: Kind, find: Find) -> bool:
    """Whether *text* names nothing of its own: a dose, a form, or a remark such as "not started"."""
    if not _significant(text, kind):
        return True
    remark = text.split(maxsplit=1)[0].lower() in around.REMARK_STARTS or any(
        each.search(text) for each, _ in kind.contexts
    )
    return remark and not any(run.known for run in _runs(text, kind, find))


def _joined(chunk: str, kind: Kind, find: Find) -> Iterator[Piece]:
    """The names in a chunk, split at "and" and strokes unless the whole is one name."""
    if (known := find(key(chunk))) is not None:
        yield Piece(chunk, chunk, known)
        return
    carried: Context | None = None
    for part, joint in _parts(chunk, kind, find):
        own = _context(part, kind, find)
        if own is None and carried is not None and joint in {"or", "nor", "and", "stroke"}:
            own = carried if joint in {"or", "nor"} else (None, True)
        carried = own
        yield from _named(part, kind, find, own)


def _parts(chunk: str, kind: Kind, find: Find) -> Iterator[tuple[str, str]]:
    """The parts of a chunk, each with what joins it to the one before; parts that are one name stay together."""
    joints = list(kind.joined.finditer(chunk))
    starts = [0, *(joint.end() for joint in joints)]
    ends = [*(joint.start() for joint in joints), len(chunk)]
    by = ["", *("stroke" if joint["stroke"] else joint["word"].lower() for joint in joints)]
    first = 0
    while first < len(starts):
        last = next(
            (last for last in range(len(ends) - 1, first, -1) if _whole(chunk[starts[first] : ends[last]], kind, find)),
            first,
        )
        while last + 1 < len(ends) and _tells_about(chunk[starts[last + 1] : ends[last + 1]], kind, find):
            last += 1
        yield chunk[starts[first] : ends[last]].strip(), by[first]
        first = last + 1


def _whole(text: str, kind: Kind, find: Find) -> Known | None:
    """What *text* as a whole, words around it aside, is the name of."""
    kept = (frozenset[str](), kind.made, kind.noise)  # the fewest words off first: Concor AM is not Concor
    forms = (text, *(_stripped(text, kind, noise) for noise in kept), _turned(text))
    return next((known for form in forms if (known := find(key(form))) is not None), None)


def _turned(text: str) -> str:
    """Tablets for high blood pressure as high blood pressure tablets."""
    match = around.FOR.fullmatch(text.strip())
    return f"{match['what']} {match['form']}" if match else ""


def _stripped(text: str, kind: Kind, noise: frozenset[str]) -> str:
    return " ".join(word for word in _words(text, kind) if not _is_noise(word, noise))


def _significant(text: str, kind: Kind) -> bool:
    """Whether *text* has more in it than doses, forms and the like."""
    return any(not _is_noise(word, kind.noise) for word in _words(text, kind))


def _words(text: str, kind: Kind) -> list[str]:
    return _WORD.findall(_without_strengths(text) if kind.strengths else text)


def _without_strengths(text: str) -> str:
    """*text* with spaces where a strength stood, so that every other letter keeps its place."""
    for pattern in (around.GLUED, around.STRENGTH):
        text = pattern.sub(lambda match: " " * len(match[0]), text)
    return text


def _is_noise(word: str, noise: frozenset[str]) -> bool:
    plain = word.strip(_STRAY).lower()
    return not plain or plain in noise or plain.isdecimal() or all(part in noise for part in plain.split("-"))


def _context(part: str, kind: Kind, find: Find) -> Context | None:
    """Why the names in *part* do not simply count, and whether that has to be asked."""
    if find(key(_stripped(part, kind, kind.made))) is not None:  # a name such as No-Spa
        return None
    named = [(run.start, run.end) for run in _runs(part, kind, find) if run.known is not None]
    for pattern, use in kind.contexts:
        match = pattern.search(part)
        if match and not any(start <= match.start() < end for start, end in named):  # not in "no feeling"
            beside = "," in part[: match.start()] or " but " in part[: match.start()].lower()
            return (None, True) if use is None or beside else (use, False)
    return None


@dataclass(slots=True)
class _Run:
    """Words of a part that belong together: one known name with what stands around it, or words nobody knows."""

    start: int
    end: int
    core: str
    known: Known | None


def _named(part: str, kind: Kind, find: Find, context: Context | None) -> Iterator[Piece]:
    """The names in a part that no joint separates."""
    use, doubt = context or (None, False)
    runs = _runs(part, kind, find)
    names = [run for run in runs if run.known is not None]
    one = len(names) == len(runs) == 1
    if context is None and not one and (known := _whole(part, kind, find)) is not None:
        runs = names = [_Run(0, len(part), _stripped(part, kind, kind.noise), known)]
    if context is not None or not kind.rest_apart:
        # what stands beside the name tells about it, as in "my husband takes warfarin"
        left_over = context is None and any(run.known is None for run in runs)
        runs = names
        doubt = doubt or left_over
    if not runs:
        yield Piece(part, _stripped(part, kind, kind.noise) or part, None, use, doubt)
    for place, run in enumerate(runs):
        start = run.start if place else 0
        end = runs[place + 1].start if place + 1 < len(runs) else len(part)
        piece = Piece(part[start:end].strip(), run.core, run.known, use, doubt)
        yield _local(piece) if run.known is not None and kind.strengths else piece


def _runs(part: str, kind: Kind, find: Find) -> list[_Run]:
    """The known names in a part, longest first from the left, and the runs of words between them that are not noise."""
    text = _without_strengths(part) if kind.strengths else part
    words = [(match.start(), match.end()) for match in _WORD.finditer(text)]
    runs: list[_Run] = []
    place = 0
    while place < len(words):
        count, known = _longest(text, words[place:], find)
        start, end = words[place][0], words[place + max(count, 1) - 1][1]
        word = text[start:end]
        after_name = bool(runs) and runs[-1].known is not None
        if after_name and word.strip(_STRAY).lower() in kind.salts:
            runs[-1].end = end
        elif known is not None:
            _add_name(runs, _Run(start, end, word, known))
        elif after_name and kind.strengths and word.lower() in around.REMARKS:
            place += _remark(text, words[place:], find)
            continue
        elif not _is_noise(word, kind.noise):
            _add_rest(runs, start, end, word)
        place += max(count, 1)
    return runs


def _add_name(runs: list[_Run], run: _Run) -> None:
    """Two names of one thing side by side, such as a brand and what is in it, are one."""
    if runs and (last := runs[-1]).known is not None and run.known is not None and _same(last.known, run.known):
        last.end = run.end
    else:
        runs.append(run)


def _same(one: Known, other: Known) -> bool:
    return not one.ask and not other.ask and one.readings == other.readings


def _add_rest(runs: list[_Run], start: int, end: int, word: str) -> None:
    if runs and runs[-1].known is None:
        runs[-1].end, runs[-1].core = end, f"{runs[-1].core} {word}"
    else:
        runs.append(_Run(start, end, word, None))


def _remark(text: str, words: list[tuple[int, int]], find: Find) -> int:
    """How many words of a reason to pass over: all up to the next name."""
    for place in range(1, len(words)):
        if _longest(text, words[place:], find)[1] is not None:
            return place
    return len(words)


def _longest(text: str, words: list[tuple[int, int]], find: Find) -> tuple[int, Known | None]:
    """The longest name that begins at the first word, in words, and what it stands for."""
    start = words[0][0]
    for count in range(min(len(words), LONGEST_NAME), 0, -1):
        name = text[start : words[count - 1][1]]
        spelling = key(name)
        known = find(spelling)
        if known is not None and (count > 1 or _tells(name, spelling)):
            return count, known
    name = text[start : words[0][1]]
    known = _behind_company(name, find) or find(key(around.RUN_TOGETHER.sub("", name)))
    return (1, known) if known is not None and _tells(name, key(name)) else (0, None)


def _tells(name: str, spelling: str) -> bool:
    """Whether one word inside a line is enough: a short one only in capitals."""
    return len(spelling) > SHORT or not name.isascii() or name.strip(_STRAY).isupper()


def _behind_company(name: str, find: Find) -> Known | None:
    """A medicine with a company in front of or behind it, as in Apo-Warfarin."""
    before, _, after = name.partition("-")
    if after and before.lower() in around.COMPANIES:
        return find(key(after))
    before, _, after = name.rpartition("-")
    return find(key(before)) if after.strip(_STRAY).lower() in around.COMPANIES | around.FORMS else None


def _local(piece: Piece) -> Piece:
    """Set aside where its form acts only where it is put, and doubtful where that may be so."""
    known = piece.known
    concepts = (
        frozenset().union(*(reading.concepts for reading in known.readings)) if known is not None else frozenset()
    )
    if not concepts or concepts & around.ACTS_ANYWAY or piece.use is not None:
        return piece
    name = piece.core
    rest = piece.text.replace(name, " ", 1) if name in piece.text else piece.text
    if around.LOCAL.search(rest):
        return replace(piece, use=Use.LOCAL, doubt=False)
    return replace(piece, doubt=True) if around.PERHAPS_LOCAL.search(rest) else piece
