"""The command of the domain RASP: its options, and what it hands to ec's driver."""

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

# The driver's own are for domains of hundreds of tasks: smoothing by 30 pseudo-counts, and
# penalties of one nat for each production and each node in it, let a small corpus learn nothing.
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
LINKED = "ocaml"  # the driver runs the program `solver` in ec's root
EVALUATION_TIMEOUT = 0.05  # seconds, of a program on an example


def add_options(parser: argparse.ArgumentParser) -> None:
    """The domain's own options, besides the driver's."""
    parser.add_argument("--corpus", metavar="FILE",
                        help="tasks, in the form of corpora/rasp.json, which is the default")
    parser.add_argument("--primitives", default="minimal", metavar="NAMES",
                        help="minimal, all, or names with commas between; the literals of the "
                             "tasks come on top. default: %(default)s")
    parser.add_argument("--maxTasks", type=int, metavar="N",
                        help="so many tasks only, drawn by --random-seed")
    parser.add_argument("--hidden", type=int, default=SequenceFeatures.H, metavar="H",
                        help="units of the recurrent network. default: %(default)s")
    parser.add_argument("--outputPrefix", metavar="PREFIX",
                        help="write checkpoints, whose names begin so; without it, none")
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
