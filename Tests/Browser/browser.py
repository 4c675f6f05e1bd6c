"""Chromium, and what every page has to pass."""

import os
import unittest
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
IMAGES = Path(os.environ["IMAGES_DIR"]) if "IMAGES_DIR" in os.environ else None
WIDTHS = {"wide": 1280, "narrow": 390}

# Own checks beside axe: what can be reached by Tab, in which order, and whether one sees where one is.
FOCUSED = """() => {
  const element = document.activeElement;
  const box = element.getBoundingClientRect();
  const style = getComputedStyle(element);
  return {
    tag: element.tagName, id: element.id, name: element.getAttribute('aria-label') || element.textContent.trim(),
    top: box.top + scrollY, left: box.left, isSeen: box.width > 0 && box.height > 0,
    hasOutline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0,
  };
}"""


class BrowserTestCase(unittest.TestCase):
    """Opens pages in one browser; any complaint of a page fails its test."""

    @classmethod
    def setUpClass(cls):
        cls.playwright = sync_playwright().start()
        cls.addClassCleanup(cls.playwright.stop)
        # Root, as in a container, has no sandbox; nothing but our own pages is opened.
        arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
        cls.chromium = cls.playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        cls.addClassCleanup(cls.chromium.close)

    def open(self, url, language="en-GB", scheme="light", width=1280, script=True, allows=()):
        """A page in a context of its own; `allows` are parts of complaints that are expected."""
        context = self.chromium.new_context(
            locale=language, color_scheme=scheme, viewport={"width": width, "height": 900}, java_script_enabled=script)
        self.addCleanup(context.close)
        page = context.new_page()
        page.set_default_timeout(10_000)
        complaints = []
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        self.addCleanup(lambda: self.assertEqual(
            [], [text for text in complaints if not any(part in text for part in allows)]))
        page.goto(url)
        return page

    def assert_accessible(self, page, without=()):
        """Every rule of axe-core, contrast of 4.5:1 among them, but those named in `without`; one h1, one main."""
        results = Axe().run(page)
        found = [
            f"{violation['id']}: {violation['help']} at {[node['target'] for node in violation['nodes']][:5]}"
            for violation in results.response["violations"] if violation["id"] not in without]
        self.assertEqual([], found)
        self.assertEqual((1, 1), (page.locator("h1").count(), page.locator("main").count()))

    def assert_fits(self, page):
        """Nothing makes the page itself wider than the screen."""
        self.assertLessEqual(page.evaluate("document.documentElement.scrollWidth"), page.viewport_size["width"])

    def tab_stops(self, page, limit=60):
        """What Tab reaches from the top of the page, until it leaves the document."""
        page.evaluate("() => { document.activeElement.blur(); window.scrollTo(0, 0); }")
        stops = []
        for _ in range(limit):
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop["tag"] == "BODY":
                break
            stops.append(stop)
        return stops

    def assert_keyboard(self, stops):
        """Every stop is seen, has a name and shows that it has the focus."""
        self.assertGreater(len(stops), 2)
        for stop in stops:
            self.assertTrue(stop["isSeen"] and stop["hasOutline"], stop)

    def keep(self, page, name, full=True):
        """Stores a picture for the documents, when asked to."""
        if IMAGES:
            page.screenshot(path=IMAGES / f"{name}.png", full_page=full)
