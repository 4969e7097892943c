"""The page of rasp-dream."""

import json

from browser import skip
from page_case import Page, main, options, run

TASKS = [
    {"name": "doubled", "type": "input(str) -> seq(num)", "literals": [], "examples": [
        {"input": ["a", "b", "c"], "output": [0, 2, 4]},
        {"input": ["b", "b", "a", "c"], "output": [0, 2, 4, 6]}]},
    *({"name": f"is_{letter}", "type": "input(str) -> seq(bool)", "literals": [f"str.{letter}"],
       "program": f"(lam (eq (tokens $0) str.{letter}))",
       "examples": [{"input": list(word), "output": [one == letter for one in word]}
                    for word in ("abc", "bbac", "cabd")]} for letter in "abcd"),
    {"name": "reverse", "type": "input(str) -> seq(str)", "literals": [], "examples": [
        {"input": list("abc"), "output": list("cba")},
        {"input": list("bbac"), "output": list("cabb")}]},
    {"name": "<unsolvable & odd>", "type": "input(str) -> seq(num)", "literals": [], "examples": [
        {"input": list("abc"), "output": [17, 4, 23]},
        {"input": list("bca"), "output": [5, 91, 2]}]},
]


class Dream(Page):
    @classmethod
    def make(cls):
        if not (options.bin / "rasp-dream").exists():
            skip("there is no rasp-dream in this build")
        tasks = cls.folder / "tasks.json"
        tasks.write_text(json.dumps(TASKS), encoding="utf-8")
        run("rasp-dream", tasks, "--run", cls.folder / "run", "--iterations", "2",
            "--no-recognition", "--programs-per-task", "300", "--frontier", "3",
            "--memory-limit", "500", "--pseudo-counts", "1", "--aic", "0.1",
            "--structure-penalty", "0.1", "-q")
        cls.frontiers = json.loads((cls.folder / "run/frontiers.json").read_text(encoding="utf-8"))
        cls.library = json.loads((cls.folder / "run/library.json").read_text(encoding="utf-8"))
        (cls.folder / "page.html").write_bytes((cls.folder / "run/report.html").read_bytes())

    def test_the_summary_counts_tasks(self):
        solved = self.frontiers["solved"]
        text = self.browser.one("#summary").text
        self.assertIn(f"{solved} of {len(TASKS)}", text)
        self.assertIn("4 of 4", text)  # those with a program of their own
        self.assertIn("right on fresh inputs", text)

    def test_the_course_of_the_run_is_drawn(self):
        titles = [one.text for one in self.browser.all("#charts h3")]
        self.assertEqual(titles, ["Tasks solved", "Library", "Description length",
                                  "Seconds by phase", "Which task was solved when"])
        for canvas in self.browser.all("#charts canvas"):
            self.browser.run("arguments[0].scrollIntoView()", canvas)
            self.browser.wait("return arguments[0].toDataURL().length > 3000", canvas)
        table = self.browser.all("#charts details")[-1]
        self.browser.click(table.find_element("css selector", "summary"))
        self.assertIn("doubled", table.text)

    def test_the_library_is_that_of_the_run(self):
        self.assertEqual(len(self.browser.all(".node")), len(self.library))
        self.assertGreater(len(self.library), 0)
        self.assertIn("Learnt in iteration", self.browser.one("#library .panel").text)
        self.assertRegex(self.browser.one("#library .panel").text,
                         r"Best programs without it\n[\d,.]+ nats \([\d.]+ more\)")

    def test_tasks_show_their_programs_or_how_deep_the_search_got(self):
        which = self.browser.all("#tasks select")[0]
        self.set(which, "open")
        still_open = len(TASKS) - self.frontiers["solved"]
        status = self.browser.text("#tasks [role=status]")
        self.assertEqual(status, f"{still_open} of {len(TASKS)} tasks")
        search = self.browser.one("#tasks input[type=search]")
        search.send_keys("<unsolvable")
        self.browser.click(self.browser.one("#tasks .row"))
        text = self.browser.one("#tasks .panel").text
        self.assertIn("<unsolvable & odd>", text)
        self.assertIn("nats deep", text)
        self.set(which, "solved")
        search.clear()
        search.send_keys("is_a")
        self.browser.click(self.browser.one("#tasks .row"))
        text = self.browser.one("#tasks .panel").text
        self.assertIn("log prior", text)
        self.assertIn("meets all 3 examples", text)
        self.assertIn("On fresh inputs\nright", text)

    def test_it_is_for_everybody(self):
        self.check_everywhere()


if __name__ == "__main__":
    main()
