"""A safety check run before an acupuncture session.

In Python: `load_rulebook()` once, `assess(rulebook, answers)` for each person, `as_record(report)` for plain data.
Importing this reads no file and loads nothing; each of these is loaded when it is first asked for.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # type checkers know better; loading typing would delay hearing of a request to stop

if TYPE_CHECKING:
    from acucheck.api import Checker, as_record, assess, load_rulebook
    from acucheck.errors import AcucheckError, InvalidAnswers, InvalidRules, NothingAnswered
    from acucheck.model.levels import Level, Outcome
    from acucheck.model.report import Report
    from acucheck.render.record_types import PersonRecord

__version__ = "0.1.0"

__all__ = [
    "AcucheckError",
    "Checker",
    "InvalidAnswers",
    "InvalidRules",
    "Level",
    "NothingAnswered",
    "Outcome",
    "PersonRecord",
    "Report",
    "as_record",
    "assess",
    "load_rulebook",
]


class _Package(ModuleType):
    """Finds the public names when they are asked for; `assess` is the function, and not the package of that name."""

    def __getattr__(self, name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module 'acucheck' has no attribute {name!r}")
        return getattr(import_module("acucheck.api"), name)  # the command line starts without it

    def __setattr__(self, name: str, value: object) -> None:
        if name != "assess" or not isinstance(value, ModuleType):
            super().__setattr__(name, value)

    def __reduce__(self) -> tuple[Callable[[str], ModuleType], tuple[str]]:
        return import_module, (self.__name__,)  # engines send modules to their workers, as they do with every other


sys.modules[__name__].__class__ = _Package
