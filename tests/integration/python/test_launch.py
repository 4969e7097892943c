"""Tests the command python3 -m rasp_stitch.dreamcoder."""

import inspect
import os
import signal
import subprocess
import sys
import types
import unittest
from pathlib import Path
from unittest import mock

import surroundings

from rasp_stitch.dreamcoder import compat, launch
from rasp_stitch.usage import UsageError

SCRIPT = surroundings.FAKE_EC / "bin" / "domain.py"
ECHO = """
request = read()
json.dump({"DSL": request["DSL"], "frontiers": request["frontiers"]}, sys.stdout)
"""


class CommandLine(surroundings.InScratch):

    def test_the_checkout_is_named_anywhere_and_all_else_is_the_scripts(self):
        wanted = launch.Command("bin/list.py", ["-t", "5", "-h"], Path("EC"))
        for words in ("--ec EC bin/list.py -t 5 -h", "bin/list.py -t 5 --ec EC -h",
                      "bin/list.py --ec=EC -t 5 -h"):
            self.assertEqual(launch.parse(words.split()), wanted)
        self.assertIsNone(launch.parse(["--help"]))

    def test_a_wrong_command_line_is_reported(self):
        for words, what in {"": "no script was given", "--ec": "--ec without a folder",
                            "--ec EC": "no script was given",
                            "-t 5 bin/list.py": "the option -t before a script"}.items():
            with self.subTest(words), self.assertRaisesRegex(UsageError, what):
                launch.parse(words.split())

    def test_the_checkout_is_that_of_the_script_or_of_the_current_folder(self):
        def find(target, root=None):
            return launch.find_root(launch.Command(target, [], root))
        self.assertEqual(find(str(SCRIPT)), surroundings.FAKE_EC)
        self.assertEqual(find("rasp", surroundings.FAKE_EC), surroundings.FAKE_EC)
        with mock.patch.object(Path, "cwd", return_value=surroundings.FAKE_EC / "bin"):
            self.assertEqual(find("rasp"), surroundings.FAKE_EC)
        with mock.patch.object(Path, "cwd", return_value=self.scratch):
            with self.assertRaisesRegex(UsageError, "expected --ec EC_ROOT"):
                find("rasp")
        with self.assertRaisesRegex(UsageError, "is not a checkout of ec"):
            find("rasp", self.scratch)


