"""Restores what ec expects of Python and its packages, and newer systems no longer have.

`restore()` provides, if missing,

* inspect.getargspec, removed in Python 3.11;
* pathos.multiprocessing.Pool, as far as ec uses it. Unlike Python's pool, it serialises functions
  and values with dill, which supports more than pickle.
"""

import importlib.util
import inspect
import multiprocessing.pool
import sys
import types
from typing import Any, Callable, Dict, Iterable, NamedTuple, Optional, Tuple


class ArgSpec(NamedTuple):
    """The result of inspect.getargspec."""

    args: Any
    varargs: Any
    keywords: Any
    defaults: Any


def getargspec(function: Callable[..., Any]) -> ArgSpec:
    """Returns the arguments of a function, as inspect.getargspec did."""
    full = inspect.getfullargspec(function)
    return ArgSpec(full.args, full.varargs, full.varkw, full.defaults)


def _call_dilled(call: bytes) -> bytes:
    import dill
    function, arguments, keywords = dill.loads(call)
    result: bytes = dill.dumps(function(*arguments, **keywords))
    return result


class _Result:
    """The result of a call in another process."""

    def __init__(self, result: "multiprocessing.pool.AsyncResult[bytes]") -> None:
        self._result = result

    def get(self, timeout: Optional[float] = None) -> Any:
        """Waits for the result; raises what the call raised."""
        import dill
        return dill.loads(self._result.get(timeout))


class Pool:
    """A pool of processes, like pathos.multiprocessing.Pool."""

    def __init__(self, processes: Optional[int] = None) -> None:
        self._pool = multiprocessing.pool.Pool(processes)

    def apply_async(self, func: Callable[..., Any], args: Iterable[Any] = (),
                    kwds: Optional[Dict[str, Any]] = None) -> _Result:
        """Calls the function in another process."""
        import dill
        call = dill.dumps((func, tuple(args), kwds or {}))
        return _Result(self._pool.apply_async(_call_dilled, (call,)))

    def close(self) -> None:
        """Accepts no more calls."""
        self._pool.close()

    def terminate(self) -> None:
        """Ends the processes."""
        self._pool.terminate()

    def join(self) -> None:
        """Waits for the processes to end."""
        self._pool.join()


def _pathos() -> Tuple[types.ModuleType, types.ModuleType]:
    package = types.ModuleType("pathos", "A stand-in by rasp-stitch for the package pathos.")
    package.__path__ = []
    part = types.ModuleType("pathos.multiprocessing", package.__doc__)
    setattr(part, "Pool", Pool)
    setattr(package, "multiprocessing", part)
    return package, part


def restore() -> None:
    """Provides what is missing; what is present stays."""
    if not hasattr(inspect, "getargspec"):
        setattr(inspect, "getargspec", getargspec)
    if "pathos" not in sys.modules and importlib.util.find_spec("pathos") is None:
        for module in _pathos():
            sys.modules[module.__name__] = module
