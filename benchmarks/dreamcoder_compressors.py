#!/usr/bin/env python3
"""Compares compressors in DreamCoder's driver, on the frontiers of a run.

    benchmarks/dreamcoder_compressors.py EC_ROOT CHECKPOINT [COMPRESSOR...]

For each iteration of the run, every compressor (default: pypy and rasp-stitch) receives the
grammar and the frontiers that the run had before its abstraction phase, each cut to the topK
best programs, with the run's own options or others. Prints seconds, new productions, and
DreamCoder's score (Ellis et al., PLDI 2021): the sum over frontiers of the log of the summed
likelihood times prior, less aic for each production and structurePenalty for each leaf in it,
under weights of one inside-outside update. The score before is under the weights of the run. A
higher score is better. Each score is computed, and each compressor called, in a process of its
own: ec's `Uses` has mutable default arguments, so scores computed one after the other in one
process add up.

Requires a checkpoint, which ec's own domain scripts write, and everything that ec requires.
"""

import argparse
import contextlib
import io
import math
import multiprocessing
import sys
import time
from functools import partial
from pathlib import Path
from typing import Any, Callable, List, Tuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "integration/python"))

from rasp_stitch import dreamcoder  # noqa: E402


def leaves(program: Any) -> int:
    """Counts variables, primitives and abstractions."""
    if program.isApplication:
        return leaves(program.f) + leaves(program.x)
    return leaves(program.body) if program.isAbstraction else 1


def size(production: Any) -> int:
    """Returns the number of leaves in the body of an abstraction, and 1 for a primitive."""
    return leaves(production.body) if production.isInvented else 1


def log_sum(numbers: List[float]) -> float:
    """Returns log(sum(exp(number))) without overflow."""
    largest = max(numbers)
    return largest + math.log(sum(math.exp(number - largest) for number in numbers))


def score(grammar: Any, frontiers: List[Any], parameters: Any) -> float:
    """Returns DreamCoder's objective under the grammar's weights."""
    fit = sum(log_sum([entry.logLikelihood
                       + grammar.logLikelihood(frontier.task.request, entry.program)
                       for entry in frontier]) for frontier in frontiers)
    return (fit - parameters["aic"] * len(grammar)
            - parameters["structurePenalty"] * sum(map(size, grammar.primitives)))


def in_own_process(compute: Callable[[], Any]) -> Any:
    """Returns what the function returns in a forked process."""
    import dill
    receiver, sender = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(
        target=lambda: sender.send_bytes(dill.dumps(compute())))
    process.start()
    sender.close()
    try:
        return dill.loads(receiver.recv_bytes())
    finally:
        process.join()


def estimated(grammar: Any, frontiers: List[Any], parameters: Any) -> Any:
    """Returns the grammar with weights of one update from equal ones."""
    from dreamcoder.grammar import Grammar
    equal = Grammar(math.log(0.5), [(-math.log(len(grammar)), tp, production)
                                    for _, tp, production in grammar.productions],
                    continuationType=grammar.continuationType)
    return equal.insideOutside(frontiers, parameters["pseudoCounts"])


def score_of_estimated(grammar: Any, frontiers: List[Any], parameters: Any) -> float:
    """Returns the objective under weights of one update."""
    return score(estimated(grammar, frontiers, parameters), frontiers, parameters)


def declare_primitives(grammar: Any) -> None:
    """Registers the primitives with the driver's parser, which reading a checkpoint does not do."""
    from dreamcoder.program import Primitive
    for production in grammar.primitives:
        if production.isPrimitive:
            Primitive.GLOBALS[production.name] = production


def compress(compressor: str, grammar: Any, frontiers: List[Any],
             parameters: Any) -> Tuple[Any, float]:
    """Returns the result of the driver's induceGrammar, and the seconds that it took."""
    from dreamcoder.dreamcoder import induceGrammar
    start = time.monotonic()
    with contextlib.redirect_stderr(io.StringIO()):
        result = induceGrammar(grammar, frontiers, topK=parameters["topK"],
                               pseudoCounts=parameters["pseudoCounts"], a=parameters["arity"],
                               aic=parameters["aic"],
                               structurePenalty=parameters["structurePenalty"],
                               topk_use_only_likelihood=False, backend=compressor, CPUs=2,
                               iteration=0)
    return result, time.monotonic() - start


def main() -> None:
    """Prints a row for each iteration and compressor."""
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root", metavar="EC_ROOT")
    parser.add_argument("checkpoint", metavar="CHECKPOINT")
    parser.add_argument("compressors", metavar="COMPRESSOR", nargs="*",
                        default=["pypy", "rasp-stitch"])
    for name in ("pseudoCounts", "aic", "structurePenalty"):
        parser.add_argument(f"--{name}", type=float, metavar="X",
                            help="replaces the value of the run")
    arguments = parser.parse_args()
    dreamcoder.use(arguments.root)
    import dill
    with open(arguments.checkpoint, "rb") as file:
        result = dill.load(file)
    declare_primitives(result.grammars[0])
    parameters = dict(result.parameters)
    parameters.update({name: value for name, value in vars(arguments).items()
                       if name in parameters and value is not None})
    print("| iteration | programs | compressor | seconds | new productions | before | after |\n"
          "| ---: | ---: | --- | ---: | ---: | ---: | ---: |")
    for iteration, grammar in enumerate(result.grammars[:-1]):
        frontiers = [over_time[iteration].topK(parameters["topK"])
                     for over_time in result.frontiersOverTime.values()]
        frontiers = [frontier for frontier in frontiers if not frontier.empty]
        before = in_own_process(partial(score, grammar, frontiers, parameters))
        for compressor in arguments.compressors:
            (new, rewritten), seconds = in_own_process(
                partial(compress, compressor, grammar, frontiers, parameters))
            after = in_own_process(partial(score_of_estimated, new, rewritten, parameters))
            print(f"| {iteration + 1} | {sum(map(len, frontiers))} | {compressor} "
                  f"| {seconds:.1f} | {len(new) - len(grammar)} | {before:.2f} | {after:.2f} |",
                  flush=True)


if __name__ == "__main__":
    main()
