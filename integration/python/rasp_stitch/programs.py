"""Finds the C++ programs and the corpora.

    find_program("rasp-stitch-solver")  # Path of an executable, or ProgramNotFound
    find_corpus()                       # Path of rasp.json, or None

A program is searched for in

1. the folder that the environment variable RASP_STITCH_BIN names; if it is set, nowhere else;
2. the `bin` folder of this package, as in a wheel, and of the installation that it belongs to;
3. the build folders of the source tree that this package belongs to, `release` first;
4. PATH.
"""

import os
import shutil
import sys
from pathlib import Path
from typing import Iterator, Optional

VARIABLE = "RASP_STITCH_BIN"
BUILDS = ("release", "run", "check", "debug")
PACKAGE = Path(__file__).resolve().parent


class ProgramNotFound(RuntimeError):
    """A program of rasp-stitch was not found; the message says what to do."""


def is_program(path: Path) -> bool:
    """Returns whether the path is an executable file."""
    return path.is_file() and os.access(path, os.X_OK)


def _own_folders(package: Path) -> Iterator[Path]:
    """Yields the `bin` folders of an installation, then the build folders of a source tree."""
    yield package / "bin"
    for ancestor in package.parents:
        yield ancestor / "bin"
    for ancestor in package.parents:
        if (ancestor / "CMakePresets.json").is_file():
            for build in BUILDS:
                yield ancestor / "build" / build / "bin"


def find_program(name: str, package: Path = PACKAGE) -> Path:
    """Returns the path of a program, or raises ProgramNotFound."""
    wanted = os.environ.get(VARIABLE)
    if wanted:
        path = Path(wanted) / name
        if is_program(path):
            return path.absolute()
        raise ProgramNotFound(
            f"{name} is not in {wanted}, the folder that {VARIABLE} names.\n"
            f"Set {VARIABLE} to the folder of the programs of rasp-stitch, or unset it.")
    for folder in _own_folders(package):
        if is_program(folder / name):
            return folder / name
    found = shutil.which(name)
    if found:
        return Path(found).absolute()
    raise ProgramNotFound(
        f"{name} is not installed: it is neither beside this package ({package}) nor in PATH.\n"
        "Build and install rasp-stitch:\n"
        "    cmake --preset release && cmake --build --preset release && "
        "cmake --install build/release --prefix DIR\n"
        f"then put DIR/bin into PATH, or set {VARIABLE} to it.")


def find_corpus(name: str = "rasp.json") -> Optional[Path]:
    """Returns a corpus that comes with the programs, installed or in the source tree, or None."""
    starts = [PACKAGE]
    try:
        starts.append(find_program("rasp-eval"))
    except ProgramNotFound:
        pass
    for start in starts:
        for ancestor in start.parents:
            for folder in ("share/rasp_stitch/corpora", "corpora"):
                if (ancestor / folder / name).is_file():
                    return ancestor / folder / name
    return None


def main() -> None:
    """Becomes the program of the name that this was started under: a command of a wheel."""
    name = Path(sys.argv[0]).name
    program = PACKAGE / "bin" / name
    if not is_program(program):
        sys.exit(f"{name}: this installation of rasp_stitch lacks the program {program}")
    os.execv(program, [name, *sys.argv[1:]])
