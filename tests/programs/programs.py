"""The programs of a build folder, for the tests beside this file.

    RASP_STITCH_BUILD=build/check RASP_STITCH_PROGRAMS="rasp-compress rasp-eval" \\
        python3 -B -m unittest test_manuals
"""

import os
import subprocess
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("RASP_STITCH_BUILD", REPOSITORY / "build/check")).resolve()
BIN = BUILD / "bin"
SHARE = BUILD / "share"

PROGRAMS = os.environ.get(
    "RASP_STITCH_PROGRAMS", "rasp-compress rasp-rewrite rasp-eval rasp-enumerate").split()

SUBCOMMANDS = {"rasp-dream": ("generate",), "rasp-recognize": ("train",)}


def commands() -> list[list[str]]:
    """Returns the programs and their subcommands, each as the words that run it."""
    return [words for program in PROGRAMS
            for words in [[program]] + [[program, name] for name in SUBCOMMANDS.get(program, ())]]


def run(words: list[str], **options: object) -> "subprocess.CompletedProcess[str]":
    """Runs a program of the build folder, and waits for its end."""
    surroundings = {"stdin": subprocess.DEVNULL, "capture_output": True, "encoding": "utf-8",
                    "timeout": 120, **options}
    return subprocess.run([str(BIN / words[0]), *words[1:]], **surroundings)  # type: ignore


def said_by(words: list[str]) -> str:
    """Returns what a command prints that must succeed and complain of nothing."""
    done = run(words)
    assert done.returncode == 0, f"{words}: {done.returncode}\n{done.stderr}"
    assert not done.stderr, f"{words}: {done.stderr}"
    return done.stdout
