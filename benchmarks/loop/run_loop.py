#!/usr/bin/env python3
"""Repeats runs of the loop, and tells which tasks they solve, when, and how many rightly.

    benchmarks/loop/run_loop.py --minutes 10 --primitives all --seeds 0 1 2
    benchmarks/loop/run_loop.py --minutes 10 --primitives all \\
        --tasks benchmarks/loop/unseen_tasks.json --answers benchmarks/loop/unseen_answers.json
    benchmarks/loop/run_loop.py --minutes 10 --beside OTHER_BUILD/bin
    benchmarks/loop/run_loop.py --programs 300000 --steps 300 --seeds 0 --ablation

Each run has the given minutes, divided into iterations, three quarters of each for searching. With
--programs and --steps, each iteration has so many programs for each task and steps of training
instead, and what else the machine does makes no difference to what is found. After each iteration
the programs found are run on 200 inputs that were not among the examples, beside the corpus's own
programs, or with --answers beside outputs that are known (rasp-benchmark-frontiers). A program is
right if all outputs agree.

A third of the tasks, by a hash of the name, is reported by itself: work on the loop is decided by
the others. With --beside, the programs of another build take turns with this one's. With
--ablation, parts are left out in turn:

    all                      nothing
    no abstraction           no abstractions, only weights
    no network               no dreams; tasks are searched for in the fitted grammar
    alone, no network        the same, but half of the time each task is searched for alone
    full trust               what the network predicts is taken as it is
    no discount              abstractions are as probable for unsolved tasks as for solved ones
    all examples             tasks of a type are searched for together, on all examples
    forwards                 outputs are not used backwards
    sure ones                network, abstractions and weights learn from solutions that are sure
    neither                  no network and no abstractions

What follows `--` goes to rasp-dream. The runs' folders, and table.json, are in the folder --out.
"""

import argparse
import hashlib
import json
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Optional, Set

ROOT = Path(__file__).resolve().parents[2]

# Options of rasp-dream by variant. "network" tells whether time for training is needed.
ABLATION: Dict[str, Dict[str, Any]] = {
    "all": {"options": [], "network": True},
    "no abstraction": {"options": ["--no-abstraction"], "network": True},
    "no network": {"options": ["--no-recognition"], "network": False},
    "alone, no network": {
        "options": ["--network-trust", "0", "--training-steps", "1", "--dreams", "1"],
        "network": False},
    "full trust": {"options": ["--network-trust", "1"], "network": True},
    "no discount": {"options": ["--abstraction-discount", "0"], "network": True},
    "all examples": {"options": ["--no-few-examples"], "network": True},
    "forwards": {"options": ["--no-backwards"], "network": True},
    "sure ones": {"options": ["--sure-only"], "network": True},
    "neither": {"options": ["--no-recognition", "--no-abstraction"], "network": False},
}
PLAIN = {"all": ABLATION["all"]}


class Verdicts(NamedTuple):
    right: Set[str]
    wrong: Set[str]
    sure: Set[str]

    def solved(self) -> int:
        return len(self.right) + len(self.wrong)

    def of(self, names: Set[str]) -> str:
        right, wrong = len(self.right & names), len(self.wrong & names)
        return f"{right + wrong:3} solved, {right:3} right, {wrong:3} wrong of {len(names)}"

    def of_sure(self) -> str:
        return (f"{len(self.right & self.sure)} right and {len(self.wrong & self.sure)} wrong "
                "are marked as sure")


class Result(NamedTuple):
    label: str
    seed: int
    minutes: float
    iterations: List[Verdicts]


def is_apart(task: str) -> bool:
    """Returns whether work on the loop is decided without the task."""
    return hashlib.sha256(task.encode()).digest()[0] % 3 == 0


def task_names(path: Path) -> List[str]:
    """Returns the names of the tasks as rasp-dream has them, in order."""
    names = [entry["name"].split("/")[0] for entry in json.loads(path.read_text())]
    return list(dict.fromkeys(names))


def judged(bin_folder: Path, frontiers: Path, arguments: argparse.Namespace) -> Verdicts:
    """Runs the programs found on fresh inputs."""
    judge = ["--answers", str(frontiers), str(arguments.answers)] if arguments.answers else [
        str(frontiers), str(arguments.corpus)]
    output = subprocess.run([str(bin_folder / "rasp-benchmark-frontiers"), *judge], check=True,
                            stdout=subprocess.PIPE, text=True).stdout
    verdicts = Verdicts(set(), set(), set())
    for line in output.splitlines():
        word, _, rest = line.partition(" ")
        if word in ("right", "WRONG"):
            mark, _, name = rest.partition(" ")
            name = (name if mark in ("sure", "unsure") else rest).strip().split("  ")[0]
            (verdicts.right if word == "right" else verdicts.wrong).add(name)
            if mark == "sure":
                verdicts.sure.add(name)
    return verdicts


def effort(variant: Dict[str, Any], arguments: argparse.Namespace) -> List[str]:
    """Returns the options that say how long an iteration searches and trains."""
    if arguments.programs:
        programs = ["--programs-per-task", str(arguments.programs)]
        has_steps = "--training-steps" in variant["options"] or not variant["network"]
        return programs if has_steps else [*programs, "--training-steps", str(arguments.steps)]
    each = arguments.minutes * 60 / arguments.iterations
    training = each / 4 if variant["network"] else 0.1
    return ["--search-seconds", str(each - training), "--training-seconds", str(training)]


