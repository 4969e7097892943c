"""Tests of rasp_stitch.rasp."""

import json
from pathlib import Path

import numpy
import pytest

from rasp_stitch import EvaluationError, InputError, rasp

CORPORA = Path(__file__).resolve().parents[3] / "corpora"
REVERSE = ("(lam (aggregate (select (indices $0) (- (- (length $0) (indices $0)) 1) ==) "
           "(tokens $0)))")
SOURCE = "aggregate(select(indices, length - indices - 1, ==), tokens)"


def test_outputs_are_arrays_of_the_kind_of_their_values():
    for text, given, wanted, kind in [
            ("(lam (indices $0))", "abc", [0, 1, 2], "i"),
            (REVERSE, "abc", ["c", "b", "a"], "O"),
            (REVERSE, [1, 2, 4], [4, 2, 1], "i"),
            (REVERSE, [1.5, 2.0], [2.0, 1.5], "f"),
            (REVERSE, [True, False, False], [False, False, True], "b"),
            ("(lam (div (indices $0) 2))", "ab", [0, 0.5], "f")]:
        output = rasp.evaluate(text, given)
        assert isinstance(output, numpy.ndarray) and output.dtype.kind == kind
        assert output.tolist() == wanted


def test_selectors_are_square_arrays():
    output = rasp.evaluate("(lam (select (indices $0) (indices $0) <))", "abc")
    assert output.dtype == bool
    assert output.tolist() == [[False, False, False], [True, False, False], [True, True, False]]


def test_inputs_may_be_arrays():
    for dtype in ("int8", "int32", "int64", "uint16", "float32", "float64", "bool"):
        given = numpy.array([1, 0, 1], dtype=dtype)
        assert rasp.evaluate(REVERSE, given).tolist() == given[::-1].tolist()
    assert rasp.evaluate(REVERSE, numpy.array(["a", "b"])).tolist() == ["b", "a"]
    strided = numpy.arange(10)[::3]
    assert rasp.evaluate(REVERSE, strided).tolist() == [9, 6, 3, 0]


def test_batches():
    outputs = rasp.evaluate_batch(REVERSE, ["ab", "abc", "x"])
    assert [output.tolist() for output in outputs] == [["b", "a"], ["c", "b", "a"], ["x"]]
    rows = numpy.arange(12).reshape(3, 4)
    assert (rasp.evaluate_batch(REVERSE, rows, pad=0) == rows[:, ::-1]).all()
    padded = rasp.evaluate_batch("(lam (indices $0))", ["a", "abc"], pad=-1)
    assert padded.tolist() == [[0, -1, -1], [0, 1, 2]]
    divide = "(lam (div one (tokens $0)))"
    with pytest.raises(EvaluationError, match="input 1: div-zero"):
        rasp.evaluate_batch(divide, [[1, 2], [1, 0]])
    assert rasp.evaluate_batch(divide, [[1, 2], [1, 0]], errors="none")[1] is None
    assert rasp.evaluate_batch(REVERSE, []) == []


def test_programs_with_an_atom():
    program = rasp.Program("(lam (lam (eq (tokens $1) $0)))")
    assert program.arity == 2
    assert program.evaluate(("hello", "l")).tolist() == [False, False, True, True, False]
    with pytest.raises(InputError, match="a pair of the input and the atom"):
        program.evaluate("hello")


def test_rasp_as_people_write_it():
    program = rasp.Program(SOURCE, "rasp")
    assert program("hello").tolist() == list("olleh")
    assert program.type == "input(t0) -> seq(t0)" and "aggregate" in program.source()
    assert "rasp" in program.source("tracr") and program.source("lambda") == str(program)
    with pytest.raises(InputError, match="rasp, tracr or lambda"):
        program.source("other")
    assert rasp.Program("a = indices; b = a + 1;", "rasp", name="a")("xy").tolist() == [0, 1]
    assert rasp.infer_type(SOURCE, syntax="rasp") == "input(t0) -> seq(t0)"
    with pytest.raises(InputError, match="no definition"):
        rasp.Program("a = indices;", "rasp", name="c")


def test_errors_have_the_place():
    with pytest.raises(InputError) as caught:
        rasp.infer_type("(lam (add (tokens $0) true))")
    assert "^" in str(caught.value) and caught.value.offset == 22
    with pytest.raises(InputError, match="the program is"):
        rasp.evaluate("(lam (add (tokens $0) 1))", "abc")
    with pytest.raises(EvaluationError, match="div-zero"):
        rasp.evaluate("(lam (div one (tokens $0)))", [1, 0])
    for wrong in (3, None, {"a": 1}, b"abc", ["a", 1], [[1]], [object()], [2**70]):
        with pytest.raises(InputError):
            rasp.evaluate(REVERSE, wrong)


def test_traces():
    values = rasp.trace(REVERSE, "abc")
    assert len(values) == 7 and values.output.tolist() == ["c", "b", "a"]
    [selector] = values.selectors
    assert (selector == numpy.eye(3, dtype=bool)[::-1]).all()
    assert values[-1].expression.startswith("(aggregate")
    assert "<svg" in values._repr_html_() and "<script" not in values._repr_html_()
    assert "    c b a" in str(values)
    failed = rasp.trace("(lam (div one (tokens $0)))", [1, 0])
    assert "div-zero" in failed.failure
    with pytest.raises(EvaluationError):
        failed.output


def test_architectures():
    made = rasp.architecture(REVERSE)
    assert len(made.layers) == 2 and made.heads == 2 and made.result == "h2"
    assert made.layers[1].heads[0].selector.startswith("(select")
    assert made.layers[1].heads[0].aggregates == [("h2", "(aggregate (tokens $0))")]
    assert str(made).startswith("2 layers, 2 heads") and made.to_dot().startswith("digraph")
    assert "layer 2" in made._repr_html_()
    with pytest.raises(InputError):
        rasp.architecture("(lam (select (indices $0) (indices $0) <))")


def test_checks():
    result = rasp.check(REVERSE, [("ab", "ba"), ([1, 2], [2, 1]), ("ab", "ab")])
    assert not result and result.met == [True, True, False]
    assert rasp.check("(lam (div one (tokens $0)))", [{"input": [0], "error": "div-zero"}])
    assert rasp.check("(lam (select (indices $0) (indices $0) ==))",
                      [("ab", [[True, False], [False, True]])])
    with pytest.raises(InputError, match="example 0"):
        rasp.check(REVERSE, [{"input": "ab"}])


def test_the_corpus_holds():
    for entry in json.loads((CORPORA / "rasp.json").read_text())[:40]:
        program = rasp.Program(entry["program"])
        examples = [example if entry.get("arity", 1) == 1 else
                    dict(example, input=tuple(example["input"])) for example in entry["examples"]]
        assert program.check({"examples": examples}), entry["name"]
