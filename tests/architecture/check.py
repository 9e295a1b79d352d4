"""Applies every rule to a checkout: check.py ROOT."""
import sys

sys.dont_write_bytecode = True

import house  # noqa: E402
import banned, layers, readme, statements  # noqa: E402,E401,F401

if __name__ == "__main__":
    sys.exit(house.main())
