#!/usr/bin/env python3
"""Makes tasks that no corpus has, and the answers to judge programs for them by.

    python3 benchmarks/loop/make_unseen_tasks.py            # writes both files beside this script
    rasp-enumerate --tasks benchmarks/loop/unseen_tasks.json --primitives all --out found.json
    rasp-benchmark-frontiers --answers found.json benchmarks/loop/unseen_answers.json

Each task is a function of Python from the tokens to the outputs. `unseen_tasks.json` has 12
examples of each, and `unseen_answers.json` has 200 other inputs with their outputs. All inputs are
drawn at random with fixed seeds, and nobody has chosen them: that is what examples are like which a
user has at hand. Both files are in the form of corpora/tasks.json.
"""

import json
import random
from itertools import accumulate
from pathlib import Path

EXAMPLES = 12
ANSWERS = 200
LONGEST = 10  # tokens of an example
LONGEST_FRESH = 12

TASKS = []


def task(type_, literals=(), draw=None):
    """Adds the decorated function as a task; `draw` is one of the draws below."""

    def add(function):
        TASKS.append((function.__name__, type_, list(literals), draw, function))
        return function

    return add


def drawn_from(alphabet, least=1):
    return lambda rng, longest, function: [
        rng.choice(alphabet) for _ in range(rng.randint(least, longest))
    ]


def drawn_distinct(alphabet):
    return lambda rng, longest, function: rng.sample(
        alphabet, rng.randint(1, min(longest, len(alphabet)))
    )


def drawn_with(tokens, atoms):
    """Draws an input with an atom."""
    return lambda rng, longest, function: [tokens(rng, longest, function), rng.choice(atoms)]


def drawn_accepted(alphabet):
    """Draws words, about half of which the language accepts as a whole."""
    words = drawn_from(alphabet)

    def draw(rng, longest, function):
        wanted = rng.random() < 0.5
        for _ in range(100):
            word = words(rng, longest, function)
            if function(word)[-1] == wanted:
                return word
        return word

    draw.plain = words
    return draw


# Languages, accepted prefix by prefix.

AB, ABC = drawn_accepted("ab"), drawn_accepted("abc")
LANGUAGE = "input(str) -> seq(bool)"


def prefixes(accepts):
    """Makes a function of the whole word from one of a prefix."""

    def function(word):
        return [bool(accepts("".join(word[: i + 1]))) for i in range(len(word))]

    function.__name__ = accepts.__name__
    return function


def language(literals, draw):
    return lambda accepts: task(LANGUAGE, literals, draw)(prefixes(accepts))


@language(["str.a", "two"], AB)
def even_number_of_a(prefix):
    return prefix.count("a") % 2 == 0


@language(["str.b", "3"], ABC)
def number_of_b_divisible_by_3(prefix):
    return prefix.count("b") % 3 == 0


@language(["str.a"], ABC)
def starts_with_a(prefix):
    return prefix[0] == "a"


@language(["str.a", "one"], ABC)
def no_two_a_in_a_row(prefix):
    return "aa" not in prefix


@language(["str.a", "str.b", "one"], ABC)
def contains_ab(prefix):
    return "ab" in prefix


@language(["str.a", "str.b", "one"], ABC)
def ends_in_ab(prefix):
    return prefix.endswith("ab")


@language(["str.a", "str.b"], AB)
def all_a_before_all_b(prefix):
    return "ba" not in prefix


@language(["str.a", "str.b"], ABC)
def more_a_than_b(prefix):
    return prefix.count("a") > prefix.count("b")


@language(["str.a", "str.b"], ABC)
def as_many_a_as_b(prefix):
    return prefix.count("a") == prefix.count("b")


@language(["str.b", "two"], AB)
def at_most_two_b(prefix):
    return prefix.count("b") <= 2


@language(["str.a", "3"], ABC)
def at_least_three_a(prefix):
    return prefix.count("a") >= 3


@language(["one"], ABC)
def no_token_twice_in_a_row(prefix):
    return all(x != y for x, y in zip(prefix, prefix[1:]))


