"""The exceptions of the package.

    try:
        rasp_stitch.compress(["(f a"], iterations=1)
    except rasp_stitch.InputError as error:
        print(error)          # the whole message, with the place
        print(error.pointer)  # "/0": the first program
"""

import re
from typing import Any, Callable, Optional

_OPTION = re.compile(r"--([a-z][a-z0-9]*(?:-[a-z0-9]+)*)")
_UNKNOWN = re.compile(r"^unknown option --([^;]*)(?:; did you mean --(.*)\?)?$")


class InputError(ValueError):
    """Something that was passed in is wrong.

    ``str(error)`` is the whole message: what was found, where, and what belongs there. The parts:

    - ``found``, ``expected``: what is wrong, and what belongs there
    - ``source``: the file, or the name of the argument
    - ``pointer``: the JSON pointer of what is wrong, such as ``/3`` for the fourth program
    - ``text``, ``offset``: the text with the fault in it, and the byte where that begins, or None
    """

    def __init__(self, message: str, found: str = "", expected: str = "", source: str = "",
                 pointer: str = "", text: str = "", offset: Optional[int] = None) -> None:
        super().__init__(message)
        self.found = found
        self.expected = expected
        self.source = source
        self.pointer = pointer
        self.text = text
        self.offset = offset


class EvaluationError(RuntimeError):
    """A RASP program went wrong on an input, such as by a division by zero."""


class NotBuilt(ImportError):
    """The package was not built with what is asked for; the message says how to build it."""


def _keyword(name: str) -> str:
    return name.replace("-", "_")


def in_python_words(message: str) -> str:
    """Returns the message of a program with its options as keywords.

    >>> in_python_words("--max-arity takes a whole number from 0 to 64")
    'max_arity takes a whole number from 0 to 64'
    """
    return _OPTION.sub(lambda match: _keyword(match.group(1)), message)


def with_keywords(function: str, call: Callable[[], Any]) -> Any:
    """Calls something that takes options as a program does, and names keywords in its messages.

    Raises TypeError, as Python does, for a keyword that there is not.
    """
    try:
        return call()
    except InputError as error:
        unknown = _UNKNOWN.match(str(error))
        if unknown:
            advice = f"; did you mean {_keyword(unknown.group(2))}?" if unknown.group(2) else ""
            raise TypeError(f"{function}() got an unexpected keyword argument "
                            f"'{_keyword(unknown.group(1))}'{advice}") from None
        raise InputError(in_python_words(str(error)), in_python_words(error.found),
                         in_python_words(error.expected), error.source, error.pointer, error.text,
                         error.offset) from None
