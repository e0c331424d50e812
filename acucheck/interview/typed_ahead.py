"""Keys typed before a question is there, which must answer nothing: each system keeps them in a place of its own."""

from __future__ import annotations

import sys

CONTROL_C = "\x03"

if sys.platform == "win32":
    import msvcrt

    def waiting_keys() -> str:
        """Takes the keys that wait in the console."""
        keys = ""
        while msvcrt.kbhit():
            keys += msvcrt.getwch()
        return keys
else:
    import os
    import select
    import termios

    _MOST = 65536
    """Bytes that are read at once; a terminal holds fewer."""

    def waiting_keys() -> str:
        """Takes the keys that wait in the terminal, line by line or not. Raises EOFError when it has gone."""
        terminal = sys.stdin.fileno()
        try:
            before, at_once = termios.tcgetattr(terminal), termios.tcgetattr(terminal)
        except termios.error:
            raise EOFError from None
        at_once[3] &= ~(termios.ICANON | termios.ECHO)  # a line that is not ended yet is read, too
        at_once[6][termios.VMIN], at_once[6][termios.VTIME] = 0, 0
        keys = b""
        termios.tcsetattr(terminal, termios.TCSANOW, at_once)
        try:
            while select.select([terminal], [], [], 0)[0] and (read := os.read(terminal, _MOST)):
                keys += read
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
        return keys.decode(errors="replace")
