"""The pages of rasp-rewrite and rasp-eval."""

from page_case import Page, main, options, run


class Rewriting(Page):
    @classmethod
    def make(cls):
        library = cls.folder / "library.json"
        run("rasp-compress", options.corpora / "rasp.json", "-i3", "-q", "--out", library)
        run("rasp-rewrite", "--library", library, options.corpora / "rasp.json", "-q",
            "--report", cls.folder / "page.html")

    def test_it_shows_the_library_and_the_programs(self):
        self.assertEqual(len(self.browser.all(".node")), 3)
        self.assertIn("all of the library was used", self.body_text())
        self.assertIn("111 programs", self.browser.text("#programs"))

    def test_it_is_for_everybody(self):
        self.check_everywhere()


class Evaluation(Page):
    @classmethod
    def make(cls):
        run("rasp-eval", "(lam (aggregate (select (indices $0) (sub (sub (length $0) (indices $0)) "
            "one) eq) (tokens $0)))", "--input", "hello", "--report", cls.folder / "page.html")

    def test_it_shows_every_value_and_the_transformer(self):
        self.assertEqual(self.browser.text("#summary td:last-of-type"), "h")
        grid = self.browser.one("#values .result .grid")
        results = [one.text for one in grid.find_elements("css selector", ".grid-result")]
        self.assertEqual(results, ["→ o", "→ l", "→ l", "→ e", "→ h"])
        self.assertIn("2 layers, 2 heads", self.browser.text("#transformer"))

    def test_it_is_for_everybody(self):
        self.check_everywhere()


if __name__ == "__main__":
    main()
