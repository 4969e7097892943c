"""The search for programs: tasks in, the most probable RASP programs out.

>>> found = enumerate({"positions": [("ab", [0, 1]), ("xyz", [0, 1, 2])]}, max_programs=10000)
>>> found["positions"].best.program
'(lambda (indices $0))'
>>> grammar = Grammar("indices,add,one")
>>> round(grammar.log_prior("(lambda (indices $0))", "input(str) -> seq(num)"), 3)
-1.099
"""

import json
import os
from typing import Any, Dict, Iterable, Iterator, List, Mapping, NamedTuple, Optional, Tuple, Union

from rasp_stitch import html_pieces as html
from rasp_stitch import native
from rasp_stitch.corpora import plain
from rasp_stitch.errors import with_keywords
from rasp_stitch.progress import Progress, bar, close, reporter

__all__ = ["Frontier", "Grammar", "Search", "Solution", "enumerate"]

Json = Dict[str, Any]


class Grammar:
    """A probabilistic grammar of RASP programs, as DreamCoder has them.

    :param primitives: names with commas between them, or a list of them; ``"minimal"`` and
        ``"all"`` stand for the base and for all primitives. Literals are names, too: ``"str.a"``
    :param abstractions: further productions, ``"#(lambda ...)"``, such as
        ``Abstraction.dreamcoder``

    All productions have the same weight; ``Grammar.from_json`` reads others. ``productions`` has
    the expressions with their types.
    """

    def __init__(self, primitives: Union[str, Iterable[str]] = "minimal",
                 abstractions: Iterable[str] = ()) -> None:
        names = primitives if isinstance(primitives, str) else ",".join(primitives)
        self._native = native.module().Grammar.of_primitives(names, list(abstractions))

    @classmethod
    def from_json(cls, document: Union[str, Json, "os.PathLike[str]"]) -> "Grammar":
        """Returns the grammar of a document in DreamCoder's form.

        The document is a dict, a text or a path; a grammar, or something with one as its member
        ``"DSL"``, such as what ``Search.to_json`` gives.
        """
        if isinstance(document, os.PathLike):
            with open(document, encoding="utf-8") as file:
                document = file.read()
        text = document if isinstance(document, str) else json.dumps(document, default=plain)
        grammar = cls.__new__(cls)
        grammar._native = native.module().Grammar.of_json(text)
        return grammar

    def to_json(self) -> Json:
        """Returns the grammar in DreamCoder's form: ``logVariable`` and ``productions``."""
        document: Json = json.loads(self._native.json())
        return document

    @property
    def productions(self) -> List[Tuple[str, str]]:
        """The expressions with their types."""
        rows: List[Tuple[str, str]] = self._native.productions()
        return rows

    def log_prior(self, program: str, request: str) -> float:
        """Returns the log probability of a program of a type, in nats; -inf if it has none.

        The program is eta-long, as searches write it: ``(lambda (indices $0))``. Raises InputError
        if it is not of the type, or uses something that is no production.
        """
        value: float = self._native.log_prior(program, request)
        return value

    def __repr__(self) -> str:
        return f"<Grammar: {len(self.productions)} productions>"

    def _repr_html_(self) -> str:
        return html.page(html.grammar(self))


class Solution(NamedTuple):
    """A program that meets all examples of a task.

    ``log_prior`` is its log probability in the grammar, in nats; ``proven`` whether no other is
    more probable (of those below it in the frontier, none that is missing is).
    """

    program: str
    log_prior: float
    proven: bool
    seconds: float


class Frontier:
    """What was found for a task: ``solutions``, best first. True if there are any.

    ``sure`` says whether the best is likely to be what was meant, and ``doubts`` why not.
    """

    def __init__(self, row: Json) -> None:
        self.task: str = row["task"]
        self.json = row
        self.solutions = [
            Solution(one["program"], one["logPrior"], one.get("proven", False),
                     one.get("seconds", 0.0)) for one in row["programs"]]
        self.sure: Optional[bool] = row.get("sure")
        self.doubts: List[str] = list(row.get("doubts", ()))

    @property
    def best(self) -> Solution:
        """The most probable solution; LookupError if there is none."""
        if not self.solutions:
            raise LookupError(f"no program was found for the task {self.task}")
        return self.solutions[0]

    def __bool__(self) -> bool:
        return bool(self.solutions)

    def __iter__(self) -> Iterator[Solution]:
        return iter(self.solutions)

    def __len__(self) -> int:
        return len(self.solutions)

    def __repr__(self) -> str:
        best = f": {self.solutions[0].program}" if self.solutions else ""
        return f"<Frontier of {self.task}, {len(self.solutions)} programs{best}>"


