"""Tests RASP programs run by rasp-eval."""

import multiprocessing
import os
import signal
import unittest

import surroundings

from rasp_stitch.dreamcoder.rasp import evaluator
from rasp_stitch.dreamcoder.rasp.description import printed_json
from rasp_stitch.plugin import PluginFailure
from rasp_stitch.programs import find_program
from rasp_stitch.usage import UsageError


def length_in_another_process(queue):
    """Returns the reply that a forked process receives to its own request."""
    queue.put([evaluator.outputs("(lambda (length $0))", [[["a"] * n]]) for n in range(1, 50)])
    evaluator.close()


class Outputs(unittest.TestCase):

    def tearDown(self):
        evaluator.close()

    def test_a_program_runs_on_each_list_of_arguments(self):
        self.assertEqual(evaluator.outputs("(lambda (neg (indices $0)))", [[["a", "b"]], [[7]]]),
                         [[0, -1], [0]])
        self.assertEqual(evaluator.outputs("(lambda (lambda (eq (tokens $1) $0)))",
                                           [[["é", "("], "("]]), [[False, True]])

    def test_abstractions_are_read(self):
        program = "(lambda (#(lambda (#(lambda (add $0 one)) $0)) (indices $0)))"
        self.assertEqual(evaluator.outputs(program, [[["a", "b"]]]), [[1, 2]])

    def test_where_it_fails_there_is_none(self):
        self.assertEqual(evaluator.outputs("(lambda (div one (tokens $0)))", [[[0]], [[2]]]),
                         [None, [0.5]])

    def test_an_ill_typed_program_is_reported_and_the_next_one_runs(self):
        for program, inputs in (("(lambda (add true $0))", [[["a"]]]), ("(lambda", [[["a"]]]),
                                ("(lambda (neg (tokens $0)))", [[["a"]]]),
                                ("(lambda (tokens $0))", [["a"]])):
            with self.subTest(program), self.assertRaises(evaluator.IllTyped):
                evaluator.outputs(program, inputs)
        self.assertEqual(evaluator.outputs("(lambda one)", [[["a"]]]), [[1]])

    def test_each_process_has_its_own(self):
        evaluator.outputs("(lambda one)", [[["a"]]])
        context = multiprocessing.get_context("fork")
        queue = context.Queue()
        processes = [context.Process(target=length_in_another_process, args=(queue,))
                     for _ in range(4)]
        for process in processes:
            process.start()
        wanted = [[[n] * n] for n in range(1, 50)]
        self.assertEqual([queue.get(timeout=60) for _ in processes], [wanted] * 4)
        for process in processes:
            process.join()

    def test_closing_it_ends_it_and_the_next_call_starts_another(self):
        evaluator.outputs("(lambda one)", [[["a"]]])
        process = evaluator._running[os.getpid()]._process
        evaluator.close()
        self.assertEqual(process.returncode, 0)
        self.assertEqual(evaluator.outputs("(lambda zero)", [[[True]]]), [[0]])

    def test_a_killed_evaluator_is_reported_and_another_is_started(self):
        evaluator.outputs("(lambda one)", [[["a"]]])
        os.kill(evaluator._running[os.getpid()]._process.pid, signal.SIGKILL)
        with self.assertRaisesRegex(PluginFailure, r"ended \(exit code -9\) without an answer"):
            evaluator.outputs("(lambda one)", [[["a"]]])
        self.assertEqual(evaluator.outputs("(lambda one)", [[["a"]]]), [[1]])


class Description(surroundings.InScratch):

    def setUp(self):
        built = [find_program(name) for name in ("rasp-eval", "rasp-enumerate")]
        super().setUp()
        for program in built:
            (self.programs / program.name).symlink_to(program)

    def test_the_table_of_primitives(self):
        rows = {row["name"]: row for row in printed_json("rasp-eval", "--primitives", "--json")}
        num = {"constructor": "seq", "arguments": [{"constructor": "num", "arguments": []}]}
        self.assertEqual(rows["zero"]["type"], num)
        self.assertTrue(rows["select"]["minimal"])
        self.assertFalse(rows["length"]["minimal"])
        self.assertEqual(rows["round"]["type"],
                         {"constructor": "->", "arguments": [num, num]})

    def test_a_malformed_corpus_is_reported(self):
        corpus = self.scratch / "corpus.json"
        corpus.write_text('[{"name": 7}]')
        with self.assertRaisesRegex(UsageError, "corpus.json, at /0/name: found the number 7"):
            printed_json("rasp-enumerate", "--describe-tasks", str(corpus))

    def test_other_failures_are_reported(self):
        (self.programs / "rasp-eval").unlink()
        self.add_program("rasp-eval", "print('oh no', file=sys.stderr); sys.exit(70)")
        with self.assertRaisesRegex(PluginFailure, "exit code 70\noh no"):
            printed_json("rasp-eval")


if __name__ == "__main__":
    unittest.main()
