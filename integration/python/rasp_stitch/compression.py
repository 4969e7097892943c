"""Library learning: abstractions that shrink a corpus of programs, and rewriting with them.

>>> result = compress(["(f (g a) (g a))", "(f (g b) (g b))"], iterations=1)
>>> result.abstractions[0]
fn_0(#0) := (f #0 #0)
>>> result.rewritten
['(fn_0 (g a))', '(fn_0 (g b))']
>>> rewrite(["(f (g c) (g c))"], result.abstractions).rewritten
['(fn_0 (g c))']
"""

import json
import os
from typing import Any, Dict, Iterable, List, NamedTuple, Optional, Union

from rasp_stitch import html_pieces as html
from rasp_stitch import native
from rasp_stitch.corpora import Corpus, given_corpus
from rasp_stitch.errors import with_keywords
from rasp_stitch.listed import Listed
from rasp_stitch.output import Path, Target, write
from rasp_stitch.pages import Names, compression_page
from rasp_stitch.progress import Progress, bar, close, reporter

Json = Dict[str, Any]
Number = Union[int, float]


class Use(NamedTuple):
    """A place where an abstraction is used: the term before, and the use that replaced it."""

    before: str
    after: str


class Abstraction:
    """A function that shortens programs.

    - ``name``: such as ``"fn_0"``
    - ``body``: such as ``"(f #0 #0)"``, with ``#0``, ``#1``, ... for the arguments
    - ``arity``: the number of arguments
    - ``type``: such as ``"seq(t0) -> sel"``, or None where the language has no types
    - ``utility``: what it saves in the corpus minus what its body costs, in units of cost
    - ``uses``: a list of Use, one for each distinct place in the corpus
    - ``num_uses``: how often the rewritten programs use it
    - ``depends_on``: the names of the abstractions that its body uses
    - ``dreamcoder``: the same closed and without names, ``"#(lambda (f $0 $0))"``
    """

    def __init__(self, name: str, body: str, arity: int, **more: Any) -> None:
        self.name = name
        self.body = body
        self.arity = arity
        self.type: Optional[str] = more.get("type")
        self.utility: Number = more.get("utility", 0)
        self.num_uses: int = more.get("num_uses", 0)
        # Stitch leaves out the parentheses around a use.
        self.uses: List[Use] = [Use(before, f"({after})" if " " in after else after)
                                for use in more.get("uses", ()) for after, before in use.items()]
        self.depends_on: List[str] = list(more.get("depends_on", ()))
        self.dreamcoder: str = more.get("dreamcoder", "")
        self.json: Json = dict(more, name=name, body=body, arity=arity)

    def __repr__(self) -> str:
        return f"{self.name}({','.join(f'#{i}' for i in range(self.arity))}) := {self.body}"

    def _repr_html_(self) -> str:
        return html.page(html.abstraction(self))


