"""The wake phase."""


def solveForTask_ocaml(_=None, **kwargs):
    return "theirs: ocaml"


def multicoreEnumeration(g, tasks, solver="ocaml", maximumFrontier=10):
    solvers = {"ocaml": solveForTask_ocaml, "python": lambda **_: "theirs: python"}
    return solvers[solver](g=g, tasks=tasks, lowerBound=0.0, upperBound=1.5, budgetIncrement=1.5,
                           timeout=5.0, CPUs=1, evaluationTimeout=None, elapsedTime=10.0,
                           testing=False, likelihoodModel=None,
                           maximumFrontiers={task: maximumFrontier for task in tasks})
