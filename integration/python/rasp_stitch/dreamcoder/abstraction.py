"""Runs the abstraction phase with rasp-stitch-compression.

    grammar, frontiers = compress(grammar, frontiers, topK=2, pseudoCounts=30.0, a=2, aic=1.0,
                                  structurePenalty=1.0, CPUs=2)

The request is that of ec's own binary, with the additional member `types`: the type of each
production, which the driver knows but does not send. The new grammar and frontiers are built beside
the given ones, which never change, so a failure leaves them as they were.
"""

import sys
from typing import Any, Dict, List, Tuple

from rasp_stitch import plugin
from rasp_stitch.programs import find_program

PROGRAM = "rasp-stitch-compression"
TIME_LIMIT = "RASP_STITCH_TIME_LIMIT"  # the variable that rasp-stitch-compression reads
DEFAULTS: Dict[str, Any] = {"a": 3, "topK": 2, "pseudoCounts": 1.0, "aic": 1.0,
                            "structurePenalty": 1.0, "CPUs": 1}
ADVICE = ("The grammar and the frontiers are as before. --on-compressor-failure keep continues "
          "with them, without new abstractions in this iteration.")


def request_of(grammar: Any, frontiers: List[Any], **parameters: Any) -> Dict[str, Any]:
    """Returns the request; the parameters are those of the driver's induceGrammar. Others, as ec's
    branch `stitch` passes them, do not concern us."""
    parameters = {**DEFAULTS, **parameters}
    return {
        "arity": parameters["a"],
        "topK": parameters["topK"],
        "pseudoCounts": float(parameters["pseudoCounts"]),
        "aic": parameters["aic"],
        "bs": 1000000,
        "topI": 300,
        "structurePenalty": float(parameters["structurePenalty"]),
        "CPUs": parameters["CPUs"],
        "factored_apply": False,
        "iterations": 99,
        "DSL": grammar.json(),
        "types": {str(production): tp.json() for _, tp, production in grammar.productions},
        "frontiers": [frontier.json() for frontier in frontiers],
    }


def _grammar_of(reply: Any, old: Any) -> Any:
    from dreamcoder.grammar import Grammar
    from dreamcoder.program import Program
    productions = []
    for entry in reply["productions"]:
        program = Program.parse(entry["expression"])
        productions.append((entry["logProbability"], program.infer(), program))
    return Grammar(reply["logVariable"], productions, continuationType=old.continuationType)


def _frontier_of(reply: Any, old: Any, grammar: Any) -> Any:
    from dreamcoder.frontier import Frontier, FrontierEntry
    from dreamcoder.program import Program
    if len(reply["programs"]) != len(old.entries):
        raise ValueError(f"{len(reply['programs'])} programs for the task {old.task}, of which "
                         f"{len(old.entries)} were sent")
    entries = []
    for entry in reply["programs"]:
        program = Program.parse(entry["program"])
        entries.append(FrontierEntry(program=program,
                                     logPrior=grammar.logLikelihood(old.task.request, program),
                                     logLikelihood=entry["logLikelihood"]))
    return Frontier(entries, task=old.task)


def read_reply(reply: Any, grammar: Any, sent: List[Any]) -> Tuple[Any, List[Any]]:
    """Returns the new grammar, and a frontier for each that was sent. Raises what the driver raises
    for a program that it cannot derive, and ValueError, KeyError or TypeError for a malformed
    reply."""
    new_grammar = _grammar_of(reply["DSL"], grammar)
    if len(reply["frontiers"]) != len(sent):
        raise ValueError(f"{len(reply['frontiers'])} frontiers, of which {len(sent)} were sent")
    return new_grammar, [_frontier_of(new, old, new_grammar)
                         for new, old in zip(reply["frontiers"], sent)]


def compress(grammar: Any, frontiers: List[Any], **parameters: Any) -> Tuple[Any, List[Any]]:
    """Returns the grammar with new abstractions, and the frontiers rewritten with them; empty ones
    stay as they are. Raises PluginFailure or ProgramNotFound."""
    sent = [frontier for frontier in frontiers if not frontier.empty]
    new_grammar, rewritten = plugin.ask(
        find_program(PROGRAM), request_of(grammar, sent, **parameters),
        lambda reply: read_reply(reply, grammar, sent), ADVICE)
    new = iter(rewritten)
    return new_grammar, [frontier if frontier.empty else next(new) for frontier in frontiers]


def keep(failure: Exception, grammar: Any, frontiers: List[Any]) -> Tuple[Any, List[Any]]:
    """Prints a warning and returns the arguments unchanged."""
    print(f"WARNING: no new abstractions in this iteration.\n{failure}", file=sys.stderr)
    return grammar, frontiers