@language(["str.a", "str.b"], AB)
def never_more_b_than_a(prefix):
    return all(prefix[:i].count("b") <= prefix[:i].count("a") for i in range(len(prefix) + 1))


@language(["3", "one"], ABC)
def length_divisible_by_3(prefix):
    return len(prefix) % 3 == 0


@language(["zero"], ABC)
def ends_as_it_begins(prefix):
    return prefix[0] == prefix[-1]


@language(["str.a", "str.b", "str.c"], drawn_accepted("abcd"))
def has_a_and_b_and_c(prefix):
    return {"a", "b", "c"} <= set(prefix)


@language(["str.c"], drawn_accepted("aabbc"))
def without_c(prefix):
    return "c" not in prefix


@language(["str.a", "one"], ABC)
def a_right_before_the_last(prefix):
    return prefix[-2:-1] == "a"


# Copies and permutations.

COPY, COPY_NUMBERS = "input(str) -> seq(str)", "input(int) -> seq(int)"
WORDS, FEW = drawn_from("abcdefgh"), drawn_from("abc")
NUMBERS = drawn_from(range(20))


@task(COPY, ["one", "two"], WORDS)
def swap_neighbours(x):
    return [x[i ^ 1] if i ^ 1 < len(x) else x[i] for i in range(len(x))]


@task(COPY, ["one", "zero"], WORDS)
def rotate_left(x):
    return x[1:] + x[:1]


@task(COPY, ["two", "str._"], WORDS)
def shift_right_by_two(x):
    return (["_", "_"] + x)[: len(x)]


@task(COPY, ["one"], drawn_from("abcdefgh", least=2))
def second_token(x):
    return [x[1]] * len(x)


@task(COPY_NUMBERS, ["one"], NUMBERS)
def reverse_numbers(x):
    return x[::-1]


@task(COPY, ["two", "zero", "str._"], WORDS)
def keep_even_positions(x):
    return [t if i % 2 == 0 else "_" for i, t in enumerate(x)]


@task(COPY, ["one", "two"], WORDS)
def mirror_of_the_first_half(x):
    return [x[min(i, len(x) - 1 - i)] for i in range(len(x))]


@task(COPY, ["one", "zero"], WORDS)
def swap_first_and_last(x):
    return x[-1:] + x[1:-1] + x[:1] if len(x) > 1 else x


@task(COPY, ["str.a", "str.b"], FEW)
def b_in_place_of_a(x):
    return ["b" if t == "a" else t for t in x]


@task(COPY, ["one", "zero"], WORDS)
def token_before_or_the_first(x):
    return x[:1] + x[:-1]


@task(COPY_NUMBERS, ["one"], drawn_distinct(range(30)))
def sort_from_large_to_small(x):
    return sorted(x, reverse=True)


