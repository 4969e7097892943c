"""Tests where programs are found."""

import os
import unittest
from pathlib import Path

import surroundings

from rasp_stitch import __version__, programs


class Programs(surroundings.InScratch):

    def find(self, package="nowhere/rasp_stitch"):
        return programs.find_program("rasp-stitch-x", self.scratch / package)

    def test_the_folder_of_the_environment_variable_comes_first(self):
        inside = self.add_program("rasp-stitch-x", "")
        self.add_program("rasp-stitch-x", "", self.scratch / "nowhere" / "bin")
        self.assertEqual(self.find(), inside)

    def test_where_the_variable_is_set_nothing_else_is_looked_at(self):
        self.add_program("rasp-stitch-x", "", self.scratch / "nowhere" / "bin")
        with self.assertRaisesRegex(programs.ProgramNotFound, "RASP_STITCH_BIN names"):
            self.find()

    def test_the_own_installation_comes_before_the_source_tree_and_that_before_the_path(self):
        del os.environ[programs.VARIABLE]
        on_path = self.add_program("rasp-stitch-x", "", self.scratch / "elsewhere")
        self.set_environment(PATH=str(on_path.parent))
        self.assertEqual(self.find(), on_path)
        tree = self.scratch / "tree"
        check = self.add_program("rasp-stitch-x", "", tree / "build" / "check" / "bin")
        (tree / "CMakePresets.json").touch()
        package = "tree/integration/python/rasp_stitch"
        self.assertEqual(self.find(package), check)
        release = self.add_program("rasp-stitch-x", "", tree / "build" / "release" / "bin")
        self.assertEqual(self.find(package), release)
        installed = self.add_program("rasp-stitch-x", "", tree / "bin")
        self.assertEqual(self.find("tree/share/rasp_stitch/python/rasp_stitch"), installed)

    def test_a_file_that_cannot_be_executed_is_no_program(self):
        self.add_program("rasp-stitch-x", "").chmod(0o644)
        with self.assertRaises(programs.ProgramNotFound):
            self.find()

    def test_a_missing_program_is_reported_with_advice(self):
        del os.environ[programs.VARIABLE]
        self.set_environment(PATH=str(self.programs))
        with self.assertRaises(programs.ProgramNotFound) as caught:
            self.find()
        self.assertIn("rasp-stitch-x is not installed", str(caught.exception))
        self.assertIn("cmake --install", str(caught.exception))

    def test_the_corpus_is_found_in_the_source_tree(self):
        self.assertEqual(programs.find_corpus(),
                         surroundings.REPOSITORY / "corpora" / "rasp.json")
        self.assertIsNone(programs.find_corpus("no-such-corpus.json"))

    def test_the_corpus_is_found_beside_installed_programs(self):
        self.add_program("rasp-eval", "", self.scratch / "prefix" / "bin")
        corpus = self.scratch / "prefix" / "share" / "rasp_stitch" / "corpora" / "only-here.json"
        corpus.parent.mkdir(parents=True)
        corpus.touch()
        self.set_environment(RASP_STITCH_BIN=str(self.scratch / "prefix" / "bin"))
        self.assertEqual(programs.find_corpus("only-here.json"), corpus)

    def test_the_package_has_the_version_of_the_project(self):
        lists = Path(surroundings.REPOSITORY / "CMakeLists.txt").read_text()
        self.assertIn(f"VERSION {__version__}\n", lists)


if __name__ == "__main__":
    unittest.main()
