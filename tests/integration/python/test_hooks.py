"""Tests the hooks in a driver with ec's names and structure (fake_ec)."""

import copy
import json
import pickle
import sys
import unittest
from unittest import mock

import surroundings

sys.path.append(str(surroundings.FAKE_EC))

from dreamcoder import dreamcoder as driver, compression, dreaming, enumeration  # noqa: E402

from rasp_stitch import dreamcoder  # noqa: E402
from rasp_stitch.dreamcoder import hooks  # noqa: E402
from rasp_stitch.plugin import PluginFailure  # noqa: E402
from rasp_stitch.programs import ProgramNotFound  # noqa: E402

COMPRESSION = "rasp-stitch-compression"

# One abstraction, and the frontier rewritten with it. The request is kept for the test.
ANSWER = """
request = read()
open(os.path.join(os.path.dirname(sys.argv[0]), "request"), "w").write(json.dumps(request))
reply = {
    "DSL": {"logVariable": -1.0,
            "productions": [{"expression": "#(f x)", "logProbability": -2.0},
                            *request["DSL"]["productions"]]},
    "frontiers": [{"request": frontier["request"],
                   "programs": [{"program": "#(f x)", "logLikelihood": p["logLikelihood"]}
                                for p in frontier["programs"]]}
                  for frontier in request["frontiers"]]}
"""
TELL = "json.dump(reply, sys.stdout)\n"

FAILURES = {
    "killed in the middle":
        "sys.stdin.read(5); os.kill(os.getpid(), signal.SIGKILL)",
    "killed while it answers":
        ANSWER + "sys.stdout.write(json.dumps(reply)[:50]); sys.stdout.flush()\n"
                 "os.kill(os.getpid(), signal.SIGTERM)",
    "a full disk":
        ANSWER + "full = open('/dev/full', 'w'); full.write('x'); full.close()",
    "a closed pipe": "os.close(0); os.close(1); os._exit(0)",
    "no JSON": "print('out of memory')",
    "half of a JSON": ANSWER + "sys.stdout.write(json.dumps(reply)[:-20])",
    "an error": "print(json.dumps({'error': 'no type of f'})); sys.exit(2)",
    "a good answer with a bad exit code": ANSWER + TELL + "sys.stdout.flush(); sys.exit(3)",
    "no grammar": ANSWER + "del reply['DSL']\n" + TELL,
    "a weight that is none":
        ANSWER + "del reply['DSL']['productions'][0]['logProbability']\n" + TELL,
    "too few frontiers": ANSWER + "reply['frontiers'].pop()\n" + TELL,
    "too many frontiers": ANSWER + "reply['frontiers'] *= 2\n" + TELL,
    "a frontier without programs": ANSWER + "reply['frontiers'][0]['programs'] = []\n" + TELL,
    "a program that does not parse":
        ANSWER + "reply['frontiers'][0]['programs'][0]['program'] = '(lam'\n" + TELL,
    "a program that the grammar does not derive":
        ANSWER + "reply['frontiers'][0]['programs'][0]['program'] = 'ill'\n" + TELL,
}


def induce(grammar, frontiers, backend="rasp-stitch"):
    """Calls the compressor as the driver does."""
    return driver.induceGrammar(grammar, frontiers, topK=2, pseudoCounts=30, a=3, aic=1.0,
                                structurePenalty=1, topk_use_only_likelihood=False,
                                backend=backend, CPUs=2, iteration=0)


def state(grammar, frontiers):
    """Returns the content of a grammar and frontiers, as values."""
    return copy.deepcopy((grammar.json(), [f.json() for f in frontiers],
                          [[e.logPrior for e in f] for f in frontiers]))


class Hooks(surroundings.InScratch):

    def setUp(self):
        super().setUp()
        self.settings = dreamcoder.use(surroundings.FAKE_EC)
        self.settings.on_compressor_failure = hooks.STOP
        self.grammar, self.frontiers = driver.example()


