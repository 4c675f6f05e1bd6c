"""The Observer's dashboard over a stack that it supervises: what fails is told and mended live, actions ask first."""

import signal
import unittest

from browser import WIDTHS, BrowserTestCase
from stack import Stack, Supervised, free_ports


class DashboardTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.stack = Supervised()
        cls.addClassCleanup(cls.stack.end)

    def overview(self, **options):
        page = self.open(self.stack.url, **options)
        page.get_by_role("row").filter(has_text="finance-service").wait_for()
        return page

    def service(self, name, query="", **options):
        page = self.open(f"{self.stack.url}/ui/services/{name}{query}", **options)
        page.locator("#timeline").wait_for()
        return page

    def mark(self, page):
        """A reload would lose this."""
        page.evaluate("window.isTheSame = true")

    def assert_not_reloaded(self, page):
        self.assertTrue(page.evaluate("window.isTheSame === true"), "the page was loaded anew")

    # Live

    def test_a_hang_is_told_with_its_reason_and_what_was_done_and_goes_by_itself(self):
        german, english = self.overview(language="de-DE"), self.overview(scheme="dark")
        service = self.service("finance")
        for page in [german, english, service]:
            self.mark(page)
        pid = self.stack.signal("finance", signal.SIGSTOP)
        trouble = german.locator(".trouble", has_text="zum Ende aufgefordert")
        trouble.wait_for(timeout=20_000)
        english.locator(".trouble", has_text="told to end").wait_for()
        service.locator("#answer", has_text="unreachable").wait_for()
        self.keep(german, "finance-hangs")
        self.keep(english, "dashboard-dark")
        self.assertIn("Hängt: 3 Prüfungen ohne Antwort", trouble.inner_text())
        self.assertIn("beleg-service", trouble.inner_text())
        self.assertIn("Nur teilweise.", german.locator("h1").inner_text())
        self.assertIn("Buchen gestört", german.locator("#functions").inner_text())
        self.assert_accessible(german, without=["meta-refresh"])
        self.assert_accessible(service, without=["meta-refresh"])
        self.stack.until_replaced("finance", pid)
        german.locator("h1", has_text="Ja.").wait_for(timeout=20_000)
        trouble.wait_for(state="detached")
        self.assertIn("zum Ende aufgefordert", german.locator("#latest").inner_text())
        service.locator("#answer", has_text="healthy").wait_for()
        service.locator("#log", has_text="Ledger open").wait_for()
        for page in [german, english, service]:
            self.assert_not_reloaded(page)
        self.keep(self.overview(), "overview")
        self.keep(self.service("finance"), "service")

    def test_a_killed_service_is_seen_to_come_back(self):
        page = self.overview()
        self.mark(page)
        pid = self.stack.signal("minimal-server", signal.SIGKILL)
        deed = page.locator("#latest li", has_text="minimal-server").filter(has_text="started")
        deed.first.wait_for(timeout=20_000)
        self.stack.until_replaced("minimal-server", pid)
        page.get_by_role("row").filter(has_text="minimal-server").filter(has_text="healthy").wait_for()
        self.assert_not_reloaded(page)

    def test_the_log_grows_while_it_is_looked_at(self):
        page = self.service("minimal-server")
        self.mark(page)
        starts = page.locator("#log span", has_text="ready after")
        before = starts.count()
        self.stack.until_replaced("minimal-server", self.stack.signal("minimal-server", signal.SIGKILL))
        starts.nth(before).wait_for(timeout=20_000)
        self.assert_not_reloaded(page)

    def set_hidden(self, page, hidden):
        """As a browser does when its tab is left, and when it is looked at again."""
        page.evaluate("""hidden => {
            Object.defineProperty(document, 'hidden', { configurable: true, get: () => hidden });
            document.dispatchEvent(new Event('visibilitychange'));
        }""", hidden)

    def test_the_log_has_every_line_once_that_was_written_while_nobody_looked(self):
        page = self.service("minimal-server")
        page.locator("#live.on").wait_for()
        before = page.locator("#log span").count()
        self.set_hidden(page, True)
        self.stack.until_replaced("minimal-server", self.stack.signal("minimal-server", signal.SIGKILL))
        page.wait_for_timeout(1_000)
        self.assertEqual(before, page.locator("#log span").count())
        self.set_hidden(page, False)
        page.locator("#log span", has_text="ready after").nth(1).wait_for(timeout=20_000)
        page.locator("#live.on").wait_for()
        fresh = self.service("minimal-server")
        self.assertEqual(fresh.locator("#log").inner_text(), page.locator("#log").inner_text())

    def test_the_page_of_a_refused_form_is_live(self):
        page = self.open(f"{self.stack.url}/ui/incidents", allows=["422"])
        page.evaluate("document.querySelectorAll('form [required]').forEach(field => { field.required = false; })")
        page.get_by_role("button", name="Silence").click()
        page.locator("[role=alert]").wait_for()
        page.locator("#live.on").wait_for()
        page.wait_for_timeout(6_000)  # once read again
        page.locator("#live.on").wait_for()
        page.locator("[role=alert]").wait_for()

    def test_a_live_stream_that_was_refused_is_tried_again(self):
        page = self.open("about:blank", allows=["503"])
        refused = []

        def refuse(route):
            refused.append(route)
            route.fulfill(status=503) if len(refused) == 1 else route.continue_()

        page.route("**/events", refuse)
        page.goto(self.stack.url)
        page.locator("#live.on").wait_for(timeout=20_000)
        self.assertGreater(len(refused), 1)

    def test_an_observer_that_hangs_or_has_died_leaves_the_answer_unknown_until_it_is_back(self):
        stack = Stack()
        self.addCleanup(stack.end)
        port = str(free_ports(1)[0])
        observer = stack.start("Observer", PORT=port)
        refused = ["ERR_CONNECTION_REFUSED", "ERR_INCOMPLETE_CHUNKED_ENCODING", "ERR_CONNECTION_RESET", "ERR_EMPTY"]
        german = self.open(observer.url, language="de-DE", allows=refused)
        incidents = self.open(f"{observer.url}/ui/incidents", allows=refused)
        headline, notice = german.locator("#answer"), incidents.locator("#connection")
        for page in [german, incidents]:
            page.locator("#live.on").wait_for()
        known = headline.inner_text()

        def assert_unknown():
            headline.filter(has_text="Unbekannt: keine Verbindung zum Observer seit").wait_for(timeout=12_000)
            notice.filter(has_text="Unknown: no connection to the Observer since").wait_for()
            self.assertEqual("answer idle", headline.get_attribute("class"))
            self.assertIn("keine Verbindung", german.locator("#connection[role=status]").text_content())
            self.assertTrue(german.title().startswith("? Unbekannt"))
            self.assertEqual("nicht verbunden", german.locator("#live").inner_text())
            self.assert_accessible(german, without=["meta-refresh"])
            self.assert_accessible(incidents, without=["meta-refresh"])

        def assert_known():
            german.locator("#answer", has_text=known.splitlines()[-1]).wait_for(timeout=20_000)
            for page in [german, incidents]:
                page.locator("#live.on").wait_for(timeout=20_000)
            self.assertNotIn("Unbekannt:", headline.inner_text())
            self.assertEqual(("", ""), (notice.text_content(), german.locator("#connection").text_content()))

        german.wait_for_timeout(8_000)  # A quiet Observer is no silent one.
        assert_known()
        observer.process.send_signal(signal.SIGSTOP)
        assert_unknown()
        observer.process.send_signal(signal.SIGCONT)
        assert_known()
        observer.kill()
        assert_unknown()
        stack.start("Observer", PORT=port)
        assert_known()

    # Actions

    def test_an_action_asks_first_and_can_be_called_off(self):
        page = self.service("minimal-server")
        pid = self.stack.units()["minimal-server"]["pid"]
        page.get_by_role("link", name="Restart").click()
        ask = page.locator(".ask")
        self.assertIn("Are you sure?", ask.inner_text())
        ask.get_by_role("link", name="Cancel").click()
        ask.wait_for(state="detached")
        self.assertEqual(pid, self.stack.units()["minimal-server"]["pid"])

    def test_a_service_is_restarted_by_keyboard_alone(self):
        page = self.service("minimal-server")
        pid = self.stack.units()["minimal-server"]["pid"]
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()") == "Restart":
                break
        page.keyboard.press("Enter")
        page.locator("button#ask:focus").wait_for()
        self.assert_accessible(page, without=["meta-refresh"])
        page.keyboard.press("Enter")
        page.locator("#timeline", has_text="“restart” asked by Dashboard.").wait_for()
        self.stack.until_replaced("minimal-server", pid)

    def test_everything_works_without_scripts(self):
        overview = self.overview(script=False)
        self.assertIn("Can I work?", overview.locator("h1").inner_text())
        page = self.service("minimal-server", script=False)
        self.assertGreaterEqual(page.locator("svg.chart").count(), 3)
        page.get_by_role("link", name="Silence").click()
        page.get_by_label("Reason (optional)").fill("Test <b>")
        page.get_by_role("button", name="Silence").click()
        row = page.get_by_role("row").filter(has_text="minimal-server").filter(has_text="Test <b>")
        row.get_by_role("button").click()
        page.get_by_text("Reason (optional)").wait_for()
        self.assertEqual(0, row.count())

    # Languages, keyboard, assistive technology

    def test_a_chosen_language_stays_on_every_page(self):
        page = self.overview(language="en-GB")
        page.get_by_role("link", name="Deutsch").click()
        page.locator("h1", has_text="Kann ich arbeiten?").wait_for()
        page.get_by_role("link", name="finance-service").first.click()
        page.get_by_role("heading", name="Entscheidungen").wait_for()
        page.get_by_role("link", name="Störungen").click()
        page.get_by_role("heading", name="Vergangene Störungen").wait_for()
        self.assertEqual("de", page.locator("html").get_attribute("lang"))

    def test_every_page_is_reached_by_keyboard_in_reading_order(self):
        for path in ["/", "/ui/services/finance", "/ui/incidents"]:
            with self.subTest(page=path):
                page = self.open(self.stack.url + path)
                page.locator("main").wait_for()
                stops = self.tab_stops(page)
                self.assert_keyboard(stops)
                self.assertEqual("Skip to the content", stops[0]["name"])

    def test_service_and_incidents_are_accessible_in_both_schemes_and_fit_every_screen(self):
        for path in ["/ui/services/finance", "/ui/services/finance?ask=stop", "/ui/incidents"]:
            for scheme in ["light", "dark"]:
                for name, width in WIDTHS.items():
                    with self.subTest(page=path, scheme=scheme, width=name):
                        page = self.open(self.stack.url + path, scheme=scheme, width=width)
                        page.locator("main").wait_for()
                        self.assert_accessible(page, without=["meta-refresh"])
                        self.assert_fits(page)
                        page.context.close()

    def test_a_form_of_another_site_is_refused(self):
        pid = self.stack.units()["minimal-server"]["pid"]
        form = f"""<form method=post action='{self.stack.url}/ui/services/minimal-server/stop'>
            <input name=confirmed value=yes><button>Win a prize</button></form>"""
        foreign = self.open(f"data:text/html,{form}", allows=["403", "404"])  # 404: the icon of an answer that is no page
        with foreign.expect_navigation() as navigation:
            foreign.get_by_role("button").click()
        self.assertEqual(403, navigation.value.status)
        self.assertEqual(pid, self.stack.units()["minimal-server"]["pid"])


if __name__ == "__main__":
    unittest.main()
