"""Keys typed before a question is there, which must answer nothing: each system keeps them in a place of its own."""

from __future__ import annotations

import sys

if sys.platform == "win32":
    import msvcrt

    def throw_away() -> None:
        """Forgets the keys that wait in the console."""
        while msvcrt.kbhit():
            msvcrt.getwch()
else:
    import termios

    def throw_away() -> None:
        """Forgets the keys that wait in the terminal."""
        termios.tcflush(sys.stdin.fileno(), termios.TCIFLUSH)
