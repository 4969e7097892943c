"""Tests the messages about programs that give no usable reply."""

import os
import pickle
import unittest

import surroundings

from rasp_stitch import plugin

# More than a pipe holds: a program that stops reading breaks it.
LARGE = {"text": "x" * 1000000}


class Plugin(surroundings.InScratch):

    def ask(self, body, request=None, read=lambda reply: reply):
        program = self.add_program("program", body)
        with surroundings.standard_error() as self.errors:
            return plugin.ask(program, request or {"n": 1}, read, advice="Do something else.")

    def failure(self, body, request=None, read=lambda reply: reply):
        with self.assertRaises(plugin.PluginFailure) as caught:
            self.ask(body, request, read)
        text = str(caught.exception)
        self.assertTrue(text.startswith("program failed: "), text)
        self.assertTrue(text.endswith("\nDo something else."), text)
        return text

    def test_the_reply_is_parsed_and_read(self):
        self.assertEqual(self.ask('json.dump({"n": read()["n"] + 1}, sys.stdout)',
                                  read=lambda reply: reply["n"]), 2)

    def test_numbers_that_are_not_finite_go_to_and_fro(self):
        self.assertEqual(self.ask("json.dump(read(), sys.stdout)", {"w": float("-inf")}),
                         {"w": float("-inf")})

    def test_standard_error_passes_through(self):
        self.ask('print("working", file=sys.stderr); print("[]")')
        self.assertEqual(self.errors, ["working\n"])

    def test_large_requests_replies_and_errors_do_not_lock(self):
        reply = self.ask('sys.stderr.write("e" * 1000000); json.dump(read(), sys.stdout)', LARGE)
        self.assertEqual(reply, LARGE)

    def test_a_signal_is_reported_by_name_with_the_last_words(self):
        text = self.failure('sys.stdin.buffer.read(10)\n'
                            'for i in range(20): print("step", i, file=sys.stderr)\n'
                            'sys.stdout.write("{"); sys.stdout.flush()\n'
                            'os.kill(os.getpid(), signal.SIGKILL)', LARGE)
        self.assertIn("it was ended by signal 9 (SIGKILL, as the system does where memory", text)
        self.assertIn("    step 19\n", text)
        self.assertNotIn("step 1\n", text)
        self.assertIn("signal 11 (SIGSEGV)",
                      self.failure("os.kill(os.getpid(), signal.SIGSEGV)"))

    def test_a_full_disk_is_reported(self):
        text = self.failure('read()\nfull = open("/dev/full", "w")\n'
                            'full.write("x")\nfull.close()')
        self.assertIn("it ended with exit code 1", text)
        self.assertIn("No space left on device", text)

    def test_an_output_that_is_closed_early_is_reported(self):
        self.assertIn("it wrote no answer", self.failure("os.close(1); os._exit(0)"))

    def test_an_input_that_is_closed_early_is_no_matter_if_there_is_an_answer(self):
        self.assertEqual(self.ask('os.close(0); print("[1]")', LARGE), [1])
        text = self.failure("os.close(0); sys.exit(3)", LARGE)
        self.assertIn("it ended with exit code 3, and it wrote no answer", text)

    def test_output_that_is_not_json_is_reported_with_its_beginning(self):
        self.assertIn("its output is no JSON: 'Segmentation fault\\n', 19 bytes",
                      self.failure('print("Segmentation fault")'))
        self.assertIn("its output is no JSON: '{\"a\": [1,\\n', 10 bytes",
                      self.failure("print('{\"a\": [1,')"))
        self.assertIn("its output is no JSON", self.failure("sys.stdout.buffer.write(b'\\xff')"))
        self.assertIn("its answer cannot be used: '7", self.failure("print(7)"))

    def test_an_error_of_the_program_is_its_own_text(self):
        text = self.failure("print(json.dumps({'error': 'at /DSL: no production'})); sys.exit(2)")
        self.assertTrue(text.startswith("program failed: at /DSL: no production\n"), text)

    def test_an_answer_with_a_bad_exit_code_does_not_count(self):
        self.assertIn("it ended with exit code 3\n", self.failure("print('{}'); sys.exit(3)"))

    def test_an_answer_that_cannot_be_read_is_reported_with_what_was_wrong(self):
        self.assertIn("its answer cannot be used: KeyError: 'DSL'",
                      self.failure("print('{}')", read=lambda reply: reply["DSL"]))

    def test_a_program_that_cannot_be_run_is_reported(self):
        program = self.programs / "program"
        program.write_bytes(b"\x7fELF")
        program.chmod(0o755)
        with self.assertRaisesRegex(plugin.PluginFailure, "it could not be run: .*Exec format"):
            plugin.ask(program, {}, lambda reply: reply)

    def test_the_request_is_kept_to_try_again(self):
        text = self.failure("sys.exit(1)", {"n": 5})
        kept = text.split(" < ")[1].split("\n")[0]
        with open(kept, encoding="utf-8") as file:
            self.assertEqual(file.read(), '{"n": 5}')

    def test_a_request_that_cannot_be_kept_is_reported(self):
        os.rmdir(self.scratch / "temporary")
        self.assertIn("The request could not be kept", self.failure("sys.exit(1)"))

    def test_a_failure_passes_from_process_to_process(self):
        failure = plugin.PluginFailure("several\nlines")
        self.assertEqual(str(pickle.loads(pickle.dumps(failure))), "several\nlines")


if __name__ == "__main__":
    unittest.main()
