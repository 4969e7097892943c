"""Tests the real driver in short runs. Set EC_ROOT to a checkout of https://github.com/ellisk42/ec.

It needs Debian's python3-torch, numpy, scipy, sklearn, dill, zmq, psutil, matplotlib, cairo,
frozendict, graphviz, num2words, cachetools and seaborn.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import unittest
from pathlib import Path

import surroundings

from rasp_stitch.programs import find_program

EC_ROOT = os.environ.get("EC_ROOT")
EVERY_PROGRAM = ("rasp-eval", "rasp-enumerate", "rasp-stitch-compression", "rasp-stitch-solver",
                 "rasp-stitch-helmholtz", "rasp-stitch-install")

# Some tasks are solved in the first second; what more is found depends on the clock.
LIST = "--dataset bootstrap --solver python -g -t 10 -c 2".split()


@unittest.skipUnless(EC_ROOT, "EC_ROOT is not set: the real driver is not run")
class RealDriver(surroundings.InScratch):
    """Runs in a scratch folder, because the driver writes into the current one."""

    def setUp(self):
        self.ours = {name: find_program(name) for name in EVERY_PROGRAM}
        super().setUp()
        self.root = Path(EC_ROOT).absolute()

    def use_ours(self):
        for name, path in self.ours.items():
            (self.programs / name).symlink_to(path)

    def run_driver(self, *words, exit_code=0):
        run = surroundings.run_module("rasp_stitch.dreamcoder", "--ec", self.root, *words,
                                      cwd=self.scratch)
        self.assertEqual(run.returncode, exit_code, run.stderr[-3000:])
        self.assertNotIn("PANIC", run.stderr)
        return run.stdout + run.stderr

    def list_script(self):
        return self.root / "bin" / "list.py"


class ListDomain(RealDriver):

    def test_an_unmodified_script_runs_with_our_compressor(self):
        self.use_ours()
        text = self.run_driver(self.list_script(), *LIST, "-i", "2", "--compressor", "rasp-stitch",
                               "-p", "1", "-l", "0.3", "-b", "0.5")
        self.assertIn("Grammar after iteration 2:", text)
        self.assertEqual(len(re.findall(r"rasp-stitch-compression: \d+ new abstraction", text)), 2)

    def test_a_killed_compressor_stops_the_run_with_its_message(self):
        self.add_program("rasp-stitch-compression",
                         "sys.stdin.read(100); os.kill(os.getpid(), signal.SIGKILL)")
        text = self.run_driver(self.list_script(), *LIST, "-i", "1", "--compressor", "rasp-stitch",
                               exit_code=1)
        self.assertIn("rasp-stitch-compression failed: it was ended by signal 9 (SIGKILL", text)
        self.assertNotIn("Grammar after iteration", text)

    def test_with_keep_the_run_goes_on_with_the_old_grammar_and_frontiers(self):
        self.add_program("rasp-stitch-compression",
                         "sys.stdin.read(100); os.kill(os.getpid(), signal.SIGKILL)")
        text = self.run_driver(self.list_script(), *LIST, "-i", "2", "--compressor", "rasp-stitch",
                               "--on-compressor-failure", "keep")
        self.assertEqual(text.count("WARNING: no new abstractions in this iteration."), 2)
        grammars = re.findall(r"Grammar after iteration \d:\n(.*?)\nCurrently", text, re.DOTALL)
        self.assertEqual(len(grammars), 2)
        self.assertEqual(grammars[0], grammars[1])
        totals = re.findall(r"Total frontiers: (\d+)", text)
        self.assertLessEqual(int(totals[0]), int(totals[1]))

    def test_ctrl_c_while_the_driver_starts_workers_ends_it_with_two_lines(self):
        self.use_ours()
        environment = dict(os.environ, PYTHONPATH=str(surroundings.PACKAGE))
        words = [self.list_script(), *LIST, "-t", "600", "--compressor", "rasp-stitch"]
        with subprocess.Popen([sys.executable, "-m", "rasp_stitch.dreamcoder", "--ec",
                               str(self.root), *map(str, words)], cwd=self.scratch,
                              env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                              text=True, start_new_session=True) as process:
            for line in process.stderr:
                if "Launching" in line:
                    break
            os.killpg(process.pid, signal.SIGINT)  # as a terminal does
            errors = process.stderr.read()
        self.assertEqual(process.returncode, 130)
        self.assertNotIn("Traceback", errors)
        last = errors.rstrip().splitlines()[-2:]
        self.assertIn("interrupted; nothing is kept, as the first iteration has not ended", last[0])
        self.assertIn("checkpoints are written at the end of each iteration", last[1])

    def test_links_in_the_root_serve_the_drivers_own_names(self):
        self.use_ours()
        root = self.scratch / "ec"
        for part in ("bin", "dreamcoder"):
            shutil.copytree(self.root / part, root / part, ignore=shutil.ignore_patterns("*.pyc"))
        subprocess.run([find_program("rasp-stitch-install"), root], check=True, capture_output=True)
        self.root = root
        text = self.run_driver(self.list_script(), *LIST, "-i", "1", "--compressor", "ocaml")
        self.assertIn("Finished consolidation.", text)


class RaspDomain(RealDriver):

    FAST = "rasp -t 10 -c 2 -RS 20".split()

    def setUp(self):
        super().setUp()
        self.use_ours()

    def solved(self, text):
        totals = [int(n) for n in re.findall(r"Total frontiers: (\d+)", text)]
        self.assertTrue(totals)
        return totals

    def test_it_solves_and_learns(self):
        text = self.run_driver(*self.FAST, "-g", "-i", "2")
        self.assertIn("Grammar after iteration 2:", text)
        self.assertGreater(self.solved(text)[-1], 0)

    def test_the_contextual_network_learns_from_our_dreams(self):
        text = self.run_driver(*self.FAST, "-i", "1", "--contextual", "--biasOptimal",
                               "--maxTasks", "12")
        self.assertIn("Contextual? True", text)
        dreams = re.search(r"Total number of Helmholtz frontiers: (\d+)", text)
        self.assertGreater(int(dreams.group(1)), 100)
        self.assertIn("Grammar after iteration 1:", text)

    def test_the_network_learns_from_samples_of_the_grammar(self):
        text = self.run_driver(*self.FAST, "-i", "1", "--maxTasks", "8", "--outputPrefix",
                               self.scratch / "checkpoint")
        self.assertRegex(text, r"Got \d\d\d/500 valid samples")
        self.assertTrue(list(self.scratch.glob("checkpoint_*.pickle")))

    def test_what_cannot_be_is_reported(self):
        for words, what in ((["--solver", "python"], "--solver python cannot solve tasks of RASP"),
                            (["--primitives", "tokens,tokns"],
                             "'tokns' is not a primitive of RASP"),
                            (["--corpus", "missing.json"], "missing.json")):
            text = self.run_driver("rasp", "-g", *words, exit_code=2)
            self.assertIn("rasp_stitch.dreamcoder: ", text)
            self.assertIn(what, text)


if __name__ == "__main__":
    unittest.main()
