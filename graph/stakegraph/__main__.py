"""Runs the command line: ``python -m stakegraph``."""

from stakegraph.cli import main

if __name__ == "__main__":
    main()
