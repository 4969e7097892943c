"""Every program ends with the exit codes of docs/installing.md."""

import os
import resource
import signal
import subprocess
import tempfile
import time
import unittest
from pathlib import Path

from programs import BIN, PROGRAMS, REPOSITORY, commands, run

DONE, FAILING, BAD_INPUT, INTERNAL, EXHAUSTED, INTERRUPTED = 0, 1, 2, 70, 71, 130
CORPUS = str(REPOSITORY / "corpora/rasp.json")
TASKS = str(REPOSITORY / "corpora/tasks.json")
MISSING = "/nonexistent/file.json"

# What each program has to read, with the file missing.
WITH_A_MISSING_FILE = {
    "rasp-compress": [MISSING],
    "rasp-rewrite": ["--library", MISSING, CORPUS],
    "rasp-eval": ["--file", MISSING],
    "rasp-enumerate": ["--tasks", MISSING],
    "rasp-dream": [MISSING],
    "rasp-dream generate": ["generate", MISSING],
    "rasp-near": [MISSING],
    "rasp-recognize": ["--model", MISSING, TASKS],
    "rasp-recognize train": ["train", MISSING, "--out", "-"],
    "rasp-stitch-compression": ["--types", MISSING],
    "rasp-stitch-install": [MISSING],
    "rasp-stitch-solver": [],  # their request is empty
    "rasp-stitch-helmholtz": [],
}


class ExitCodesTest(unittest.TestCase):
    def test_questions_about_a_program_are_answered(self) -> None:
        for words in commands():
            for question in ("--help", "--version", "--manual"):
                with self.subTest(words, question=question):
                    self.assertEqual(run([*words, question]).returncode, DONE)

    def test_unknown_options_and_missing_files_are_bad_input(self) -> None:
        for words in commands():
            with self.subTest(words):
                done = run([*words, "--nonsense"])
                self.assertEqual(done.returncode, BAD_INPUT)
                self.assertIn("unknown option --nonsense", done.stderr)
                done = run([words[0], *WITH_A_MISSING_FILE[" ".join(words)]])
                self.assertEqual(done.returncode, BAD_INPUT, done.stderr)
                self.assertTrue(done.stderr.startswith(words[0] + ": "), done.stderr)

    @unittest.skipUnless(os.path.exists("/dev/full"), "there is no /dev/full")
    def test_output_that_cannot_be_written_is_bad_input(self) -> None:
        for words in commands():
            with self.subTest(words), open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([str(BIN / words[0]), *words[1:], "--help"], stdout=full,
                                      stderr=subprocess.PIPE, encoding="utf-8")
                self.assertEqual(done.returncode, BAD_INPUT)
                self.assertIn("standard output", done.stderr)

    def test_a_program_that_fails_and_an_example_that_does_not_hold_are_failing(self) -> None:
        self.assertEqual(run(["rasp-eval", "(lam (tokens $0))", "--input", "ab"]).returncode, DONE)
        fails = "(lam (div (indices $0) zero))"
        self.assertEqual(run(["rasp-eval", fails, "--input", "ab"]).returncode, FAILING)
        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "wrong.json"
            corpus.write_text(
                '[{"name": "same", "type": "input(str) -> seq(str)",'
                ' "program": "(lam (tokens $0))",'
                ' "examples": [{"input": ["a"], "output": ["b"]}]}]', encoding="utf-8")
            done = run(["rasp-eval", "--file", str(corpus)])
            self.assertEqual(done.returncode, FAILING, done.stderr)

    @unittest.skipIf("-fsanitize" in os.environ.get("RASP_STITCH_FLAGS", ""),
                     "sanitizers need more memory than there is")
    def test_want_of_memory_is_exhaustion(self) -> None:
        def little_memory() -> None:
            resource.setrlimit(resource.RLIMIT_AS, (200_000_000, 200_000_000))

        with tempfile.TemporaryDirectory() as folder:
            corpus = Path(folder) / "large.json"
            corpus.write_text('["' + "(f " * 1_000_000 + "x" + ")" * 1_000_000 + '"]',
                              encoding="utf-8")
            done = run(["rasp-compress", "-t1", str(corpus)], preexec_fn=little_memory)
            self.assertEqual(done.returncode, EXHAUSTED, done.stderr)
            self.assertIn("out of memory", done.stderr)

    def test_a_limit_of_time_is_no_failure(self) -> None:
        self.assertEqual(
            run(["rasp-compress", CORPUS, "-a3", "-i10", "--time-limit", "0"]).returncode, DONE)
        self.assertEqual(
            run(["rasp-enumerate", "-e", "ab -> ba", "--time-limit", "0"]).returncode, DONE)

    def waits_for(self, process: "subprocess.Popen[bytes]", number: signal.Signals) -> bool:
        """Returns whether the program has set itself up for the signal.

        Libraries that start threads when they are loaded block all signals for a moment, so it is
        the handler that tells.
        """
        status = Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
        caught = int(status.partition("\nSigCgt:")[2].split()[0], 16)
        return bool(caught & (1 << (number - 1)))

    def interrupted(self, words: list[str], number: signal.Signals) -> int:
        """Returns how the program ends if it gets the signal in the midst of its work."""
        with subprocess.Popen([str(BIN / words[0]), *words[1:]], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
            while process.poll() is None and not self.waits_for(process, number):
                time.sleep(0.01)
            time.sleep(0.2)
            process.send_signal(number)
            return process.wait(timeout=120)

    def test_every_signal_that_asks_for_an_end_is_an_interruption(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            long_work = {
                "rasp-compress": ["-a4", "-i1000", "-j", "--joint-effort", "1000000", CORPUS],
                "rasp-enumerate": ["--tasks", TASKS, "--time-limit", "1000"],
                "rasp-dream": [TASKS, "--time-limit", "1000", "--run", folder + "/run"],
            }
            for program, words in long_work.items():
                for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                    with self.subTest(program, signal=number.name):
                        if program not in PROGRAMS or (program == "rasp-dream" and
                                                       number != signal.SIGTERM):
                            continue
                        self.assertEqual(self.interrupted([program, *words], number), INTERRUPTED)

    def test_a_reader_that_has_enough_ends_the_program_quietly(self) -> None:
        read, write = os.pipe()
        os.close(read)
        with os.fdopen(write, "w") as pipe:
            done = subprocess.run([str(BIN / "rasp-eval"), "--primitives"], stdout=pipe,
                                  stderr=subprocess.PIPE, encoding="utf-8")
        self.assertEqual((done.returncode, done.stderr), (-signal.SIGPIPE, ""))
