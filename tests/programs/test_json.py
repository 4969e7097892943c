"""--json prints one JSON document and nothing else, and says what the summary says."""

import json
import re
import tempfile
import unittest
from pathlib import Path
from typing import Any

from programs import PROGRAMS, REPOSITORY, run

CORPUS = str(REPOSITORY / "corpora/rasp.json")
REVERSE = ("(lam (aggregate (select (indices $0) (sub (sub (length $0) (indices $0)) one) eq) "
           "(tokens $0)))")
TWO_TASKS = [{"name": name, "type": "input(str) -> seq(num)", "literals": [],
              "examples": [{"input": list(word), "output": output}
                           for word, output in examples]}
             for name, examples in (
                 ("positions", [("ab", [0, 1]), ("abc", [0, 1, 2]), ("a", [0])]),
                 ("lengths", [("ab", [2, 2]), ("abc", [3, 3, 3]), ("a", [1])]))]


def document_of(words: list[str], code: int = 0) -> Any:
    """Returns what a command prints with --json. Nothing else is on either stream."""
    done = run([*words, "--json"])
    assert done.returncode == code, f"{words}: {done.returncode}\n{done.stderr}"
    assert not done.stderr, done.stderr
    return json.loads(done.stdout)


def complaint_of(words: list[str]) -> str:
    done = run(words)
    assert done.returncode == 2, f"{words}: {done.returncode}\n{done.stdout}"
    return done.stderr


