"""Runs a domain script of ec, or the RASP domain, with rasp-stitch in the driver.

    python3 -m rasp_stitch.dreamcoder [--ec EC_ROOT] SCRIPT [OPTIONS OF THE SCRIPT]
    python3 -m rasp_stitch.dreamcoder [--ec EC_ROOT] rasp [OPTIONS]

The script runs as with `python3 SCRIPT`.
"""

import glob
import multiprocessing
import os
import runpy
import shlex
import signal
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Iterable, List, NamedTuple, Optional

from rasp_stitch import dreamcoder, plugin
from rasp_stitch.plugin import PluginFailure
from rasp_stitch.programs import ProgramNotFound
from rasp_stitch.usage import UsageError

if TYPE_CHECKING:
    from rasp_stitch.dreamcoder.hooks import Settings

DOMAIN = "rasp"
INTERRUPTED = 130  # exit code after Ctrl-C
_STARTED = time.time()
HELP = """\
usage: python3 -m rasp_stitch.dreamcoder [--ec EC_ROOT] (SCRIPT | rasp) [OPTIONS]

Runs DreamCoder's driver with rasp-stitch in it.

  SCRIPT         a domain script of ec, such as bin/list.py
  rasp           the RASP domain, whose tasks come with rasp-stitch
  --ec EC_ROOT   the checkout of https://github.com/ellisk42/ec; by default, the one that contains
                 the script or the current folder
  OPTIONS        options of the driver and of the script (SCRIPT --help lists them), and
                     --compressor rasp-stitch
                     --solver rasp-stitch        for RASP only
                     --on-compressor-failure stop|keep
                     --compressor-time-limit SECONDS

examples:
  python3 -m rasp_stitch.dreamcoder bin/list.py --compressor rasp-stitch -t 60 -i 5 -c 2
  python3 -m rasp_stitch.dreamcoder rasp --ec EC_ROOT -t 60 -i 5 -c 2 -g
"""


class Command(NamedTuple):
    """A parsed command line."""

    target: str
    options: List[str]
    root: Optional[Path]


def parse(words: List[str]) -> Optional[Command]:
    """Returns the command, or None if help was asked for. Raises UsageError."""
    root: Optional[Path] = None
    rest: List[str] = []
    remaining = iter(words)
    for word in remaining:
        if word == "--ec":
            value = next(remaining, None)
            if value is None:
                raise UsageError("--ec without a folder; expected --ec EC_ROOT")
            root = Path(value)
        elif word.startswith("--ec="):
            root = Path(word[len("--ec="):])
        else:
            rest.append(word)
    if not rest:
        raise UsageError("no script was given; expected a script of ec, or rasp (--help explains)")
    if rest[0] in ("-h", "--help"):
        return None
    if rest[0].startswith("-"):
        raise UsageError(f"the option {rest[0]} before a script; expected SCRIPT or rasp first")
    return Command(rest[0], rest[1:], root)


def _is_root(folder: Path) -> bool:
    return (folder / "dreamcoder" / "dreamcoder.py").is_file()


def find_root(command: Command) -> Path:
    """Returns the checkout of ec. Raises UsageError if there is none."""
    if command.root is not None:
        if not _is_root(command.root):
            raise UsageError(f"{command.root} is not a checkout of ec: it has no "
                             "dreamcoder/dreamcoder.py")
        return command.root.absolute()
    here = Path.cwd()
    candidates: Iterable[Path] = [here, *here.parents]
    if command.target != DOMAIN:
        candidates = [*Path(command.target).absolute().parents, *candidates]
    for folder in candidates:
        if _is_root(folder):
            return folder
    raise UsageError("there is no checkout of ec here; expected --ec EC_ROOT")


def _check_script(script: str) -> None:
    if script == DOMAIN or Path(script).is_file():
        return
    here = "" if Path(script).is_absolute() else f" in {Path.cwd()}"
    raise UsageError(f"there is no script {script}{here}\n"
                     "expected a script of ec, such as EC_ROOT/bin/list.py, or rasp")


def _run_script(script: str, options: List[str]) -> None:
    path = Path(script)
    sys.argv = [script, *options]
    sys.path.insert(0, str(path.absolute().parent))
    runpy.run_path(script, run_name="__main__")


def _run_domain(options: List[str]) -> None:
    from rasp_stitch.dreamcoder.rasp import domain
    sys.argv = ["rasp_stitch.dreamcoder rasp", *options]
    domain.main()


def _end_at_interrupt() -> None:
    """Lets a process that the driver forks end at Ctrl-C without a traceback of its own."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _newest_checkpoint(prefix: Optional[str], since: float) -> Optional[str]:
    """Returns the checkpoint that this run wrote last."""
    found = [] if prefix is None else [
        path for path in glob.glob(glob.escape(prefix) + "*.pickle")
        if os.path.getmtime(path) >= since]
    return max(found, key=os.path.getmtime) if found else None


def _leave(settings: "Optional[Settings]") -> None:
    """Says what is kept after Ctrl-C, ends the driver's processes, and this one."""
    prefix = settings.output_prefix if settings is not None else None
    checkpoint = _newest_checkpoint(prefix, _STARTED)
    if checkpoint is not None:
        kept = (f"all iterations up to the last checkpoint are kept\n"
                f"to go on, give the same command and --resume {shlex.quote(checkpoint)}")
    elif prefix is not None:
        kept = ("nothing is kept, as the first iteration has not ended\n"
                "checkpoints are written at the end of each iteration; -i and -t set how many and "
                "how long")
    else:
        kept = ("nothing is kept, as this run writes no checkpoints\n"
                "with --outputPrefix PREFIX, where the domain has it, the next one can be resumed")
    for child in multiprocessing.active_children():
        child.terminate()
    plugin.kill_running()
    message = f"\nrasp_stitch.dreamcoder: interrupted; {kept}\n"
    try:
        sys.stdout.flush()
    except RuntimeError:
        pass  # the signal came in the middle of a print
    finally:
        os.write(2, message.encode("utf-8", "replace"))
        os._exit(INTERRUPTED)  # the driver's pools and queues would print tracebacks of their own


def _leave_at_interrupt() -> None:
    """Makes Ctrl-C leave at once. A KeyboardInterrupt would be lost where it is raised while the
    driver forks, as Python ignores exceptions there, and the run would go on."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        return  # the run was started to ignore it

    def leave(*_: object) -> None:
        driver = sys.modules.get("dreamcoder.dreamcoder")
        _leave(getattr(driver, "rasp_stitch_settings", None))
    signal.signal(signal.SIGINT, leave)


def main(words: List[str]) -> int:
    """Runs the command and returns its exit code."""
    settings = None
    try:
        command = parse(words)
        if command is None:
            print(HELP, end="")
            return 0
        _check_script(command.target)
        settings = dreamcoder.use(find_root(command))
        os.register_at_fork(after_in_child=_end_at_interrupt)
        _leave_at_interrupt()
        if command.target == DOMAIN:
            _run_domain(command.options)
        else:
            _run_script(command.target, command.options)
    except UsageError as error:
        print(f"rasp_stitch.dreamcoder: {error}", file=sys.stderr)
        return 2
    except (PluginFailure, ProgramNotFound) as error:
        print(f"rasp_stitch.dreamcoder: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        _leave(settings)
    return 0
