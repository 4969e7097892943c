"""Tests that the reference interpreter of RASP runs the libraries that we print, with the same
results. Set RASP_REFERENCE to a checkout of https://github.com/tech-srl/RASP, and
RASP_REFERENCE_PYTHON to a Python that has antlr4-python3-runtime 4.9, if it is not this one:

    export RASP_REFERENCE=RASP RASP_REFERENCE_PYTHON=RASP/raspenv/bin/python
    python3 -B -m unittest test_reference
"""

import json
import math
import os
import re
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from typing import Any, Dict, List

from programs import REPOSITORY, run, said_by

REFERENCE = os.environ.get("RASP_REFERENCE")
PYTHON = os.environ.get("RASP_REFERENCE_PYTHON", sys.executable)
VALUES = Path(__file__).resolve().with_name("reference_values.py")


def examples_of(text: str) -> Dict[str, List[Any]]:
    """Returns for each name that is defined as an s-op the example that is set before it."""
    example: List[Any] = []
    examples = {}
    for line in text.splitlines():
        if line.startswith("set example "):
            example = json.loads(line.removeprefix("set example "))
        defined = re.match(r"(\w+) = ", line)
        if defined:
            examples[defined.group(1)] = example
    return examples


def is_same(ours: Any, theirs: Any) -> bool:
    """Compares values, which are lists of values for selectors.

    Where nothing is selected, the reference has 0 among truth values, and shows it as false.
    """
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(
            is_same(one, other) for one, other in zip(ours, theirs))
    if isinstance(ours, (bool, str)) or isinstance(theirs, str):
        return bool(ours == theirs)
    return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)


@unittest.skipUnless(REFERENCE, "RASP_REFERENCE names no checkout of the reference interpreter")
class Reference(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def check(self, library: Path, least: int) -> None:
        """Loads the library in both, and compares at least so many programs."""
        examples = examples_of(library.read_text(encoding="utf-8"))
        ours = {row["name"]: row["output"]
                for row in json.loads(said_by(["rasp-eval", str(library), "--json"]))
                if isinstance(row.get("output"), list) and row["name"] in examples}
        self.assertGreaterEqual(len(ours), least)
        wish = {"file": str(library), "calls": [[name, examples[name]] for name in ours]}
        done = subprocess.run([PYTHON, "-B", str(VALUES)], input=json.dumps(wish), cwd=REFERENCE,
                              capture_output=True, encoding="utf-8", timeout=250, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        theirs = json.loads(done.stdout)
        self.assertNotRegex(theirs["said"], "exception|went wrong|[Ee]rror")
        for (name, output), values in zip(ours.items(), theirs["values"]):
            with self.subTest(name=name, example=examples[name]):
                self.assertTrue(is_same(output, values), f"{output} {values}")

    def test_libraries_of_the_compressor(self) -> None:
        for arity in (1, 2, 3):
            with self.subTest(arity=arity):
                library = self.folder / f"library_{arity}.rasp"
                said_by(["rasp-compress", str(REPOSITORY / "corpora/rasp.json"), "--quiet",
                         "--max-arity", str(arity), "--iterations", "10",
                         "--save-rasp", str(library)])
                self.check(library, least=100)

    def test_library_of_the_loop(self) -> None:
        done = run(["rasp-dream", str(REPOSITORY / "corpora/tasks.json"), "--run",
                    str(self.folder / "small"), "--programs-per-task", "5000", "--no-recognition",
                    "--iterations", "2"])
        self.assertEqual(done.returncode, 0, done.stderr)
        self.check(self.folder / "small/library.rasp", least=30)


if __name__ == "__main__":
    unittest.main()
