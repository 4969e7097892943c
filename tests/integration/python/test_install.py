"""Tests the program rasp-stitch-install."""

import io
import os
import unittest
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

import surroundings

from rasp_stitch import install


class Install(surroundings.InScratch):

    def setUp(self):
        super().setUp()
        self.root = self.scratch / "ec"
        (self.root / "dreamcoder").mkdir(parents=True)
        for name in ("dreamcoder.py", "compression.py"):
            (self.root / "dreamcoder" / name).touch()
        for program in install.PROGRAMS.values():
            self.add_program(program, "")

    def run_install(self, *words, exit_code=0):
        output, errors = io.StringIO(), io.StringIO()
        with redirect_stdout(output), redirect_stderr(errors):
            self.assertEqual(install.main([str(self.root), *words]), exit_code, errors.getvalue())
        return output.getvalue() or errors.getvalue()

    def contents(self):
        return {path.name: os.readlink(path) if path.is_symlink() else path.read_text()
                for path in self.root.iterdir() if not path.is_dir()}

    def links(self):
        return {name: str(self.programs / program) for name, program in install.PROGRAMS.items()}

    def test_links_the_three_programs(self):
        output = self.run_install()
        self.assertEqual(self.contents(), self.links())
        self.assertIn(f"link {self.root}/solver to {self.programs}/rasp-stitch-solver\n", output)

    def test_what_was_there_is_kept_and_given_back(self):
        (self.root / "solver").write_text("their solver")
        (self.root / "helmholtz").symlink_to("their-helmholtz")
        before = self.contents()
        self.run_install()
        self.assertEqual(self.contents(),
                         {**self.links(), "solver.before-rasp-stitch": "their solver",
                          "helmholtz.before-rasp-stitch": "their-helmholtz"})
        self.run_install("--undo")
        self.assertEqual(self.contents(), before)

    def test_twice_is_once(self):
        (self.root / "solver").write_text("their solver")
        self.run_install()
        after = self.contents()
        self.assertEqual(self.run_install(), "nothing to do\n")
        self.assertEqual(self.contents(), after)
        self.run_install("--undo")
        self.assertEqual(self.run_install("--undo"), "nothing to undo\n")
        self.assertEqual(self.contents(), {"solver": "their solver"})

    def test_links_to_an_older_installation_are_renewed(self):
        (self.root / "solver").symlink_to("/old/bin/rasp-stitch-solver")
        self.run_install()
        self.assertEqual(self.contents(), self.links())

    def test_what_is_kept_is_never_overwritten(self):
        (self.root / "solver").write_text("a new one of theirs")
        (self.root / "solver.before-rasp-stitch").write_text("their first")
        before = self.contents()
        for words in ([], ["--undo"]):
            self.assertIn("solver is not ours", self.run_install(*words, exit_code=2))
            self.assertEqual(self.contents(), before)

    def test_a_dry_run_prints_the_steps_and_does_nothing(self):
        (self.root / "solver").write_text("their solver")
        output = self.run_install("--dry-run")
        self.assertEqual(self.contents(), {"solver": "their solver"})
        self.assertEqual(self.run_install(), output)
        output = self.run_install("--undo", "--dry-run")
        self.assertEqual(len(self.contents()), 4)
        self.assertEqual(self.run_install("--undo"), output)

    def test_a_folder_that_is_not_a_checkout_is_refused(self):
        (self.root / "dreamcoder" / "compression.py").unlink()
        for words in ([], ["--undo"], ["--dry-run"]):
            self.assertIn("is not a checkout of ec: it has no dreamcoder/compression.py",
                          self.run_install(*words, exit_code=2))
        self.assertEqual(self.contents(), {})

    def test_nothing_is_linked_if_a_program_is_missing(self):
        (self.programs / "rasp-stitch-helmholtz").unlink()
        self.assertIn("rasp-stitch-helmholtz is not in", self.run_install(exit_code=2))
        self.assertEqual(self.contents(), {})

    def test_undoing_needs_no_programs(self):
        self.run_install()
        with mock.patch.dict(os.environ, RASP_STITCH_BIN="/nowhere"):
            self.run_install("--undo")
        self.assertEqual(self.contents(), {})

    def test_a_failure_half_way_is_reported_and_can_be_undone(self):
        (self.root / "solver").write_text("their solver")
        full = OSError(28, "No space left on device")
        with mock.patch("pathlib.Path.symlink_to", side_effect=[None, full]):
            with redirect_stderr(io.StringIO()) as errors, redirect_stdout(io.StringIO()):
                self.assertEqual(install.main([str(self.root)]), 2)
        self.assertIn("No space left on device", errors.getvalue())
        self.assertEqual(self.contents(), {"solver.before-rasp-stitch": "their solver"})
        self.run_install("--undo")
        self.assertEqual(self.contents(), {"solver": "their solver"})


if __name__ == "__main__":
    unittest.main()
