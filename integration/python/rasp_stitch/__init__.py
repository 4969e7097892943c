"""rasp-stitch from Python: library learning, RASP and program search.

    import rasp_stitch

    result = rasp_stitch.compress(["(f (g a) (g a))", "(f (g b) (g b))"], iterations=1)
    result.abstractions[0].body                       # "(f #0 #0)"

    rasp_stitch.rasp.evaluate("(lam (indices $0))", "abc")
    rasp_stitch.enumerate({"reverse": [("hello", "olleh"), ("abc", "cba")]})

    rasp_stitch.use_as_stitch_core()                  # then `import stitch_core` is ours

    python3 -m rasp_stitch.dreamcoder bin/list.py --compressor rasp-stitch

The algorithms are those of the C++ rooms, in the extension module; rasp_stitch.dreamcoder, which
connects the programs to the driver of DreamCoder, needs the standard library only. So nothing is
loaded before it is used.
"""

import importlib
from typing import TYPE_CHECKING, Any, List

if TYPE_CHECKING:
    from rasp_stitch import rasp, stitch_core
    from rasp_stitch.compression import (Abstraction, Compression, Rewriting, compress,
                                         rewrite)
    from rasp_stitch.dreaming import Dream, Phase, dream
    from rasp_stitch.errors import EvaluationError, InputError, NotBuilt
    from rasp_stitch.search import Frontier, Grammar, Search, Solution, enumerate

__version__ = "0.1.0"

__all__ = [
    "Abstraction", "Compression", "Dream", "EvaluationError", "Frontier", "Grammar", "InputError",
    "NotBuilt", "Phase", "Rewriting", "Search", "Solution", "compress", "dream", "enumerate",
    "rasp", "rewrite", "stitch_core", "use_as_stitch_core"]

_MODULE_OF = {
    "Abstraction": "compression", "Compression": "compression", "Rewriting": "compression",
    "compress": "compression", "rewrite": "compression",
    "Dream": "dreaming", "Phase": "dreaming", "dream": "dreaming",
    "EvaluationError": "errors", "InputError": "errors", "NotBuilt": "errors",
    "Frontier": "search", "Grammar": "search", "Search": "search", "Solution": "search",
    "enumerate": "search"}


def __getattr__(name: str) -> Any:
    if name in ("rasp", "stitch_core"):
        return importlib.import_module("rasp_stitch." + name)
    if name in _MODULE_OF:
        value = getattr(importlib.import_module("rasp_stitch." + _MODULE_OF[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'rasp_stitch' has no attribute '{name}'")


def __dir__() -> List[str]:
    return sorted(set(globals()) | set(__all__))


def use_as_stitch_core() -> None:
    """Makes ``import stitch_core`` mean rasp_stitch.stitch_core from now on, in this process.

    For scripts that cannot be edited: call it before they import ``stitch_core``, or run them with
    ``python3 -m rasp_stitch.stitch_core SCRIPT``.
    """
    import sys
    sys.modules["stitch_core"] = importlib.import_module("rasp_stitch.stitch_core")