class _Result(Listed[Abstraction]):
    """What compress and rewrite have in common."""

    def __init__(self, compressed: Any, command: str) -> None:
        self._compressed = compressed
        self.json: Json = json.loads(compressed.json(command))
        self.abstractions = [Abstraction(**row) for row in self.json["abstractions"]]
        self.programs: List[str] = self.json["original"]
        self.rewritten: List[str] = self.json["rewritten"]
        self.tasks: List[str] = self.json["tasks"]
        self.original_cost: Number = self.json["original_cost"]
        self.final_cost: Number = self.json["final_cost"]
        self.compression_ratio: float = self.json["compression_ratio"] or float("inf")
        self.seconds: float = self.json["seconds"]
        self.warnings: List[str] = compressed.warnings()

    def _parts(self) -> List[Abstraction]:
        return self.abstractions

    def __str__(self) -> str:
        text: str = self._compressed.summary()
        return text.rstrip("\n")

    def to_json(self, path: Optional[Path] = None) -> str:
        """Returns what ``rasp-compress --out`` writes, and writes it into a file if there is one.

        ``rasp-rewrite --library`` and the argument ``library`` of compress read it.
        """
        return _written(json.dumps(self.json, indent=2) + "\n", path)

    def to_dot(self, path: Optional[Path] = None) -> str:
        """Returns the graph of which abstraction uses which, for Graphviz."""
        text: str = self._compressed.dot()
        return _written(text, path)

    def to_corpus(self, path: Optional[Path] = None) -> str:
        """Returns the rewritten programs as a corpus, with all else that it says of them."""
        text: str = self._compressed.rewritten_corpus()
        return _written(text, path)

    def to_rasp(self, path: Optional[Path] = None) -> str:
        """Returns abstractions and programs as RASP people write; InputError if they are not."""
        text: str = self._compressed.rasp_source()
        return _written(text, path)

    def report(self, path: Target, *, names: Optional[Names] = None) -> Target:
        """Writes the page that ``--report`` of the program writes, and returns the path.

        It is one HTML file, which needs no network: the library as a graph, every abstraction with
        its uses, and every program before and after.

        :param path: of the file, or a file object that is open for writing
        :param names: other names for abstractions, which the page shows beside theirs:
            ``{"fn_0": "mirror"}``, or the path of a file for ``--names``
        :raises OSError: if the file cannot be written
        :raises InputError: if the names cannot be read
        """
        return write(compression_page(self._compressed, names), path)

    def to_frame(self) -> Any:
        """Returns the abstractions as a DataFrame of pandas, one in each row."""
        import pandas
        return pandas.DataFrame(
            [{"name": one.name, "arity": one.arity, "body": one.body, "type": one.type,
              "utility": one.utility, "uses": one.num_uses, "depends_on": one.depends_on}
             for one in self.abstractions])

    def programs_frame(self) -> Any:
        """Returns the programs before and after as a DataFrame of pandas, with their tasks."""
        import pandas
        return pandas.DataFrame({"task": self.tasks, "program": self.programs,
                                 "rewritten": self.rewritten})

    def _repr_html_(self) -> str:
        return html.page(html.compression(self))


def _written(text: str, path: Optional[Path]) -> str:
    if path is not None:
        write(text, path)
    return text


class Compression(_Result):
    """What compress found. Iterating over it gives the abstractions.

    - ``abstractions``: a list of Abstraction, in the order in which they were found
    - ``programs``, ``rewritten``: the programs before and after, in the order of the corpus
    - ``tasks``: the name of each program's task
    - ``original_cost``, ``final_cost``, ``compression_ratio``
    - ``optimal``: whether every step is proven to have found the best abstraction
    - ``gap``: if not, by how much the utility of another could at most be greater
    - ``stopped_by``: None, or what ended it early: ``"signal"`` (Ctrl-C), ``"time_limit"``,
      ``"memory_limit"`` or ``"effort"``
    - ``seconds``; ``warnings``; ``json``, all of it
    """

    def __init__(self, compressed: Any) -> None:
        super().__init__(compressed, "rasp_stitch.compress")
        self.optimal: bool = self.json["optimal"]
        self.gap: Optional[Number] = self.json["gap"]
        self.stopped_by: Optional[str] = self.json["stopped_by"]

    def __repr__(self) -> str:
        return (f"<Compression: {len(self)} abstractions, cost {self.original_cost} -> "
                f"{self.final_cost}, ratio {self.compression_ratio:.2f}>")


class Rewriting(_Result):
    """What rewrite made; as Compression, with ``complete``: whether all abstractions were tried."""

    def __init__(self, compressed: Any) -> None:
        super().__init__(compressed, "rasp_stitch.rewrite")
        self.complete: bool = self.json["complete"]

    def __repr__(self) -> str:
        return (f"<Rewriting: {len(self.rewritten)} programs, cost {self.original_cost} -> "
                f"{self.final_cost}>")


Library = Union[Path, Compression, Iterable[Any]]


class _GivenLibrary(NamedTuple):
    text: Optional[str]
    path: Optional[str]


