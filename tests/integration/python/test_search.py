"""Tests of rasp_stitch.enumerate, Grammar and dream."""

import json
import math
from pathlib import Path

import numpy
import pytest

import rasp_stitch
from rasp_stitch import Grammar, InputError, rasp

CORPORA = Path(__file__).resolve().parents[3] / "corpora"
SMALL = {"threads": 1, "max_programs": 20000}


def test_examples_to_programs():
    found = rasp_stitch.enumerate({"positions": [("ab", [0, 1]), ("xyz", [0, 1, 2])],
                                   "twice": [([1, 2], [2, 4]), ([5], [10]), ([0, 3], [0, 6])]},
                                  **SMALL)
    assert list(found) == ["positions", "twice"] and found.solved == 2
    best = found["positions"].best
    assert best.program == "(lambda (indices $0))" and best.proven and best.log_prior < 0
    assert rasp.evaluate(found["twice"].best.program, [7]).tolist() == [14]
    assert math.isclose(found.grammar.log_prior(best.program, "input(str) -> seq(num)"),
                        best.log_prior, abs_tol=1e-9)
    assert len(found.to_frame()) >= 2 and "positions" in found._repr_html_()
    json.loads(found.to_json())


def test_inputs_with_atoms_and_arrays():
    found = rasp_stitch.enumerate(
        {"is_it": [(("hello", "l"), [False, False, True, True, False]),
                   (("abc", "b"), [False, True, False])],
         "same": [(numpy.array([3, 1]), numpy.array([3, 1]))]}, **SMALL)
    assert found["is_it"].best.program == "(lambda (lambda (eq (tokens $1) $0)))"
    assert found["same"].best.program == "(lambda (tokens $0))"


def test_a_file_of_tasks_and_a_library_of_it(tmp_path):
    found = rasp_stitch.enumerate(CORPORA / "tasks.json", max_programs=2000, threads=1)
    assert found.solved > 10 and found.stopped_by == {"programs"}
    path = tmp_path / "frontiers.json"
    found.to_json(path)
    learnt = rasp_stitch.compress(path, iterations=2)
    assert learnt.final_cost < learnt.original_cost
    richer = Grammar("minimal", [one.dreamcoder for one in learnt])
    assert len(richer.productions) == len(Grammar("minimal").productions) + 2
    again = rasp_stitch.enumerate({"last": [("abc", "ccc"), ("xy", "yy")]}, grammar=richer, **SMALL)
    assert set(again) == {"last"}
    assert rasp_stitch.enumerate({"id": [("ab", "ab")]}, grammar=path, **SMALL).solved == 1


def test_a_grammar_goes_to_dreamcoders_json_and_back():
    grammar = Grammar(["indices", "add", "one"])
    document = grammar.to_json()
    assert [row["expression"] for row in document["productions"]] == ["indices", "add", "one"]
    document["productions"][0]["logProbability"] = -2.5
    again = Grammar.from_json(document)
    assert again.to_json() == document
    text = "(lambda (add (indices $0) one))"
    assert again.log_prior(text, "input(str) -> seq(num)") < grammar.log_prior(
        text, "input(str) -> seq(num)")
    assert math.isclose(grammar.log_prior("(lambda one)", "input(str) -> seq(num)"),
                        -math.log(3), abs_tol=1e-9)
    assert dict(grammar.productions)["one"] == "seq(num)"
    with pytest.raises(InputError, match="no_such"):
        Grammar("no_such")
    with pytest.raises(InputError):
        grammar.log_prior("(lambda (mul one one))", "input(str) -> seq(num)")


def test_wrong_tasks_and_options():
    with pytest.raises(InputError):
        rasp_stitch.enumerate({"contradiction": [("a", [0]), ("a", [1])]}, **SMALL)
    with pytest.raises(InputError):
        rasp_stitch.enumerate({"lengths": [("abc", [0])]}, **SMALL)
    with pytest.raises(InputError):
        rasp_stitch.enumerate({}, **SMALL)
    with pytest.raises(TypeError, match="did you mean frontier"):
        rasp_stitch.enumerate({"x": [("a", "a")]}, frontie=3)
    with pytest.raises(InputError, match="frontier takes"):
        rasp_stitch.enumerate({"x": [("a", "a")]}, frontier=0)
    with pytest.raises(LookupError):
        rasp_stitch.enumerate({"odd": [("ab", [17, 4])]}, max_programs=10,
                              literals="none")["odd"].best


def test_progress_of_a_search():
    reports = []
    rasp_stitch.enumerate(CORPORA / "tasks.json", max_programs=5000, threads=1,
                          progress=lambda now: reports.append((now.solved, now.tasks)))
    assert all(0 <= solved <= tasks for solved, tasks in reports)


def test_dream_gives_phase_after_phase(tmp_path):
    run = rasp_stitch.dream(CORPORA / "tasks.json", run=tmp_path / "run", no_recognition=True,
                            programs_per_task=2000, iterations=1, threads=1)
    names = [phase.name for phase in run]
    assert names == ["wake", "abstraction"]
    assert run.phases[0].solved > 10 and run.phases[1].abstractions == len(run.library) > 0
    assert run.library[0].body and run.library[0].dreamcoder.startswith("#(lambda")
    assert sum(map(bool, run.frontiers.values())) == run.phases[1].solved
    assert len(run.grammar.productions) > len(run.library)
    assert "abstraction" in run._repr_html_() and "2 phases" in repr(run)
    more = rasp_stitch.dream(resume=tmp_path / "run", iterations=2)
    assert [phase.iteration for phase in more] == [2, 2]
    assert len(more.phases) == 4


def test_dream_can_be_left_and_goes_on(tmp_path):
    run = rasp_stitch.dream(CORPORA / "tasks.json", run=tmp_path / "run", no_recognition=True,
                            programs_per_task=500, iterations=2, threads=1)
    for phase in run:
        assert phase.name == "wake"
        break
    rest = [phase.name for phase in run]
    assert rest[-1] == "abstraction" and run.phases[-1].iteration == 2


def test_dream_tells_what_is_wrong(tmp_path):
    with pytest.raises(InputError, match="iterations"):
        rasp_stitch.dream(CORPORA / "tasks.json", run=tmp_path / "run", iterations=-1).run()
    with pytest.raises(TypeError, match="iteration"):
        rasp_stitch.dream(CORPORA / "tasks.json", run=tmp_path / "run", iteration=1).run()
    with pytest.raises(InputError):
        rasp_stitch.dream({}, run=tmp_path / "run", no_recognition=True).run()
