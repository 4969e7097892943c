"""Loads the extension module, and says what to do where there is none.

    native.module().compress(words, corpus, library, report)
"""

import os
from typing import Any, Dict, List

from rasp_stitch.errors import NotBuilt

_loaded: List[Any] = []
_forks: List[int] = []  # not empty in a process that was forked from one with the module


def module() -> Any:
    """Returns rasp_stitch._native; raises NotBuilt if the package was installed without it."""
    if not _loaded:
        try:
            from rasp_stitch import _native
        except ImportError as error:
            raise NotBuilt(
                f"the extension module of rasp_stitch cannot be loaded: {error}\n"
                "Install the package (in a checkout: pip install .), or build it\n"
                "    cmake --preset release -DRASP_STITCH_PYTHON=ON && "
                "cmake --build build/release --target python_native\n"
                "and put build/release/python into PYTHONPATH") from error
        os.register_at_fork(after_in_child=lambda: _forks.append(os.getpid()))
        _loaded.append(_native)
    return _loaded[0]


def fit_for_forks(options: Dict[str, Any]) -> Dict[str, Any]:
    """Returns the options with one thread, if threads of a parent were lost by a fork.

    The pool of threads does not survive a fork. The number of threads changes no result.
    """
    if _forks and "threads" in options:
        return dict(options, threads=1)
    return options


# What a program prints and no function returns.
_QUESTIONS = ("completion", "help", "json", "man", "print", "version")


def words(options: Dict[str, Any]) -> List[str]:
    """Returns keywords as the options of a program. None and False mean that one is not given.

    >>> words({"max_arity": 3, "eta_long": True, "joint": False, "out": None})
    ['--max-arity=3', '--eta-long']
    >>> words({"disable": ["upper-bound", "body-size"]})
    ['--disable=upper-bound', '--disable=body-size']
    """
    found: List[str] = []
    for name, value in fit_for_forks(options).items():
        if name in _QUESTIONS or (name, value) == ("disable", "list"):
            raise TypeError(f"{name}={value!r} is for the command line only")
        option = "--" + name.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            found.append(option)
        elif isinstance(value, (list, tuple)):
            found.extend(f"{option}={one}" for one in value)
        elif isinstance(value, (str, int, float, os.PathLike)):
            found.append(f"{option}={value}")
        else:
            raise TypeError(f"{name} is a {type(value).__name__}; a number, a text or a truth "
                            "value is expected")
    return found
