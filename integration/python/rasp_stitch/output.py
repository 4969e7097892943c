"""Writes texts into files, and into file objects that are open.

A file is there as a whole or not at all: it is written beside its place, and renamed.
"""

import contextlib
import io
import os
import threading
from typing import Any, TypeVar, Union

Path = Union[str, "os.PathLike[str]"]
Target = TypeVar("Target")  # a Path, or what has a method write


def write(text: str, target: Target) -> Target:
    """Writes the text as UTF-8, and returns the target; OSError if the file cannot be written.

    >>> write("a text", io.StringIO()).getvalue()
    'a text'
    """
    if isinstance(target, (io.RawIOBase, io.BufferedIOBase)):
        target.write(text.encode("utf-8"))
    elif hasattr(target, "write"):
        target.write(text)
    else:
        _write_file(text, target)
    return target


def _write_file(text: str, target: Any) -> None:
    path = os.path.realpath(target)
    if os.path.exists(path) and not os.path.isfile(path):
        with open(path, "w", encoding="utf-8") as file:  # a pipe, or an error
            file.write(text)
        return
    beside = f"{path}.{os.getpid()}-{threading.get_ident()}"
    try:
        with open(beside, "x", encoding="utf-8") as file:
            file.write(text)
        if os.path.exists(path):
            os.chmod(beside, os.stat(path).st_mode & 0o7777)
        os.replace(beside, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(beside)
        if isinstance(error, OSError):
            error.filename = os.fspath(target)
        raise
