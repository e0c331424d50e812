"""The forms in which a time is written in free words: how each looks, and the last day that it can mean."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

from msgspec import Struct

from acucheck.names import latest_days
from acucheck.names.latest_days import MONTHS, SPANS, STAGES
from acucheck.names.number_words import TENS, TO_NINETEEN, UNITS, decades
from acucheck.names.setting import Setting


def _one_of_words(words: Iterable[str]) -> str:
    """An expression for one of some words, the longest first."""
    longest_first = sorted(words, key=len, reverse=True)
    alternatives = " | ".join(map(re.escape, longest_first))
    return f"(?: {alternatives} )"


# Parts of the expressions, which are read with re.VERBOSE: a space that counts stands in brackets.

_YEAR = r"(?: (?:19|20)\d\d )"
_ABOUT = r"""(?:
    about | around | approximately | approx\.? | circa | c\. | some | roughly | nearly | almost | just[ ](?:over|under)
)"""
_LEADING = r"(?: (?: back\s+in | back | in | on | during | round | sometime\s+in ) \s+ )"
_LEAD = rf"{_LEADING}?"
_SEASON = r"(?: summer | spring | autumn | winter )"
_PART_OF = rf"""(?: (?:
    (?:the\s+)? (?: early | mid | late ) | the\s+ (?: end | beginning | {_SEASON} ) \s+of | {_SEASON} | fall
) [\s-]+ )?"""
_ORDINAL = r"(?: st | nd | rd | th )?"
_WHEN_THEY_WERE = r"when\s+ (?: i | he | she | we | they ) \s+ (?: was | were )"
_NO_AGE = r"""(?! \s* (?:
    [-\u2013/%] | weeks? | wks? | months? | days? | hours? | minutes? | mins?
    | o'?clock | am | pm\b | noon | midnight | mg
) )"""
"""What makes of a number behind `at` something else than an age: a length of time, a time of the day, a dose."""


_MONTH = rf"{_one_of_words(MONTHS)}\.?"
NUMBER = rf"(?: {_one_of_words(TENS)} (?: [ -] {_one_of_words(UNITS)} )? | {_one_of_words(TO_NINETEEN)} )"
"""A number in words. To prepare an expression that lists all of them takes as long as a tenth of a start."""

_SPAN = _one_of_words(SPANS)
_DECADES = [word.removesuffix("s") for word in decades()]
_DECADE = _one_of_words(_DECADES)


class TimeForm(Struct, frozen=True):
    """One form: its expression, and the last day that a match can mean; None where that cannot be told.

    *latest* may raise ValueError for a day or a month that does not exist. In small letters, each match has one of
    *one_of* in it: a text without them need not be compared, which takes longer to prepare than to do.
    """

    pattern: str
    latest: Callable[[re.Match[str], Setting], date | None]
    one_of: Collection[str]

    def may_be_in(self, plain: str) -> bool:
        """Whether a text in small letters can have a match."""
        return any(part in plain for part in self.one_of)


FORMS: Mapping[str, TimeForm] = {
    "iso_day": TimeForm(
        rf"{_LEAD} (?P<iso_year>{_YEAR}) - (?P<iso_month>\d\d?) - (?P<iso_date>\d\d?)", latest_days.iso_day, "-"
    ),
    "day_in_figures": TimeForm(
        rf"{_LEAD} (?P<first>\d\d?) [./-] (?P<second>\d\d?) [./-] (?P<figures_year>{_YEAR}|\d\d)",
        latest_days.day_in_figures,
        "./-",
    ),
    "day_of_month": TimeForm(
        rf"""{_LEAD} (?: (?P<day>\d\d?) {_ORDINAL} \s+ (?:of\s+)? )?
        (?P<day_month>{_MONTH}) \s* ,? \s* (?:of\s+)? (?P<day_year>{_YEAR})""",
        latest_days.day_of_month,
        MONTHS,
    ),
    "month_and_day": TimeForm(
        rf"{_LEAD} (?P<month>{_MONTH}) \s+ \d\d? {_ORDINAL} ,? \s+ (?P<month_year>{_YEAR})",
        latest_days.month_and_day,
        MONTHS,
    ),
    "numbered_month": TimeForm(
        rf"{_LEAD} (?P<number_month>\d\d?) / (?P<number_year>{_YEAR})", latest_days.numbered_month, "/"
    ),
    "numbered_month_or_day": TimeForm(
        rf"{_LEAD} (?!6/24) (?P<month_in_figures>0?[1-9]|1[0-2]) / (?P<year_or_day>2[1-6])",
        latest_days.numbered_month_or_day,
        "/",
    ),
    "decade_in_full": TimeForm(
        rf"""{_LEAD} (?:the\s+)? {_PART_OF} (?:the\s+)?
        (?P<decade> (?:19|20)?\d0 | {_DECADE} ) '?s? (?<=s)""",
        latest_days.end_of_decade,
        ("0", *_DECADES),
    ),
    "decade_in_figures": TimeForm(rf"{_LEAD} (?:the\s+)? ' (?P<short_decade>\d0) '?s", latest_days.end_of_decade, "'"),
    "year_in_full": TimeForm(
        rf"{_LEAD} (?P<about>{_ABOUT}\s+)? {_PART_OF} (?P<year>{_YEAR}) (?:/(?P<next>\d\d))?",
        latest_days.end_of_year,
        ("19", "20"),
    ),
    "year_in_figures": TimeForm(rf"{_LEADING} '(?P<short_year>\d\d)", latest_days.end_of_short_year, "'"),
    "month_of_no_year": TimeForm(
        rf"""(?: (?P<lone_led> {_LEADING} | last\s+ ) | (?<!may\s)(?!may\b|march\b) )
        (?: (?P<lone_day>\d\d?) {_ORDINAL} \s+ (?:of\s+)? )? (?P<lone_month>{_MONTH})
        (?: \s+ (?P<lone_day_behind>\d\d?) {_ORDINAL} (?!\d) )? (?! [ ,/'-]* \d )""",
        latest_days.month_of_no_year,
        MONTHS,
    ),
    "ago": TimeForm(
        rf"""(?: (?P<at_least> over | more\s+than | at\s+least | > | well\s+over ) \s* | {_ABOUT} \s+ )?
        (?P<number> \d{{1,3}} | {NUMBER} | a | an ) \+? \s* (?: or\s+(?:so|more)\s+ )?
        (?P<unit> year | yr | month | mth | week | wk | day | y | m | w ) s? \.?
        (?: \s+ (?: and\s+a\s+half | or\s+so | or\s+more ) )?
        \s+ (?: ago | back | previously | earlier | before\s+now )""",
        latest_days.ago,
        ("ago", "back", "previously", "earlier", "before"),
    ),
    "ago_abroad": TimeForm(
        rf"""(?: vor | il\s+y\s+a | för | hace (?= \s+ \d+ \s+ años \b (?! \s+ que ) ) )
        \s+ (?P<count_behind>\d{{1,2}}) \s+ (?P<span_behind>{_SPAN})
        | (?P<count_before>\d{{1,2}}) \s+ (?P<span_before>{_SPAN})
        \s+ (?: fa | geleden | sedan | siden | temu | atrás )""",
        latest_days.ago_abroad,
        SPANS,
    ),
    "last_or_this": TimeForm(
        r"""(?P<which> last | this ) \s+
        (?P<span> year | yr | month | week | night | spring | summer | autumn | fall | winter | christmas
        | xmas | chrissie | easter | monday | tuesday | wednesday | thursday | friday | saturday | sunday )""",
        latest_days.last_or_this,
        ("last", "this"),
    ),
    "recent": TimeForm(
        r"today | yesterday | recently | lately | just\s+now | now",
        latest_days.day_of_writing,
        ("today", "yesterday", "recently", "lately", "now"),
    ),
    "at_age": TimeForm(
        rf"""(?:
            at | at\s+the\s+age\s+of | at\s+age | aged | age | {_WHEN_THEY_WERE} (?: \s+ (?:about|only|just|aged) )?
        ) \s+
        (?P<age> \d{{1,2}} | {NUMBER} ) (?: \s* (?: years?(?:\s+old)? | yrs?(?:\s+old)? | y/?o | yo ) )?
        {_NO_AGE} (?![\w/])""",
        latest_days.at_age,
        ("at", "age", "when"),
    ),
    "as_child": TimeForm(
        rf"""(?: as | {_WHEN_THEY_WERE} ) \s+ (?: a\s+ | an\s+ | still\s+a\s+ )?
        (?: small\s+ | young\s+ | little\s+ )? (?P<stage>{_one_of_words(STAGES)})""",
        latest_days.as_child,
        STAGES,
    ),
    "as_child_abroad": TimeForm(
        r"""als\s+(?:klein)?kind | de\s+(?:niñ[oa]|pequeñ[oa]) | da\s+(?:bambin[oa]|piccol[oa])
        | (?:em|quando)\s+criança | étant\s+enfant | dans\s+l['\u2019]enfance | in\s+der\s+kindheit | en\s+la\s+infancia
        | som\s+barn | jako\s+dziecko | w\s+dzieciństwie""",
        latest_days.as_child_abroad,
        ("kind", "niñ", "pequeñ", "bambin", "piccol", "criança", "enfan", "infancia", "barn", "dzieck", "dzieciństw"),
    ),
    "in_own_decade": TimeForm(
        r"in\s+ (?: my | his | her | their ) \s+ (?: (?: early | mid | late ) [\s-]+ )? (?P<own_decade>[2-9]0) '? s",
        latest_days.in_own_decade,
        "0",
    ),
    "in_stretch": TimeForm(
        r"""in\s+ (?: my | his | her | their | early\s+ | late\s+ )? \s*
        (?P<stretch> childhood | teens | twenties | thirties | forties | fifties | infancy )""",
        latest_days.in_stretch,
        ("childhood", "teens", "ties", "infancy"),
    ),
}
"""Every form by the name of its group, in the order in which they are tried."""


def latest_day(match: re.Match[str], setting: Setting) -> date | None:
    """The last day that a match of one of the FORMS can mean; None where that cannot be told."""
    try:
        return FORMS[match.lastgroup or ""].latest(match, setting)
    except ValueError:
        return None
