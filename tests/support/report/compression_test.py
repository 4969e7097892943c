"""The page of rasp-compress."""

import json
import re
import time

from browser import Keys
from page_case import Page, main, options, run


class Compression(Page):
    @classmethod
    def make(cls):
        cls.page = cls.folder / "page.html"
        run("rasp-compress", options.corpora / "rasp.json", "-a3", "-i10", "--report", cls.page,
            "--out", cls.folder / "out.json", "-q")
        cls.out = json.loads((cls.folder / "out.json").read_text(encoding="utf-8"))

    def choose(self, index):
        self.browser.click(self.browser.all(".node")[index])

    def detail(self):
        return self.browser.one("#library .panel").text

    def choose_program(self, name):
        search = self.browser.one("#programs input[type=search]")
        search.clear()
        search.send_keys(name)
        self.browser.wait("""
            const row = [...document.querySelectorAll('#programs .row')].find((one) =>
                one.querySelector('.where').textContent === arguments[0]);
            row?.click(); return row !== undefined;""", name)

    def test_the_summary_says_what_came_out(self):
        text = self.browser.one("#summary").text
        before, after = self.out["original_cost"], self.out["final_cost"]
        self.assertIn(f"{before:,} → {after:,}", text)
        self.assertIn(f"{before / after:.2f} ×", text)
        self.assertIn("every step is proven optimal", text)
        self.browser.click(self.browser.one("#summary summary"))
        self.assertIn("rasp-compress ", self.browser.one("#summary").text)
        self.assertIn("-a3 -i10", self.browser.one("#summary").text)

    def test_the_charts_are_drawn_and_have_tables(self):
        charts = self.browser.all("#charts canvas")
        self.assertEqual(len(charts), 2)
        for canvas in charts:
            self.browser.run("arguments[0].scrollIntoView()", canvas)
            self.browser.wait("return arguments[0].toDataURL().length > 5000", canvas)
        self.browser.click(self.browser.one("#charts summary"))
        self.assertIn(f"{self.out['final_cost']:,}", self.browser.one("#charts table").text)

    def test_an_abstraction_shows_all_there_is_to_say(self):
        for index, abstraction in enumerate(self.out["abstractions"]):
            self.choose(index)
            text = self.detail()
            body = self.browser.run(
                "return document.querySelector('#library .panel .code').textContent")
            self.assertEqual(re.sub(r"\s+", " ", body), abstraction["body"])
            self.assertIn(abstraction["type"], text)
            self.assertIn(f"{abstraction['utility']:,}", text)
            self.assertIn("Total without it", text)
            for part in abstraction["depends_on"]:
                self.assertIn(part, text)
            pressed = self.browser.run("""return [...document.querySelectorAll('.node')]
                .map((node) => node.getAttribute('aria-pressed'))""")
            self.assertEqual(pressed.index("true"), index)

    def test_metavariables_have_colours(self):
        self.choose(next(i for i, one in enumerate(self.out["abstractions"]) if one["arity"] > 1))
        colours = self.browser.run("""return [...document.querySelectorAll('.panel .code .meta')]
            .map((one) => getComputedStyle(one).color)""")
        self.assertGreater(len(set(colours)), 1)

    def test_every_use_is_listed_with_its_arguments(self):
        self.choose(0)
        name = self.out["abstractions"][0]["name"]
        texts = self.out["rewritten"] + [one["body"] for one in self.out["abstractions"]]
        pattern = re.compile(r"(?<![^\s()])" + re.escape(name) + r"(?![^\s()])")
        count = sum(len(pattern.findall(text)) for text in texts)
        self.browser.wait("return document.querySelector('.uses .note').textContent"
                          f".startsWith('{count} uses,')")
        self.assertRegex(self.browser.one(".uses .row .line").text, rf"\({name} .+\)")

    def test_a_definition_is_unfolded_all_the_way_down(self):
        names = [one["name"] for one in self.out["abstractions"]]
        index = next(i for i, one in enumerate(self.out["abstractions"]) if one["depends_on"])
        self.choose(index)
        self.browser.click(self.browser.one("#library .panel details summary"))
        words = re.findall(r"[^\s()]+", self.browser.one("#library .panel details .code").text)
        self.assertFalse(set(words) & set(names))
        self.assertTrue(words)

    def test_variables_can_be_named(self):
        self.choose_program("reverse")
        self.assertIn("$0", self.browser.text("#programs .panel .code"))
        self.browser.click(self.browser.one("#library input[type=checkbox]"))
        self.assertNotIn("$0", self.browser.text("#programs .panel .code"))
        self.assertIn("(lam x", self.browser.text("#programs .panel .code"))

    def test_plain_names_are_kept_in_a_file_that_names_reads(self):
        self.choose(0)
        field = self.browser.one("#library .panel input[type=text]")
        field.send_keys("same <b>tokens</b>")
        self.assertIn("same <b>tokens</b>", self.browser.text("#library .panel h3"))
        self.assertIn("same <b>tok", self.browser.text(".node .node-name"))
        saved = self.folder / "names.json"
        saved.unlink(missing_ok=True)
        self.browser.click(self.browser.one("#library .bar button"))
        end = time.monotonic() + 30
        while not saved.exists() and time.monotonic() < end:
            time.sleep(0.05)
        name = self.out["abstractions"][0]["name"]
        self.assertEqual(json.loads(saved.read_text(encoding="utf-8")),
                         {name: "same <b>tokens</b>"})
        again = self.folder / "again.html"
        run("rasp-compress", options.corpora / "rasp.json", "-a3", "-i1", "-q",
            "--names", saved, "--report", again)
        self.browser.open(again)
        self.assertEqual(self.browser.text("#library .panel h3"), "same <b>tokens</b>")

    def test_the_graph_works_by_keyboard(self):
        node = self.browser.all(".node")[2]
        self.browser.run("arguments[0].focus()", node)
        self.browser.driver.switch_to.active_element.send_keys(Keys.ENTER)
        self.assertEqual(self.browser.text("#library .panel h3"),
                         self.out["abstractions"][2]["name"])

    def test_programs_are_side_by_side_and_parts_light_up(self):
        self.choose_program("reverse")
        before, after = self.browser.all("#programs .sides .code")
        place = self.out["tasks"].index("reverse")
        flat = [re.sub(r"\s+", " ", one.get_attribute("textContent")) for one in (before, after)]
        self.assertEqual(flat, [self.out["original"][place], self.out["rewritten"][place]])
        for side in (before, after):
            self.assertTrue(side.find_elements("css selector", ".part"))
        part = after.find_element("css selector", ".part")
        index = part.get_attribute("data-a")
        dark = "return getComputedStyle(arguments[0]).boxShadow !== 'none'"
        other = before.find_element("css selector", f".part[data-a~='{index}']")
        self.assertFalse(self.browser.run(dark, other))
        self.browser.point_at(part)
        self.browser.wait(dark, other)
        self.browser.click(part)
        self.assertEqual(self.browser.text("#library .panel h3"),
                         self.out["abstractions"][int(index)]["name"])

    def test_programs_are_searched_and_filtered(self):
        status = "#programs [role=status]"
        whole = len(self.out["original"])
        self.browser.wait(f"return document.querySelector('{status}')?.textContent "
                          f"=== '{whole} programs'")
        by, order = self.browser.all("#programs select")
        self.set(by, "1")
        name = self.out["abstractions"][1]["name"]
        users = sum(name in re.findall(r"[^\s()]+", text) for text in self.out["rewritten"])
        self.assertTrue(self.browser.text(status).startswith(f"{users} of {whole}"))
        self.set(by, "")
        least = self.browser.one("#programs input[type=range]")
        self.set(least, 50)
        self.assertRegex(self.browser.text(status), rf"^\d+ of {whole}")
        for cost in self.browser.all("#programs .row .cost"):
            self.assertGreaterEqual(int(re.search(r"\((\d+) %", cost.text)[1]), 50)
        self.set(order, "saved")
        saved = [int(a.replace(",", "")) - int(b.replace(",", "")) for a, b in
                 (re.findall(r"[\d,]+", cost.text)[:2]
                  for cost in self.browser.all("#programs .row .cost"))]
        self.assertEqual(saved, sorted(saved, reverse=True))
        self.browser.one("#programs input[type=search]").send_keys("no such program")
        self.assertTrue(self.browser.text(status).startswith("0 of"))

    def test_the_list_works_by_keyboard(self):
        box = self.browser.one("#programs .list")
        self.browser.run("arguments[0].focus()", box)
        box.send_keys(Keys.END)
        self.assertEqual(self.browser.text("#programs .panel h3"),
                         self.browser.run("return arguments[0]", self.last_name()))
        box.send_keys(Keys.HOME)
        box.send_keys(Keys.ARROW_DOWN)
        chosen = self.browser.one("#programs [aria-selected=true]")
        self.assertEqual(chosen.get_attribute("aria-posinset"), "2")
        self.assertEqual(box.get_attribute("aria-activedescendant"), chosen.get_attribute("id"))

    def last_name(self):
        entries = json.loads((options.corpora / "rasp.json").read_text(encoding="utf-8"))
        return entries[-1]["name"]

    def test_rasp_shows_what_attends_to_what_and_transformers(self):
        self.choose_program("reverse")
        grid = self.browser.one("#programs .grid")
        cells = len(grid.find_elements("css selector", ".cell"))
        on = len(grid.find_elements("css selector", ".cell.on"))
        self.assertEqual(on * on, cells)  # each token attends to the mirrored one alone
        self.assertIn("Each token attends to:", grid.get_attribute("aria-label"))
        self.browser.click(self.browser.all("#programs .panel details summary")[-1])
        self.assertIn("Head 1 selects", self.browser.one("#programs .panel .layers").text)
        shown = sum("Transformer" in (self.choose(index) or self.detail())
                    for index in range(len(self.out["abstractions"])))
        self.assertGreater(shown, 5)

    def test_the_theme_can_be_chosen(self):
        background = "return getComputedStyle(document.body).backgroundColor"
        light = self.browser.run(background)
        button = self.browser.one("#theme")
        self.browser.click(button)
        self.assertEqual(self.browser.run(background), light)
        self.browser.click(button)
        dark = self.browser.run(background)
        self.assertNotEqual(dark, light)
        self.browser.click(button)
        self.assertEqual(self.browser.run(background), light)
        self.browser.show_dark(True)
        self.assertEqual(self.browser.run(background), dark)

    def test_it_is_for_everybody(self):
        self.check_everywhere()

    def test_the_policy_is_strict(self):
        policy = self.browser.run("return document.querySelector("
                                  "'meta[http-equiv=Content-Security-Policy]').content")
        self.assertIn("default-src 'none'", policy)
        self.assertNotIn("unsafe", policy)
        # And it is obeyed: a script that is put in does not run.
        self.browser.run("""const made = document.createElement('script');
            made.textContent = 'window.hacked = 1'; document.body.append(made);""")
        self.assertIsNone(self.browser.run("return window.hacked ?? null"))
        self.assertRegex(" ".join(self.browser.messages()), "Content Security Policy")

    def test_it_is_little_larger_than_what_it_shows(self):
        self.assertLessEqual(self.page.stat().st_size,
                             1.5 * (self.folder / "out.json").stat().st_size + 1e6)


if __name__ == "__main__":
    main()
