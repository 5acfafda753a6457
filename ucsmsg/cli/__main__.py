"""`python -m ucsmsg.cli`."""

import sys

from ucsmsg.cli import main

if __name__ == "__main__":
    sys.exit(main())