class Running(surroundings.InScratch):

    def run_command(self, *words, exit_code=0):
        run = surroundings.run_module("rasp_stitch.dreamcoder", *words, cwd=self.scratch)
        self.assertEqual(run.returncode, exit_code, run.stderr)
        return run

    def test_an_unmodified_script_runs_with_our_compressor(self):
        self.add_program("rasp-stitch-compression", ECHO)
        run = self.run_command(SCRIPT, "--own", "option", "--compressor", "rasp-stitch")
        self.assertEqual(run.stdout, "hello own: option others: ['compressor', 'outputPrefix', "
                                     "'sleep', 'solver']\n"
                                     "theirs: ocaml\n['f', 'x', '(f x)']\n")

    def test_without_rasp_stitch_it_does_what_it_did(self):
        run = self.run_command(SCRIPT)
        self.assertEqual(run.stdout.splitlines()[1:], ["theirs: ocaml", "theirs: ocaml"])

    def test_the_scripts_help_lists_our_options(self):
        self.assertIn("--on-compressor-failure", self.run_command(SCRIPT, "--help").stdout)
        self.assertIn("usage: python3 -m rasp_stitch.dreamcoder",
                      self.run_command("--help").stdout)

    def test_a_failing_compressor_stops_the_run_with_its_message(self):
        self.add_program("rasp-stitch-compression", "os.kill(os.getpid(), signal.SIGKILL)")
        run = self.run_command(SCRIPT, "--compressor", "rasp-stitch", exit_code=1)
        self.assertTrue(run.stderr.startswith(
            "rasp_stitch.dreamcoder: rasp-stitch-compression failed: it was ended by signal 9"),
            run.stderr)
        self.assertEqual(run.stdout.splitlines()[1:], ["theirs: ocaml"])

    def test_with_keep_the_run_goes_on(self):
        self.add_program("rasp-stitch-compression", "os.kill(os.getpid(), signal.SIGKILL)")
        run = self.run_command(SCRIPT, "--compressor", "rasp-stitch",
                               "--on-compressor-failure", "keep")
        self.assertEqual(run.stdout.splitlines()[-1], "['f', 'x', '(f x)']")
        self.assertIn("WARNING: no new abstractions in this iteration.", run.stderr)

    def test_a_missing_program_or_script_is_reported(self):
        run = self.run_command(SCRIPT, "--compressor", "rasp-stitch", exit_code=1)
        self.assertIn("rasp-stitch-compression is not in", run.stderr)
        run = self.run_command("--ec", surroundings.FAKE_EC, "no-script.py", exit_code=2)
        self.assertEqual(run.stderr, "rasp_stitch.dreamcoder: there is no script no-script.py in "
                                     f"{self.scratch}\nexpected a script of ec, such as "
                                     "EC_ROOT/bin/list.py, or rasp\n")

    def test_a_missing_script_is_reported_without_a_checkout_as_well(self):
        self.assertIn("there is no script no-script.py",
                      self.run_command("no-script.py", exit_code=2).stderr)

    def test_a_failing_solver_stops_the_run_with_its_message(self):
        self.add_program("rasp-stitch-solver", "os.kill(os.getpid(), signal.SIGKILL)")
        run = self.run_command(SCRIPT, "--solver", "rasp-stitch", exit_code=1)
        self.assertTrue(run.stderr.startswith(
            "rasp_stitch.dreamcoder: rasp-stitch-solver failed: it was ended by signal 9"),
            run.stderr)
        self.assertNotIn("Traceback", run.stderr)

    def test_the_time_limit_reaches_the_compressor(self):
        self.add_program("rasp-stitch-compression",
                         "print(os.environ['RASP_STITCH_TIME_LIMIT'], file=sys.stderr)" + ECHO)
        run = self.run_command(SCRIPT, "--compressor", "rasp-stitch",
                               "--compressor-time-limit", "7")
        self.assertIn("7.0\n", run.stderr)
        self.run_command(SCRIPT, "--compressor-time-limit", "never", exit_code=2)

    def test_the_folder_of_checkpoints_is_made_or_refused_at_the_start(self):
        self.run_command(SCRIPT, "--outputPrefix", "new/folder/x")
        self.assertTrue((self.scratch / "new/folder/x_1.pickle").is_file())
        (self.scratch / "file").touch()
        run = self.run_command(SCRIPT, "--outputPrefix", "file/x", exit_code=2)
        self.assertIn("checkpoints cannot be written to file, where --outputPrefix file/x",
                      run.stderr)
        self.assertEqual(run.stdout, "")

    def interrupted(self, *words):
        environment = dict(os.environ, PYTHONPATH=str(surroundings.PACKAGE))
        with subprocess.Popen(
                [sys.executable, "-m", "rasp_stitch.dreamcoder", SCRIPT, "--sleep", "600", *words],
                cwd=self.scratch, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                text=True) as process:
            while process.stdout.readline() != "sleeping\n":
                self.assertIsNone(process.poll())
            process.send_signal(signal.SIGINT)
            _, errors = process.communicate()
        self.assertEqual(process.returncode, 130)
        return errors

    def test_after_ctrl_c_two_lines_say_what_is_kept_and_how_to_go_on(self):
        self.assertEqual(
            self.interrupted("--outputPrefix", "new/x"),
            "\nrasp_stitch.dreamcoder: interrupted; all iterations up to the last checkpoint are "
            "kept\nto go on, give the same command and --resume new/x_1.pickle\n")
        self.assertIn("nothing is kept, as this run writes no checkpoints", self.interrupted())


class Surroundings(surroundings.InScratch):
    """Tests a Python that lacks what ec needs, in a separate process since ec is imported."""

    def run_with(self, name, text):
        root = self.scratch / "ec"
        (root / "dreamcoder").mkdir(parents=True)
        for part in ("__init__", "compression", "dreamcoder"):
            (root / "dreamcoder" / f"{part}.py").touch()
        for part in ("enumeration", "dreaming"):
            (root / "dreamcoder" / f"{part}.py").write_text(
                "def multicoreEnumeration(): pass\ndef helmholtzEnumeration(): pass\n")
        (root / "dreamcoder" / "compression.py").write_text("def induceGrammar(): pass\n")
        (root / "dreamcoder" / "dreamcoder.py").write_text("def commandlineArguments(): pass\n")
        with open(root / "dreamcoder" / f"{name}.py", "a", encoding="utf-8") as file:
            file.write(text)
        run = surroundings.run_module("rasp_stitch.dreamcoder", "--ec", root, "rasp")
        self.assertEqual(run.returncode, 2, run.stderr)
        return run.stderr

    def test_a_module_that_ec_imports_and_is_missing_is_reported(self):
        output = self.run_with("dreamcoder", "import no_such_module\n")
        self.assertIn("ec needs the Python module no_such_module, which ", output)
        self.assertIn("python3-dill", output)

    def test_a_recognition_module_that_cannot_be_imported_is_reported(self):
        self.assertIn("ec needs the Python module torch", self.run_with("recognition", ""))


class Compat(unittest.TestCase):

    def test_getargspec_is_present_and_returns_the_arguments(self):
        compat.restore()
        spec = inspect.getargspec(lambda a, b=2, *c: None)
        self.assertEqual((list(spec[0]), spec[1], spec[3]), (["a", "b"], "c", (2,)))

    def test_what_is_there_already_stays(self):
        theirs = types.ModuleType("pathos")
        with mock.patch.dict(sys.modules, {"pathos": theirs}), \
                mock.patch.object(inspect, "getargspec", "theirs", create=True):
            compat.restore()
            self.assertIs(sys.modules["pathos"], theirs)
            self.assertEqual(inspect.getargspec, "theirs")


if __name__ == "__main__":
    unittest.main()
