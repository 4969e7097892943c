"""RASP programs run by rasp-eval.

    outputs("(lambda (neg (indices $0)))", [[["a", "b"]]])   # [[0, -1]]

A process has one `rasp-eval --serve`, started when first needed; a forked process starts its own,
since two that share one would read each other's answers.
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
    """rasp-eval cannot read the program, or the inputs do not fit it."""


class Evaluator:
    """A running `rasp-eval --serve`."""

    def __init__(self) -> None:
        self._process = subprocess.Popen([str(find_program(PROGRAM)), "--serve"],
                                         stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def outputs(self, program: str, inputs: List[Any]) -> List[Any]:
        """What the program gives for each list of arguments; None where it fails on them. Raises
        IllTyped, or PluginFailure where there is no answer."""
        request = json.dumps({"program": program, "inputs": inputs})
        line = b""
        try:
            assert self._process.stdin and self._process.stdout
            self._process.stdin.write(request.encode("utf-8") + b"\n")
            self._process.stdin.flush()
            line = self._process.stdout.readline()
        except OSError:
            pass  # told below: there is no answer
        if not line:
            raise PluginFailure(f"{PROGRAM} --serve ended (exit code {self._process.wait()}) "
                                f"without an answer to\n{request}")
        answer = json.loads(line)
        if "error" in answer:
            raise IllTyped(answer["error"])
        return answer["outputs"]  # type: ignore[no-any-return]

    def close(self) -> None:
        """Ends rasp-eval, which ends by itself with the process otherwise."""
        assert self._process.stdin and self._process.stdout
        self._process.stdout.close()
        with contextlib.suppress(OSError):  # what was not sent, to one that has ended
            self._process.stdin.close()
        self._process.wait()


_running: Dict[int, Evaluator] = {}  # by process; a fork has those of its parent, too


def outputs(program: str, inputs: List[Any]) -> List[Any]:
    """Evaluator.outputs by the evaluator of this process."""
    process = os.getpid()
    if process not in _running:
        _running[process] = Evaluator()
    try:
        return _running[process].outputs(program, inputs)
    except PluginFailure:
        close()  # the next call starts another
        raise


def close() -> None:
    """Ends the evaluator of this process, if there is one."""
    evaluator = _running.pop(os.getpid(), None)
    if evaluator is not None:
        evaluator.close()
