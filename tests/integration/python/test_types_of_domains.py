"""Tests the types that are shipped for ec's domains against ec's own, without any Python of ours in
between: requests without types are answered as those with ec's types are. Set EC_ROOT to a checkout
of https://github.com/ellisk42/ec; it needs what test_real_driver needs."""

import importlib
import json
import os
import subprocess
import unittest

import surroundings  # noqa: F401 (finds the package)

import rasp_stitch.dreamcoder
from rasp_stitch.programs import find_program

EC_ROOT = os.environ.get("EC_ROOT")

# By domain: the modules that define its primitives, and what in them makes or holds lists of these.
# Without a list, the primitives are those that the module defines.
DOMAINS = {
    "lists": {"list.listPrimitives": ["basePrimitives", "primitives", "McCarthyPrimitives",
                                      "bootstrapTarget", "bootstrapTarget_extra", "no_length"]},
    "real numbers and scientific laws": {"arithmetic.arithmeticPrimitives": []},
    "towers": {"tower.towerPrimitives": ["primitives", "new_primitives"]},
    "logo": {"logo.logoPrimitives": ["primitives"]},
    "text": {"text.textPrimitives": ["primitives"]},
    "regexes": {"regex.regexPrimitives": ["basePrimitives", "altPrimitives", "alt2Primitives",
                                          "easyWordsPrimitives", "concatPrimitives",
                                          "reducedConcatPrimitives", "strConstConcatPrimitives"]},
    "physics": {"bin.physics": []},
}

INT = {"constructor": "int", "arguments": []}


def ground(tp):
    """Returns a type without variables, as JSON."""
    if "index" in tp:
        return INT
    return {"constructor": tp["constructor"], "arguments": [ground(of) for of in tp["arguments"]]}


def is_arrow(tp):
    return tp.get("constructor") == "->"


def call(head, depth, tp, at):
    """Returns `head`, a primitive's name or the depth at which a lambda binds it, applied to
    variables that the lambdas bind, so that the program is eta-long for its type.

    `at` is the depth of the call; the lambdas of its own arguments come below."""
    words = [head if isinstance(head, str) else f"${at - 1 - head}"]
    bound = depth
    while is_arrow(tp):
        words.append(lambdas(bound, tp["arguments"][0], at))
        bound += 1
        tp = tp["arguments"][1]
    return words[0] if len(words) == 1 else f"({' '.join(words)})"


def lambdas(head, tp, at):
    """Returns the variable bound at depth `head` as an argument of this type at depth `at`."""
    arity = 0
    rest = tp
    while is_arrow(rest):
        arity += 1
        rest = rest["arguments"][1]
    inner = call(head, at, tp, at + arity)
    return "(lambda " * arity + inner + ")" * arity


def program_of(name, tp):
    """Returns (lambda (lambda (name $1 $0))) and the like."""
    arity = 0
    rest = tp
    while is_arrow(rest):
        arity += 1
        rest = rest["arguments"][1]
    return "(lambda " * arity + call(name, 0, tp, arity) + ")" * arity


def request_of(types):
    """Returns a request in which every primitive is called once in the programs of two tasks."""
    frontiers = [{"task": f"{name} {copy}", "request": ground(tp),
                  "programs": [{"program": program_of(name, ground(tp)), "logLikelihood": 0.0}]}
                 for name, tp in types.items() for copy in (1, 2)]
    return {"DSL": {"logVariable": 0.0,
                    "productions": [{"expression": name, "logProbability": 0.0}
                                    for name in types]},
            "frontiers": frontiers, "arity": 1, "topK": 2, "pseudoCounts": 1.0, "aic": 1.0,
            "structurePenalty": 1.0, "iterations": 0}


class ProgramsOfTypes(unittest.TestCase):

    def test_programs_are_eta_long(self):
        of_two = {"constructor": "->", "arguments": [INT, INT]}
        self.assertEqual(program_of("0", INT), "0")
        self.assertEqual(program_of("f", {"constructor": "->", "arguments": [INT, of_two]}),
                         "(lambda (lambda (f $1 $0)))")
        self.assertEqual(program_of("map", {"constructor": "->", "arguments": [of_two, of_two]}),
                         "(lambda (lambda (map (lambda ($2 $0)) $0)))")


@unittest.skipUnless(EC_ROOT, "EC_ROOT is not set: the types of ec's domains are not compared")
class TypesOfDomains(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        rasp_stitch.dreamcoder.use(EC_ROOT)

    def sets_of(self, module_name, members):
        from dreamcoder.program import Primitive
        before = dict(Primitive.GLOBALS)
        prefix = "" if module_name.startswith("bin.") else "dreamcoder.domains."
        module = importlib.import_module(prefix + module_name)
        if not members:
            mine = [value for value in vars(module).values() if isinstance(value, Primitive)]
            mine += [value for name, value in Primitive.GLOBALS.items()
                     if before.get(name) is not value]
            return [mine]
        made = [getattr(module, member) for member in members]
        return [one() if callable(one) else one for one in made]

    def answer(self, request):
        done = subprocess.run([find_program("rasp-stitch-compression"), "--quiet"],
                              input=json.dumps(request), capture_output=True, text=True,
                              check=False)
        self.assertEqual(done.returncode, 0, done.stderr + done.stdout)
        return json.loads(done.stdout)

    def test_without_types_requests_are_answered_as_with_those_of_ec(self):
        met = set()
        for domain, modules in DOMAINS.items():
            for module, members in modules.items():
                for primitives in self.sets_of(module, members):
                    types = {str(one): one.tp.json() for one in primitives if one.isPrimitive}
                    with self.subTest(domain=domain, primitives=" ".join(types)):
                        self.assertGreater(len(types), 3)
                        request = request_of(types)
                        self.assertEqual(self.answer(request),
                                         self.answer(dict(request, types=types)))
                        met.update(types)
        self.assertGreater(len(met), 180)


if __name__ == "__main__":
    unittest.main()
