"""Declares the primitives of RASP in ec, from the table of rasp-eval.

    grammar = uniform_grammar(choose("minimal"), literals)
"""

from typing import Any, Dict, Iterable, List

from dreamcoder.grammar import Grammar
from dreamcoder.program import Primitive
from dreamcoder.type import Type

from rasp_stitch.dreamcoder.rasp.description import printed_json
from rasp_stitch.usage import UsageError


class NotInPython:
    """The value of a primitive. RASP programs are run by rasp-eval, not by Python."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self, *_arguments: Any) -> Any:
        raise RuntimeError(f"{self.name} is a primitive of RASP, which Python cannot run")


def choose(names: str) -> List[Dict[str, Any]]:
    """Returns the rows of the table for "minimal", "all", "extended", or names separated by commas.
    Raises UsageError for an unknown name."""
    table = printed_json("rasp-eval", "--primitives", "--json")
    if names == "extended":
        return list(table)
    if names == "all":
        return [row for row in table if not row["extended"]]
    if names == "minimal":
        return [row for row in table if row["minimal"]]
    known = {row["name"]: row for row in table}
    wanted = names.split(",")
    for name in wanted:
        if name not in known:
            raise UsageError(f"{name!r} is not a primitive of RASP\n"
                             "expected one of those that rasp-eval --primitives lists")
    return [known[name] for name in wanted]


def declare(rows: Iterable[Dict[str, Any]]) -> List[Any]:
    """Declares a primitive for each name, from its first row. In ec's global table of names, ours
    replace those that other domains may have declared."""
    declared: Dict[str, Any] = {}
    for row in rows:
        name = row["name"]
        if name not in declared:
            declared[name] = Primitive(name, Type.fromjson(row["type"]), NotInPython(name))
            Primitive.GLOBALS[name] = declared[name]
    return list(declared.values())


def uniform_grammar(primitives: Iterable[Dict[str, Any]],
                    literals: Iterable[Dict[str, Any]]) -> Any:
    """Returns a grammar in which all weights are 0."""
    return Grammar.uniform(declare([*primitives, *literals]))
