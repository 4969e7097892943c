"""Tests of what goes wrong: wrong values, interrupts, threads, forks. Never an abort."""

import concurrent.futures
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy
import pytest

import rasp_stitch
from rasp_stitch import InputError, rasp, stitch_core

CORPORA = Path(__file__).resolve().parents[3] / "corpora"
PROGRAMS = ["(f (g a) (g a))", "(f (g b) (g b))"]


class Hostile:
    """An object whose conversions fail."""

    def __str__(self):
        raise RuntimeError("no text")

    def __iter__(self):
        raise RuntimeError("no parts")

    def __len__(self):
        return -1

    def tolist(self):
        raise RuntimeError("no list")


WRONG_CORPORA = [
    None, 3, 3.5, b"bytes", [3], [None], ["(f a", "(f b)"], [""], ["\0"], ["\ud800"], ["(f $0 #0)"],
    ["()"], [["f"]], {}, {"task": 3}, {"task": ["(f"]}, [{"name": "x"}], [{"program": 3}],
    {"programs": ["(f a)"], "tasks": []}, {"frontiers": []}, "/no/such/file.json",
    Path("no-such-file.json"), [Hostile()], Hostile(), numpy.array([1, 2]), set([1]), object(),
    ["(lam" * 3], ["a b c)"], [")" * 1000], ["f" * 10**6 + "("]]


@pytest.mark.parametrize("number", range(len(WRONG_CORPORA)))
def test_a_wrong_corpus_is_an_exception(number):
    with pytest.raises((InputError, TypeError, RuntimeError, UnicodeError, ValueError)):
        rasp_stitch.compress(WRONG_CORPORA[number], iterations=1)
    with pytest.raises((stitch_core.StitchException, TypeError, RuntimeError, UnicodeError)):
        stitch_core.compress(WRONG_CORPORA[number], iterations=1)


@pytest.mark.parametrize("keywords", [
    {"tasks": ["one"]}, {"tasks": [1, 2, 3]}, {"weights": [1]}, {"weights": [1, -1]},
    {"weights": [1, float("nan")]}, {"weights": ["a", "b"]}, {"weights": 3}, {"tasks": 3},
    {"max_arity": -1}, {"max_arity": 1e9}, {"max_arity": "many"}, {"iterations": None, "x": 1},
    {"threads": -1}, {"structure_penalty": -1}, {"cost_app": 2**70}, {"cost_prim": "{"},
    {"cost_prim": {"f": -1}}, {"abstraction_prefix": "("}, {"abstraction_prefix": ""},
    {"types": "/no/such/file"}, {"library": "/no/such/file"}, {"library": [{"name": "x"}]},
    {"library": [{"name": "x", "body": "(f"}]}, {"follow": "(f"}, {"fmt": "other"},
    {"out": "/no/such/folder/file"}, {"progress": 3}, {"help": True},
    {"version": True}, {"disable": "list"}, {"disable": "no-such-rule"}, {"joint": Hostile()}])
def test_wrong_keywords_are_exceptions(keywords):
    with pytest.raises((InputError, TypeError, ValueError, KeyError)):
        rasp_stitch.compress(PROGRAMS, **keywords)


def test_wrong_arguments_of_the_native_functions():
    from rasp_stitch import _native
    for call in (lambda: _native.compress(3, None, None, None),
                 lambda: _native.compress([], None, None, None),
                 lambda: _native.compress(["--help"], "[]", None, None),
                 lambda: _native.compress(["x"], "not json", None, None),
                 lambda: _native.compress(["x"], "[" * 100000, None, None),
                 lambda: _native.rewrite(["x"], "[]", "[]"),
                 lambda: _native.Program(3), lambda: _native.Program("(lam" * 10000),
                 lambda: _native.Program("x", "rasp", 3), lambda: _native.Grammar(),
                 lambda: _native.Grammar.of_json("{}"), lambda: _native.solve([], "[]", None, None),
                 lambda: _native.solve(["--tasks=x"], "[]", None, None)):
        with pytest.raises(Exception) as caught:
            call()
        assert not isinstance(caught.value, SystemError)


def test_deep_programs_do_not_overflow_the_stack():
    deep = "(f " * 20000 + "a" + ")" * 20000
    try:
        result = rasp_stitch.compress([deep, deep], iterations=1)
        assert result.final_cost <= result.original_cost
    except InputError as error:
        assert "deep" in str(error) or "large" in str(error)
    with pytest.raises(InputError):
        rasp.infer_type("(lam " * 50000 + "$0")
    nested = []
    for _ in range(10000):
        nested = [nested]
    with pytest.raises(InputError):
        rasp.evaluate("(lam (tokens $0))", nested)


def test_wrong_rasp_programs_and_inputs():
    for text in ("", "(", "(lam", "(lam (no_such $0))", "\0", "$0", "(lam (add (tokens $0) true))"):
        with pytest.raises(InputError):
            rasp.Program(text).evaluate("abc")
    program = rasp.Program("(lam (tokens $0))")
    for wrong in (None, 3, [None], [[]], [1, "a"], Hostile(), [Hostile()], numpy.zeros((2, 2)),
                  numpy.array([1j]), ["\ud800"], {"a"} - {"a"} or {1: 2}, lambda: 0):
        with pytest.raises((InputError, RuntimeError, UnicodeError, TypeError, ValueError)):
            program.evaluate(wrong)
    with pytest.raises((InputError, rasp_stitch.EvaluationError)):
        program.evaluate([])
    with pytest.raises(IndexError):
        program._native.check(["a"], [["a"], ["b"]])


