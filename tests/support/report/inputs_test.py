"""Pages of corpora that are hostile or large."""

import json
import re

from browser import Keys
from corpora import HOSTILE_NAMES, hostile_corpus, large_corpus
from page_case import Page, main, run


class Hostile(Page):
    @classmethod
    def make(cls):
        corpus = cls.folder / "</script><b>x<b>.json".replace("/", "_")
        corpus.write_text(json.dumps(hostile_corpus()), encoding="utf-8")
        run("rasp-compress", corpus, "-q", "--report", cls.folder / "page.html")

    def test_all_texts_are_shown_as_texts(self):
        self.assertIsNone(self.browser.run("return window.hacked ?? null"))
        self.assertEqual(self.browser.all("section b, section img, section script"), [])
        rows = [row.get_attribute("textContent") for row in self.browser.all("#programs .where")]
        for name in HOSTILE_NAMES[:4]:
            self.assertIn(name, rows)
        self.assertTrue(any("⟨U+202E⟩right to left" in row for row in rows))
        self.assertTrue(any("⟨U+2028⟩line" in row for row in rows))
        self.assertGreater(len(self.browser.all(".node")), 0)

    def test_the_page_is_one_data_element_and_two_scripts(self):
        text = (self.folder / "page.html").read_text(encoding="utf-8")
        self.assertEqual(len(re.findall(r"<script[ >]", text)), 3)
        self.assertEqual(text.count("</script>"), 3)

    def test_each_program_can_be_looked_at(self):
        box = self.browser.one("#programs .list")
        self.browser.run("arguments[0].focus()", box)
        box.send_keys(Keys.HOME)
        for _ in HOSTILE_NAMES:
            self.assertGreater(len(self.browser.text("#programs .panel .code")), 0)
            box.send_keys(Keys.ARROW_DOWN)

    def test_it_is_for_everybody(self):
        self.check_everywhere()


class Large(Page):
    COUNT = 20_000

    @classmethod
    def make(cls):
        corpus = cls.folder / "large.json"
        corpus.write_text(json.dumps(large_corpus(cls.COUNT)), encoding="utf-8")
        run("rasp-compress", corpus, "-a2", "-i2", "-q", "--report", cls.folder / "page.html",
            "--out", cls.folder / "out.json")

    def test_it_opens_soon_and_scrolls(self):
        times = self.browser.run("""
            const [page] = performance.getEntriesByType('navigation');
            return [page.domInteractive, page.domContentLoadedEventEnd, page.loadEventEnd];""")
        size = (self.folder / "page.html").stat().st_size
        print(f"{self.COUNT} programs, a page of {size / 1e6:.1f} MB: there after "
              f"{times[1] / 1000:.2f} s, loaded after {times[2] / 1000:.2f} s")
        self.assertLessEqual(size, 1.5 * (self.folder / "out.json").stat().st_size + 1e6)
        box = self.browser.one("#programs .list")
        self.browser.run("arguments[0].scrollTop = arguments[0].scrollHeight", box)
        self.browser.wait("return document.querySelector('#programs [aria-posinset=\"20000\"]')")
        self.assertLess(len(self.browser.all("#programs .row")), 60)
        slowest = self.browser.driver.execute_async_script("""
            const [box, done] = arguments;
            let [last, worst, left] = [performance.now(), 0, 60];
            const step = (now) => {
                worst = Math.max(worst, now - last);
                last = now;
                box.scrollTop -= 900;
                --left > 0 ? requestAnimationFrame(step) : done(worst);
            };
            requestAnimationFrame(step);""", box)
        print(f"scrolling: the slowest of 60 frames took {slowest:.0f} ms")

    def test_it_is_searched_as_a_whole(self):
        self.browser.one("#programs input[type=search]").send_keys("program 19999")
        self.browser.wait("return document.querySelector('#programs [role=status]').textContent "
                          "=== '1 of 20,000 programs'")


if __name__ == "__main__":
    main()
