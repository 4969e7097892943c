"""Presents a task of RASP to the recognition network: its examples as rows of symbols.

For each example, a recurrent network reads the tokens, the atom if there is one, and the output,
with one symbol for each value. The symbols are the values in the tasks' examples; any other value,
as in a dream, becomes the unknown symbol of its kind. Equal numbers, such as 3 and 3.0, share a
symbol.
"""

import random
from typing import Any, Iterable, List, Optional, Tuple

from dreamcoder.recognition import RecurrentFeatureExtractor
from dreamcoder.task import Task

from rasp_stitch.dreamcoder.rasp import evaluator
from rasp_stitch.dreamcoder.rasp.tasks import CHECKER

ROW_BEGINS, ROW_ENDS = "[", "]"  # around a row of a selector
UNKNOWN = {"number": "number?", "truth value": "truth value?", "string": "string?"}
MAX_INPUT_SETS = 8  # on which a dreamt program is tried

Example = Tuple[Tuple[Any, ...], Any]


def kind_of(value: Any) -> str:
    """Returns the kind of a value, a key of UNKNOWN."""
    if isinstance(value, bool):
        return "truth value"
    return "string" if isinstance(value, str) else "number"


def symbol_of(value: Any) -> str:
    """Returns the symbol of a value. Strings are quoted, so that no two kinds share a symbol."""
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def symbols_of(value: Any) -> List[Tuple[str, str]]:
    """Returns the symbols of a value or a list, with their kinds. Brackets enclose a selector's
    rows."""
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
    """Returns all symbols of the tasks' examples and the unknown ones, sorted."""
    seen = {ROW_BEGINS, ROW_ENDS, *UNKNOWN.values()}
    for task in tasks:
        for inputs, output in task.examples:
            for value in (*inputs, output):
                seen.update(symbol for symbol, _ in symbols_of(value))
    return sorted(seen)


class SequenceFeatures(RecurrentFeatureExtractor):  # type: ignore[misc]
    """ec's recurrent feature extractor for tasks of RASP."""

    H = 64
    special = CHECKER  # what rasp-stitch-helmholtz expects as `special`
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
        """Returns rows of symbols, or None if one is longer than every row of the tasks."""
        rows = [(tuple(self._symbols(x) for x in inputs), self._symbols(output))
                for inputs, output in examples]
        if any(len(row) > self._longest for inputs, output in rows for row in (*inputs, output)):
            return None
        return rows

    def _task(self, request: Any, inputs: List[Any], outputs: List[Any]) -> Any:
        return Task("dream", request, list(zip(map(tuple, inputs), outputs)))

    def _on_mixed_inputs(self, program: str, request: Any) -> Optional[Any]:
        """Draws each argument independently, until there are as many examples as in a task on which
        the program does not fail. Returns None if there are too few."""
        wanted = random.choice(self.requestToNumberOfExamples[request])
        drawn = [[random.choice(self.argumentsWithType[tp]) for tp in request.functionArguments()]
                 for _ in range(2 * wanted)]
        outputs = evaluator.outputs(program, drawn)
        met = [(x, y) for x, y in zip(drawn, outputs) if y is not None][:wanted]
        if len(met) < wanted:
            return None
        return self._task(request, [x for x, _ in met], [y for _, y in met])

    def _on_inputs_of_a_task(self, program: str, request: Any) -> Optional[Any]:
        """Takes all inputs of a task on which the program does not fail; None if none is found."""
        sets = list(self.requestToInputs[request])
        random.shuffle(sets)
        for inputs in sets[:MAX_INPUT_SETS]:
            outputs = evaluator.outputs(program, [list(x) for x in inputs])
            if all(y is not None for y in outputs):
                return self._task(request, inputs, outputs)
        return None

    def taskOfProgram(self, p: Any, tp: Any) -> Optional[Any]:
        """Returns a task that the program solves, on inputs of tasks of its type: those of one task
        or a mixture, with equal probability. Returns None if the program fails on them."""
        make = self._on_mixed_inputs if random.random() < 0.5 else self._on_inputs_of_a_task
        try:
            return make(str(p), tp)
        except evaluator.IllTyped:
            return None
