"""Runs the DreamCoder driver (ellisk42/ec) with rasp-stitch in its loop.

As a command, `python3 -m rasp_stitch.dreamcoder --help`. From code:

    from rasp_stitch.dreamcoder import use
    use("EC_ROOT")                       # makes ec importable and adds rasp-stitch
    from dreamcoder.dreamcoder import ecIterator
    for result in ecIterator(grammar, tasks, compressor="rasp-stitch", ...):
        ...
"""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Union

from rasp_stitch.dreamcoder import compat
from rasp_stitch.usage import UsageError

if TYPE_CHECKING:
    from rasp_stitch.dreamcoder.hooks import Settings

RECOGNITION = "dreamcoder/recognition.py"
NEEDED = ("torch numpy scipy sklearn dill zmq psutil matplotlib cairo frozendict graphviz "
          "num2words cachetools seaborn").split()


def _missing(module: str) -> UsageError:
    return UsageError(
        f"ec needs the Python module {module}, which {sys.executable} does not have\n"
        "expected a Python with all that ec needs; on Debian 12 that is /usr/bin/python3, after\n"
        f"    apt-get install {' '.join('python3-' + name for name in NEEDED)}")


def use(root: Union[str, Path]) -> "Settings":
    """Makes the checkout importable, restores what newer systems lack, and installs the hooks.
    Raises UsageError if this Python lacks a module that ec needs."""
    path = str(Path(root).absolute())
    if path not in sys.path:
        sys.path.append(path)
    compat.restore()
    from rasp_stitch.dreamcoder import hooks
    try:
        settings = hooks.install()
    except ModuleNotFoundError as error:
        raise _missing(str(error.name)) from error
    # Without torch, the driver prints a line and continues until it needs it.
    if (Path(path) / RECOGNITION).is_file() and "dreamcoder.recognition" not in sys.modules:
        raise _missing("torch")
    return settings
