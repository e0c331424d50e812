"""The interview: what to ask next, as plain data, and what an answer makes of it.

`Interview(vocabulary, as_of)` asks everything; with the answers of the last visit what still stands of them is only
confirmed. Nothing here reads, prints or knows a clock, so a terminal and a web
page are two small drivers of it. Both show `interview.prompt`, take an answer and show the prompt that comes back,
until its kind is `ended`. `msgspec.to_builtins(prompt)` is the prompt as JSON has it.

How each kind of prompt is answered:

| kind | `choose(...)` | or `answer(...)` |
|---|---|---|
| who, one, confirm | the code of one of `choices` or `special` | its key |
| plan | a list of codes of `choices`, or `"not sure"` | their keys with spaces between |
| many | a list of codes, each perhaps after `maybe `, or a code of `special` | their keys, a `?` behind the unsure |
| names | `"none"` or `"not sure"` | the names, with commas between them |
| places | `"not sure"` | the points or regions, with commas between them |
| number, gestation, words | `"not sure"` | what `takes` says, such as `34` or `24+3` |
| opening | `"none"` | one free line about the person, such as `68 m, apixaban; LI4` |
| standing | `"yes"`, `"no"`, or a list of codes of what has changed | `y`, `n`, or their keys |
| review | `"yes"`, or the code of the line to change | `y`, or its key |
| ended | `"change"` leads to the review; `ending` says why it ended, `interview.answers` are the answers | `c` |

A practitioner is asked first for an opening line, and later about body systems on one screen: a prompt of the kind
`many` whose codes are the lists that it opens, and `question.option` for what stands there by itself.

What was answered before is `so_far`, and the code `as it was` keeps it. A choice that is `known` follows from what
was named before; it is marked, and still to be chosen. `last_visit` is what was answered at the visit before, and
`note` stands under the list. Where `question` is not empty, `answer("b")` goes back, and `answer("?")` has `why` said
as notices.

A line that is no answer gives the same prompt once more: `repeated`, with a notice of the kind `problem`. What an
answer was taken for comes as notices of the kind `understood` with the next prompt. A code that the prompt does not
have raises NoSuchChoice, and then nothing was answered.
"""

from acucheck.interview.chosen import NoSuchChoice
from acucheck.interview.course import Interview
from acucheck.interview.prompts import Choice, Ending, Notice, NoticeKind, Progress, Prompt, PromptKind
from acucheck.interview.terminal_lines import conduct
from acucheck.interview.wording import Who

__all__ = [
    "Choice",
    "Ending",
    "Interview",
    "NoSuchChoice",
    "Notice",
    "NoticeKind",
    "Progress",
    "Prompt",
    "PromptKind",
    "Who",
    "conduct",
]
