"""Links our programs into a checkout of ec, under the names that its driver runs.

    rasp-stitch-install EC_ROOT            # links compression, solver, helmholtz
    rasp-stitch-install EC_ROOT --undo     # restores what was there

Then `--compressor ocaml` and `--solver ocaml` run ours, without any Python of ours. Files that had
these names before are kept as NAME.before-rasp-stitch. Installing twice has no further effect.
"""

import argparse
import os
import sys
from pathlib import Path
from typing import Callable, List, NamedTuple, Optional

from rasp_stitch.programs import ProgramNotFound, find_program

PROGRAMS = {
    "compression": "rasp-stitch-compression",
    "solver": "rasp-stitch-solver",
    "helmholtz": "rasp-stitch-helmholtz",
}
KEPT = ".before-rasp-stitch"


class CannotInstall(RuntimeError):
    """The folder is not a checkout of ec, or holds a file that must not be overwritten."""


class Step(NamedTuple):
    """An action and its description."""

    what: str
    do: Callable[[], object]


def _is_ours(path: Path) -> bool:
    return path.is_symlink() and Path(os.readlink(path)).name in PROGRAMS.values()


def _exists(path: Path) -> bool:
    return path.is_symlink() or path.exists()


def _rename(old: Path, new: Path) -> Step:
    return Step(f"rename {old} to {new.name}", lambda: old.rename(new))


def _link(link: Path, target: Path) -> Step:
    return Step(f"link {link} to {target}", lambda: link.symlink_to(target))


def _remove(link: Path) -> Step:
    return Step(f"remove the link {link}", link.unlink)


def check_root(root: Path) -> None:
    """Raises CannotInstall unless the folder is the root of a checkout of ec."""
    for part in ("dreamcoder/dreamcoder.py", "dreamcoder/compression.py"):
        if not (root / part).is_file():
            raise CannotInstall(
                f"{root} is not a checkout of ec: it has no {part}.\n"
                "Name the folder that git clone https://github.com/ellisk42/ec made.")


def steps_to_install(root: Path) -> List[Step]:
    """Returns the steps that install the links; none if all are in place."""
    check_root(root)
    steps: List[Step] = []
    for name, program in PROGRAMS.items():
        link, kept = root / name, root / (name + KEPT)
        target = find_program(program)
        if _is_ours(link):
            if Path(os.readlink(link)) == target:
                continue
            steps.append(_remove(link))
        elif _exists(link):
            if _exists(kept):
                raise CannotInstall(
                    f"{link} is not ours, and {kept.name} already keeps another one.\n"
                    "Move one of them away.")
            steps.append(_rename(link, kept))
        steps.append(_link(link, target))
    return steps


def steps_to_undo(root: Path) -> List[Step]:
    """Returns the steps that undo the installation; none if there is nothing of ours."""
    check_root(root)
    steps: List[Step] = []
    for name in PROGRAMS:
        link, kept = root / name, root / (name + KEPT)
        if _is_ours(link):
            steps.append(_remove(link))
        elif _exists(link):
            if _exists(kept):
                raise CannotInstall(
                    f"{link} is not ours, so {kept.name} cannot be given back its name.\n"
                    "Move one of them away.")
            continue
        if _exists(kept):
            steps.append(_rename(kept, link))
    return steps


def _arguments(words: Optional[List[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="rasp-stitch-install",
        description="Links our compression, solver and helmholtz into a checkout of ec, so that "
                    "its driver runs them with --compressor ocaml and --solver ocaml. What was "
                    f"there is kept as NAME{KEPT}.")
    parser.add_argument("root", metavar="EC_ROOT", type=Path, help="the checkout")
    parser.add_argument("--undo", action="store_true",
                        help="remove the links and restore what was there")
    parser.add_argument("--dry-run", action="store_true",
                        help="print what would be done, and do nothing")
    return parser.parse_args(words)


def main(words: Optional[List[str]] = None) -> int:
    """Runs rasp-stitch-install and returns its exit code."""
    arguments = _arguments(words)
    root = arguments.root.absolute()
    try:
        steps = steps_to_undo(root) if arguments.undo else steps_to_install(root)
        for step in steps:
            print(step.what)
            if not arguments.dry_run:
                step.do()
    except (CannotInstall, ProgramNotFound, OSError) as error:
        print(f"rasp-stitch-install: {error}", file=sys.stderr)
        return 2
    if not steps:
        print("nothing to undo" if arguments.undo else "nothing to do")
    return 0


if __name__ == "__main__":
    sys.exit(main())