class Search(Mapping[str, Frontier]):
    """What enumerate found: the frontier of each task by its name.

    ``solved`` is the number of tasks with a program, ``stopped_by`` a set of what ended searches
    early (``"signal"``, ``"time"``, ``"programs"``, ``"memory"``), ``grammar`` the grammar with the
    literals that tasks have added, and ``json`` what ``rasp-enumerate --out`` writes, which
    ``compress`` reads as a corpus.
    """

    def __init__(self, document: Json) -> None:
        self.json = document
        self._frontiers = {row["task"]: Frontier(row) for row in document["frontiers"]}
        self.seconds: float = document["seconds"]
        self.solved = sum(map(bool, self._frontiers.values()))
        self.stopped_by = {group["stopped"] for group in document["groups"] if group["stopped"]}

    @property
    def grammar(self) -> Grammar:
        """The grammar that was searched in, with the literals that tasks have added."""
        return Grammar.from_json({"DSL": self.json["DSL"]})

    def __getitem__(self, task: str) -> Frontier:
        return self._frontiers[task]

    def __iter__(self) -> Iterator[str]:
        return iter(self._frontiers)

    def __len__(self) -> int:
        return len(self._frontiers)

    def to_json(self, path: Optional[Union[str, "os.PathLike[str]"]] = None) -> str:
        """Returns what ``rasp-enumerate --out`` writes, and writes it into a file if there is one.
        """
        text = json.dumps(self.json, indent=1) + "\n"
        if path is not None:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
        return text

    def to_frame(self) -> Any:
        """Returns a DataFrame of pandas with a row for each program that was found."""
        import pandas
        return pandas.DataFrame(
            [{"task": name, "program": one.program, "log_prior": one.log_prior,
              "proven": one.proven, "seconds": one.seconds}
             for name, frontier in self._frontiers.items() for one in frontier],
            columns=["task", "program", "log_prior", "proven", "seconds"])

    def __repr__(self) -> str:
        return f"<Search: {self.solved} of {len(self)} tasks solved>"

    def _repr_html_(self) -> str:
        return html.page(html.search(self))


def _values(value: Any) -> Any:
    if isinstance(value, str):
        return list(value)
    return plain(value) if hasattr(value, "tolist") else value


def _input(value: Any) -> Any:
    """A pair is an input with an atom."""
    if isinstance(value, tuple) and len(value) == 2 and not isinstance(value[0], (int, float)):
        return [_values(value[0]), plain(value[1]) if hasattr(value[1], "item") else value[1]]
    return _values(value)


def _example(example: Any) -> Json:
    if isinstance(example, Mapping):
        return dict(example)
    given, wanted = example
    return {"input": _input(given), "output": _values(wanted)}


def _given_tasks(tasks: Any) -> Tuple[Optional[str], str, bool]:
    """Returns the text, the path, and whether the tasks say which literals they need."""
    if isinstance(tasks, (str, os.PathLike)):
        return None, os.fspath(tasks), True
    rows: List[Any] = []
    if isinstance(tasks, Mapping):
        if "examples" in tasks:
            rows = [dict(tasks)]
        else:
            rows = [{"name": name, "examples": [_example(one) for one in examples]}
                    for name, examples in tasks.items()]
    else:
        rows = list(tasks)
    has_literals = any(isinstance(row, Mapping) and ("literals" in row or "program" in row)
                       for row in rows)
    return json.dumps(rows, default=plain), "tasks", has_literals


def _progress_text(report: Any) -> str:
    part = report.solved / max(report.tasks, 1)
    return (f"{bar(part)} {report.solved} of {report.tasks} tasks solved, "
            f"{report.programs:,} programs looked at")


def enumerate(tasks: Any, *, grammar: Union[None, Grammar, str, "os.PathLike[str]"] = None,
              budget: Optional[float] = None, progress: Progress = None,
              **options: Any) -> Search:
    """Finds the most probable programs that meet the examples of tasks.

    :param tasks: a dict of examples by name, each a pair of an input and an output (an input is a
        word, a list, an array, or a pair of one with an atom); a list of dicts in the form of
        corpora/tasks.json; or the path of a file
    :param grammar: what to search in: a Grammar, or the path of a file with one; without it, the
        minimal base and the literals that the examples suggest
    :param budget: seconds, for all tasks together; 60 unless given
    :param progress: True for a line, or a function that gets ``solved``, ``tasks``, ``reached``
        (nats) and ``programs``
    :param options: the options of ``rasp-enumerate`` with underscores: ``primitives``,
        ``literals``, ``frontier`` (programs for each task), ``max_programs``, ``memory_limit``,
        ``upper``, ``search``, ``check``, ``no_backwards``, ``threads``, ...
    :raises InputError: if a task or a value is wrong; the message has the place

    Ctrl-C ends the search, and returns what was found.
    """
    text, path, has_literals = _given_tasks(tasks)
    own = grammar if isinstance(grammar, Grammar) else None
    options.setdefault("threads", None)
    options.setdefault("time_limit", budget)
    if grammar is not None:
        options["grammar"] = "grammar" if own else os.fspath(grammar)  # type: ignore[arg-type]
    elif not has_literals:
        options.setdefault("literals", "auto")
    words = native.words(dict(options, tasks=path))
    report = reporter(progress, _progress_text)
    try:
        return Search(json.loads(with_keywords("enumerate", lambda: native.module().solve(
            words, text, own._native if own else None, report))))
    finally:
        close(report)
