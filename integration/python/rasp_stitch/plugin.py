"""Runs programs that answer one JSON document with another.

    request = {"DSL": ..., "frontiers": [...]}
    reply = ask(find_program("rasp-stitch-compression"), request, lambda reply: reply["DSL"])

The program's standard error is forwarded to ours, and its last lines become part of the message of
a PluginFailure. A reply is accepted only if the program ended with exit code 0 and wrote JSON other
than {"error": ...}. A failure says what went wrong and how to repeat the request.
"""

import collections
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any, Callable, Deque, List, NamedTuple, Optional, Set, TypeVar

LAST_LINES = 8

_running: "Set[subprocess.Popen[bytes]]" = set()

Result = TypeVar("Result")


class PluginFailure(RuntimeError):
    """A program gave no usable reply. The message is for people and has several lines."""


class _Run(NamedTuple):
    exit_code: int
    output: bytes
    last_words: List[str]


def _pass_on(stream: IO[bytes], kept: Deque[str]) -> None:
    for line in stream:
        text = line.decode("utf-8", "replace")
        kept.append(text.rstrip("\n"))
        sys.stderr.write(text)
        sys.stderr.flush()


def _feed(stream: IO[bytes], message: bytes) -> None:
    try:
        with stream:
            stream.write(message)
    except OSError:
        pass  # it stopped reading; its exit code says why


def kill_running() -> None:
    """Ends the programs that this process waits for, before it ends itself."""
    for process in list(_running):
        process.kill()


def _run(program: Path, message: bytes) -> _Run:
    kept: Deque[str] = collections.deque(maxlen=LAST_LINES)
    with subprocess.Popen([str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        assert process.stdin and process.stdout and process.stderr
        _running.add(process)
        helpers = [threading.Thread(target=_feed, args=(process.stdin, message), daemon=True),
                   threading.Thread(target=_pass_on, args=(process.stderr, kept), daemon=True)]
        try:
            for helper in helpers:
                helper.start()
            output = process.stdout.read()
            exit_code = process.wait()
            for helper in helpers:
                helper.join()
        except BaseException:  # including Ctrl-C: leave no process behind
            process.kill()
            raise
        finally:
            _running.discard(process)
    return _Run(exit_code, output, list(kept))


def _ending(exit_code: int) -> str:
    if exit_code >= 0:
        return f"it ended with exit code {exit_code}"
    try:
        name = signal.Signals(-exit_code).name
    except ValueError:
        name = "an unknown one"
    hint = ", as the system does where memory runs out" if name == "SIGKILL" else ""
    return f"it was ended by signal {-exit_code} ({name}{hint})"


def _start_of(output: bytes) -> str:
    text = output[:60].decode("utf-8", "replace")
    return repr(text) + ("..." if len(output) > 60 else "")


def _parse(run: _Run) -> Any:
    """Returns the reply, or raises ValueError with a clause that says why there is none."""
    try:
        reply = json.loads(run.output.decode("utf-8"))
    except ValueError:
        reply = None
        what = "it wrote no answer"
        if run.output:
            what = f"its output is no JSON: {_start_of(run.output)}, {len(run.output)} bytes"
    else:
        what = f"its answer cannot be used: {_start_of(run.output)}"
    if isinstance(reply, dict) and "error" in reply:
        raise ValueError(str(reply["error"]))
    if run.exit_code != 0:
        raise ValueError(_ending(run.exit_code) + ("" if reply is not None else f", and {what}"))
    if not isinstance(reply, (dict, list)):
        raise ValueError(what)
    return reply


def _keep(program: Path, message: bytes) -> str:
    """Writes the request to a file and returns a sentence about it."""
    try:
        descriptor, path = tempfile.mkstemp(prefix=f"{program.name}-", suffix=".request.json")
        with os.fdopen(descriptor, "wb") as file:
            file.write(message)
    except OSError as error:
        return f"The request could not be kept ({error})."
    return f"The request is kept; to try again:\n    {program} < {path}"


def _failure(program: Path, what: str, message: bytes, last_words: Optional[List[str]] = None,
             advice: str = "") -> PluginFailure:
    """Returns a failure of the program on this request, with all that a person needs to know."""
    parts = [f"{program.name} failed: {what}"]
    if last_words:
        parts.append("Its last lines on standard error:")
        parts.extend("    " + line for line in last_words)
    parts.append(_keep(program, message))
    if advice:
        parts.append(advice)
    return PluginFailure("\n".join(parts))


def _encode(request: Any) -> bytes:
    """Encodes the request; NaN and infinities are written bare, as in ec."""
    return json.dumps(request).encode("utf-8")


def ask(program: Path, request: Any, read: Callable[[Any], Result], advice: str = "") -> Result:
    """Returns `read(reply)`. Raises PluginFailure, with the advice as its last line, for whatever
    goes wrong, including an exception in `read`."""
    message = _encode(request)
    try:
        run = _run(program, message)
    except OSError as error:
        raise _failure(program, f"it could not be run: {error}", message, advice=advice) from error
    try:
        reply = _parse(run)
    except (ValueError, RecursionError) as error:
        raise _failure(program, str(error), message, run.last_words, advice) from None
    try:
        return read(reply)
    except Exception as error:  # the driver asserts, and its parser has exceptions of its own
        what = f"its answer cannot be used: {type(error).__name__}: {error}"
        raise _failure(program, what, message, run.last_words, advice) from error
