#!/usr/bin/env python3
"""Makes the tasks that rasp-near is measured on.

    benchmarks/near/make_near_tasks.py benchmarks/near

writes into the folder
    constants.json  ten tasks with real constants that no literal names
    held_out.json   ten more, on which nothing was chosen
    noise.json      ten tasks of which one cell in twenty is wrong
    soft.json       four tasks whose targets are those of a trained model (small_transformer.py)
    founding.json   the tasks of the founding report
and for each of them a file with fresh inputs of twice the length, without noise, against which
rasp-eval checks what was found: rasp-eval --file found.json --tasks constants_fresh.json
"""

import json
import pathlib
import random
import sys

from small_transformer import SmallTransformer

EXAMPLES = 24
REAL_EXAMPLES = 60  # so that there are tokens on both sides of a threshold and near to it
NOISY_EXAMPLES = 40
LENGTHS = range(2, 9)  # of inputs
FRESH = 20
LETTERS = "abcde"


def mean(values):
    return sum(values) / len(values)


def previous(x):
    return [0] + x[:-1]


# Each is a name, the type of the output, and the function. The inputs are numbers with one digit
# after the point.
CONSTANTS = [
    ("threshold", "bool", lambda x: [v > 2.7 for v in x]),
    ("band", "bool", lambda x: [-1.3 < v < 2.1 for v in x]),
    ("clip_above", "float", lambda x: [min(v, 1.4) for v in x]),
    ("clip_both", "float", lambda x: [max(min(v, 2.6), -1.2) for v in x]),
    ("affine", "float", lambda x: [1.8 * v + 0.75 for v in x]),
    ("leaky", "float", lambda x: [v if v > 0 else 0.2 * v for v in x]),
    ("trend", "float", lambda x: [v - 0.4 * i + 2.5 for i, v in enumerate(x)]),
    ("smoothing", "float", lambda x: [0.7 * v + 0.3 * p for v, p in zip(x, previous(x))]),
    ("decay", "float", lambda x: [v * 0.8**i for i, v in enumerate(x)]),
    ("share_above", "float", lambda x: [mean([float(w > 1.6) for w in x[: i + 1]])
                                        for i in range(len(x))]),
]


# Written down after the search was built, and measured once.
HELD_OUT = [
    ("below", "bool", lambda x: [v < -0.35 for v in x]),
    ("outside", "bool", lambda x: [v < -2.4 or v > 0.9 for v in x]),
    ("clip_below", "float", lambda x: [max(v, -0.8) for v in x]),
    ("clip_narrow", "float", lambda x: [max(min(v, 0.6), -2.3) for v in x]),
    ("falling_line", "float", lambda x: [2.2 - 1.35 * v for v in x]),
    ("two_slopes", "float", lambda x: [0.5 * v if v < 1.1 else 1.7 * v for v in x]),
    ("shrinkage", "float", lambda x: [v - 1.3 if v > 1.3 else 0.0 for v in x]),
    ("rising_trend", "float", lambda x: [v + 0.6 * i - 1.25 for i, v in enumerate(x)]),
    ("growth", "float", lambda x: [v * 1.15**i for i, v in enumerate(x)]),
    ("mean_of_all", "float", lambda x: [0.6 * mean(x) + 1.5] * len(x)),
]


def counts_before(x):
    return [sum(w == v for w in x[:i]) for i, v in enumerate(x)]


NOISE = [
    ("reverse", "str", "str", lambda x: x[::-1]),
    ("first_token", "str", "str", lambda x: [x[0]] * len(x)),
    ("last_token", "str", "str", lambda x: [x[-1]] * len(x)),
    ("shift_right", "str", "str", lambda x: ["_"] + x[:-1]),
    ("is_vowel", "str", "bool", lambda x: [v in "ae" for v in x]),
    ("histogram", "str", "int", lambda x: [x.count(v) for v in x]),
    ("rank", "str", "int", lambda x: [sum(w < v for w in x) for v in x]),
    ("seen_before", "str", "int", counts_before),
    ("to_the_end", "str", "int", lambda x: [len(x) - 1 - i for i in range(len(x))]),
    ("running_mean", "num", "float", lambda x: [mean(x[: i + 1]) for i in range(len(x))]),
]

# As the report names them; its reverse has a slip, and is read as what the text says of it.
FOUNDING = [
    ("length", "str", "int", lambda x: [len(x)] * len(x)),
    ("indices", "str", "int", lambda x: list(range(len(x)))),
    ("running_mean", "num", "float", lambda x: [mean(x[:i]) if i else 0 for i in range(len(x))]),
    ("reverse", "str", "str", lambda x: x[::-1]),
]


