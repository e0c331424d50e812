"""The interview: questions at a terminal, one line and Enter each. What prints and what reads comes in from outside."""

from acucheck.interview.course import Interview, Stopped
from acucheck.interview.terminal import Terminal

__all__ = ["Interview", "Stopped", "Terminal"]
