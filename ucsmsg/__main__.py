"""`python -m ucsmsg`: the command."""

import sys

from ucsmsg.cli import main

if __name__ == "__main__":
    sys.exit(main())
