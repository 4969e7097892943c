#!/usr/bin/env python3
"""Writes a corpus of two long lists, in which nine items of ten are equal.

    python3 benchmarks/python/make_long_lists.py 4096 > lists.json
"""

import json
import random
import sys


def program(length, rng):
    kinds = [0 if rng.random() < 0.9 else rng.choice([1, 2]) for _ in range(length)]
    return "(list " + " ".join(f"(s (c i{kind} k))" for kind in kinds) + ")"


def main():
    if len(sys.argv) != 2 or not sys.argv[1].isdigit():
        sys.exit(__doc__)
    rng = random.Random(1)
    json.dump([program(int(sys.argv[1]), rng) for _ in range(2)], sys.stdout)


if __name__ == "__main__":
    main()
