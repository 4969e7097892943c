"""The loop."""

import argparse
import time

from dreamcoder import dreaming  # noqa: F401
from dreamcoder.compression import induceGrammar
from dreamcoder.enumeration import multicoreEnumeration
from dreamcoder.frontier import Frontier, FrontierEntry
from dreamcoder.grammar import Grammar
from dreamcoder.program import Program
from dreamcoder.task import Task


def commandlineArguments(solver="ocaml", compressor="ocaml", extras=None):
    parser = argparse.ArgumentParser()
    parser.add_argument("--solver", choices=["ocaml", "python"], default=solver)
    parser.add_argument("--compressor", choices=["ocaml", "pypy"], default=compressor)
    parser.add_argument("--outputPrefix")
    parser.add_argument("--sleep", type=float, default=0)
    if extras is not None:
        extras(parser)
    return vars(parser.parse_args())


def example():
    """Returns a grammar of two primitives, a solved task and an unsolved one."""
    productions = [(0.5, Program(name).infer(), Program(name)) for name in ("f", "x")]
    solved = Frontier([FrontierEntry(Program("(f x)"), -1.0, 0.0)], Task("solved"))
    return Grammar(0.0, productions), [Frontier([], Task("unsolved")), solved]


def ecIterator(grammar, frontiers, solver="ocaml", compressor="ocaml", outputPrefix=None, sleep=0):
    yield multicoreEnumeration(grammar, [f.task for f in frontiers], solver=solver)
    yield induceGrammar(grammar, frontiers, topK=2, pseudoCounts=1, a=2, aic=1.0,
                        structurePenalty=1, topk_use_only_likelihood=False,
                        backend=compressor, CPUs=3, iteration=0)
    if outputPrefix is not None:
        with open(outputPrefix + "_1.pickle", "w", encoding="utf-8") as checkpoint:
            checkpoint.write("the state")
    if sleep > 0:
        print("sleeping", flush=True)
        time.sleep(sleep)