def cpu_seconds() -> float:
    """Returns the seconds that processors have spent on the programs that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_loop(bin_folder: Path, label: str, variant: Dict[str, Any], seed: int,
             arguments: argparse.Namespace) -> Result:
    """Runs the loop iteration by iteration, and judges what it has after each."""
    folder = arguments.out / f"{label.replace(' ', '-').replace(',', '')}-{seed}"
    shutil.rmtree(folder, ignore_errors=True)
    begin = [str(arguments.tasks), "--run", str(folder), "--seed", str(seed),
             "--primitives", arguments.primitives, "--memory-limit", str(arguments.memory),
             *effort(variant, arguments), *variant["options"], *arguments.options]
    iterations: List[Verdicts] = []
    start, start_cpu = time.monotonic(), cpu_seconds()
    seconds, cpu = 0.0, 0.0
    for iteration in range(1, arguments.iterations + 1):
        words = begin if iteration == 1 else ["--resume", str(folder)]
        subprocess.run([str(bin_folder / "rasp-dream"), *words, "--iterations", str(iteration),
                        "--threads", str(arguments.threads), "--quiet"],
                       check=True, stdout=subprocess.DEVNULL)
        seconds += time.monotonic() - start
        cpu += cpu_seconds() - start_cpu
        # This build judges what another build has found, too.
        iterations.append(judged(arguments.bin, folder / "frontiers.json", arguments))
        start, start_cpu = time.monotonic(), cpu_seconds()
        print(f"{label}, seed {seed}, iteration {iteration}: {iterations[-1].solved()} solved, "
              f"{len(iterations[-1].right)} right, {seconds / 60:.1f} minutes, "
              f"{cpu / 60:.1f} of all cores together", flush=True)
    return Result(label, seed, seconds / 60, iterations)


def print_runs(results: List[Result], names: List[str]) -> None:
    """Prints a row for each run, and the mean of each kind of run."""
    apart = {name for name in names if is_apart(name)}
    near = set(names) - apart
    print("\nsolved/right after each iteration, and wrong at the end")
    for result in results:
        cells = "  ".join(f"{each.solved():3}/{len(each.right):<3}" for each in result.iterations)
        last = result.iterations[-1]
        print(f"{result.label:20} seed {result.seed}  {cells}  {len(last.wrong):3} wrong  "
              f"{result.minutes:5.1f} minutes")
        print(f"{'':28}worked with: {last.of(near)};  kept apart: {last.of(apart)}")
        print(f"{'':28}{last.of_sure()}")
    for label in dict.fromkeys(result.label for result in results):
        ends = [result.iterations[-1] for result in results if result.label == label]
        print(f"{label:20} mean of {len(ends)}: {sum(e.solved() for e in ends) / len(ends):.1f} "
              f"solved, {sum(len(e.right) for e in ends) / len(ends):.1f} right of {len(names)}")


def first_iteration(result: Result, task: str) -> Optional[str]:
    """Returns when the task was solved first, with a mark if the program is wrong at the end."""
    for number, verdicts in enumerate(result.iterations, 1):
        if task in verdicts.right or task in verdicts.wrong:
            return f"{number}{'!' if task in result.iterations[-1].wrong else ''}"
    return None


def print_tasks(results: List[Result], names: List[str]) -> None:
    """Prints for each task the iteration that solved it first, by run."""
    print("\niteration that solved the task first; ! marks programs that are wrong at the end, "
          "+ tasks that are kept apart")
    for name in names:
        cells = " ".join(f"{first_iteration(result, name) or '-':>3}" for result in results)
        print(f"{'+' if is_apart(name) else ' '} {name:30} {cells}")


def as_json(results: List[Result]) -> List[Dict[str, Any]]:
    return [{"label": result.label, "seed": result.seed, "minutes": result.minutes,
             "iterations": [{"right": sorted(each.right), "wrong": sorted(each.wrong),
                             "sure": sorted(each.sure)}
                            for each in result.iterations]} for result in results]


def parsed(words: List[str]) -> argparse.Namespace:
    options: List[str] = []
    if "--" in words:
        at = words.index("--")
        words, options = words[:at], words[at + 1:]
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10, help="for each run")
    parser.add_argument("--programs", type=int,
                        help="for each task and iteration, in place of minutes")
    parser.add_argument("--steps", type=int, default=300,
                        help="of training in each iteration, with --programs")
    parser.add_argument("--iterations", type=int, default=5)
    parser.add_argument("--seeds", type=int, nargs="+", default=[0, 1, 2])
    parser.add_argument("--primitives", default="minimal")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--memory", type=int, default=8000, help="in millions of bytes")
    parser.add_argument("--tasks", type=Path, default=ROOT / "corpora/tasks.json")
    parser.add_argument("--corpus", type=Path, default=ROOT / "corpora/rasp.json",
                        help="a program for each task")
    parser.add_argument("--answers", type=Path, help="outputs for fresh inputs, in place of them")
    parser.add_argument("--bin", type=Path, default=ROOT / "build/release/bin",
                        help="a folder with rasp-dream and rasp-benchmark-frontiers")
    parser.add_argument("--beside", type=Path, help="a folder with another rasp-dream")
    parser.add_argument("--ablation", action="store_true")
    parser.add_argument("--out", type=Path, default=Path("loop-runs"))
    arguments = parser.parse_args(words)
    arguments.options = options
    return arguments


def main() -> None:
    arguments = parsed(sys.argv[1:])
    arguments.out.mkdir(parents=True, exist_ok=True)
    names = task_names(arguments.tasks)
    results: List[Result] = []
    for seed in arguments.seeds:
        for label, variant in (ABLATION if arguments.ablation else PLAIN).items():
            results.append(run_loop(arguments.bin, label, variant, seed, arguments))
        if arguments.beside:
            results.append(run_loop(arguments.beside, "beside", PLAIN["all"], seed, arguments))
        (arguments.out / "table.json").write_text(json.dumps(as_json(results), indent=1) + "\n")
    print_runs(results, names)
    print_tasks(results, names)


if __name__ == "__main__":
    main()
