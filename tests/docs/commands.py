"""Runs the commands of a page: in order, in a folder of the page's own that has corpora/ and, in
place of ./run, a script that starts the programs that were built."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from pages import REPOSITORY, Block, Command, Page, commands_of

RUN = """#!/bin/sh
case ${1-} in
    rasp-*) name=$1; shift ;;
    *) name=rasp-compress ;;
esac
exec "$RASP_STITCH_BIN/$name" "$@"
"""

SECONDS = 60  # for one command


def programs_folder() -> Path:
    folder = os.environ.get("RASP_STITCH_BIN")
    if not folder:
        raise RuntimeError("RASP_STITCH_BIN must name the folder of the built programs")
    return Path(folder).resolve()


@dataclass
class Done:
    """A command that was run."""
    command: Command
    printed: list[str]
    exit_code: int
    expected_code: int

    @property
    def prints_what_it_should(self) -> bool:
        return matches(trimmed(self.command.output), trimmed(self.printed))


@contextmanager
def scratch_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(REPOSITORY / "corpora", folder / "corpora")
        run = folder / "run"
        run.write_text(RUN, encoding="utf-8")
        run.chmod(0o755)
        yield folder


def run_command(command: Command, folder: Path, expected_code: int) -> Done:
    done = subprocess.run(
        ["bash", "-c", command.text], cwd=folder, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", timeout=SECONDS,
        env={**os.environ, "RASP_STITCH_BIN": str(programs_folder())})
    return Done(command, done.stdout.splitlines(), done.returncode, expected_code)


def run_block(block: Block, folder: Path) -> list[Done]:
    commands = commands_of(block)
    last_code = int(block.notes.get("exit code", "0"))
    return [run_command(command, folder, last_code if command is commands[-1] else 0)
            for command in commands]


def run_page(page: Page) -> list[Done]:
    blocks = [block for block in page.blocks if block.language == "console"]
    if not blocks:
        return []
    with scratch_folder() as folder:
        return [done for block in blocks for done in run_block(block, folder)]


def without_times(line: str) -> str:
    line = re.sub(r"\b(under )?\d[\d,]*(\.\d+)? (ms|s|min)\b", "TIME", line.rstrip())
    return re.sub(r'"seconds": [\d.e-]+', '"seconds": TIME', line)


def trimmed(lines: list[str]) -> list[str]:
    """Returns the lines without times, and without the blank ones at both ends."""
    lines = [without_times(line) for line in lines]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return lines


def matches(expected: list[str], printed: list[str]) -> bool:
    """Returns whether the lines are those expected, where "..." stands for any lines."""
    if not expected:
        return not printed
    if expected[0] == "...":
        return any(matches(expected[1:], printed[skip:]) for skip in range(len(printed) + 1))
    return bool(printed) and expected[0] == printed[0] and matches(expected[1:], printed[1:])
