"""Chromium without a window, as the tests of the pages drive it.

    browser = Browser(width=400, dark=True)
    browser.open("report.html")
    browser.run("return document.title")
    browser.messages()     # what the page wrote on the console: it should be nothing
"""

import json
import os
import pathlib
import shutil
import sys
import time

SKIPPED = 77  # the exit code by which ctest knows that a test was skipped


def skip(reason):
    print(f"skipped: {reason}")
    sys.exit(SKIPPED)


try:
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.keys import Keys  # noqa: F401
except ImportError:
    skip("python3 has no selenium (Debian: python3-selenium)")

CHROMIUM = shutil.which("chromium")
DRIVER = shutil.which("chromedriver")
if not CHROMIUM or not DRIVER:
    skip("there is no chromium with chromedriver (Debian: chromium, chromium-driver)")

# The page says so when it is built.
READY = "return document.documentElement.hasAttribute('data-ready')"


class Browser:
    def __init__(self, width=1280, height=900, dark=False, downloads=None):
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        # Chromium's sandbox needs what containers, and root, often do not have.
        for argument in ("--headless=new", "--no-sandbox", "--disable-gpu",
                         "--disable-dev-shm-usage", f"--window-size={width},{height}"):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        if downloads:
            options.add_experimental_option(
                "prefs", {"download.default_directory": str(downloads)})
        self.driver = webdriver.Chrome(service=Service(DRIVER), options=options)
        self.resize(width, height)
        self.show_dark(dark)

    def resize(self, width, height):
        self.command("Emulation.setDeviceMetricsOverride",
                     {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})

    def show_dark(self, dark):
        self.command("Emulation.setEmulatedMedia", {"features": [
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]})

    def command(self, name, arguments):
        return self.driver.execute_cdp_cmd(name, arguments)

    def open(self, path):
        self.driver.get(pathlib.Path(path).resolve().as_uri())
        self.wait(READY)

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def wait(self, condition, *arguments, seconds=60):
        """Waits until the script returns something true, and returns it."""
        end = time.monotonic() + seconds
        while True:
            value = self.run(condition, *arguments)
            if value:
                return value
            if time.monotonic() > end:
                raise AssertionError(f"this did not become true: {condition} {arguments}")
            time.sleep(0.05)

    def all(self, selector):
        return self.driver.find_elements("css selector", selector)

    def one(self, selector):
        return self.driver.find_element("css selector", selector)

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def point_at(self, element):
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        ActionChains(self.driver).move_to_element(element).perform()

    def click(self, element):
        self.run("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def messages(self):
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def too_wide(self):
        """The elements that reach beyond the window, apart from those that scroll in a box."""
        return self.run("""
            const wide = [];
            for (const element of document.querySelectorAll("body *")) {
                if (element.closest(".skip, script")) continue;
                let boxed = false;
                for (let up = element.parentElement; up; up = up.parentElement) {
                    const flow = getComputedStyle(up).overflowX;
                    boxed = boxed || flow === "auto" || flow === "hidden" || flow === "scroll";
                }
                const box = element.getBoundingClientRect();
                if (!boxed && box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5)) {
                    wide.push(element.outerHTML.slice(0, 120));
                }
            }
            if (document.documentElement.scrollWidth > innerWidth) wide.push("the page scrolls");
            return wide;""")

    def axe(self):
        """The violations that axe-core finds, as text; None if there is no axe-core."""
        source = os.environ.get("RASP_STITCH_AXE", "")
        if not os.path.isfile(source):
            return None
        # Not as a script element, which the page's policy would refuse.
        self.command("Runtime.evaluate",
                     {"expression": pathlib.Path(source).read_text(encoding="utf-8")})
        violations = self.driver.execute_async_script("""
            const done = arguments[arguments.length - 1];
            axe.run(document).then((result) => done(result.violations.map((violation) =>
                [violation.id, violation.help, violation.nodes.slice(0, 3).map((node) =>
                    node.html.slice(0, 160) + " " + node.failureSummary)])));""")
        return json.dumps(violations, indent=1, ensure_ascii=False) if violations else ""

    def close(self):
        self.driver.quit()
