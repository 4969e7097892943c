"""The wake phase by rasp-stitch-solver, and dreams by rasp-stitch-helmholtz.

`solve` replaces the driver's solveForTask_ocaml, which searches one window of one job, and `dream`
replaces its helmholtzEnumeration. Both evaluate RASP only; other domains keep ec's own solvers.
"""

import json
from typing import Any, Dict, List, Optional, Tuple

from rasp_stitch import plugin
from rasp_stitch.programs import find_program

SOLVER = "rasp-stitch-solver"
HELMHOLTZ = "rasp-stitch-helmholtz"
ADVICE = ("rasp-stitch-solver and rasp-stitch-helmholtz evaluate RASP only; for other domains, "
          "use --solver ocaml or --solver python.")


def _task_message(task: Any, most: int) -> Dict[str, Any]:
    message = {
        "name": task.name,
        "request": task.request.json(),
        "examples": [{"inputs": list(inputs), "output": output}
                     for inputs, output in task.examples],
        "maximumFrontier": most,
    }
    if hasattr(task, "specialTask"):
        message["specialTask"], message["extras"] = task.specialTask
    return message


def request_of(grammar: Any, tasks: List[Any], maximum_frontiers: Dict[Any, int],
               **window: Any) -> Dict[str, Any]:
    """Returns the solver's request. The keywords of the window are members of the request."""
    message = {
        "DSL": grammar.json(),
        "tasks": [_task_message(task, maximum_frontiers[task]) for task in tasks],
        "verbose": False,
        "shatter": 10,
    }
    message.update(window)
    return message


def _frontier_of(solutions: List[Any], task: Any, grammar: Any) -> Any:
    from dreamcoder.frontier import Frontier, FrontierEntry
    from dreamcoder.program import Program
    entries = []
    for solution in solutions:
        program = Program.parse(solution["program"])
        entries.append(FrontierEntry(program=program, logLikelihood=solution["logLikelihood"],
                                     logPrior=grammar.logLikelihood(task.request, program)))
    return Frontier(entries, task=task)


def _time_of_best(solutions: List[Any]) -> Optional[float]:
    """Returns when the most probable solution was found; of equals, the first."""
    if not solutions:
        return None
    best = max(solutions, key=lambda s: (s["logLikelihood"] + s["logPrior"], -s["time"]))
    return float(best["time"])


def read_reply(reply: Any, grammar: Any, tasks: List[Any],
               elapsed: float) -> Tuple[Dict[Any, Any], Dict[Any, Optional[float]], int]:
    """Returns frontiers and times by task, and the number of programs enumerated."""
    frontiers, times = {}, {}
    for task in tasks:
        solutions = reply[task.name]
        frontiers[task] = _frontier_of(solutions, task, grammar)
        found = _time_of_best(solutions)
        times[task] = None if found is None else found + elapsed
    return frontiers, times, reply.get("number_enumerated", 0)


def solve(_: None = None, *, g: Any, tasks: List[Any], maximumFrontiers: Dict[Any, int],
          lowerBound: float, upperBound: float, budgetIncrement: float, timeout: float,
          evaluationTimeout: Optional[float] = None, CPUs: int = 1, elapsedTime: float = 0.0,
          **_unused: Any) -> Tuple[Dict[Any, Any], Dict[Any, Optional[float]], int]:
    """Searches one window of a job. The driver passes the keywords by these names."""
    request = request_of(g, tasks, maximumFrontiers, programTimeout=evaluationTimeout, nc=CPUs,
                         timeout=timeout, lowerBound=lowerBound, upperBound=upperBound,
                         budgetIncrement=budgetIncrement)
    return plugin.ask(find_program(SOLVER), request,
                      lambda reply: read_reply(reply, g, tasks, elapsedTime), ADVICE)


def dream(g: Any, request: Any, inputs: List[Any], timeout: float, _: None = None,
          special: Optional[str] = None, evaluationTimeout: Optional[float] = None) -> bytes:
    """Returns programs that are likely under the grammar and behave differently, as the JSON text
    that the driver reads."""
    message = {"request": request.json(), "timeout": timeout, "DSL": g.json(), "extras": inputs}
    if evaluationTimeout:
        message["evaluationTimeout"] = evaluationTimeout
    if special:
        message["special"] = special
    return plugin.ask(find_program(HELMHOLTZ), message,
                      lambda reply: json.dumps(reply).encode("utf-8"), ADVICE)
