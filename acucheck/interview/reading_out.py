"""What still stands of the last visit: it is read out at once, and confirmed or changed by number."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from acucheck.answers import fixed_words
from acucheck.interview import last_visit_wording
from acucheck.interview.confirming import Back
from acucheck.interview.explaining import explain
from acucheck.interview.interview_state import Step
from acucheck.interview.last_visit import LastVisit
from acucheck.interview.one_question import OneQuestion
from acucheck.interview.prompts import BACK, NO, NOT_SURE, WHY, YES, Asking, Notice, Prompt, problem
from acucheck.interview.standing import confirm, standing_answers
from acucheck.interview.typed_choices import Again, chosen
from acucheck.interview.typed_line import clean
from acucheck.interview.typed_words import bare, spoken_key
from acucheck.interview.wording import ALL_RIGHT, Who
from acucheck.model.book import PLAN
from acucheck.model.ids import QuestionId
from acucheck.names.spelling import key

_NO_QUESTION = Step(QuestionId(""))
"""What is asked is about several answers together."""


class ReadingOut(Struct):
    """Reads out what stands of the *last* visit. *question* asks what has changed; *tell* takes a notice."""

    last: LastVisit
    question: OneQuestion
    who: Who
    tell: Callable[[Notice], None]

    def ask(self, first: Step | None = None) -> Asking[bool]:
        """Asks until all that stands is confirmed or is to be asked again. False when `b` leads to before *first*."""
        state = self.question.state
        while names := standing_answers(state):
            try:
                changed = yield from self._changed(names)
                if changed is None:
                    state.read_out = True
                elif changed:
                    for name in changed:
                        yield from self.question.ask(Step(name), first=Step(name))
                else:
                    yield from self._confirm(names)
            except Back:
                if not (yield from self.question.ask(self.question.earlier(Step(PLAN)), first)):
                    return False
            if state.urgent():
                return True
        state.read_out = True
        return True

    def _changed(self, names: list[QuestionId]) -> Asking[list[QuestionId] | None]:
        """Which of *names* are answered otherwise now; None where all are to be asked again. Raises Back."""
        prompt = last_visit_wording.standing_prompt(names, self.last, self.who.audience)
        while True:
            line = yield prompt
            try:
                if line.strip() != WHY:
                    return self._read(line, prompt)
            except Again as again:
                self.tell(problem(str(again)))
            else:
                explain(prompt, self.tell)
            prompt = replace(prompt, repeated=True)

    def _read(self, line: str, prompt: Prompt) -> list[QuestionId] | None:
        """What a *line* says has changed; nothing where all of it stands. Raises Again and Back."""
        line = clean(line)
        if bare(line) == BACK:
            raise Back
        if bare(line) in ALL_RIGHT or spoken_key(line) == YES:
            return []
        if spoken_key(line) in {NO, NOT_SURE}:
            return None
        labels = {choice.code: choice.label for choice in prompt.choices}

        def named(text: str) -> list[frozenset[str]]:
            return [frozenset({code}) for code, label in labels.items() if key(label) == key(text)]

        found = chosen(labels, line, named, last_visit_wording.TAKES)
        return [QuestionId(each.removeprefix(fixed_words.MAYBE)) for each in found]

    def _confirm(self, names: list[QuestionId]) -> Asking[None]:
        """Takes the answers to *names* as those of today; then what they are together is asked about. Raises Back."""
        state = self.question.state
        earlier = state.copy()
        confirm(state, self.last, names)
        state.read_out = True
        try:
            yield from self.question.settle(_NO_QUESTION, earlier, last_visit_wording.URGENT)
        except Back:
            state.restore(earlier)
            raise
