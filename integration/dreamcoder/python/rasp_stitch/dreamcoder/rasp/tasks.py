"""Tasks of a corpus of RASP as ec's.

    corpus = read_corpus("corpora/rasp.json")
    corpus.tasks, corpus.literals
"""

from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Union

from dreamcoder.task import Task
from dreamcoder.type import Type

from rasp_stitch.dreamcoder.rasp import evaluator

CHECKER = "rasp"  # the name of rasp-stitch-solver's checker, which runs RASP


class Corpus(NamedTuple):
    """What a corpus asks for."""

    tasks: List[Any]
    literals: List[Dict[str, Any]]  # of all tasks, as rows with name and type


def _merged(rows: List[Dict[str, Any]]) -> Dict[str, Dict[str, Any]]:
    """Programs of one task, `sort` and `sort/core`, are one task with the examples of all."""
    by_name: Dict[str, Dict[str, Any]] = {}
    for row in rows:
        task = by_name.setdefault(row["name"].split("/")[0],
                                  {"request": row["request"], "examples": []})
        task["examples"] += [e for e in row["examples"] if e not in task["examples"]]
    return by_name


def _task(name: str, row: Dict[str, Any]) -> Any:
    task = Task(name, Type.fromjson(row["request"]),
                [(tuple(example["inputs"]), example["output"]) for example in row["examples"]])
    task.specialTask = (CHECKER, {})
    return task


def read_corpus(path: Union[str, Path]) -> Corpus:
    """The tasks in the corpus's order, those without examples left out."""
    rows = evaluator.describe(["--tasks", str(path)])
    tasks = [_task(name, row) for name, row in _merged(rows).items() if row["examples"]]
    literals = {row["name"]: row for task in rows for row in task["literals"]}
    return Corpus(tasks, [literals[name] for name in sorted(literals)])
