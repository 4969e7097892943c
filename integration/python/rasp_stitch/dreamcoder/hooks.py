"""Adds `rasp-stitch` to ec's unmodified driver.

    settings = install()                     # once ec is on sys.path
    ecIterator(..., compressor="rasp-stitch", solver="rasp-stitch")

install() replaces functions of the driver with wrappers, wherever a module has imported them by
name:

* commandlineArguments: accepts `rasp-stitch` for --compressor and --solver,
  --on-compressor-failure and --compressor-time-limit, and makes the folder of --outputPrefix;
* ecIterator: makes the folder of its checkpoints, if it is missing;
* induceGrammar: calls our compressor for `rasp-stitch`, and the driver's for all others;
* multicoreEnumeration: calls our solver for `rasp-stitch`, and the driver's for all others;
* helmholtzEnumeration: calls ours for a feature extractor whose `special` is "rasp".

The driver's files are not changed, and without `rasp-stitch` its behaviour stays the same.
"""

import argparse
import functools
import importlib
import os
import sys
import tempfile
from pathlib import Path
from typing import Any, Callable, Dict, Optional

from rasp_stitch.dreamcoder import abstraction, wake
from rasp_stitch.plugin import PluginFailure
from rasp_stitch.programs import find_program
from rasp_stitch.usage import UsageError

NAME = "rasp-stitch"
SPECIAL = "rasp"  # the value of `specialTask` and `special` in messages for our programs
STOP, KEEP = "stop", "keep"


class Settings:
    """The user's choices."""

    def __init__(self) -> None:
        self.on_compressor_failure = STOP
        self.output_prefix: Optional[str] = None  # of checkpoints, once it is known