class JsonTest(unittest.TestCase):
    maxDiff = None

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.tasks = str(self.folder / "tasks.json")
        Path(self.tasks).write_text(json.dumps(TWO_TASKS), encoding="utf-8")

    def without_times(self, document: Any) -> Any:
        """Returns the document without the members that differ from run to run."""
        if isinstance(document, dict):
            return {name: self.without_times(value) for name, value in document.items()
                    if name not in ("seconds", "cmd", "args", "run")}
        if isinstance(document, list):
            return [self.without_times(value) for value in document]
        return document

    def test_compress_and_rewrite_print_what_out_writes(self) -> None:
        library = str(self.folder / "library.json")
        for words in (["rasp-compress", "-i2", CORPUS],
                      ["rasp-rewrite", "--library", library, CORPUS]):
            with self.subTest(words[0]):
                out = str(self.folder / "out.json")
                printed = document_of([*words, "--out", out])
                self.assertEqual(printed, json.loads(Path(out).read_text(encoding="utf-8")))
                Path(library).write_text(json.dumps(printed), encoding="utf-8")
                summary = run(words).stdout
                self.assertIn(f"-> {printed['final_cost']:,}", summary)
                self.assertIn("--out and --json", complaint_of([*words, "--json", "--out", "-"]))

    def test_enumerate_prints_what_out_writes(self) -> None:
        out = str(self.folder / "out.json")
        words = ["rasp-enumerate", "--tasks", self.tasks, "--primitives", "minimal,length",
                 "-t1", "--out", out]
        printed = document_of(words)
        self.assertEqual(printed, json.loads(Path(out).read_text(encoding="utf-8")))
        self.assertEqual((printed["tasks"], printed["solved"]), (2, 2))
        self.assertIn("2 of 2 tasks solved", run(words).stdout)
        self.assertIn("both go to standard output", complaint_of([*words[:-1], "-", "--json"]))

    def test_enumerate_prints_the_number_and_the_list_of_a_window(self) -> None:
        window = ["--request", "input(str) -> seq(num)", "--upper", "8"]
        number = run(["rasp-enumerate", "--count", *window]).stdout
        counted = document_of(["rasp-enumerate", "--count", *window])
        self.assertEqual(
            self.without_times(counted),
            {"version": counted["version"], "request": "input(str) -> seq(num)", "lower": 0,
             "upper": 8, "programs": int(number), "stopped": None})
        lines = run(["rasp-enumerate", "--list", *window]).stdout.splitlines()
        listed = document_of(["rasp-enumerate", "--list", *window])["programs"]
        self.assertEqual([f"{entry['logPrior']:.12g}\t{entry['program']}" for entry in listed],
                         lines)
        first = run(["rasp-enumerate", "--list", *window, "--max-programs", "1", "--json"])
        self.assertEqual(json.loads(first.stdout)["stopped"], "programs")

    def test_eval_prints_types_outputs_and_errors(self) -> None:
        self.assertEqual(document_of(["rasp-eval", REVERSE]), {"type": "input(t0) -> seq(t0)"})
        self.assertEqual(document_of(["rasp-eval", REVERSE, "--input", "abc"]),
                         {"type": "input(t0) -> seq(t0)", "output": ["c", "b", "a"]})
        failed = document_of(["rasp-eval", "(lam (div (indices $0) zero))", "--input", "ab"], 1)
        self.assertEqual(failed["type"], "input(t0) -> seq(num)")
        self.assertIn("zero", failed["error"])
        self.assertEqual(document_of(["rasp-eval", "--primitives"])[0]["name"], "tokens")
        self.assertIn("do not go together",
                      complaint_of(["rasp-eval", REVERSE, "--json", "--print=rasp"]))

    def test_eval_prints_values_and_layers(self) -> None:
        shown = document_of(["rasp-eval", REVERSE, "--input", "ab", "--trace", "--architecture"])
        self.assertEqual(list(shown), ["type", "architecture", "trace", "output"])
        self.assertEqual([value["op"] for value in shown["trace"] if "s" in value], ["select"])
        self.assertEqual(shown["trace"][-1], {
            "e": shown["trace"][-1]["e"], "op": "aggregate",
            "of": shown["trace"][-1]["of"], "v": shown["output"]})
        [selector] = [value["s"] for value in shown["trace"] if "s" in value]
        self.assertEqual(selector, ["01", "10"])
        layers = shown["architecture"]["layers"]
        self.assertEqual([len(layer["heads"]) for layer in layers], [1, 1])
        self.assertIn("2 layers, 2 heads", run(["rasp-eval", REVERSE, "--architecture"]).stdout)
        alone = document_of(["rasp-eval", REVERSE, "--architecture"])
        self.assertEqual(alone["architecture"], shown["architecture"])
        failing = ["rasp-eval", "(lam (div one (tokens $0)))", "--input-json", "[1, 0]", "--trace"]
        failed = document_of(failing, 1)
        self.assertEqual(list(failed), ["type", "trace", "error"])
        self.assertEqual(failed["trace"][0]["v"], [1, 0])
        self.assertIn("selector", complaint_of(
            ["rasp-eval", "(lam (select (indices $0) (indices $0) <))", "--architecture",
             "--json"]))

    def test_eval_prints_what_each_statement_gave(self) -> None:
        source = self.folder / "a.rasp"
        source.write_text('set example "ab";\nn = 2;\nx = indices + n;\n'
                          'def f(a, b) { return select(a, b, ==); }\n'
                          'y = f(indices, indices);\n', encoding="utf-8")
        given = {entry["name"]: entry for entry in document_of(["rasp-eval", str(source)])}
        self.assertEqual(given["x"]["output"], [2, 3])
        self.assertEqual(given["y"]["output"], [[True, False], [False, True]])
        self.assertEqual(given["n"]["value"], "2")
        self.assertIn("f", given)
        text = run(["rasp-eval", str(source)]).stdout
        self.assertIn(f"x : {given['x']['type']}\n    2 3\n", text)

    def test_eval_prints_the_outcome_of_a_file(self) -> None:
        self.assertEqual(
            document_of(["rasp-eval", "--file", CORPUS])["programs"],
            int(re.findall(r"of (\d+) programs hold",
                           run(["rasp-eval", "--file", CORPUS]).stdout)[0]))
        wrong = [{**TWO_TASKS[0], "program": "(lam (length $0))"}]
        path = str(self.folder / "wrong.json")
        Path(path).write_text(json.dumps(wrong), encoding="utf-8")
        outcome = document_of(["rasp-eval", "--file", path], 1)
        self.assertEqual(
            [outcome[name] for name in ("programs", "programs_that_hold", "examples",
                                        "examples_that_hold")], [1, 0, 3, 0])
        self.assertEqual(len(outcome["problems"]), 1)
        self.assertEqual(document_of(["rasp-eval", "--file", path, "--input", "abc"]),
                         [{"task": "positions", "outputs": [{"output": [3, 3, 3],
                                                             "programs": 1}]}])

    @unittest.skipUnless("rasp-dream" in PROGRAMS, "rasp-dream was not built")
    def test_dream_prints_a_summary_at_the_end(self) -> None:
        words = ["rasp-dream", self.tasks, "--no-recognition", "--iterations", "1",
                 "--programs-per-task", "20000", "--run"]
        printed = document_of([*words, str(self.folder / "run")])
        self.assertTrue(printed["done"])
        self.assertEqual(printed["tasks"], 2)
        self.assertEqual(printed["solved"], len(printed["sure"]) + len(printed["unsure"]))
        for name in ("library", "records"):
            file = {"library": "library.json", "records": "statistics.json"}[name]
            self.assertEqual(printed[name], json.loads((self.folder / "run" / file).read_text()))
        text = run([*words, str(self.folder / "again")]).stdout
        self.assertIn(f"solved by iteration: {printed['solved']} of 2 tasks", text)

    @unittest.skipUnless("rasp-recognize" in PROGRAMS, "rasp-recognize was not built")
    def test_recognize_train_prints_its_losses(self) -> None:
        model = str(self.folder / "model.json")
        words = ["rasp-recognize", "train", self.tasks, "--dreams", "500", "--steps", "3",
                 "--out"]
        printed = document_of([*words, model])
        self.assertEqual((printed["steps"], printed["replays"]), (3, 0))
        self.assertIn(f"loss {printed['first_loss']:.2f} to {printed['loss']:.2f}",
                      run([*words, model]).stdout)
        self.assertIn("both go to standard output", complaint_of([*words, "-", "--json"]))

    @unittest.skipUnless("rasp-near" in PROGRAMS, "rasp-near was not built")
    def test_near_prints_what_out_writes(self) -> None:
        out = str(self.folder / "out.json")
        words = ["rasp-near", "-e", "[0.5, 2] -> [1.75, 4]", "-e", "[1, 4] -> [2.5, 7]", "-e",
                 "[3, 0, 2] -> [5.5, 1, 4]", "-e", "[1, 4, 8, 2] -> [2.5, 7, 13, 4]",
                 "--max-programs", "5", "--out"]
        printed = document_of([*words, out])
        self.assertEqual(printed, json.loads(Path(out).read_text(encoding="utf-8")))
        self.assertEqual((printed["tasks"], printed["solved"]), (1, 1))
        self.assertIn("1 of 1 task solved", run([*words, out]).stdout)
        self.assertIn("both go to standard output", complaint_of([*words, "-", "--json"]))
