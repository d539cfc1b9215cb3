"""`python -m yalu`."""

from yalu.cli import main

main()