@task(COPY, ["two"], WORDS)
def token_in_the_middle(x):
    return [x[len(x) // 2]] * len(x)


@task(COPY, ["str.a", "str._"], FEW)
def blank_after_the_first_a(x):
    return [t if "a" not in x[:i] else "_" for i, t in enumerate(x)]


# Counts and ranks.

COUNT, COUNT_NUMBERS = "input(str) -> seq(int)", "input(int) -> seq(int)"
DIGITS = drawn_from(range(10))


@task(COUNT, ["str.b"], FEW)
def count_b(x):
    return [x.count("b")] * len(x)


@task(COUNT, ["str.a"], FEW)
def count_a_behind(x):
    return [x[i + 1:].count("a") for i in range(len(x))]


@task(COUNT, ["one"], drawn_from("abcd"))
def distinct_so_far(x):
    return [len(set(x[: i + 1])) for i in range(len(x))]


@task(COUNT_NUMBERS, ["one"], DIGITS)
def how_many_are_smaller(x):
    return [sum(y < t for y in x) for t in x]


@task(COUNT_NUMBERS, ["one"], DIGITS)
def how_many_before_are_greater(x):
    return [sum(y > t for y in x[:i]) for i, t in enumerate(x)]


@task(COUNT, ["one"], FEW)
def pairs_of_equal_neighbours(x):
    return [sum(a == b for a, b in zip(x, x[1:]))] * len(x)


@task(COUNT, ["str.a", "str.b"], drawn_from("abcd"))
def count_a_or_b(x):
    return [sum(t in "ab" for t in x)] * len(x)


@task(COUNT_NUMBERS, ["5"], DIGITS)
def count_above_5(x):
    return [sum(t > 5 for t in x)] * len(x)


@task(COUNT_NUMBERS, ["one"], NUMBERS)
def greatest_so_far(x):
    return list(accumulate(x, max))


@task(COUNT_NUMBERS, ["one"], NUMBERS)
def smallest(x):
    return [min(x)] * len(x)


@task(COUNT, ["str.a", "str.b"], FEW)
def count_a_minus_count_b(x):
    return [x.count("a") - x.count("b")] * len(x)


@task(COUNT, ["one"], drawn_from("abcd"))
def others_like_it(x):
    return [x.count(t) - 1 for t in x]


# Positions.


@task(COUNT, ["one"], WORDS)
def distance_to_the_end(x):
    return [len(x) - 1 - i for i in range(len(x))]


@task(COUNT, ["str.a", "-1"], FEW)
def position_of_the_last_a(x):
    return [max((i for i, t in enumerate(x) if t == "a"), default=-1)] * len(x)


@task(COUNT, ["two"], WORDS)
def half_the_position(x):
    return [i // 2 for i in range(len(x))]


@task(COUNT, ["3"], WORDS)
def position_modulo_3(x):
    return [i % 3 for i in range(len(x))]


@task(LANGUAGE, ["one"], drawn_from("abcd"))
def first_of_its_kind(x):
    return [t not in x[:i] for i, t in enumerate(x)]


@task(LANGUAGE, ["one"], WORDS)
def is_the_last(x):
    return [i == len(x) - 1 for i in range(len(x))]


@task(LANGUAGE, ["two"], WORDS)
def even_position_from_the_end(x):
    return [(len(x) - 1 - i) % 2 == 0 for i in range(len(x))]


@task(COUNT_NUMBERS, ["one"], drawn_distinct(range(30)))
def position_of_the_greatest(x):
    return [x.index(max(x))] * len(x)


@task(LANGUAGE, ["two"], WORDS)
def in_the_first_half(x):
    return [i < len(x) / 2 for i in range(len(x))]


# Arithmetic on digits and bits.

BITS = drawn_from([0, 1])
IS = "input(int) -> seq(bool)"


@task(COUNT_NUMBERS, ["two"], BITS)
def parity_of_bits_so_far(x):
    return [sum(x[: i + 1]) % 2 for i in range(len(x))]


@task(COUNT_NUMBERS, ["one"], BITS)
def other_bit(x):
    return [1 - t for t in x]


@task(COUNT_NUMBERS, ["two", "10"], DIGITS)
def last_digit_of_the_double(x):
    return [2 * t % 10 for t in x]


@task(COUNT_NUMBERS, ["one", "10"], DIGITS)
def next_digit(x):
    return [(t + 1) % 10 for t in x]


@task(COUNT_NUMBERS, ["one", "zero"], DIGITS)
def difference_to_the_one_before(x):
    return [t - s for s, t in zip([0] + x, x)]


@task(COUNT_NUMBERS, ["one", "zero"], BITS)
def and_with_the_bit_before(x):
    return [s & t for s, t in zip([0] + x, x)]


@task(IS, ["two", "zero"], DIGITS)
def is_even(x):
    return [t % 2 == 0 for t in x]


@task(COUNT_NUMBERS, [], DIGITS)
def square(x):
    return [t * t for t in x]


@task(COUNT_NUMBERS, ["5"], DIGITS)
def distance_to_5(x):
    return [abs(t - 5) for t in x]


@task(COUNT_NUMBERS, ["two"], DIGITS)
def half_the_digit(x):
    return [t // 2 for t in x]


@task(COUNT_NUMBERS, ["10"], DIGITS)
def last_digit_of_the_sum(x):
    return [sum(x) % 10] * len(x)


@task(COUNT_NUMBERS, ["two", "one"], drawn_from([0, 1]))
def value_of_the_bits_so_far(x):
    return list(accumulate(x, lambda value, bit: 2 * value + bit))


# Thresholds and clipping.


@task(COUNT_NUMBERS, ["5"], DIGITS)
def at_most_5(x):
    return [min(t, 5) for t in x]


@task(COUNT_NUMBERS, ["3", "zero"], DIGITS)
def what_is_above_3(x):
    return [max(t - 3, 0) for t in x]


@task(IS, ["one"], DIGITS)
def above_the_average(x):
    return [t > sum(x) / len(x) for t in x]


@task(COUNT_NUMBERS, ["two", "7"], DIGITS)
def between_2_and_7(x):
    return [min(max(t, 2), 7) for t in x]


@task(IS, ["zero"], DIGITS)
def greater_than_the_first(x):
    return [t > x[0] for t in x]


@task(COUNT_NUMBERS, ["4", "zero", "one"], DIGITS)
def one_from_4_on(x):
    return [int(t >= 4) for t in x]


@task(COUNT_NUMBERS, ["zero"], DIGITS)
def at_most_the_first(x):
    return [min(t, x[0]) for t in x]


@task(COUNT, ["str.a", "3"], FEW)
def count_a_up_to_3(x):
    return [min(x.count("a"), 3)] * len(x)


@task("input(int) -> seq(int) -> seq(int)", [], drawn_with(DIGITS, range(2, 8)))
def at_most_the_atom(x, k):
    return [min(t, k) for t in x]


@task("input(int) -> seq(int) -> seq(bool)", [], drawn_with(DIGITS, range(2, 8)))
def at_least_as_many_as_the_atom_are_greater(x, k):
    return [sum(y > t for y in x) >= k for t in x]


def inputs_of(name, draw, function, longest):
    """Returns inputs for the examples and for the answers, none of them twice."""
    rng = random.Random(name)
    seen, inputs = set(), []
    for _ in range(100 * ANSWERS):
        is_example = len(inputs) < EXAMPLES
        drawn = draw(rng, longest if is_example else LONGEST_FRESH, function)
        key = json.dumps(drawn)
        if key not in seen:
            seen.add(key)
            inputs.append(drawn)
        if len(inputs) == EXAMPLES + ANSWERS:
            break
    return inputs[:EXAMPLES], inputs[EXAMPLES:]


def entry(name, type_, literals, arity, examples):
    return {
        "name": name,
        "type": type_,
        "arity": arity,
        "literals": sorted(literals),
        "examples": examples,
    }


def write(path, entries):
    lines = [json.dumps(e, separators=(",", ":"), ensure_ascii=False) for e in entries]
    path.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


def entries(name, type_, literals, draw, function, longest=LONGEST):
    """Returns the task as it is searched for, and with the answers in place of the examples."""
    arity = type_.count("->")
    run = function if arity == 1 else lambda pair: function(*pair)
    made = []
    for inputs in inputs_of(name, draw, run, longest):
        examples = [{"input": i, "output": run(i)} for i in inputs]
        made.append(entry(name, type_, literals, arity, examples))
    return made


def tasks_with(count, given=None, longest=LONGEST):
    """Returns all tasks with the first `count` examples that were drawn."""
    tasks = [entries(*one, longest)[0] for one in given or TASKS]
    return [{**task, "examples": by_length(task["examples"][:count])} for task in tasks]


def by_length(examples):
    return sorted(examples, key=lambda e: len(json.dumps(e)))


def main():
    folder = Path(__file__).parent
    write(folder / "unseen_tasks.json", tasks_with(EXAMPLES))
    answers = [entries(*given)[1] for given in TASKS]
    write(
        folder / "unseen_answers.json",
        [{**answer, "examples": by_length(answer["examples"])} for answer in answers],
    )


if __name__ == "__main__":
    main()