def _given_library(library: Optional[Library]) -> _GivenLibrary:
    if library is None:
        return _GivenLibrary(None, None)
    if isinstance(library, (str, os.PathLike)):
        return _GivenLibrary(None, os.fspath(library))
    rows: List[Json] = []
    row: Any
    for row in library:
        if isinstance(row, dict):
            rows.append({"name": row["name"], "body": row["body"]})
        else:
            rows.append({"name": row.name, "body": row.body})
    return _GivenLibrary(json.dumps(rows), "library")


def _progress_text(report: Any) -> str:
    part = (report.step - 1) / max(report.steps, 1)
    return (f"{bar(part)} step {report.step} of {report.steps}: best {report.utility:,.0f}, "
            f"open {report.bound:,.0f}, {report.patterns_expanded:,} patterns expanded")


def _json_option(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict) else value


def compress(corpus: Corpus, max_arity: int = 2, iterations: int = 3, *,
             tasks: Optional[Iterable[str]] = None, weights: Any = None,
             library: Optional[Library] = None, progress: Progress = None,
             **options: Any) -> Compression:
    """Finds the abstractions that shrink a corpus most, each proven to be the best of its step.

    :param corpus: a list, array or column of programs such as ``"(lam (f $0))"``; a dict of
        programs by task, each a program or a list of them; a list of dicts with ``"name"`` and
        ``"program"``; a request of DreamCoder as a dict; or the path of a file with one of these
    :param max_arity: the most arguments that an abstraction may have
    :param iterations: how many abstractions to find
    :param tasks: with a list of programs, the name of each one's task; a task costs what its
        cheapest program costs
    :param weights: with a list of programs, the number by which each one's cost counts; or a path
    :param library: abstractions to begin with: those of a result, or the path of a file
    :param progress: True for a line, or a function that gets ``step``, ``steps``, ``utility``,
        ``bound`` and ``patterns_expanded``
    :param options: the options of ``rasp-compress`` with underscores: ``threads`` (all cores),
        ``time_limit`` (seconds), ``memory_limit`` (megabytes), ``joint``, ``candidates``,
        ``follow``, ``allow_single_task``, ``eta_long``, ``no_curried_bodies``,
        ``no_curried_metavars``, ``structure_penalty``, ``cost_prim`` (a dict), ``types``,
        ``fixed_arity``, ``check_meaning``, ``abstraction_prefix``,
        ``report`` (the path of a page), ...
    :raises InputError: if a program or a value is wrong; the message has the place
    :raises TypeError: if there is no such option, or something has the wrong type

    Ctrl-C ends the search, and returns what was found with ``stopped_by == "signal"``.
    """
    if isinstance(weights, (str, os.PathLike)):
        options["weights"], weights = os.fspath(weights), None
    given = given_corpus(corpus, tasks, weights)
    abstractions = _given_library(library)
    options.setdefault("threads", None)
    options.update(max_arity=max_arity, iterations=iterations, library=abstractions.path)
    words = native.words({name: _json_option(value) for name, value in options.items()})
    report = reporter(progress, _progress_text)
    try:
        return Compression(with_keywords("compress", lambda: native.module().compress(
            words + ["--", given.path], given.text, abstractions.text, report)))
    finally:
        close(report)


def rewrite(corpus: Corpus, library: Library, *, tasks: Optional[Iterable[str]] = None,
            weights: Any = None, **options: Any) -> Rewriting:
    """Rewrites a corpus with abstractions that were found before, each used optimally.

    :param corpus: as in compress
    :param library: the abstractions of a result, a list of objects with ``name`` and ``body``, or
        the path of a file that ``to_json`` or ``rasp-compress --out`` wrote
    :param options: the options of ``rasp-rewrite``: ``eta_long``, ``rename``, ``cost_prim``, ...
    :raises InputError: if a program or an abstraction is wrong; the message has the place
    """
    given = given_corpus(corpus, tasks, weights)
    abstractions = _given_library(library)
    options.update(library=abstractions.path)
    words = native.words({name: _json_option(value) for name, value in options.items()})
    return Rewriting(with_keywords("rewrite", lambda: native.module().rewrite(
        words + ["--", given.path], given.text, abstractions.text)))
