"""Reads the tasks of a RASP corpus into ec, with rasp-enumerate.

    corpus = read_corpus("corpora/rasp.json")
    corpus.tasks, corpus.literals
"""

from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Union

from dreamcoder.task import Task
from dreamcoder.type import Type

from rasp_stitch.dreamcoder.rasp.description import printed_json

CHECKER = "rasp"  # the value of `specialTask` that rasp-stitch-solver expects


class Corpus(NamedTuple):
    """The tasks of a corpus, and the literals that they need."""

    tasks: List[Any]
    literals: List[Dict[str, Any]]  # rows with name and type


def _task(row: Dict[str, Any]) -> Any:
    task = Task(row["name"], Type.fromjson(row["request"]),
                [(tuple(example["inputs"]), example["output"]) for example in row["examples"]])
    task.specialTask = (CHECKER, {})
    return task


def read_corpus(path: Union[str, Path]) -> Corpus:
    """Returns the tasks in the order of the corpus, without those that have no examples."""
    corpus = printed_json("rasp-enumerate", "--describe-tasks", str(path))
    return Corpus([_task(row) for row in corpus["tasks"] if row["examples"]],
                  [{"name": name, "type": tp} for name, tp in sorted(corpus["types"].items())])
