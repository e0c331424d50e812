"""The command line: the only package that prints, and the one place where errors become sentences and exit codes."""

from acucheck.cli.command_line import app, main

__all__ = ["app", "main"]
