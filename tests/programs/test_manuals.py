"""Manual pages can be read by man and mandoc without a warning, and have what the help has; the
version tells the revision."""

import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from programs import PROGRAMS, REPOSITORY, SHARE, commands, said_by

SECTIONS = ("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS")


def shown(path: Path) -> str:
    """Returns the page as man shows it, without the hyphens and the blanks of its layout."""
    done = subprocess.run(
        ["man", "--warnings", "--encoding=UTF-8", "--no-hyphenation", "--no-justification",
         "--local-file", str(path)],
        capture_output=True, encoding="utf-8",
        env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "MANWIDTH": "500"})
    assert done.returncode == 0 and not done.stderr, done.stderr
    return re.sub(r".\x08", "", done.stdout)


class ManualsTest(unittest.TestCase):
    def test_the_build_has_kept_the_page_that_the_program_prints(self) -> None:
        for words in commands():
            with self.subTest(words):
                page = SHARE / "man/man1" / ("-".join(words) + ".1")
                self.assertEqual(page.read_text(encoding="utf-8"), said_by([*words, "--manual"]))

    @unittest.skipUnless(shutil.which("mandoc"), "mandoc is not installed")
    def test_mandoc_has_nothing_to_complain_about(self) -> None:
        for page in sorted((SHARE / "man/man1").glob("*.1")):
            with self.subTest(page.name):
                done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)],
                                      capture_output=True, encoding="utf-8")
                self.assertEqual((done.returncode, done.stdout), (0, ""))

    @unittest.skipUnless(shutil.which("man"), "man is not installed")
    def test_man_shows_every_section_option_and_example(self) -> None:
        for words in commands():
            with self.subTest(words), tempfile.TemporaryDirectory() as folder:
                page = Path(folder) / "page.1"
                page.write_text(said_by([*words, "--manual"]), encoding="utf-8")
                text = shown(page)
                help_page = said_by([*words, "--help"])
                headings = re.findall(r"^([A-Z][A-Z ]+)$", text, re.MULTILINE)
                wanted = [*SECTIONS, *(["EXAMPLES"] if "\nExamples:\n" in help_page else [])]
                self.assertEqual([name for name in headings if name != "SEE ALSO"],
                                 sorted(wanted, key=[*SECTIONS[:4], "EXAMPLES",
                                                     "EXIT STATUS"].index))
                names = re.findall(r"^  (?:-\w, |    )(--[a-z-]+)", help_page, re.MULTILINE)
                self.assertGreater(len(names), 3)
                for name in names:
                    self.assertRegex(text, rf"(?m)^ +(-\w, )?{name}( |$)")
                for line in help_page.partition("\nExamples:\n")[2].splitlines():
                    self.assertIn(line.strip(), text)

    @unittest.skipUnless(shutil.which("whatis"), "whatis is not installed")
    def test_the_name_is_one_that_whatis_finds(self) -> None:
        for words in commands():
            with self.subTest(words):
                name = "-".join(words)
                done = subprocess.run(["lexgrog", str(SHARE / "man/man1" / f"{name}.1")],
                                      capture_output=True, encoding="utf-8")
                self.assertRegex(done.stdout, rf': "{name} - .+"')

    def test_every_page_tells_the_exit_codes_in_the_words_of_the_documentation(self) -> None:
        table = (REPOSITORY / "docs/installing.md").read_text(encoding="utf-8")
        rows = re.findall(r"^\| (\d+) \| (.+) \|$", table, re.MULTILINE)
        self.assertEqual([int(code) for code, _ in rows], [0, 1, 2, 70, 71, 130])
        for words in commands():
            with self.subTest(words):
                status = said_by([*words, "--manual"]).partition(".SH EXIT STATUS\n")[2]
                told = re.findall(r"\.TP\n\\fB(\d+)\\fP\n((?:[^.].*\n)+)", status)
                self.assertEqual([(code, " ".join(text.split()).replace("\\-", "-"))
                                  for code, text in told], rows)


class VersionTest(unittest.TestCase):
    def test_all_programs_have_one_version_with_the_revision_of_the_build(self) -> None:
        versions = {said_by([program, "--version"]).removeprefix(program + " ")
                    for program in PROGRAMS}
        self.assertEqual(len(versions), 1)
        self.assertRegex(versions.pop(),
                         r"^\d+\.\d+\.\d+( \([0-9a-f]+ of \d{4}-\d\d-\d\d\))?\n$")

    def write_revision(self, source: Path, revision: str = "") -> str:
        """Returns the source that the build would make in this folder, without its first lines."""
        output = source / "made.cpp"
        subprocess.run(
            ["cmake", "-D", f"SOURCE_DIR={source}", "-D", "VERSION=1.2.3", "-D",
             f"REVISION={revision}", "-D",
             f"TEMPLATE={REPOSITORY}/support/version/program_version.cpp.in", "-D",
             f"OUTPUT={output}", "-P", f"{REPOSITORY}/cmake/write_revision.cmake"],
            check=True, env={"PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "86400"})
        return re.findall(r"return \{(.*)\};", output.read_text(encoding="utf-8"))[0]

    def test_without_git_there_is_a_version_and_no_revision(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self.assertEqual(self.write_revision(Path(folder)), '"1.2.3", "", "1970-01-02"')

    def test_an_archive_and_a_packager_say_which_revision_it_is(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder)
            (source / "cmake").mkdir()
            kept = source / "cmake/archive_revision.txt"
            kept.write_text((REPOSITORY / "cmake/archive_revision.txt").read_text())
            if "$Format" in kept.read_text():  # a checkout
                self.assertEqual(self.write_revision(source), '"1.2.3", "", "1970-01-02"')
            kept.write_text("0123abc 2026-11-27\n")
            self.assertEqual(self.write_revision(source), '"1.2.3", "0123abc", "2026-11-27"')
            self.assertEqual(self.write_revision(source, "456def 2026-11-28"),
                             '"1.2.3", "456def", "2026-11-28"')

    @unittest.skipUnless(shutil.which("git"), "git is not installed")
    def test_git_says_which_revision_it_is_and_writes_it_into_archives(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source, inner, archive = (Path(folder) / name for name in ("a", "a/inner", "b"))
            (source / "cmake").mkdir(parents=True)
            inner.mkdir()
            archive.mkdir()
            (source / "cmake/archive_revision.txt").write_text("$Format:%h %cs$\n")
            (source / ".gitattributes").write_text(
                (REPOSITORY / ".gitattributes").read_text(encoding="utf-8"))

            def git(*words: str) -> bytes:
                return subprocess.run(
                    ["git", "-c", "user.name=A", "-c", "user.email=a@b", *words], cwd=source,
                    check=True, capture_output=True).stdout

            git("init", "-q")
            git("add", ".")
            git("commit", "-q", "-m", "One")
            head = git("rev-parse", "HEAD").decode()
            day = r'\d{4}-\d\d-\d\d'
            self.assertRegex(self.write_revision(source), rf'^"1.2.3", "{head[:10]}", "{day}"$')
            # A folder within another repository is not that repository.
            self.assertEqual(self.write_revision(inner), '"1.2.3", "", "1970-01-02"')
            subprocess.run(["tar", "x", "-C", str(archive)], input=git("archive", "HEAD"),
                           check=True)
            self.assertRegex(self.write_revision(archive),
                             rf'^"1.2.3", "{head[:7]}[0-9a-f]*", "{day}"$')
