"""Finance's page: the whole way of a booking, by mouse and by keyboard, live, in both languages."""

import datetime
import unittest

from browser import WIDTHS, BrowserTestCase
from stack import Stack, get, post

YEAR = datetime.date.today().year
MONTH = datetime.date.today().month


class LedgerPageTests(BrowserTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        stack = Stack()
        cls.addClassCleanup(stack.end)
        cls.url = stack.start("Finance").url
        post(cls.url, date=f"{YEAR}-01-02", description="Capital", amount="25000.00", debit_account="1200",
             credit_account="0800")
        for month in range(1, MONTH + 1):
            for day, text, amount, debit, credit in [
                ("01", "Invoices", f"{4100 + month * 377 - month % 4 * 900}.35", "1200", "8400"),
                ("01", "Rent", "1450.00", "4210", "1200"), ("01", "Salaries", "2800.00", "4120", "1200"),
            ]:
                post(cls.url, date=f"{YEAR}-{month:02d}-{day}", description=text, amount=amount, debit_account=debit,
                     credit_account=credit)

    def ledger(self, **options):
        page = self.open(self.url, **options)
        page.locator("#income-chart svg").wait_for()
        page.locator("#connection[data-state=live]").wait_for()
        return page

    def fill(self, page, text, lines):
        page.get_by_label("Text", exact=True).fill(text)
        for number, (account, debit, credit) in enumerate(lines, 1):
            page.get_by_label(f"Line {number}: Account").fill(account)
            page.get_by_label(f"Line {number}: Debit").fill(debit)
            page.get_by_label(f"Line {number}: Credit").fill(credit)

    def count(self):
        return len(get(f"{self.url}/api/v1/finanzen/transactions?limit=1000")["transactions"])

    def test_posts_after_a_check(self):
        page, before = self.ledger(), self.count()
        self.fill(page, "Office supplies", [("4930", "1,000.00", ""), ("1200", "", "1,190.00")])
        page.get_by_role("button", name="Add a line").click()
        page.get_by_label("Line 3: Account").fill("1576")
        page.get_by_label("Line 3: Debit").fill("190")
        self.assertIn("credit: 0.00", page.locator("#difference").inner_text())
        page.get_by_role("button", name="Check").click()
        preview = page.get_by_role("region", name="To be posted")
        self.assertIn("4930 Office supplies", preview.inner_text())
        self.assertIn("1,190.00", preview.inner_text())
        self.assertEqual(before, self.count())
        self.keep(page, "ledger-booking", full=False)
        page.get_by_role("button", name="Post now").click()
        page.locator("#done", has_text="Posted as").wait_for()
        page.locator("#journal", has_text="Office supplies").wait_for()
        self.assertEqual(before + 1, self.count())

    def test_pressing_twice_posts_once(self):
        page, before = self.ledger(), self.count()
        self.fill(page, "Twice", [("1000", "5.00", ""), ("1200", "", "5.00")])
        page.get_by_role("button", name="Check").click()
        page.get_by_role("button", name="Post now").wait_for()
        page.evaluate("() => { const button = document.getElementById('post'); button.click(); button.click(); }")
        page.locator("#done", has_text="Posted as").wait_for()
        page.locator("#journal", has_text="Twice").wait_for()
        self.assertEqual(before + 1, self.count())

    def test_shows_every_fault_at_its_field(self):
        page = self.ledger(allows=("422",))
        self.fill(page, "Wrong", [("99999", "1.001", ""), ("1200", "", "abc")])
        page.get_by_role("button", name="Check").click()
        page.get_by_role("alert").wait_for()
        self.assertEqual("faults", page.evaluate("document.activeElement.id"))
        for label, fault in [
            ("Line 1: Account", "There is no account 99999."), ("Line 1: Debit", "EUR has 2 decimals."),
            ("Line 2: Credit", "Not an amount like 1190.00."),
        ]:
            field = page.get_by_label(label)
            self.assertEqual("true", field.get_attribute("aria-invalid"))
            described = page.locator(f"#{field.get_attribute('aria-describedby')}")
            self.assertEqual(fault, described.inner_text())
        self.assert_accessible(page)
        page.get_by_role("link", name="There is no account 99999.").click()
        self.assertEqual("/lines/0/account", page.evaluate("document.activeElement.name"))
        self.assertTrue(page.locator("#preview").is_hidden())

    def test_shows_at_once_what_others_post(self):
        page = self.ledger()
        post(self.url, date=f"{YEAR}-{MONTH:02d}-01", description="From elsewhere", amount="7.00",
             debit_account="1000", credit_account="1200")
        page.locator("#journal", has_text="From elsewhere").wait_for(timeout=5_000)

    def test_speaks_both_languages(self):
        page = self.ledger(language="de-DE")
        self.assertEqual("Hauptbuch", page.locator("h1").inner_text())
        self.assertIn("25.000,00", page.locator("#trial-balance").inner_text())
        page.get_by_role("link", name="English").click()
        page.get_by_role("heading", name="Ledger", level=1).wait_for()
        page.locator("#trial-balance", has_text="25,000.00").wait_for()

    def test_is_used_by_keyboard_alone(self):
        page, before = self.ledger(), self.count()
        stops = self.tab_stops(page)
        self.assert_keyboard(stops)
        self.assertEqual("Skip to the content", stops[0]["name"])
        names = [stop["name"] for stop in stops]
        order = ["Line 1: Account", "Line 1: Debit", "Line 1: Credit", "Line 2: Account", "Add a line", "Check"]
        self.assertEqual(order, [name for name in names if name in order])
        page.get_by_label("Text", exact=True).focus()
        for text in ["Typed", "1000", "3.00", "", "1200", "", "3.00"]:
            page.keyboard.type(text)
            page.keyboard.press("Tab")
        self.assertEqual("add-line", page.evaluate("document.activeElement.id"))
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Post now").wait_for()
        self.assertEqual("post", page.evaluate("document.activeElement.id"))
        page.keyboard.press("Enter")
        page.locator("#done", has_text="Posted as").wait_for()
        self.assertEqual(before + 1, self.count())

    def test_is_accessible_in_both_schemes_and_fits_every_screen(self):
        for scheme in ["light", "dark"]:
            for name, width in WIDTHS.items():
                with self.subTest(scheme=scheme, width=name):
                    page = self.ledger(scheme=scheme, width=width)
                    self.assert_accessible(page)
                    self.assert_fits(page)
                    if (scheme, name) == ("light", "wide"):
                        self.keep(page, "ledger-light", full=False)
                    page.context.close()

    def test_draws_what_the_tables_say(self):
        page = self.ledger()
        self.assertEqual(MONTH * 2, page.locator("#income-chart rect").count())
        self.assertEqual(MONTH, page.locator("#balance-chart circle").count())
        self.assertEqual(MONTH, page.locator("#income tbody tr").count())
        title = page.locator("#income-chart rect title").first.text_content()
        self.assertIn(page.locator("#income tbody tr td").first.inner_text(), title)
        page.get_by_label("Balance of account", exact=True).select_option("8400")
        page.locator("#balance-chart svg[aria-label*='8400']").wait_for()

    def test_money_is_exact_whatever_the_language(self):
        self.assertEqual([], self.ledger().evaluate("""async () => {
          const { decimalString, minorUnits, shown, typed } = await import('/assets/money.js');
          const { ticks } = await import('/assets/charts.js');
          const faults = [];
          let seed = 20260101n;
          for (let round = 0; round < 2000; round += 1) {
            seed = (seed * 6364136223846793005n + 1442695040888963407n) % (1n << 64n);
            // Up to the largest amount of the ledger, small ones as often as large ones.
            const value = BigInt.asIntN(64, seed) / (10n ** BigInt(round % 19));
            if (minorUnits(decimalString(value)) !== value) faults.push(`decimal ${value}`);
            for (const language of ['de', 'en']) {
              const back = typed(shown(value, language), language);
              if (back !== decimalString(value)) faults.push(`${language} ${value}: ${back}`);
            }
            const marks = ticks([value, -value / 3n]);
            const ends = [value, -value / 3n, 0n].every((one) => marks[0] <= one && one <= marks.at(-1));
            if (!ends || !marks.includes(0n) || marks.length > 9) faults.push(`ticks ${value}: ${marks}`);
          }
          return faults.slice(0, 5);
        }"""))

    def test_remembers_the_chosen_scheme(self):
        page = self.ledger()
        page.get_by_role("button", name="Dark").click()
        page.reload()
        page.get_by_role("button", name="Light").wait_for()
        self.assertEqual("dark", page.evaluate("document.documentElement.dataset.theme"))


if __name__ == "__main__":
    unittest.main()
