"""Tests of the program rasp-stitch-install, on folders that look like a checkout of ec."""

import os
import subprocess
import tempfile
import unittest
from pathlib import Path

INSTALL = Path(os.environ["RASP_STITCH_BIN"]) / "rasp-stitch-install"
LINKS = {"compression": "rasp-stitch-compression", "solver": "rasp-stitch-solver",
         "helmholtz": "rasp-stitch-helmholtz"}


class Install(unittest.TestCase):

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        scratch = Path(folder.name).resolve()
        self.root = scratch / "ec"
        (self.root / "dreamcoder").mkdir(parents=True)
        for name in ("dreamcoder.py", "compression.py"):
            (self.root / "dreamcoder" / name).touch()
        self.programs = scratch / "programs"
        self.programs.mkdir()
        for program in LINKS.values():
            (self.programs / program).touch(mode=0o755)

    def run_install(self, *words, exit_code=0, programs=None):
        done = subprocess.run(
            [INSTALL, self.root, *words], capture_output=True, text=True, check=False,
            env={"RASP_STITCH_BIN": str(self.programs if programs is None else programs)})
        self.assertEqual(done.returncode, exit_code, done.stderr)
        return done.stdout or done.stderr

    def contents(self):
        return {path.name: os.readlink(path) if path.is_symlink() else path.read_text()
                for path in self.root.iterdir() if not path.is_dir()}

    def links(self):
        return {name: str(self.programs / program) for name, program in LINKS.items()}

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
        self.run_install("--undo", programs="/nowhere")
        self.assertEqual(self.contents(), {})

    def test_the_programs_beside_it_are_linked_unless_a_folder_is_named(self):
        self.assertIn(f"to {INSTALL.resolve().parent}/rasp-stitch-solver\n",
                      self.run_install(programs=""))

    def test_what_ended_half_way_can_be_undone(self):
        (self.root / "solver").write_text("their solver")
        (self.root / "solver").rename(self.root / "solver.before-rasp-stitch")
        (self.root / "compression").symlink_to(self.programs / LINKS["compression"])
        self.run_install("--undo")
        self.assertEqual(self.contents(), {"solver": "their solver"})

    @unittest.skipIf(os.geteuid() == 0, "root may change everything")
    def test_a_checkout_that_may_not_be_changed_is_bad_input(self):
        self.root.chmod(0o555)
        self.assertIn("cannot be changed: Permission denied", self.run_install(exit_code=2))

    def test_it_can_be_quiet(self):
        self.assertEqual(self.run_install("--quiet"), "")
        self.assertEqual(self.contents(), self.links())


if __name__ == "__main__":
    unittest.main()