def _replace_everywhere(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    for module in list(sys.modules.values()):
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if value is old:
                setattr(module, name, new)


def _add_choice(parser: argparse.ArgumentParser, destination: str) -> None:
    for action in parser._actions:  # argparse offers no other access to its options
        if action.dest == destination:
            action.choices = [*(action.choices or []), NAME]


def _seconds(text: str) -> float:
    number = float(text)
    if not 0 < number < float("inf"):
        raise ValueError
    return number


def make_folder_of(prefix: str) -> None:
    """Makes the folder that files whose paths begin with the prefix are in. Raises UsageError if
    they could not be written; without this, the driver notices after its first iteration."""
    folder = Path(prefix).parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise UsageError(f"checkpoints cannot be written to {folder}, where --outputPrefix "
                         f"{prefix} puts them: {error.strerror}") from error


def _with_our_options(original: Callable[..., Any], settings: Settings) -> Callable[..., Any]:
    @functools.wraps(original)
    def commandline_arguments(*arguments: Any, **keywords: Any) -> Dict[str, Any]:
        theirs = keywords.pop("extras", None)

        def extras(parser: argparse.ArgumentParser) -> None:
            if theirs is not None:
                theirs(parser)
            _add_choice(parser, "compressor")
            _add_choice(parser, "solver")
            parser.add_argument(
                "--on-compressor-failure", dest="onCompressorFailure", choices=[STOP, KEEP],
                default=settings.on_compressor_failure,
                help=f"What to do if the compressor {NAME} fails: stop with an exception, or "
                     "keep the grammar and the frontiers and continue. default: %(default)s")
            parser.add_argument(
                "--compressor-time-limit", dest="compressorTimeLimit", type=_seconds,
                metavar="SECONDS",
                help=f"the compressor {NAME} replies after this time with the abstractions found "
                     "so far. default: 120, or what RASP_STITCH_TIME_LIMIT says")

        values = original(*arguments, extras=extras, **keywords)
        settings.on_compressor_failure = values.pop("onCompressorFailure")
        limit = values.pop("compressorTimeLimit")
        if limit is not None:
            os.environ[abstraction.TIME_LIMIT] = str(limit)
        if isinstance(values.get("outputPrefix"), str):
            make_folder_of(values["outputPrefix"])
        if values["compressor"] == NAME:
            find_program(abstraction.PROGRAM)  # fail now rather than after a long wake phase
        if values["solver"] == NAME:
            find_program(wake.SOLVER)
        return values  # type: ignore[no-any-return]
    return commandline_arguments


def _with_our_compressor(original: Callable[..., Any], settings: Settings) -> Callable[..., Any]:
    @functools.wraps(original)
    def induce_grammar(*arguments: Any, **keywords: Any) -> Any:
        if keywords.get("backend") != NAME:
            return original(*arguments, **keywords)
        grammar, frontiers = arguments[:2]
        if all(frontier.empty for frontier in frontiers):
            return grammar, frontiers
        keywords.pop("backend")
        try:
            return abstraction.compress(grammar, frontiers, **keywords)
        except PluginFailure as failure:
            if settings.on_compressor_failure == STOP:
                raise
            return abstraction.keep(failure, grammar, frontiers)
    return induce_grammar


def _with_our_solver(original: Callable[..., Any], enumeration: Any) -> Callable[..., Any]:
    @functools.wraps(original)
    def multicore_enumeration(*arguments: Any, **keywords: Any) -> Any:
        if keywords.get("solver") != NAME:
            return original(*arguments, **keywords)
        keywords["solver"] = "ocaml"  # the driver looks this name up at the call
        theirs = enumeration.solveForTask_ocaml, enumeration.eprint
        with tempfile.TemporaryDirectory(prefix="rasp-stitch-") as folder:
            failure = Path(folder) / "failure"
            enumeration.solveForTask_ocaml = _telling(wake.solve, failure)
            enumeration.eprint = _silent_after(failure, enumeration.eprint)
            try:
                return original(*arguments, **keywords)
            except AssertionError:
                if not failure.exists():
                    raise
                raise PluginFailure(failure.read_text(encoding="utf-8")) from None
            finally:
                enumeration.solveForTask_ocaml, enumeration.eprint = theirs
    return multicore_enumeration


# The driver's workers are other processes, of which it reports a failure as "PANIC!" with the
# worker's stack before it asserts. So the message is passed on in a file.
def _telling(solve: Callable[..., Any], failure: Path) -> Callable[..., Any]:
    @functools.wraps(solve)
    def solve_or_tell(*arguments: Any, **keywords: Any) -> Any:
        try:
            return solve(*arguments, **keywords)
        except PluginFailure as error:
            failure.write_text(str(error), encoding="utf-8")
            raise
    return solve_or_tell


def _silent_after(failure: Path, eprint: Callable[..., Any]) -> Callable[..., Any]:
    def eprint_unless_failed(*arguments: Any, **keywords: Any) -> None:
        if not failure.exists():
            eprint(*arguments, **keywords)
    return eprint_unless_failed


def _remembering_prefix(original: Callable[..., Any], settings: Settings) -> Callable[..., Any]:
    @functools.wraps(original)
    def iterate(*arguments: Any, **keywords: Any) -> Any:
        settings.output_prefix = keywords.get("outputPrefix")
        if settings.output_prefix is not None:
            make_folder_of(settings.output_prefix)
        return original(*arguments, **keywords)
    return iterate


def _with_our_dreams(original: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(original)
    def helmholtz_enumeration(*arguments: Any, **keywords: Any) -> Any:
        if keywords.get("special") == SPECIAL:
            return wake.dream(*arguments, **keywords)
        return original(*arguments, **keywords)
    return helmholtz_enumeration


def install() -> Settings:
    """Installs the wrappers, once; ec must be importable. The wrappers follow changes of the
    returned settings."""
    driver: Any = importlib.import_module("dreamcoder.dreamcoder")
    compression: Any = importlib.import_module("dreamcoder.compression")
    enumeration: Any = importlib.import_module("dreamcoder.enumeration")
    dreaming: Any = importlib.import_module("dreamcoder.dreaming")
    installed = getattr(driver, "rasp_stitch_settings", None)
    if isinstance(installed, Settings):
        return installed
    settings = Settings()
    replaced: Dict[Callable[..., Any], Callable[..., Any]] = {
        driver.commandlineArguments: _with_our_options(driver.commandlineArguments, settings),
        compression.induceGrammar: _with_our_compressor(compression.induceGrammar, settings),
        enumeration.multicoreEnumeration:
            _with_our_solver(enumeration.multicoreEnumeration, enumeration),
        dreaming.helmholtzEnumeration: _with_our_dreams(dreaming.helmholtzEnumeration),
    }
    if hasattr(driver, "ecIterator"):
        replaced[driver.ecIterator] = _remembering_prefix(driver.ecIterator, settings)
    for old, new in replaced.items():
        _replace_everywhere(old, new)
    driver.rasp_stitch_settings = settings
    return settings
