"""Progress of long calls: a callback, or a line that is written over.

    rasp_stitch.compress(programs, progress=True)                # a line on standard error
    rasp_stitch.compress(programs, progress=lambda now: ...)     # a function of yours

In a notebook the line is an output that is replaced. It is taken away when the call has ended.
"""

import sys
import time
from typing import Any, Callable, Optional, TextIO, Union

Progress = Union[None, bool, Callable[[Any], object]]

BAR = 20


def bar(done: float, width: int = BAR) -> str:
    """Returns a bar for a part that is done.

    >>> bar(0.25, 8)
    '[##......]'
    """
    full = round(max(0.0, min(1.0, done)) * width)
    return "[" + "#" * full + "." * (width - full) + "]"


def _notebook_display() -> Optional[Any]:
    """Returns a display of a notebook that can be replaced, or None outside of one."""
    shell = sys.modules.get("IPython")
    running = shell.get_ipython() if shell else None
    if running is None or type(running).__name__ != "ZMQInteractiveShell":
        return None
    from IPython.display import display
    return display({"text/plain": ""}, raw=True, display_id=True)


class ProgressLine:
    """Shows one line that changes, at most ten times a second."""

    def __init__(self, text: Callable[[Any], str], stream: Optional[TextIO] = None) -> None:
        self._text = text
        self._stream = stream or sys.stderr
        self._display = _notebook_display()
        self._next = 0.0
        self._width = 0

    def __call__(self, report: Any) -> None:
        """Shows a report."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + 0.1
        self._write(self._text(report))

    def close(self) -> None:
        """Takes the line away."""
        if self._width:
            self._write("")

    def _write(self, line: str) -> None:
        if self._display is not None:
            self._display.update({"text/plain": line}, raw=True)
        else:
            self._stream.write("\r" + line.ljust(self._width) + ("\r" if not line else ""))
            self._stream.flush()
        self._width = len(line)


def reporter(progress: Progress, text: Callable[[Any], str]) -> Optional[Callable[[Any], object]]:
    """Returns the callback that the argument `progress` of a function stands for."""
    if progress is None or progress is False:
        return None
    if progress is True:
        return ProgressLine(text)
    if not callable(progress):
        raise TypeError(f"progress is a {type(progress).__name__}; True or a function is expected")
    return progress


def close(report: Optional[Callable[[Any], object]]) -> None:
    """Ends a line of progress, if it is one."""
    if isinstance(report, ProgressLine):
        report.close()
