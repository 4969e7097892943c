"""The command for the RASP domain: reads its options and runs ec's driver."""

import argparse
import random
from pathlib import Path
from typing import Any, Dict

from dreamcoder import dreamcoder as driver
from dreamcoder.utilities import eprint, numberOfCPUs

from rasp_stitch.dreamcoder.hooks import NAME
from rasp_stitch.dreamcoder.rasp import language
from rasp_stitch.dreamcoder.rasp.features import SequenceFeatures
from rasp_stitch.dreamcoder.rasp.tasks import read_corpus
from rasp_stitch.programs import find_corpus
from rasp_stitch.usage import UsageError

# The driver's own defaults are for domains with hundreds of tasks. With 30 pseudo-counts, and
# penalties of one nat for each production and each node in it, a small corpus teaches nothing.
DEFAULTS: Dict[str, Any] = {
    "enumerationTimeout": 60,
    "iterations": 5,
    "recognitionTimeout": 120,
    "a": 3,
    "maximumFrontier": 10,
    "topK": 2,
    "pseudoCounts": 1.0,
    "aic": 0.5,
    "structurePenalty": 0.3,
    "helmholtzRatio": 0.5,
    "activation": "tanh",
    "solver": NAME,
    "compressor": NAME,
}
LINKED = "ocaml"  # makes the driver run the program `solver` in ec's root
EVALUATION_TIMEOUT = 0.05  # seconds, for a program on an example


def add_options(parser: argparse.ArgumentParser) -> None:
    """Adds the domain's own options to the driver's."""
    parser.add_argument("--corpus", metavar="FILE",
                        help="tasks in the format of corpora/rasp.json, which is the default")
    parser.add_argument("--primitives", default="minimal", metavar="NAMES",
                        help="minimal, all, or names separated by commas; the literals of the "
                             "tasks are added to them. default: %(default)s")
    parser.add_argument("--maxTasks", type=int, metavar="N",
                        help="use N tasks, drawn with --random-seed")
    parser.add_argument("--hidden", type=int, default=SequenceFeatures.H, metavar="H",
                        help="size of the recurrent network. default: %(default)s")
    parser.add_argument("--outputPrefix", metavar="PREFIX",
                        help="write checkpoints whose names begin with PREFIX")
    parser.add_argument("--random-seed", type=int, default=0, metavar="SEED")


def _check_solver(solver: str) -> None:
    if solver not in (NAME, LINKED):
        raise UsageError(
            f"--solver {solver} cannot solve tasks of RASP: the driver's Python does not run the "
            "language, and its enumeration stops at a type that no production has\n"
            f"expected --solver {NAME}, or --solver {LINKED} where rasp-stitch-install has put our "
            "solver in the place of ec's")


def _corpus_path(arguments: Dict[str, Any]) -> Path:
    path = arguments.pop("corpus") or find_corpus()
    if path is None:
        raise UsageError("there is no corpora/rasp.json beside rasp-stitch\n"
                         "expected --corpus FILE")
    return Path(path)


def main() -> None:
    """Reads the command line and runs the driver."""
    arguments = driver.commandlineArguments(CPUs=numberOfCPUs(), extras=add_options, **DEFAULTS)
    _check_solver(arguments["solver"])
    random.seed(arguments.pop("random_seed"))
    corpus = read_corpus(_corpus_path(arguments))
    tasks = corpus.tasks
    most = arguments.pop("maxTasks")
    if most is not None and most < 1:
        raise UsageError(f"--maxTasks {most} leaves no tasks\n"
                         "expected 1 or more, or no such option")
    if most is not None and most < len(tasks):
        chosen = set(random.sample([task.name for task in tasks], most))
        tasks = [task for task in tasks if task.name in chosen]
    primitives = language.choose(arguments.pop("primitives"))
    grammar = language.uniform_grammar(primitives, corpus.literals)
    SequenceFeatures.H = arguments.pop("hidden")
    arguments.update({"featureExtractor": SequenceFeatures,
                      "evaluationTimeout": EVALUATION_TIMEOUT})
    eprint(f"{len(tasks)} tasks of RASP, {len(grammar)} primitives and literals")
    driver.explorationCompression(grammar, tasks, testingTasks=[], **arguments)
