"""The Observer's page: what it says of services, live, in both languages."""

import io
import unittest
import zipfile

from browser import WIDTHS, BrowserTestCase
from stack import Stack


class OverviewPageTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stack = Stack()
        cls.addClassCleanup(stack.end)
        cls.observer = stack.start("Observer")
        register = f"{cls.observer.url}/register"
        cls.finance = stack.start("Finance", OBSERVER_SERVICE_URL=register)
        cls.beleg = stack.start("Beleg", OBSERVER_SERVICE_URL=register, FINANCE_SERVICE_URL=cls.finance.url)

    def overview(self, **options):
        page = self.open(self.observer.url, **options)
        page.get_by_role("row").filter(has_text="finance-service").wait_for()
        return page

    def test_shows_a_killed_service_without_a_hand_being_moved(self):
        page = self.overview()
        row = page.get_by_role("row").filter(has_text="minimal-server")
        stack = Stack()
        self.addCleanup(stack.end)
        minimal = stack.start("MinimalServer", OBSERVER_SERVICE_URL=f"{self.observer.url}/register")
        row.filter(has_text="healthy").wait_for(timeout=20_000)
        minimal.kill()
        row.filter(has_text="unreachable").wait_for(timeout=20_000)

    def test_speaks_both_languages(self):
        page = self.overview(language="de-DE")
        self.assertIn("Kann ich arbeiten?", page.locator("h1").inner_text())
        page.get_by_role("link", name="English").click()
        page.locator("h1", has_text="Can I work?").wait_for()

    def test_reads_without_scripts(self):
        self.assertIn("Can I work?", self.overview(script=False).locator("h1").inner_text())

    def test_is_reached_by_keyboard(self):
        page = self.overview()
        stops = self.tab_stops(page)
        self.assert_keyboard(stops)
        self.assertEqual(stops, sorted(stops, key=lambda stop: stop["top"] // 40))

    def test_is_accessible_in_both_schemes_and_fits_every_screen(self):
        for scheme in ["light", "dark"]:
            for name, width in WIDTHS.items():
                with self.subTest(scheme=scheme, width=name):
                    page = self.overview(scheme=scheme, width=width)
                    # The page refreshes itself, to be live without scripts; no input can be lost.
                    self.assert_accessible(page, without=["meta-refresh"])
                    self.assert_fits(page)
                    page.context.close()

    def test_the_page_that_checks_invoices_is_accessible_too(self):
        for scheme in ["light", "dark"]:
            with self.subTest(scheme=scheme):
                page = self.open(self.beleg.url, scheme=scheme)
                page.locator("h1").wait_for()
                self.assert_accessible(page)
                self.assert_fits(page)

    def test_the_page_that_checks_invoices_shows_each_file_of_an_archive(self):
        archive = io.BytesIO()
        with zipfile.ZipFile(archive, "w") as file:
            file.writestr("Mai/a.xml", "<a/>")
            file.writestr("leer.xml", "")
        page = self.open(self.beleg.url)
        page.locator("#files").set_input_files(
            [{"name": "many.zip", "mimeType": "application/zip", "buffer": archive.getvalue()}])
        page.locator("h2", has_text="many.zip: leer.xml").wait_for()
        self.assertEqual(["Rejected", "Rejected"], page.locator(".verdict").all_inner_texts())
        self.assertEqual("line 1", page.locator("article").last.locator("td").last.inner_text())

    def test_a_file_dropped_beside_the_box_is_checked_and_its_findings_are_weighed_in_words(self):
        for language, word in [("de-DE", "Fehler"), ("en-GB", "Error")]:
            with self.subTest(language=language):
                page = self.open(self.beleg.url, language=language, allows=("422",))  # Not to be shown as an invoice.
                taken = page.evaluate("""() => {
                    const dataTransfer = new DataTransfer();
                    dataTransfer.items.add(new File(['<a/>'], 'beside.xml', { type: 'text/xml' }));
                    const at = (element, name) => !element.dispatchEvent(
                        new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true }));
                    const marks = () => document.getElementById('drop').classList.contains('over');
                    const heading = document.querySelector('h1');
                    const over = at(heading, 'dragover'), isMarked = marks();
                    return [over, isMarked, at(heading, 'drop'), marks()];
                }""")
                self.assertEqual([True, True, True, False], taken)
                page.locator("h2", has_text="beside.xml").wait_for()
                self.assertEqual(word, page.locator("article td").first.inner_text())


if __name__ == "__main__":
    unittest.main()