def numbers(generator, length):
    return [round(generator.uniform(-5, 5), 1) for _ in range(length)]


def inputs(generator, kind, count, lengths):
    """Yields inputs, each once: two outputs for one input would be a contradiction."""
    seen = set()
    while len(seen) < count:
        length = lengths[len(seen) % len(lengths)]
        if kind == "real":
            drawn = numbers(generator, length)
        elif kind == "num":
            drawn = [generator.randint(0, 9) for _ in range(length)]
        else:
            drawn = [generator.choice(LETTERS) for _ in range(length)]
        if tuple(drawn) not in seen:
            seen.add(tuple(drawn))
            yield drawn


def rounded(value):
    return round(value, 12) if isinstance(value, float) else value


def examples(generator, kind, function, count, lengths):
    return [{"input": x, "output": [rounded(v) for v in function(x)]}
            for x in inputs(generator, kind, count, lengths)]


def with_wrong_cells(generator, task, share):
    """Replaces a share of all cells by other values of the outputs."""
    cells = [(i, j) for i, e in enumerate(task["examples"]) for j in range(len(e["output"]))]
    values = sorted({v for e in task["examples"] for v in e["output"]})
    for i, j in generator.sample(cells, round(share * len(cells))):
        output = task["examples"][i]["output"]
        output[j] = generator.choice([v for v in values if v != output[j]])
    task["noise"] = share


def task(name, of, to, kind, function, generator, count=EXAMPLES, lengths=LENGTHS):
    return {"name": name, "type": f"input({of}) -> seq({to})", "literals": [],
            "examples": examples(generator, kind, function, count, list(lengths))}


def fresh(name, of, to, kind, function, generator):
    lengths = [2 * length for length in LENGTHS]
    return {"name": name, "type": f"input({of}) -> seq({to})",
            "examples": examples(generator, kind, function, FRESH, lengths)}


SOFT = [
    ("reverse_probabilities", lambda x: x[::-1], "probabilities"),
    ("reverse_attention", lambda x: x[::-1], "attention"),
    ("last_token_probabilities", lambda x: [x[-1]] * len(x), "probabilities"),
    ("previous_attention", lambda x: x[:1] + x[:-1], "attention"),
]


def soft_task(name, function, which, generator):
    """Returns a task with what a transformer says that was trained on the function."""
    model = SmallTransformer(LETTERS, LENGTHS.stop - 1, seed=18)
    model.train(function, steps=3000)
    made = task(name, "str", "str", "str", function, generator)
    made["noise"] = 0.05
    made["soft"] = []
    for example in made["examples"]:
        attention, probabilities = model.run(example["input"])
        example["output"] = [LETTERS[row.argmax()] for row in probabilities]
        made["soft"].append(
            {"attention": attention.round(4).tolist()} if which == "attention" else
            {"probabilities": [[[token, round(float(share), 4)]
                                for token, share in zip(LETTERS, row)] for row in probabilities]})
    return made


def write(folder, name, tasks):
    lines = ",\n".join(json.dumps(t) for t in tasks)
    (folder / f"{name}.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    generator = random.Random(18)
    rows = [(n, "num", to, "real", f) for n, to, f in CONSTANTS]
    write(folder, "constants", [task(*row, generator, REAL_EXAMPLES) for row in rows])
    write(folder, "constants_fresh", [fresh(*row, generator) for row in rows])
    rows = [(n, of, to, of, f) for n, of, to, f in NOISE]
    noisy = [task(*row, generator, NOISY_EXAMPLES) for row in rows]
    for made in noisy:
        with_wrong_cells(generator, made, 0.05)
    write(folder, "noise", noisy)
    write(folder, "noise_fresh", [fresh(*row, generator) for row in rows])
    rows = [(n, of, to, of, f) for n, of, to, f in FOUNDING]
    write(folder, "founding",
          [task(*row, generator, lengths=range(1, LENGTHS.stop)) for row in rows])
    write(folder, "founding_fresh", [fresh(*row, generator) for row in rows])
    rows = [(n, "num", to, "real", f) for n, to, f in HELD_OUT]
    write(folder, "held_out", [task(*row, generator, REAL_EXAMPLES) for row in rows])
    write(folder, "held_out_fresh", [fresh(*row, generator) for row in rows])
    write(folder, "soft", [soft_task(*row, generator) for row in SOFT])
    write(folder, "soft_fresh",
          [fresh(n, "str", "str", "str", f, generator) for n, f, _ in SOFT])


if __name__ == "__main__":
    main()
