"""RASP: programs that are run, checked, traced, and laid out as transformers.

A program is a term of the lambda calculus, ``(lam BODY)`` with ``$0`` for the input, or a text of
RASP as people write it (``syntax="rasp"``). An input is a word, of which each character is a token,
or a list or array of tokens of one kind: numbers, truth values or strings. A program that takes an
atom besides is given a pair, ``(tokens, atom)``.

>>> evaluate("(lam (indices $0))", "abc").tolist()
[0, 1, 2]
>>> evaluate("aggregate(select(indices, length - indices - 1, ==), tokens)", "abc",
...          syntax="rasp").tolist()
['c', 'b', 'a']
>>> infer_type("(lam (select (tokens $0) (tokens $0) ==))")
'input(t0) -> sel'

A program that is used more than once is read once: ``program = Program(text)`` has the functions of
this module as methods.
"""

import json
from functools import partial
from typing import Any, Callable, Dict, List, NamedTuple, Optional, Sequence, Tuple, Union

from rasp_stitch import html_pieces as html
from rasp_stitch import native
from rasp_stitch.errors import EvaluationError, InputError
from rasp_stitch.listed import Listed
from rasp_stitch.output import Target, write

__all__ = ["Architecture", "Check", "EvaluationError", "Head", "InputError", "Layer", "Program",
           "Step", "Trace", "architecture", "check", "evaluate", "evaluate_batch", "infer_type",
           "report", "trace"]

Named = Tuple[str, str]  # the name of a value, and what computes it
Page = Callable[[], str]  # makes the page of a program when it is asked for


class Step(NamedTuple):
    """A value of a trace: ``expression``, and ``value`` as an array.

    A sequence is an array of one dimension. A selector is a square array of truth values; row ``q``
    is what the query at position ``q`` selects.
    """

    expression: str
    value: Any

    @property
    def is_selector(self) -> bool:
        """Whether the value is a selector."""
        return bool(self.value.ndim == 2)

    def _repr_html_(self) -> str:
        return html.page(html.step(self, None))


class _OnPage:
    """What a program makes, and what its page shows."""

    _page: Optional[Page] = None

    def report(self, path: Target) -> Target:
        """Writes the page that ``rasp-eval --report`` writes, and returns the path.

        :param path: of the file, or a file object that is open for writing
        :raises OSError: if the file cannot be written
        :raises ValueError: if this was made by hand, so that there is no program to show
        """
        if self._page is None:
            raise ValueError("this has no program to show: a method of Program did not make it")
        return write(self._page(), path)


class Trace(Listed[Step], _OnPage):
    """Every value that a program computes for an input, parts before wholes.

    ``tokens`` is the input; ``steps`` a list of Step; ``failure`` None, or why the program went
    wrong (the steps then end there).
    """

    def __init__(self, tokens: Any, steps: List[Step], failure: Optional[str],
                 page: Optional[Page] = None) -> None:
        self.tokens = tokens
        self.steps = steps
        self.failure = failure
        self._page = page

    @property
    def output(self) -> Any:
        """The last value; raises EvaluationError if the program went wrong."""
        if self.failure is not None:
            raise EvaluationError(self.failure)
        return self.steps[-1].value

    @property
    def selectors(self) -> List[Any]:
        """The selectors, each a square array of truth values."""
        return [step.value for step in self.steps if step.is_selector]

    def _parts(self) -> List[Step]:
        return self.steps

    def __repr__(self) -> str:
        end = f", then {self.failure}" if self.failure else ""
        return f"<Trace: {len(self.steps)} values for {len(self.tokens)} tokens{end}>"

    def __str__(self) -> str:
        lines: List[str] = []
        for step in self.steps:
            lines.append(step.expression)
            if step.is_selector:
                lines.extend("    " + " ".join("#" if cell else "." for cell in row)
                             for row in step.value)
            else:
                lines.append("    " + " ".join(map(html.token_text, step.value)))
        return "\n".join(lines + ([self.failure] if self.failure else []))

    def _repr_html_(self) -> str:
        return html.page(html.trace(self))


def _named(pairs: List[List[str]]) -> List[Named]:
    return [(name, expression) for name, expression in pairs]


class Head(NamedTuple):
    """An attention head: what it selects, and the values that it computes, by name."""

    selector: str
    aggregates: List[Named]


class Layer(NamedTuple):
    """A layer: its heads, and the values that its feed-forward part computes, by name."""

    heads: List[Head]
    elementwise: List[Named]


