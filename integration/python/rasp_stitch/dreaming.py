"""The loop: learns a library from tasks alone, phase after phase.

    run = rasp_stitch.dream("corpora/tasks.json", run="learnt", time_limit=1800)
    for phase in run:
        print(phase.iteration, phase.name, phase.solved)
    run.library[0].body

The program rasp-dream, which comes with the package, does the work in a process of its own; so a
network there needs no libtorch here, and this process stays free. Whatever it learns is in the
folder of the run.
"""

import json
import os
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import IO, Any, Dict, Iterable, Iterator, List, NamedTuple, Optional, Union

from rasp_stitch import html_pieces as html
from rasp_stitch import native
from rasp_stitch.compression import Abstraction
from rasp_stitch.errors import InputError, with_keywords
from rasp_stitch.output import Target, write
from rasp_stitch.programs import find_program
from rasp_stitch.search import Frontier, Grammar, _given_tasks

__all__ = ["Dream", "Phase", "dream"]

Json = Dict[str, Any]


class Phase(NamedTuple):
    """A phase that has ended.

    ``name`` is ``"wake"``, ``"dreaming"``, ``"recognition"``, ``"abstraction"`` or ``"test"``;
    ``solved`` the number of ``tasks`` with a program, ``new`` of these for the first time;
    ``abstractions`` the size of the library; ``description_length`` that of the solved tasks in
    nats; ``interrupted`` whether Ctrl-C ended it early; ``json`` all that is known.
    """

    iteration: int
    name: str
    tasks: int
    solved: int
    new: int
    abstractions: int
    description_length: Optional[float]
    seconds: float
    interrupted: bool
    json: Json

    @classmethod
    def of_record(cls, record: Json) -> "Phase":
        """Returns the phase that a record of statistics.json is about."""
        return cls(record["iteration"], record["phase"], record["tasks"], record["solved"],
                   record["new"], record["library"], record["description_length"],
                   record["seconds"], record.get("interrupted", False), record)

    def __repr__(self) -> str:
        return (f"<Phase {self.iteration} {self.name}: {self.solved} of {self.tasks} solved, "
                f"{self.abstractions} abstractions>")