def test_an_exception_of_a_callback_ends_the_search():
    class Enough(Exception):
        pass

    def report(now):
        raise Enough

    with pytest.raises(Enough):
        rasp_stitch.compress(CORPORA / "rasp.json", max_arity=8, iterations=1000, threads=1,
                             progress=report)


SLOW = """
import rasp_stitch, sys
def say(now):
    print("searching", flush=True)
result = rasp_stitch.compress({corpus!r}, max_arity=9, iterations=1000, progress=say,
                              threads={threads})
print("ended", result.stopped_by, result.final_cost <= result.original_cost, flush=True)
"""


@pytest.mark.parametrize("threads", [1, 3])
def test_ctrl_c_ends_a_search_with_what_it_has_found(threads):
    script = SLOW.format(corpus=str(CORPORA / "rasp.json"), threads=threads)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE,
                          text=True) as process:
        assert process.stdout.readline() == "searching\n"
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read().splitlines()
    assert rest[-1] == "ended signal True"
    assert process.returncode == 0


SEARCH = """
import rasp_stitch
def say(now):
    print("searching", flush=True)
found = rasp_stitch.enumerate({corpus!r}, budget=1000, primitives="all", progress=say)
print("ended", "signal" in found.stopped_by, found.solved >= 0, flush=True)
"""

LOOP = """
import rasp_stitch
print("searching", flush=True)
run = rasp_stitch.dream({corpus!r}, run={folder!r}, no_recognition=True, iterations=1,
                        programs_per_task=10**9, memory_limit=1000, time_limit=1000)
for phase in run:
    print(phase.name, phase.interrupted)
print("ended", len(run.phases))
"""


def interrupted(script, ready=lambda: True):
    """Returns the last line of a script that got Ctrl-C after its first line."""
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE,
                          text=True) as process:
        assert process.stdout.readline() == "searching\n"
        while not ready() and process.poll() is None:
            time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read().splitlines()
    assert process.returncode == 0
    return rest


def test_ctrl_c_ends_a_search_for_programs_with_those_it_has_found():
    rest = interrupted(SEARCH.format(corpus=str(CORPORA / "tasks.json")))
    assert rest[-1] == "ended True True"


def test_ctrl_c_ends_a_phase_of_the_loop(tmp_path):
    folder = tmp_path / "run"
    rest = interrupted(LOOP.format(corpus=str(CORPORA / "tasks.json"), folder=str(folder)),
                       lambda: (folder / "settings.json").exists())
    assert rest == ["wake True", "ended 1"]


def test_a_signal_handler_that_raises_is_heard_in_the_caller():
    class Alarm(Exception):
        pass

    def ring(number, frame):
        raise Alarm

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.2)
        with pytest.raises(Alarm):
            rasp_stitch.compress(CORPORA / "rasp.json", max_arity=9, iterations=1000, threads=1)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def test_other_threads_run_while_a_search_does():
    counted = []
    ended = threading.Event()

    def count():
        while not ended.is_set():
            counted.append(time.monotonic())
            time.sleep(0.001)

    counter = threading.Thread(target=count)
    counter.start()
    rasp_stitch.compress(CORPORA / "rasp.json", max_arity=6, iterations=50, threads=1,
                         time_limit=0.5)
    ended.set()
    counter.join()
    assert len(counted) > 10


def work(number):
    """Something of everything, with one answer."""
    result = rasp_stitch.compress(CORPORA / "rasp.json", iterations=2,
                                  threads=1 + number % 3)
    found = rasp_stitch.enumerate({"positions": [("ab", [0, 1])]}, max_programs=300,
                                  threads=1 + number % 2)
    output = rasp.evaluate("(lam (indices $0))", "abc").tolist()
    return result.final_cost, result.abstractions[1].body, found["positions"].best.program, output


def test_threads_that_call_at_once():
    expected = work(0)
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        assert list(pool.map(work, range(12))) == [expected] * 12


def test_threads_that_share_a_program():
    program = rasp.Program("(lam (aggregate (select (indices $0) (indices $0) <=) (tokens $0)))")
    inputs = [list(range(1, n + 2)) for n in range(40)]
    expected = [program.evaluate(one).tolist() for one in inputs]
    with concurrent.futures.ThreadPoolExecutor(6) as pool:
        outputs = pool.map(lambda i: program.evaluate(inputs[i % 40]).tolist(), range(400))
        assert list(outputs) == expected * 10


def test_forked_workers():
    expected = work(2)  # uses threads of its own before the fork
    context = multiprocessing.get_context("fork")
    with context.Pool(3) as pool:
        assert pool.map_async(work, range(6)).get(timeout=200) == [expected] * 6


def test_spawned_workers():
    expected = work(0)
    context = multiprocessing.get_context("spawn")
    with context.Pool(2) as pool:
        assert pool.map_async(work, range(4)).get(timeout=200) == [expected] * 4


@pytest.mark.skipif("libasan" in os.environ.get("LD_PRELOAD", ""),
                    reason="the allocator of g++ 12's address sanitizer keeps its locks in a fork")
def test_a_fork_while_a_search_runs():
    expected = work(1)  # a child cannot import what a thread of its parent was about to import
    result = []
    thread = threading.Thread(target=lambda: result.append(work(1)))
    thread.start()
    child = os.fork()
    if child == 0:
        try:
            ok = rasp_stitch.compress(PROGRAMS, iterations=1, threads=2).final_cost == 604
            os._exit(0 if ok else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    thread.join()
    assert result == [expected]


def test_results_outlive_what_made_them():
    summaries = [rasp_stitch.compress(PROGRAMS, iterations=1) for _ in range(20)]
    texts = {json.dumps({"dot": one.to_dot(), "text": str(one)}) for one in summaries}
    assert len(texts) == 1