class Architecture(_OnPage):
    """The transformer that a program compiles to.

    ``embedding`` has the values before the first layer, by name; ``layers`` is a list of Layer;
    ``result`` is the name or text of the output. ``str()`` gives what ``rasp-eval --architecture``
    prints.
    """

    def __init__(self, parts: Dict[str, str], page: Optional[Page] = None) -> None:
        self._page = page
        data = json.loads(parts["json"])
        self.embedding = _named(data["embedding"])
        self.layers = [Layer([Head(head["selects"], _named(head["values"]))
                              for head in layer["heads"]], _named(layer["elementwise"]))
                       for layer in data["layers"]]
        self.result: str = data["result"]
        self._text: str = parts["text"]
        self._dot: str = parts["dot"]

    @property
    def heads(self) -> int:
        """The number of heads of all layers together."""
        return sum(len(layer.heads) for layer in self.layers)

    def to_dot(self) -> str:
        """Returns a drawing for Graphviz."""
        return self._dot

    def __repr__(self) -> str:
        return f"<Architecture: {len(self.layers)} layers, {self.heads} heads>"

    def __str__(self) -> str:
        return self._text.rstrip("\n")

    def _repr_html_(self) -> str:
        return html.page(html.architecture(self))


class Check:
    """Which examples a program meets: ``met`` has a truth value for each; true if all are met."""

    def __init__(self, met: Sequence[bool]) -> None:
        self.met = list(met)

    def __bool__(self) -> bool:
        return all(self.met)

    def __repr__(self) -> str:
        return f"<Check: {sum(self.met)} of {len(self.met)} examples met>"


class Program:
    """A program of RASP that has been read and typed. Threads may share it.

    :param text: the program
    :param syntax: ``"lambda"``, or ``"rasp"`` for a text of RASP as people write it, of which the
        last value counts
    :param name: with ``"rasp"``, the name of what counts instead
    :param example: with ``"rasp"``, an input that shows of which kind the tokens are, if the text
        uses ``tokens_int``
    :raises InputError: if it cannot be read or does not type, with the place

    ``type`` is its type, such as ``"input(str) -> seq(str)"``; ``arity`` 1, or 2 if it takes an
    atom, or 0 if it is no program; ``str()`` its text as a term.
    """

    def __init__(self, text: str, syntax: str = "lambda", *, name: Optional[str] = None,
                 example: Any = None) -> None:
        if not isinstance(text, str):
            raise TypeError(f"the program is a {type(text).__name__}; a text is expected")
        if syntax not in ("lambda", "rasp"):
            raise ValueError(f"syntax is {syntax!r}; 'lambda' or 'rasp' is expected")
        self._read_from = (text, syntax, name, example)
        self._native = native.module().Program(*self._read_from)

    def __reduce__(self) -> Tuple[Any, ...]:
        return _read_again, self._read_from

    @property
    def type(self) -> str:
        """The type, such as ``"input(t0) -> seq(t0)"``."""
        text: str = self._native.type
        return text

    @property
    def arity(self) -> int:
        """1; 2 if the program takes an atom; 0 if it is no program, but another function."""
        arity: int = self._native.arity
        return arity

    def __str__(self) -> str:
        text: str = self._native.text("lambda")
        return text

    def __repr__(self) -> str:
        return f"<Program {self}: {self.type}>"

    def source(self, form: str = "rasp") -> str:
        """Returns the program as RASP people write, which the language's own interpreter reads.

        With ``form="tracr"`` it is Python for Tracr, with ``"lambda"`` the term, as ``str()`` is.
        """
        text: str = self._native.text(form)
        return text

    def evaluate(self, input: Any) -> Any:
        """Returns the output for an input as an array of numpy.

        It has one value for each token: int64, float64, bool, or objects of type str. A selector
        gives a square array of bool. Raises EvaluationError if the program goes wrong, and
        InputError if it does not take such an input.
        """
        return self._native.evaluate(input)

    __call__ = evaluate

    def evaluate_batch(self, inputs: Any, *, pad: Any = None, errors: str = "raise") -> Any:
        """Returns the outputs for many inputs, which are computed together.

        :param inputs: a list of inputs, or an array with one in each row
        :param pad: None for a list of arrays; any other value for one array of two dimensions, in
            which rows are filled with it up to the length of the longest
        :param errors: ``"raise"``, or ``"none"`` for None in place of the output of an input on
            which the program goes wrong (with ``pad``, a row of that)
        """
        if errors not in ("raise", "none"):
            raise ValueError(f"errors is {errors!r}; 'raise' or 'none' is expected")
        outputs, failures = self._native.evaluate_all(inputs)
        if errors == "raise":
            for i, failure in enumerate(failures):
                if failure is not None:
                    raise EvaluationError(f"input {i}: {failure}")
        return outputs if pad is None else _padded(outputs, pad)

    def trace(self, input: Any) -> Trace:
        """Returns every value that the program computes for an input."""
        tokens, steps, failure = self._native.trace(input)
        given = (tokens, input[1]) if self.arity == 2 else tokens
        return Trace(tokens, [Step(*step) for step in steps], failure,
                     partial(self._native_page, given))

    def _native_page(self, input: Any) -> str:
        page: str = self._native.report(input)
        return page

    def report(self, path: Target, input: Any = None) -> Target:
        """Writes the page that ``rasp-eval --report`` writes, and returns the path.

        It is one HTML file, which needs no network: the program, the transformer that it compiles
        to and, with an input, every value, selectors as heat maps.

        :param path: of the file, or a file object that is open for writing
        :param input: what to run the program on
        :raises OSError: if the file cannot be written
        :raises InputError: if the program does not take such an input
        """
        return write(self._native_page(input), path)

    def architecture(self) -> Architecture:
        """Returns the layers and heads of the transformer; InputError for a selector."""
        return Architecture(self._native.architecture(), partial(self._native_page, None))

    def check(self, examples: Any) -> Check:
        """Returns which examples the program meets.

        :param examples: pairs of an input and an output, or dicts with ``"input"`` and
            ``"output"``, or with ``"error"`` where the program must go wrong; or a dict with a list
            of them as ``"examples"``, as a task is

        Numbers are compared within a tolerance, and truth values as the numbers 0 and 1.
        """
        inputs, outputs = _examples(examples)
        return Check(self._native.check(inputs, outputs))

    def _repr_html_(self) -> str:
        return html.page(html.program(self))


