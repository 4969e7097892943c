"""Tasks of a corpus of RASP as ec's, as rasp-enumerate tells them.

    corpus = read_corpus("corpora/rasp.json")
    corpus.tasks, corpus.literals
"""

from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Union

from dreamcoder.task import Task
from dreamcoder.type import Type

from rasp_stitch.dreamcoder.rasp.description import printed_json

CHECKER = "rasp"  # the name of rasp-stitch-solver's checker, which runs RASP


class Corpus(NamedTuple):
    """What a corpus asks for."""

    tasks: List[Any]
    literals: List[Dict[str, Any]]  # of all tasks, as rows with name and type


def _task(row: Dict[str, Any]) -> Any:
    task = Task(row["name"], Type.fromjson(row["request"]),
                [(tuple(example["inputs"]), example["output"]) for example in row["examples"]])
    task.specialTask = (CHECKER, {})
    return task


def read_corpus(path: Union[str, Path]) -> Corpus:
    """The tasks in the corpus's order, those without examples left out."""
    corpus = printed_json("rasp-enumerate", "--describe-tasks", str(path))
    return Corpus([_task(row) for row in corpus["tasks"] if row["examples"]],
                  [{"name": name, "type": tp} for name, tp in sorted(corpus["types"].items())])