class Dream:
    """A run of the loop. Iterating over it does the work, and gives a Phase after each phase.

    A run that was left, or ended by Ctrl-C, goes on where it was when it is iterated over again.
    ``folder`` is its folder, ``phases`` what has ended so far; ``library``, ``frontiers`` and
    ``grammar`` are what it has learnt.
    """

    def __init__(self, folder: Path, words: List[str], tasks: Optional[str]) -> None:
        self.folder = folder
        self.phases: List[Phase] = []
        self._words = words
        self._tasks = tasks
        if (folder / "statistics.json").exists():
            self.phases = self._records()

    def __iter__(self) -> Iterator[Phase]:
        program = str(find_program("rasp-dream"))
        has_begun = (self.folder / "settings.json").exists()
        with tempfile.TemporaryDirectory() as scratch:
            words = list(self._words)
            if has_begun:
                words.append(f"--resume={self.folder}")
            else:
                words.append(f"--run={self.folder}")
                words += ["--", self._task_file(Path(scratch))]
            # In a session of its own: what a terminal sends to all is passed on once.
            with subprocess.Popen([program, *words], stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                  start_new_session=True) as process:
                try:
                    yield from self._phases_of(process)
                finally:
                    if process.poll() is None:
                        process.send_signal(signal.SIGINT)

    def _task_file(self, scratch: Path) -> str:
        if self._tasks is None:
            raise InputError("the run has no tasks\nexpected tasks, or the folder of a run")
        if self._tasks[:1] not in "[{":
            return self._tasks
        path = scratch / "tasks.json"
        path.write_text(self._tasks, encoding="utf-8")
        return str(path)

    def _phases_of(self, process: "subprocess.Popen[str]") -> Iterator[Phase]:
        assert process.stdout and process.stderr
        seen = len(self.phases)
        is_interrupted = False
        while True:
            try:
                line = process.stdout.readline()
            except KeyboardInterrupt:
                if is_interrupted:
                    raise
                is_interrupted = True
                process.send_signal(signal.SIGINT)
                continue
            known = self._records()
            self.phases = known
            while seen < len(known):
                yield known[seen]
                seen += 1
            if not line:
                break
        _check(process, process.stderr)

    def run(self) -> "Dream":
        """Does all of the work, and returns the run itself."""
        for _ in self:
            pass
        return self

    def _read(self, name: str) -> Any:
        path = self.folder / name
        if not path.exists():
            return None
        return json.loads(path.read_text(encoding="utf-8"))

    def _records(self) -> List[Phase]:
        return [Phase.of_record(record) for record in self._read("statistics.json") or ()]

    @property
    def library(self) -> List[Abstraction]:
        """The abstractions that have been learnt, in their order."""
        rows = self._read("library.json") or []
        return [Abstraction(row["name"], row["body"], row["arity"], type=row.get("type"),
                            num_uses=row.get("uses", 0), dreamcoder=row.get("expression", ""))
                for row in rows]

    @property
    def frontiers(self) -> Dict[str, Frontier]:
        """The programs of the tasks by their names."""
        document = self._read("frontiers.json") or {"frontiers": []}
        return {row["task"]: Frontier(row) for row in document["frontiers"]}

    @property
    def grammar(self) -> Grammar:
        """The language with its weights; LookupError before the first phase has ended."""
        document = self._read("grammar.json")
        if document is None:
            raise LookupError("no phase of the run has ended yet")
        return Grammar.from_json(document)

    def report(self, path: Target) -> Target:
        """Writes the page of the run, its folder's ``report.html``, and returns the path.

        It is one HTML file, which needs no network: the course of the run, the library as a graph,
        and every task with its programs.

        :param path: of the file, or a file object that is open for writing
        :raises LookupError: if no phase of the run has ended yet
        :raises OSError: if the file cannot be written
        """
        page = self.folder / "report.html"
        if not page.exists():
            raise LookupError(f"{page} does not exist: no phase of the run has ended yet")
        return write(page.read_text(encoding="utf-8"), path)

    def __repr__(self) -> str:
        last = f", {self.phases[-1]!r}" if self.phases else ""
        return f"<Dream in {self.folder}: {len(self.phases)} phases{last}>"

    def _repr_html_(self) -> str:
        return html.page(html.phases(self))


INTERRUPTED = 130


def _check(process: "subprocess.Popen[str]", errors: IO[str]) -> None:
    """Raises the error of a program that has one."""
    message = errors.read().strip()
    code = process.wait()
    if code in (0, INTERRUPTED):
        return
    text = message.split("rasp-dream: ", 1)[-1]

    def fail() -> None:
        raise InputError(text) if code == 2 else RuntimeError(text)
    with_keywords("dream", fail)


def dream(tasks: Any = None, *, run: Optional[Union[str, "os.PathLike[str]"]] = None,
          resume: Optional[Union[str, "os.PathLike[str]"]] = None, **options: Any) -> Dream:
    """Returns a run of the loop, which begins when it is iterated over.

    :param tasks: as in rasp_stitch.enumerate
    :param run: the folder for everything that it learns, which must not hold a run yet; a new one
        in the current folder unless given
    :param resume: the folder of a run to go on with, in place of tasks and run
    :param options: the options of ``rasp-dream`` with underscores: ``iterations``, ``time_limit``
        (seconds), ``programs_per_task``, ``training_steps``, ``no_recognition``, ``primitives``,
        ``test_fraction``, ``seed``, ``threads``, ...
    :raises InputError: when the work begins, if a task or an option is wrong; also if the program
        was built without the network, and ``no_recognition=True`` is not given
    """
    if resume is not None:
        return Dream(Path(resume), native.words(options), None)
    folder = Path(run) if run is not None else _unused_folder()
    text, path, _ = _given_tasks(tasks)
    return Dream(folder, native.words(options), path if text is None else text)


def _unused_folder() -> Path:
    names: Iterable[str] = ("rasp-dream-run" + (f"-{i}" if i > 1 else "") for i in range(1, 10**6))
    return next(Path(name) for name in names if not Path(name).exists())