def _read_again(text: str, syntax: str, name: Optional[str], example: Any) -> Program:
    return Program(text, syntax, name=name, example=example)


def _padded(outputs: List[Any], pad: Any) -> Any:
    import numpy
    width = max((len(output) for output in outputs if output is not None), default=0)
    kinds = [output.dtype for output in outputs if output is not None]
    table = numpy.full((len(outputs), width), pad,
                       dtype=numpy.result_type(*kinds, numpy.min_scalar_type(pad))
                       if kinds else None)
    for row, output in zip(table, outputs):
        if output is not None:
            if output.ndim != 1:
                raise InputError("the program gives selectors, which cannot be rows of a table; "
                                 "expected pad=None")
            row[:len(output)] = output
    return table


def _examples(examples: Any) -> Tuple[List[Any], List[Any]]:
    if isinstance(examples, dict):
        examples = examples["examples"]
    inputs: List[Any] = []
    outputs: List[Any] = []
    for i, example in enumerate(examples):
        if isinstance(example, dict):
            if "input" not in example or not ("output" in example or "error" in example):
                raise InputError(f"example {i} has the members {sorted(example)}\n"
                                 "expected \"input\", and \"output\" or \"error\"")
            inputs.append(example["input"])
            outputs.append(_spelt(example.get("output")))
        else:
            given, wanted = example
            inputs.append(given)
            outputs.append(_spelt(wanted))
    return inputs, outputs


def _spelt(output: Any) -> Any:
    return list(output) if isinstance(output, str) else output


Source = Union[str, Program]


def _program(program: Source, syntax: str, **more: Any) -> Program:
    return program if isinstance(program, Program) else Program(program, syntax, **more)


def evaluate(program: Source, input: Any, *, syntax: str = "lambda") -> Any:
    """Returns the output of a program for an input, as an array; see Program.evaluate."""
    return _program(program, syntax, example=input if syntax == "rasp" else None).evaluate(input)


def evaluate_batch(program: Source, inputs: Any, *, syntax: str = "lambda", pad: Any = None,
                   errors: str = "raise") -> Any:
    """Returns the outputs of a program for many inputs; see Program.evaluate_batch.

    >>> evaluate_batch("(lam (indices $0))", ["ab", "abc"], pad=-1).tolist()
    [[0, 1, -1], [0, 1, 2]]
    """
    return _program(program, syntax).evaluate_batch(inputs, pad=pad, errors=errors)


def trace(program: Source, input: Any, *, syntax: str = "lambda") -> Trace:
    """Returns every value that a program computes for an input.

    >>> mean_so_far = "(lam (aggregate (select (indices $0) (indices $0) <=) (tokens $0)))"
    >>> values = trace(mean_so_far, [2, 4])
    >>> values.selectors[0].tolist()
    [[True, False], [True, True]]
    >>> values.output.tolist()
    [2.0, 3.0]
    """
    return _program(program, syntax, example=input if syntax == "rasp" else None).trace(input)


def architecture(program: Source, *, syntax: str = "lambda") -> Architecture:
    """Returns the transformer that a program compiles to.

    >>> architecture("(lam (length $0))")
    <Architecture: 1 layers, 1 heads>
    """
    return _program(program, syntax).architecture()


def check(program: Source, examples: Any, *, syntax: str = "lambda") -> Check:
    """Returns which examples a program meets; see Program.check.

    >>> check("(lam (tokens $0))", [("ab", "ab"), ("abc", "cba")])
    <Check: 1 of 2 examples met>
    """
    return _program(program, syntax).check(examples)


def report(program: Source, path: Target, input: Any = None, *, syntax: str = "lambda") -> Target:
    """Writes a page of a program as ``rasp-eval --report`` does; see Program.report.

    >>> import io
    >>> page = report("(lam (indices $0))", io.StringIO(), "abc").getvalue()
    >>> page[:15], "(lam (indices $0))" in page
    ('<!DOCTYPE html>', True)
    """
    example = input if syntax == "rasp" else None
    return _program(program, syntax, example=example).report(path, input)


def infer_type(program: str, *, syntax: str = "lambda", name: Optional[str] = None) -> str:
    """Returns the type of a program; raises InputError with the place if it has none."""
    return Program(program, syntax, name=name).type
