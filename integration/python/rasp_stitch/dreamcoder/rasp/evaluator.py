"""Runs RASP programs with rasp-eval.

    outputs("(lambda (neg (indices $0)))", [[["a", "b"]]])   # [[0, -1]]

Each process has one `rasp-eval --serve`, started when first needed. A forked process starts its
own: two processes that share one would read each other's replies.
"""

import contextlib
import json
import os
import subprocess
from typing import Any, Dict, List

from rasp_stitch.plugin import PluginFailure
from rasp_stitch.programs import find_program

PROGRAM = "rasp-eval"


class IllTyped(ValueError):
    """rasp-eval rejects the program, or the inputs do not fit it."""


class Evaluator:
    """A running `rasp-eval --serve`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([str(find_program(PROGRAM)), "--serve"],
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def outputs(self, program: str, inputs: List[Any]) -> List[Any]:
        """Returns the output of the program for each list of arguments, or None where it fails.
        Raises IllTyped, or PluginFailure if there is no reply."""
        request = json.dumps({"program": program, "inputs": inputs})
        line = b""
        try:
            assert self._process.stdin and self._process.stdout
            self._process.stdin.write(request.encode("utf-8") + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            pass  # reported below: there is no reply
        if not line:
            raise PluginFailure(f"{PROGRAM} --serve ended (exit code {self._process.wait()}) "
                                f"without an answer to\n{request}")
        answer = json.loads(line)
        if "error" in answer:
            raise IllTyped(answer["error"])
        return answer["outputs"]  # type: ignore[no-any-return]

    def close(self) -> None:
        """Ends rasp-eval. Otherwise it ends with this process."""
        assert self._process.stdin and self._process.stdout
        self._process.stdout.close()
        with contextlib.suppress(OSError):  # unsent data, if rasp-eval has ended
            self._process.stdin.close()
        self._process.wait()


_running: Dict[int, Evaluator] = {}  # by process; a fork inherits those of its parent


def outputs(program: str, inputs: List[Any]) -> List[Any]:
    """Calls outputs() of this process's evaluator."""
    process = os.getpid()
    if process not in _running:
        _running[process] = Evaluator()
    try:
        return _running[process].outputs(program, inputs)
    except PluginFailure:
        close()  # the next call starts a new one
        raise


def close() -> None:
    """Ends this process's evaluator, if there is one."""
    evaluator = _running.pop(os.getpid(), None)
    if evaluator is not None:
        evaluator.close()
