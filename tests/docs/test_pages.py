"""The pages hold what they say: commands print what stands below them, links lead somewhere,
options exist.

    RASP_STITCH_BIN=build/check/bin python3 -B -m unittest test_pages

Figures of time are not compared. In what a command prints, a line "..." stands for any lines.
"""

import json
import re
import subprocess
import unittest
from pathlib import Path

import rooms
from commands import matches, programs_folder, run_page, without_times
from extract_examples import bundle_text, parse_header
from pages import REPOSITORY, Page, commands_of, page_paths, parse_page, read_page

# The programs whose options stand in the tables of a page.
PROGRAMS = {
    "docs/compressing.md": ("rasp-compress", "rasp-rewrite"),
    "docs/rasp.md": ("rasp-eval",),
    "docs/finding-programs.md": ("rasp-enumerate",),
    "docs/loop.md": ("rasp-dream",),
}

# What is in the repository, apart from what a build makes.
FOLDERS = ("benchmarks", "cmake", "compressor", "corpora", "docs", "enumerator", "integration",
           "lambda", "rasp", "recognition", "support", "tests")


def anchors(path: Path) -> set[str]:
    """Returns the anchors of a page's headings, as GitHub makes them."""
    headings = [line.lstrip("#").strip().lower()
                for _, line in read_page(path).prose if line.startswith("#")]
    return {re.sub(r"[^\w\- ]", "", heading).replace(" ", "-") for heading in headings}


def options_of(program: str) -> set[str]:
    help_page = subprocess.run(
        [programs_folder() / program, "--help"], capture_output=True, encoding="utf-8")
    return set(re.findall(r"--[a-z][a-z-]*", help_page.stdout))


def links_of(page: Page) -> list[tuple[str, str]]:
    """Returns the links that lead into the repository, each with its place."""
    return [(f"{page.name}:{number}", link)
            for number, line in page.prose
            for link in re.findall(r"\]\(([^)]+)\)", line)
            if not re.match(r"[a-z]+:", link)]


def paths_of(page: Page) -> list[tuple[str, str]]:
    """Returns the files and folders of the repository that the page names, each with its place."""
    return [(f"{page.name}:{number}", path)
            for number, line in page.prose
            for path in re.findall(rf"`((?:{'|'.join(FOLDERS)})/[\w./-]*)`", line)]


class PagesTest(unittest.TestCase):
    maxDiff = None

    def check_form(self, page: Page) -> None:
        self.assertEqual(page.problems, [])
        for block in page.blocks:
            if block.language == "json":
                with self.subTest(f"{page.name}:{block.line}"):
                    json.loads(block.text)

    def check_links(self, page: Page) -> None:
        for place, link in links_of(page):
            path, _, anchor = link.partition("#")
            target = (page.path.parent / path).resolve() if path else page.path
            with self.subTest(place):
                self.assertTrue(target.exists(), link)
                if anchor:
                    self.assertIn(anchor, anchors(target))

    def check_paths(self, page: Page) -> None:
        if page.name == "CHANGELOG.md":
            return  # it names what was
        for place, path in paths_of(page):
            with self.subTest(place):
                self.assertTrue((REPOSITORY / path).exists(), path)

    def check_options(self, page: Page) -> None:
        if page.name not in PROGRAMS:
            return
        known = set().union(*map(options_of, PROGRAMS[page.name]))
        for number, line in page.prose:
            if line.startswith("|"):
                for option in re.findall(r"`(--[a-z][a-z-]*)", line):
                    with self.subTest(f"{page.name}:{number}"):
                        self.assertIn(option, known)

    def check_commands(self, page: Page) -> None:
        for done in run_page(page):
            with self.subTest(f"{page.name}:{done.command.line}"):
                if not done.prints_what_it_should:
                    self.assertEqual("\n".join(done.command.output), "\n".join(done.printed))
                self.assertEqual(done.exit_code, done.expected_code, "\n".join(done.printed))

    def test_the_tables_of_rooms_have_every_sub_room_with_its_doors(self) -> None:
        inside = rooms.INSIDE.read_text(encoding="utf-8")
        self.assertEqual([row[2] for row in rooms.INSIDE_ROW.finditer(inside)], rooms.sub_rooms())
        self.assertEqual(inside, rooms.with_doors(inside))
        readme = rooms.README.read_text(encoding="utf-8")
        self.assertEqual(readme, rooms.with_sub_rooms(readme))