class Abstraction(Hooks):

    def test_the_new_grammar_and_the_rewritten_frontiers_come_back(self):
        self.add_program(COMPRESSION, ANSWER + TELL)
        before = state(self.grammar, self.frontiers)
        grammar, frontiers = induce(self.grammar, self.frontiers)
        self.assertEqual([(w, str(p)) for w, _, p in grammar.productions],
                         [(-2.0, "#(f x)"), (0.5, "f"), (0.5, "x")])
        self.assertEqual(grammar.logVariable, -1.0)
        self.assertEqual([f.task for f in frontiers], [f.task for f in self.frontiers])
        self.assertEqual([[str(e.program) for e in f] for f in frontiers], [[], ["#(f x)"]])
        self.assertEqual(state(self.grammar, self.frontiers), before)

    def test_the_request_is_the_drivers_with_the_types(self):
        program = self.add_program(COMPRESSION, ANSWER + TELL)
        induce(self.grammar, self.frontiers)
        request = json.loads((program.parent / "request").read_text())
        tp = {"constructor": "int", "arguments": []}
        self.assertEqual(request, {
            "arity": 3, "topK": 2, "pseudoCounts": 30.0, "aic": 1.0, "bs": 1000000, "topI": 300,
            "structurePenalty": 1.0, "CPUs": 2, "factored_apply": False, "iterations": 99,
            "DSL": self.grammar.json(), "types": {"f": tp, "x": tp},
            "frontiers": [self.frontiers[1].json()]})

    def test_what_other_branches_of_ec_pass_is_ignored(self):
        self.add_program(COMPRESSION, ANSWER + TELL)
        grammar, _ = driver.induceGrammar(
            self.grammar, self.frontiers, topK=2, pseudoCounts=30, a=3, aic=1.0,
            structurePenalty=1, backend="rasp-stitch", language_alignments=None,
            executable="stitch", lc_score=0.2, max_compression=5)
        self.assertEqual(len(grammar.productions), 3)

    def test_without_a_solved_task_nothing_is_run(self):
        result = induce(self.grammar, self.frontiers[:1])
        self.assertEqual(result, (self.grammar, self.frontiers[:1]))

    def test_other_compressors_are_the_drivers(self):
        self.assertEqual(induce(self.grammar, self.frontiers, "pypy"), "theirs: pypy")

    def test_every_failure_is_an_exception_that_changes_nothing(self):
        before = state(self.grammar, self.frontiers)
        for name, body in FAILURES.items():
            with self.subTest(name), surroundings.standard_error():
                self.add_program(COMPRESSION, body)
                with self.assertRaises(PluginFailure) as caught:
                    induce(self.grammar, self.frontiers)
                self.assertIn("--on-compressor-failure keep", str(caught.exception))
                self.assertEqual(state(self.grammar, self.frontiers), before)

    def test_with_keep_every_failure_gives_back_what_was_given_with_a_warning(self):
        self.settings.on_compressor_failure = hooks.KEEP
        before = state(self.grammar, self.frontiers)
        for name, body in FAILURES.items():
            with self.subTest(name), surroundings.standard_error() as errors:
                self.add_program(COMPRESSION, body)
                grammar, frontiers = induce(self.grammar, self.frontiers)
                self.assertIs(grammar, self.grammar)
                self.assertIs(frontiers, self.frontiers)
                self.assertEqual(state(grammar, frontiers), before)
                self.assertIn(f"WARNING: no new abstractions in this iteration.\n{COMPRESSION} "
                              "failed: ", "".join(errors))

    def test_a_compressor_that_is_missing_stops_even_with_keep(self):
        self.settings.on_compressor_failure = hooks.KEEP
        with self.assertRaises(ProgramNotFound):
            induce(self.grammar, self.frontiers)


