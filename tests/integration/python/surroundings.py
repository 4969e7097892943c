"""Shared by tests: temporary folders, programs that misbehave, our command."""

import contextlib
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path
from unittest import mock

TESTS = Path(__file__).resolve().parent
REPOSITORY = TESTS.parents[2]
PACKAGE = REPOSITORY / "integration" / "python"
FAKE_EC = TESTS / "fake_ec"

# So that the files can also be run by hand.
if str(PACKAGE) not in sys.path:
    sys.path.insert(0, str(PACKAGE))


class InScratch(unittest.TestCase):
    """A test with a folder of its own, for programs and temporary files."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.scratch = Path(folder.name).resolve()
        self.programs = self.scratch / "programs"
        self.programs.mkdir()
        (self.scratch / "temporary").mkdir()
        self.set_environment(RASP_STITCH_BIN=str(self.programs))
        patch = mock.patch.object(tempfile, "tempdir", str(self.scratch / "temporary"))
        patch.start()
        self.addCleanup(patch.stop)

    def set_environment(self, **variables):
        patch = mock.patch.dict(os.environ, variables)
        patch.start()
        self.addCleanup(patch.stop)

    def add_program(self, name, body, folder=None):
        """Makes a Python program that first reads `message` and parses it as `request`."""
        path = (folder or self.programs) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!{sys.executable}\n"
                        "import json, os, signal, sys\n"
                        "def read():\n"
                        "    return json.loads(sys.stdin.buffer.read())\n" + body)
        path.chmod(0o755)
        return path


@contextlib.contextmanager
def standard_error():
    """Collects the texts written to standard error."""
    written = []
    with mock.patch.object(sys, "stderr") as stream:
        stream.write.side_effect = written.append
        yield written


def run_module(module, *words, cwd=None, python=sys.executable, timeout=600):
    """Runs `python3 -m MODULE WORDS` with the package on the path."""
    environment = dict(os.environ, PYTHONPATH=str(PACKAGE), PYTHONDONTWRITEBYTECODE="1")
    return subprocess.run([python, "-m", module, *map(str, words)], cwd=cwd, env=environment,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=timeout, check=False)
