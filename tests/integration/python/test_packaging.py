"""Tests that `pip install` makes a working package."""

import os
import shutil
import subprocess
import sys
import unittest

import surroundings


class Pip(surroundings.InScratch):

    def run_python(self, *words, **variables):
        run = subprocess.run([sys.executable, *map(str, words)], cwd=self.scratch,
                             env=dict(os.environ, **variables), stdin=subprocess.DEVNULL,
                             capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)
        return run.stdout

    def test_the_package_and_its_program_are_installed(self):
        # Building writes into the folder of the sources.
        sources, target = self.scratch / "sources", self.scratch / "target"
        shutil.copytree(surroundings.PACKAGE, sources)
        self.run_python("-m", "pip", "install", "--no-build-isolation", "--no-index",
                        "--target", target, sources)
        installed = {str(path.relative_to(target)) for path in target.rglob("*.py")}
        wanted = {str(path.relative_to(surroundings.PACKAGE))
                  for path in (surroundings.PACKAGE / "rasp_stitch").rglob("*.py")}
        self.assertEqual(installed, wanted)
        self.run_python(target / "bin" / "rasp-stitch-install", "--help", PYTHONPATH=str(target))
        self.assertIn("usage: python3 -m rasp_stitch.dreamcoder",
                      self.run_python("-m", "rasp_stitch.dreamcoder", "--help",
                                      PYTHONPATH=str(target)))


if __name__ == "__main__":
    unittest.main()
