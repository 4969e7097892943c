"""The primitives of RASP as ec's, declared from the one table of rasp-eval.

    grammar = uniform_grammar(choose("minimal"), literals)
"""

from typing import Any, Dict, Iterable, List

from dreamcoder.grammar import Grammar
from dreamcoder.program import Primitive
from dreamcoder.type import Type

from rasp_stitch.dreamcoder.rasp.description import printed_json
from rasp_stitch.usage import UsageError


class NotInPython:
    """The value of a primitive: rasp-eval runs RASP programs, Python does not."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, *_arguments: Any) -> Any:
        raise RuntimeError(f"{self.name} is RASP's, and rasp-eval runs it, not Python")


def choose(names: str) -> List[Dict[str, Any]]:
    """The rows of the table that "minimal", "all" or a list of names with commas stands for.
    Raises UsageError for a name that is none."""
    table = printed_json("rasp-eval", "--primitives", "--json")
    if names == "all":
        return list(table)
    if names == "minimal":
        return [row for row in table if row["minimal"]]
    known = {row["name"]: row for row in table}
    wanted = names.split(",")
    for name in wanted:
        if name not in known:
            raise UsageError(f"{name!r} is no primitive of RASP\n"
                             "expected one of those that rasp-eval --primitives lists")
    return [known[name] for name in wanted]


def declare(rows: Iterable[Dict[str, Any]]) -> List[Any]:
    """A primitive for each name, the first row of it. ec keeps one global table of names, in which
    ours take the place of what other domains may have put there."""
    declared: Dict[str, Any] = {}
    for row in rows:
        name = row["name"]
        if name not in declared:
            declared[name] = Primitive(name, Type.fromjson(row["type"]), NotInPython(name))
            Primitive.GLOBALS[name] = declared[name]
    return list(declared.values())


def uniform_grammar(primitives: Iterable[Dict[str, Any]],
                    literals: Iterable[Dict[str, Any]]) -> Any:
    """All weights are 0."""
    return Grammar.uniform(declare([*primitives, *literals]))