class Wake(Hooks):

    # The last solution has the best posterior.
    SOLVE = """
request = read()
assert request["nc"] == 1 and request["lowerBound"] == 0 and request["upperBound"] == 1.5
reply = {task["name"]: [] for task in request["tasks"]}
reply["number_enumerated"] = 7
reply["solved"] = [
    {"program": "x", "time": 0.25, "logLikelihood": 0.0, "logPrior": -3.0},
    {"program": "(f x)", "time": 0.5, "logLikelihood": 0.0, "logPrior": -2.0}]
"""

    def enumerate(self, solver="rasp-stitch"):
        self.tasks = [f.task for f in self.frontiers]
        return driver.multicoreEnumeration(self.grammar, self.tasks, solver=solver)

    def test_a_window_is_solved_by_ours(self):
        self.add_program("rasp-stitch-solver", self.SOLVE + TELL)
        frontiers, times, count = self.enumerate()
        unsolved, solved = self.tasks
        self.assertEqual([str(e.program) for e in frontiers[solved]], ["x", "(f x)"])
        self.assertTrue(frontiers[unsolved].empty)
        self.assertEqual(times, {unsolved: None, solved: 10.5})
        self.assertEqual(count, 7)

    def test_the_checker_of_a_task_is_sent(self):
        body = self.SOLVE + ("checkers = [t.get('specialTask') for t in request['tasks']]\n"
                             "assert checkers == [None, 'rasp'], checkers\n" + TELL)
        self.add_program("rasp-stitch-solver", body)
        self.frontiers[1].task.specialTask = ("rasp", {})
        self.assertEqual(self.enumerate()[2], 7)

    def test_other_solvers_are_the_drivers_before_and_after(self):
        self.add_program("rasp-stitch-solver", self.SOLVE + TELL)
        for solver in ("ocaml", "python"):
            self.assertEqual(self.enumerate(solver), f"theirs: {solver}")
        self.enumerate()
        self.assertEqual(self.enumerate("ocaml"), "theirs: ocaml")

    def test_failures_are_exceptions_and_leave_the_drivers_solver_in_its_place(self):
        for name, body in {"killed": "os.kill(os.getpid(), signal.SIGKILL)",
                           "a task is missing": self.SOLVE + "del reply['unsolved']\n" + TELL,
                           "ill-typed": self.SOLVE + ("reply['solved'][0]['program'] = 'ill'\n"
                                                      + TELL)}.items():
            with self.subTest(name):
                self.add_program("rasp-stitch-solver", body)
                with self.assertRaisesRegex(PluginFailure, "evaluate RASP only"):
                    self.enumerate()
        self.assertEqual(self.enumerate("ocaml"), "theirs: ocaml")


class Dreams(Hooks):

    def dream(self, special):
        request = self.frontiers[0].task.request
        return dreaming.backgroundHelmholtzEnumeration(self.grammar, request, special=special)

    def test_dreams_of_rasp_are_ours_and_others_are_the_drivers(self):
        self.add_program("rasp-stitch-helmholtz",
                         "assert read()['special'] == 'rasp'\n"
                         "print('[{\"ll\": -1.5, \"programs\": [\"x\"]}]')")
        self.assertEqual(json.loads(self.dream("rasp")),
                         [{"ll": -1.5, "programs": ["x"]}])
        self.assertEqual(self.dream(None), b'"theirs"')

    def test_the_function_can_be_sent_to_another_process(self):
        function = dreaming.helmholtzEnumeration
        self.assertIs(pickle.loads(pickle.dumps(function)), function)


class Installing(Hooks):

    def test_installing_twice_is_installing_once(self):
        function = compression.induceGrammar
        self.assertIs(dreamcoder.use(surroundings.FAKE_EC), self.settings)
        self.assertIs(compression.induceGrammar, function)

    def test_what_other_modules_imported_by_name_is_replaced_too(self):
        self.assertIs(driver.induceGrammar, compression.induceGrammar)
        self.assertIs(driver.multicoreEnumeration, enumeration.multicoreEnumeration)

    def arguments(self, *words):
        with mock.patch.object(sys, "argv", ["script", *words]), \
                surroundings.standard_error() as self.errors:
            return driver.commandlineArguments()

    def choices(self, *words):
        values = self.arguments(*words)
        return {name: values[name] for name in ("compressor", "solver")}

    def test_rasp_stitch_is_among_the_choices(self):
        self.add_program(COMPRESSION, "")
        self.add_program("rasp-stitch-solver", "")
        self.assertEqual(self.choices("--compressor", "rasp-stitch", "--solver", "rasp-stitch"),
                         {"compressor": "rasp-stitch", "solver": "rasp-stitch"})
        self.assertEqual(self.choices(), {"compressor": "ocaml", "solver": "ocaml"})
        with self.assertRaises(SystemExit):
            self.arguments("--compressor", "other")
        self.assertIn("'pypy', 'rasp-stitch'", "".join(self.errors))

    def test_what_to_do_on_failure_is_an_option(self):
        self.arguments()
        self.assertEqual(self.settings.on_compressor_failure, "stop")
        self.arguments("--on-compressor-failure", "keep")
        self.assertEqual(self.settings.on_compressor_failure, "keep")
        with self.assertRaises(SystemExit):
            self.arguments("--on-compressor-failure", "hide")

    def test_a_program_that_is_missing_is_reported_before_the_loop_begins(self):
        for option in ("--compressor", "--solver"):
            with self.subTest(option), self.assertRaises(ProgramNotFound):
                self.arguments(option, "rasp-stitch")


if __name__ == "__main__":
    unittest.main()
