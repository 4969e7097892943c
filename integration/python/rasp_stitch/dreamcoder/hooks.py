"""Adds `rasp-stitch` to ec's unmodified driver.

    settings = install()                     # once ec is on sys.path
    ecIterator(..., compressor="rasp-stitch", solver="rasp-stitch")

install() replaces functions of the driver with wrappers, wherever a module has imported them by
name:

* commandlineArguments: accepts `rasp-stitch` for --compressor and --solver, and
  --on-compressor-failure;
* induceGrammar: calls our compressor for `rasp-stitch`, and the driver's for all others;
* multicoreEnumeration: calls our solver for `rasp-stitch`, and the driver's for all others;
* helmholtzEnumeration: calls ours for a feature extractor whose `special` is "rasp".

The driver's files are not changed, and without `rasp-stitch` its behaviour stays the same.
"""

import argparse
import functools
import importlib
import sys
from typing import Any, Callable, Dict

from rasp_stitch.dreamcoder import abstraction, wake
from rasp_stitch.plugin import PluginFailure
from rasp_stitch.programs import find_program

NAME = "rasp-stitch"
SPECIAL = "rasp"  # the value of `specialTask` and `special` in messages for our programs
STOP, KEEP = "stop", "keep"


class Settings:
    """The user's choices."""

    def __init__(self) -> None:
        self.on_compressor_failure = STOP


def _replace_everywhere(old: Callable[..., Any], new: Callable[..., Any]) -> None:
    for module in list(sys.modules.values()):
        for name, value in list(getattr(module, "__dict__", {}).items()):
            if value is old:
                setattr(module, name, new)


def _add_choice(parser: argparse.ArgumentParser, destination: str) -> None:
    for action in parser._actions:  # argparse offers no other access to its options
        if action.dest == destination:
            action.choices = [*(action.choices or []), NAME]


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

        values = original(*arguments, extras=extras, **keywords)
        settings.on_compressor_failure = values.pop("onCompressorFailure")
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
        theirs = enumeration.solveForTask_ocaml
        enumeration.solveForTask_ocaml = wake.solve
        try:
            return original(*arguments, **keywords)
        finally:
            enumeration.solveForTask_ocaml = theirs
    return multicore_enumeration


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
    for old, new in replaced.items():
        _replace_everywhere(old, new)
    driver.rasp_stitch_settings = settings
    return settings
