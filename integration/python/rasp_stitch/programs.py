"""Where the C++ programs and the corpora are.

    find_program("rasp-stitch-solver")  # Path of an executable, or ProgramNotFound
    find_corpus()                       # Path of rasp.json, or None

A program is looked for in

1. the folder that the environment variable RASP_STITCH_BIN names, and then nowhere else;
2. the `bin` folder of the installation to which this package belongs;
3. the build folders of the source tree to which it belongs, `release` before the others;
4. PATH.
"""

import os
import shutil
from pathlib import Path
from typing import Iterator, Optional

VARIABLE = "RASP_STITCH_BIN"
BUILDS = ("release", "run", "check", "debug")
PACKAGE = Path(__file__).resolve().parent


class ProgramNotFound(RuntimeError):
    """A program of rasp-stitch is nowhere; the message tells what to do."""


def is_program(path: Path) -> bool:
    """Whether it is a file that may be executed."""
    return path.is_file() and os.access(path, os.X_OK)


def _own_folders(package: Path) -> Iterator[Path]:
    """Folders of programs that belong to an installed package, then to one in the source tree."""
    for ancestor in package.parents:
        yield ancestor / "bin"
    for ancestor in package.parents:
        if (ancestor / "CMakePresets.json").is_file():
            for build in BUILDS:
                yield ancestor / "build" / build / "bin"


def find_program(name: str, package: Path = PACKAGE) -> Path:
    """The program of this name; raises ProgramNotFound."""
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
    """A corpus that comes with the programs, installed or in the source tree."""
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
