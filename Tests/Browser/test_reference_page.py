"""The reference page of an API: nothing is really done by one click."""

import datetime
import json
import unittest

from browser import BrowserTestCase
from stack import Stack, get

TODAY = datetime.datetime.now(datetime.timezone.utc).date().isoformat()


class ReferencePageTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stack = Stack()
        cls.addClassCleanup(stack.end)
        cls.finance = stack.start("Finance")
        cls.beleg = stack.start("Beleg")

    def form(self, method, path, **options):
        page = self.open(f"{self.finance.url}/docs", **options)
        return page, page.locator(f'form[data-method="{method}"][data-path="/api/v1/finanzen{path}"]')

    def count(self):
        return len(get(f"{self.finance.url}/api/v1/finanzen/transactions?limit=1000")["transactions"])

    def booking(self, **options):
        page, form = self.form("POST", "/transactions", **options)
        form.locator("textarea").fill(json.dumps({
            "date": TODAY, "description": "Trial", "amount": "5.00", "debit_account": "1000", "credit_account": "1200"}))
        return page, form, self.count()

    def test_a_booking_is_only_checked_unless_somebody_takes_the_dry_run_away(self):
        _, form, before = self.booking()
        self.assertEqual("true", form.locator("[data-name=dry_run]").input_value())
        form.get_by_role("button", name="Try it").click()
        form.locator("output", has_text="200").wait_for()
        self.assertTrue(form.get_by_role("button", name="Really send").is_hidden())
        self.assertEqual(before, self.count())

    def test_what_may_change_something_is_sent_by_a_second_button(self):
        page, form, before = self.booking(language="de-DE")
        form.locator("[data-name=dry_run]").fill("")
        form.get_by_role("button", name="Ausprobieren").dblclick()
        really = form.get_by_role("button", name="Wirklich senden")
        really.wait_for()
        self.assertIn("Daten ändern", form.locator("output").inner_text())
        self.assert_accessible(page)
        page.wait_for_timeout(300)
        self.assertEqual(before, self.count())
        form.locator("[data-name=Idempotency-Key]").fill("another-question")
        self.assertTrue(really.is_hidden(), "what was asked about is not what would be sent")
        form.get_by_role("button", name="Ausprobieren").focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        form.locator("output", has_text="201").wait_for()
        self.assertEqual(before + 1, self.count())
        self.assertTrue(really.is_hidden())

    def test_reading_asks_nothing(self):
        _, form = self.form("GET", "/accounts")
        form.get_by_role("button", name="Try it").click()
        form.locator("output", has_text="200").wait_for()

    def test_an_account_is_only_checked_as_well(self):
        _, form = self.form("POST", "/accounts")
        self.assertEqual("true", form.locator("[data-name=dry_run]").input_value())

    def test_a_file_is_chosen_and_sent_and_the_examples_name_this_service(self):
        page = self.open(f"{self.beleg.url}/docs")
        form = page.locator('form[data-method="POST"][data-path="/api/v1/pruefen"]')
        form.locator("input[type=file]").set_input_files(
            {"name": "a.xml", "mimeType": "application/xml", "buffer": b"<a/>"})
        form.get_by_role("button", name="Try it").click()
        form.get_by_role("button", name="Really send").click()
        form.locator("output", has_text="200").wait_for()
        self.assertIn("befunde", form.locator(".reply").inner_text())
        examples = page.locator("section", has=form).locator("pre code").all_text_contents()
        for example, body in zip(examples, ("--data-binary @", "files[0]", "Data(contentsOf:"), strict=True):
            self.assertIn(f"{self.beleg.url}/api/v1/pruefen", example)
            self.assertIn(body, example)
        self.assert_accessible(page)


if __name__ == "__main__":
    unittest.main()
