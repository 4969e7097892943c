#!/usr/bin/env python3
"""Writes what the commands of the pages print now into the pages, where it differs; and into the
tables of rooms the sub-rooms of the rooms' test, and the doors that the build files name.

    python3 tests/docs/update_pages.py build/check/bin [PAGE.md...]

Where a line "..." stands for others, the lines before the first one and those after the last one
are written anew, as many as there were.
"""

import os
import sys
from pathlib import Path

from commands import run_page
from pages import page_paths, read_page
from rooms import INSIDE, README, with_doors, with_sub_rooms


def shortened(written: list[str], printed: list[str]) -> list[str]:
    if "..." not in written:
        return printed
    begin = written.index("...")
    end = len(written) - 1 - written[::-1].index("...")
    tail = len(written) - 1 - end
    return printed[:begin] + ["..."] + (printed[-tail:] if tail else [])


def without_blank_end(lines: list[str]) -> list[str]:
    while lines and not lines[-1].strip():
        lines = lines[:-1]
    return lines


def update(path: Path) -> None:
    page = read_page(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    for done in reversed(run_page(page)):
        command = done.command
        if done.exit_code != done.expected_code:
            print(f"{page.name}:{command.line}: exit code {done.exit_code}, "
                  f"not {done.expected_code}")
        if done.prints_what_it_should:
            continue
        begin = command.line + command.text.count("\n")
        written = lines[begin:begin + len(command.output)]
        lines[begin:begin + len(command.output)] = shortened(
            without_blank_end(written), without_blank_end(done.printed))
        print(f"{page.name}:{command.line}: written anew")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    os.environ["RASP_STITCH_BIN"] = sys.argv[1]
    INSIDE.write_text(with_doors(INSIDE.read_text(encoding="utf-8")), encoding="utf-8")
    README.write_text(with_sub_rooms(README.read_text(encoding="utf-8")), encoding="utf-8")
    for page_path in [Path(name).resolve() for name in sys.argv[2:]] or page_paths():
        update(page_path)
