"""What the recognition network sees of a task of RASP: its examples as rows of symbols.

A recurrent network reads, for each example, the tokens, the atom where there is one, and the
output, each value a symbol. Symbols are the values that the tasks' examples have; another value,
which a dream can have, is the unknown one of its kind. Equal numbers are one symbol, 3 and 3.0.
"""

import random
from typing import Any, Iterable, List, Optional, Tuple

from dreamcoder.recognition import RecurrentFeatureExtractor
from dreamcoder.task import Task

from rasp_stitch.dreamcoder.rasp import evaluator
from rasp_stitch.dreamcoder.rasp.tasks import CHECKER

ROW_BEGINS, ROW_ENDS = "[", "]"  # of a selector
UNKNOWN = {"number": "number?", "truth value": "truth value?", "string": "string?"}
MOST_INPUT_SETS = 8  # that a dreamt program is tried on

Example = Tuple[Tuple[Any, ...], Any]


def kind_of(value: Any) -> str:
    """What a value is, by the names that UNKNOWN has."""
    if isinstance(value, bool):
        return "truth value"
    return "string" if isinstance(value, str) else "number"


def symbol_of(value: Any) -> str:
    """A string is quoted, so that no two kinds share a symbol."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def symbols_of(value: Any) -> List[Tuple[str, str]]:
    """The symbols of a value or a list, each with its kind; a selector's rows are in brackets."""
    if not isinstance(value, list):
        return [(symbol_of(value), kind_of(value))]
    symbols: List[Tuple[str, str]] = []
    for element in value:
        inner = symbols_of(element)
        if isinstance(element, list):
            inner = [(ROW_BEGINS, ""), *inner, (ROW_ENDS, "")]
        symbols += inner
    return symbols


def lexicon_of(tasks: Iterable[Any]) -> List[str]:
    """All symbols of the tasks' examples and the unknown ones, in order."""
    seen = {ROW_BEGINS, ROW_ENDS, *UNKNOWN.values()}
    for task in tasks:
        for inputs, output in task.examples:
            for value in (*inputs, output):
                seen.update(symbol for symbol, _ in symbols_of(value))
    return sorted(seen)


class SequenceFeatures(RecurrentFeatureExtractor):  # type: ignore[misc]
    """ec's recurrent feature extractor for tasks of RASP."""

    H = 64
    special = CHECKER  # the handler of dreams in rasp-stitch-helmholtz
    recomputeTasks = True

    def __init__(self, tasks: List[Any], testingTasks: List[Any] = [],
                 cuda: bool = False) -> None:
        every = [*tasks, *testingTasks]
        lexicon = lexicon_of(every)
        self._known = set(lexicon)
        self._longest = max((len(symbols_of(value)) for task in every
                             for inputs, output in task.examples for value in (*inputs, output)),
                            default=0)
        super().__init__(lexicon=lexicon, tasks=every, cuda=cuda, H=self.H, bidirectional=True)
        self.parallelTaskOfProgram = False

    def _symbols(self, value: Any) -> List[str]:
        return [symbol if symbol in self._known else UNKNOWN[kind]
                for symbol, kind in symbols_of(value)]

    def tokenize(self, examples: List[Example]) -> Optional[List[Any]]:
        """Rows of symbols; None where one is longer than any of the tasks."""
        rows = [(tuple(self._symbols(x) for x in inputs), self._symbols(output))
                for inputs, output in examples]
        if any(len(row) > self._longest for inputs, output in rows for row in (*inputs, output)):
            return None
        return rows

    def _task(self, request: Any, inputs: List[Any], outputs: List[Any]) -> Any:
        return Task("dream", request, list(zip(map(tuple, inputs), outputs)))

    def _on_mixed_inputs(self, program: str, request: Any) -> Optional[Any]:
        """Arguments drawn each for itself, as many as a task has, those left out on which the
        program fails."""
        wanted = random.choice(self.requestToNumberOfExamples[request])
        drawn = [[random.choice(self.argumentsWithType[tp]) for tp in request.functionArguments()]
                 for _ in range(2 * wanted)]
        outputs = evaluator.outputs(program, drawn)
        met = [(x, y) for x, y in zip(drawn, outputs) if y is not None][:wanted]
        if len(met) < wanted:
            return None
        return self._task(request, [x for x, _ in met], [y for _, y in met])

    def _on_inputs_of_a_task(self, program: str, request: Any) -> Optional[Any]:
        """All the inputs of one task, the first of some on which the program does not fail."""
        sets = list(self.requestToInputs[request])
        random.shuffle(sets)
        for inputs in sets[:MOST_INPUT_SETS]:
            outputs = evaluator.outputs(program, [list(x) for x in inputs])
            if all(y is not None for y in outputs):
                return self._task(request, inputs, outputs)
        return None

    def taskOfProgram(self, p: Any, tp: Any) -> Optional[Any]:
        """A task that the program solves, on inputs of the tasks of its type: half of the time on
        those of one task, half of the time mixed. None where it fails on them."""
        make = self._on_mixed_inputs if random.random() < 0.5 else self._on_inputs_of_a_task
        try:
            return make(str(p), tp)
        except evaluator.IllTyped:
            return None
