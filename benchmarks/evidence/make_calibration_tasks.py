#!/usr/bin/env python3
"""Makes tasks with few examples, drawn at random, to see which solutions for them are right.

    python3 benchmarks/evidence/make_calibration_tasks.py FOLDER build/release/bin/rasp-eval

Writes corpus_3.json, corpus_6.json and corpus_12.json, with 3, 6 and 12 examples for each task of
corpora/tasks.json, and likewise unseen_3.json to unseen_12.json for those of
benchmarks/loop/make_unseen_tasks.py. The examples of corpora/tasks.json are chosen so that they
refute wrong programs; these are not. corpus_12s.json and unseen_12s.json have 12 examples of at
most 5 tokens; words are then drawn without looking at whether a language accepts them.
"""

import json
import random
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "benchmarks" / "loop"))
import make_unseen_tasks as unseen  # noqa: E402

COUNTS = (3, 6, 12)
LONGEST = 10
SHORT = 5


def outputs_of(rasp_eval, program, arguments):
    request = json.dumps({"program": program, "inputs": arguments})
    reply = subprocess.run([rasp_eval, "--serve"], input=request + "\n", text=True,
                           capture_output=True, check=True).stdout
    return json.loads(reply)["outputs"]


def corpus_examples(rasp_eval, task, program, seed, longest):
    """Draws inputs like those of the task; leaves out those that its program fails on."""
    rng = random.Random(seed + task["name"])
    is_pair = task["arity"] == 2
    seen = [e["input"] for e in task["examples"]]
    tokens = [t for i in seen for t in (i[0] if is_pair else i)]
    inputs = []
    for _ in range(1000):
        drawn = [rng.choice(tokens) for _ in range(rng.randint(1, longest))]
        drawn = [drawn, rng.choice(seen)[1]] if is_pair else drawn
        if drawn not in inputs and len(inputs) < 200:
            inputs.append(drawn)
    arguments = [i if is_pair else [i] for i in inputs]
    pairs = zip(inputs, outputs_of(rasp_eval, program, arguments))
    return [{"input": i, "output": o} for i, o in pairs if o is not None]


def main():
    folder, rasp_eval = Path(sys.argv[1]), sys.argv[2]
    folder.mkdir(exist_ok=True)
    programs = {}
    for entry in json.loads((ROOT / "corpora" / "rasp.json").read_text()):
        programs.setdefault(entry["name"].split("/")[0], entry["program"])
        if "/" not in entry["name"]:
            programs[entry["name"]] = entry["program"]
    corpus = json.loads((ROOT / "corpora" / "tasks.json").read_text())

    def write_both(name, count, seed, longest, given):
        tasks = []
        for task in corpus:
            examples = corpus_examples(rasp_eval, task, programs[task["name"]], seed, longest)
            tasks.append({**task, "examples": examples[:count]})
        unseen.write(folder / f"corpus_{name}.json", [t for t in tasks if t["examples"]])
        unseen.write(folder / f"unseen_{name}.json", unseen.tasks_with(count, given, longest))

    for count in COUNTS:
        write_both(count, count, "", LONGEST, unseen.TASKS)
    plain = [(*t[:3], getattr(t[3], "plain", t[3]), t[4]) for t in unseen.TASKS]
    write_both("12s", max(COUNTS), "s", SHORT, plain)


if __name__ == "__main__":
    main()
