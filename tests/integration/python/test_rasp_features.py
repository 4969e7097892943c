"""Tests the features of RASP tasks, with ec since they extend its extractor."""

import os
import random
import unittest

import surroundings

EC_ROOT = os.environ.get("EC_ROOT")

if EC_ROOT:
    from rasp_stitch import dreamcoder
    dreamcoder.use(EC_ROOT)
    from dreamcoder.recognition import RecognitionModel
    from rasp_stitch.dreamcoder.rasp import evaluator, features, language, tasks


@unittest.skipUnless(EC_ROOT, "EC_ROOT is not set: ec's feature extractor is not there")
class Features(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        cls.corpus = tasks.read_corpus(surroundings.REPOSITORY / "corpora" / "rasp.json")
        cls.extractor = features.SequenceFeatures(cls.corpus.tasks)
        cls.addClassCleanup(evaluator.close)

    def task(self, name):
        return next(task for task in self.corpus.tasks if task.name == name)

    def test_the_programs_of_a_task_are_one_task(self):
        self.assertEqual(len(self.corpus.tasks), 78)
        self.assertEqual(str(self.task("sort").request), "input(str) -> seq(str)")
        self.assertEqual(len(self.task("sort").examples), 8)

    def test_every_task_has_features(self):
        for task in self.corpus.tasks:
            self.assertEqual(self.extractor.featuresOfTask(task).shape, (64,))

    def test_values_are_symbols_and_kinds_do_not_share_them(self):
        self.assertEqual(
            self.extractor.tokenize([((["a", "b"], 2), [True, 3.0]), ((["never seen"],), [-999])]),
            [((['"a"', '"b"'], ["2"]), ["True", "3"]), ((["string?"],), ["number?"])])
        self.assertEqual(features.symbols_of([[True], [False]]),
                         [("[", ""), ("True", "truth value"), ("]", ""),
                          ("[", ""), ("False", "truth value"), ("]", "")])

    def test_what_is_longer_than_any_task_has_no_features(self):
        self.assertIsNone(self.extractor.tokenize([((["a"] * 1000,), [0])]))

    def test_a_dream_is_a_task_that_its_program_solves(self):
        random.seed(1)
        text = "(lambda (lambda (if (eq (tokens $1) $0) one zero)))"
        from dreamcoder.program import Program
        language.declare(language.choose("all"))
        for _ in range(20):
            dream = self.extractor.taskOfProgram(Program.parse(text),
                                                 self.task("count_of").request)
            self.assertEqual(evaluator.outputs(text, [list(x) for x, _ in dream.examples]),
                             [y for _, y in dream.examples])

    def test_a_program_that_always_fails_is_no_dream(self):
        from dreamcoder.program import Program
        language.declare(language.choose("all"))
        program = Program.parse("(lambda (div one zero))")
        for _ in range(10):
            self.assertIsNone(self.extractor.taskOfProgram(program, self.task("sort").request))

    def test_a_network_trained_on_dreams_gives_a_grammar(self):
        grammar = language.uniform_grammar(language.choose("minimal"), self.corpus.literals)
        model = RecognitionModel(self.extractor, grammar, hidden=[8], contextual=True)
        from dreamcoder.frontier import Frontier
        model.train([Frontier([], task=task) for task in self.corpus.tasks], steps=5,
                    helmholtzRatio=1.0, timeout=60, biasOptimal=False)
        table = model.grammarOfTask(self.task("sort")).untorch().json()
        self.assertEqual(len(table["noParent"]["productions"]), len(grammar))


if __name__ == "__main__":
    unittest.main()