class FormTest(unittest.TestCase):
    """What the tests of pages are made of."""

    def test_lines_match_where_dots_stand_for_some(self) -> None:
        self.assertTrue(matches(["a", "...", "d"], ["a", "b", "c", "d"]))
        self.assertTrue(matches(["...", "d"], ["d"]))
        self.assertFalse(matches(["a", "...", "d"], ["a", "b", "c"]))
        self.assertFalse(matches(["a"], ["a", "b"]))

    def test_times_are_not_compared(self) -> None:
        self.assertEqual(without_times("3,546,957 programs, 1.6 s; after under 1 ms"),
                         "3,546,957 programs, TIME; after TIME")
        self.assertEqual(without_times("18 steps, 2 selectors"), "18 steps, 2 selectors")

    def test_commands_go_on_and_print(self) -> None:
        page = parse_page("a.md", "```console\n$ a '\n> b'\nc\n> d\n$ e\n```\n")
        self.assertEqual([(command.line, command.text, command.output)
                          for command in commands_of(page.blocks[0])],
                         [(2, "a '\nb'", ["c", "> d"]), (6, "e", [])])

    def test_problems_of_a_page_have_their_place(self) -> None:
        page = parse_page("a.md", "```sh\na\n```\n\n    b\n\n- c\n\n      d\n\n```perl\n")
        self.assertEqual([problem.split(";")[0] for problem in page.problems],
                         ["a.md:1: nothing runs a block of sh", "a.md:5: an indented block",
                          'a.md:11: a block of "perl"', "a.md:11: a fence that nothing closes"])
        self.assertEqual(parse_page("a.md", "<!-- not run: b -->\n```sh\na\n```\n").problems, [])

    def test_examples_of_doors_have_their_place(self) -> None:
        header = ["#pragma once", "", "// Door of lambda/terms.", "//", "// ```cpp",
                  "// #include <map>", "//", "// f();", "// ```", "", "namespace rasp_stitch {"]
        self.assertEqual(
            bundle_text(parse_header("a.hpp", header)),
            "// Written by tests/docs/extract_examples.py.\n"
            '#include "a.hpp"\n'
            f'#line 6 "{REPOSITORY}/a.hpp"\n'
            "#include <map>\n"
            "#include <catch2/catch.hpp>\n"
            '\nTEST_CASE("the example of a.hpp holds") {\n'
            "using namespace rasp_stitch;\n"
            "using namespace rasp_stitch;\n"
            f'#line 8 "{REPOSITORY}/a.hpp"\n'
            "f();\n"
            "}\n")
        self.assertEqual(parse_header("a.hpp", header[3:]), [])
        for end, problem in ((8, "a.hpp:9: the example of line 6 is not closed"),
                             (4, "a.hpp:1: this door has no example")):
            with self.assertRaisesRegex(SystemExit, problem):
                parse_header("a.hpp", header[:end] + [""])


def add_tests() -> None:
    for path in page_paths():
        name = re.sub(r"\W", "_", path.relative_to(REPOSITORY).as_posix())
        for what in ("form", "links", "paths", "options", "commands"):
            def test(self, path=path, what=what):
                getattr(self, f"check_{what}")(read_page(path))
            setattr(PagesTest, f"test_{what}_of_{name}", test)


add_tests()

if __name__ == "__main__":
    unittest.main()
