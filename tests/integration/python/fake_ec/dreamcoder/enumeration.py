"""The wake phase."""

import sys
import traceback


def eprint(*words):
    print(*words, file=sys.stderr)


def solveForTask_ocaml(_=None, **kwargs):
    return "theirs: ocaml"


def multicoreEnumeration(g, tasks, solver="ocaml", maximumFrontier=10):
    solvers = {"ocaml": solveForTask_ocaml, "python": lambda **_: "theirs: python"}
    try:
        return call(solvers[solver], g, tasks, maximumFrontier)
    except Exception as error:  # as a worker in another process does
        eprint("PANIC! Exception in child worker:", error)
        eprint(traceback.format_exc())
        assert False


def call(solver, g, tasks, maximumFrontier):
    return solver(g=g, tasks=tasks, lowerBound=0.0, upperBound=1.5, budgetIncrement=1.5,
                  timeout=5.0, CPUs=1, evaluationTimeout=None, elapsedTime=10.0,
                  testing=False, likelihoodModel=None,
                  maximumFrontiers={task: maximumFrontier for task in tasks})
