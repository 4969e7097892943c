"""What the tests of the pages share: a folder of pages, and a browser that shows one of them.

    python3 -B compression_test.py --bin build/check/bin --corpora corpora

The tests open the pages of --report as people open them: nothing may be said on the console, and
all that one can do on a page must do what it should.
"""

import argparse
import pathlib
import subprocess
import tempfile
import time
import unittest

from browser import Browser  # exits where there is no browser

parser = argparse.ArgumentParser()
parser.add_argument("--bin", required=True, type=pathlib.Path)
parser.add_argument("--corpora", required=True, type=pathlib.Path)
options, unittest_arguments = parser.parse_known_args()


def run(program, *arguments):
    done = subprocess.run([options.bin / program, *map(str, arguments)],
                          capture_output=True, encoding="utf-8", check=False)
    if done.returncode != 0:
        raise AssertionError(f"{program} {arguments} ended with {done.returncode}: {done.stderr}")
    return done


class Page(unittest.TestCase):
    """One folder of pages for all tests of a class, and a browser."""

    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.make()
        cls.browser = Browser(downloads=cls.folder)

    @classmethod
    def tearDownClass(cls):
        cls.browser.close()
        cls.scratch.cleanup()

    @classmethod
    def make(cls):
        raise NotImplementedError

    def setUp(self):
        self.browser.resize(1280, 900)
        self.browser.show_dark(False)
        self.browser.open(self.folder / "page.html")

    def tearDown(self):
        self.assertEqual(self.browser.messages(), [])

    def check_everywhere(self):
        """Both themes, wide and narrow, by the rules of axe-core."""
        for dark in (False, True):
            self.browser.show_dark(dark)
            for width in (1280, 400):
                with self.subTest(dark=dark, width=width):
                    self.browser.resize(width, 900)
                    time.sleep(0.3)  # for what is drawn when sizes change
                    self.assertEqual(self.browser.too_wide(), [])
                    found = self.browser.axe()
                    if found is None:
                        print("skipped: the rules of axe-core, which is not there "
                              "(cmake/fetch_axe fetches it)")
                    else:
                        self.assertEqual(found, "")

    def body_text(self):
        return self.browser.run("return document.body.innerText")

    def set(self, element, value):
        """Sets a control to a value, as if somebody had chosen it."""
        self.browser.run("""arguments[0].value = arguments[1];
            arguments[0].dispatchEvent(new Event('input'))""", element, value)


def main():
    unittest.main(argv=["page tests", *unittest_arguments], verbosity=2)
