"""`python -m joinedup.cli`: the command without its installed name."""

from joinedup.cli import main

main()
