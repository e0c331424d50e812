"""`python -m acucheck`."""

from acucheck.cli import main

main()
