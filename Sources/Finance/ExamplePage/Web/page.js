// The page: reads lists and reports, shows them, and does so again whenever the ledger says that it has grown.

import { follow, get } from './api.js';
import { startBooking } from './booking.js';
import { barChart, lineChart } from './charts.js';
import { byID, day, element, fill, language, row, word } from './dom.js';
import { minorUnits, shown, shownText } from './money.js';

const today = new Date().toISOString().slice(0, 10);
const year = Number(today.slice(0, 4));
/** Account number → name in the page's language. */
const names = new Map();
const money = (text, currency = 'EUR') => shownText(text, language) + (currency === 'EUR' ? '' : ` ${currency}`);

async function showAccounts() {
  const { accounts } = await get('/accounts');
  for (const account of accounts) names.set(account.id, (language === 'en' && account.name_en) || account.name);
  const search = byID('search').value.trim().toLowerCase();
  const wanted = accounts.filter((account) => `${account.id} ${names.get(account.id)}`.toLowerCase().includes(search));
  fill(byID('accounts'), wanted.map((account) => row([
    account.id, names.get(account.id), word(account.category), money(account.balance, account.currency),
  ], 3)));
  byID('account-count').textContent = word('accountCount', String(wanted.length), String(accounts.length));
  const list = byID('account-list');
  if (list.childElementCount !== accounts.length) {
    list.replaceChildren(...accounts.map((account) => element('option', { value: account.id }, names.get(account.id))));
  }
  return accounts;
}

/** Cursor of the next page of the journal; each answer carries it until there is no more. */
let next;

const dayCount = (ofYear, month) => new Date(Date.UTC(ofYear, month, 0)).getUTCDate();

/** The month that the journal shows, as a filter of the list. */
function journalPath() {
  const [ofYear, month] = byID('journal-month').value.split('-').map(Number);
  if (!ofYear || !month) return '/transactions?limit=20';
  const prefix = byID('journal-month').value;
  return `/transactions?limit=20&start_date=${prefix}-01&end_date=${prefix}-${dayCount(ofYear, month)}`;
}

function journalRows(transactions) {
  return transactions.map((entry) => row([
    `${entry.fiscal_year}/${entry.journal_number}`, day(entry.date), entry.description,
    entry.lines.map((line) => `${line.account}\u00a0${word(line.debit ? 'debitShort' : 'creditShort')}`).join(', '),
    entry.amount ? money(entry.amount, entry.currency) : '',
  ], 4));
}

async function showJournal() {
  const page = await get(journalPath());
  fill(byID('journal'), journalRows(page.transactions));
  next = page.next_cursor;
  byID('more').hidden = !next;
}

async function showMore() {
  const page = await get(`${journalPath()}&cursor=${encodeURIComponent(next)}`);
  byID('journal').tBodies[0].append(...journalRows(page.transactions));
  next = page.next_cursor;
  byID('more').hidden = !next;
}

async function showTrialBalance() {
  const report = await get(`/reports/trial-balance?start_date=${year}-01-01&end_date=${year}-12-31`);
  fill(byID('trial-balance'), report.rows.map((entry) => row([
    `${entry.account} ${names.get(entry.account) ?? entry.name}`,
    money(entry.opening), money(entry.debit), money(entry.credit), money(entry.balance, entry.currency),
  ], 1)));
  byID('trial-balance').tFoot.replaceChildren(...report.totals.map((sum) => row([
    `${word('total')} ${sum.currency}`, money(sum.opening), money(sum.debit), money(sum.credit), money(sum.balance),
  ], 1)));
}

/** The trial balance of each month so far holds both charts: balances at its end and movements within. */
async function months() {
  const count = Number(today.slice(5, 7));
  return Promise.all(Array.from({ length: count }, (_, index) => {
    const month = String(index + 1).padStart(2, '0');
    const first = `${year}-${month}-01`;
    return get(`/reports/trial-balance?start_date=${first}&end_date=${year}-${month}-${dayCount(year, index + 1)}`);
  }));
}

const labels = Array.from({ length: 12 }, (_, index) => (
  new Date(Date.UTC(year, index, 1)).toLocaleDateString(language, { month: 'short', timeZone: 'UTC' })));

/** Credit less debit of a category in euros; expenses are turned so that both are positive. */
function movement(report, category) {
  const rows = report.rows.filter((entry) => entry.category === category && entry.currency === 'EUR');
  const sum = rows.reduce((total, entry) => total + minorUnits(entry.credit) - minorUnits(entry.debit), 0n);
  return category === 'expense' ? -sum : sum;
}

function showIncome(reports) {
  const revenue = reports.map((report) => movement(report, 'revenue'));
  const expense = reports.map((report) => movement(report, 'expense'));
  byID('income-chart').replaceChildren(barChart(word('incomeTitle', String(year)), labels, [
    { name: word('revenue'), values: revenue, style: 'revenue' },
    { name: word('expense'), values: expense, style: 'expense' },
  ]));
  fill(byID('income'), reports.map((_, index) => row([
    labels[index], shown(revenue[index], language), shown(expense[index], language),
    shown(revenue[index] - expense[index], language),
  ], 1)));
  const sum = (values) => values.reduce((total, value) => total + value, 0n);
  byID('income').tFoot.replaceChildren(row([
    word('total'), shown(sum(revenue), language), shown(sum(expense), language),
    shown(sum(revenue) - sum(expense), language),
  ], 1));
}

function showBalances(reports) {
  const choice = byID('chart-account');
  const used = new Map(reports.flatMap((report) => report.rows.map((entry) => [entry.account, entry])));
  const wanted = choice.value;
  choice.replaceChildren(...[...used.keys()].sort().map((id) => (
    element('option', { value: id }, `${id} ${names.get(id) ?? ''}`))));
  const largest = reports.at(-1).rows.filter((entry) => entry.category === 'asset' && entry.currency === 'EUR')
    .sort((one, other) => (minorUnits(one.balance) < minorUnits(other.balance) ? 1 : -1))[0];
  choice.value = used.has(wanted) ? wanted : largest?.account ?? choice.value;
  const values = reports.map((report) => {
    const entry = report.rows.find((one) => one.account === choice.value && one.currency === 'EUR');
    return entry ? minorUnits(entry.balance) : 0n;
  });
  const title = word('balanceTitle', choice.value, names.get(choice.value) ?? '', String(year));
  byID('balance-chart').replaceChildren(lineChart(title, labels, values));
  fill(byID('balances'), values.map((value, index) => row([labels[index], shown(value, language)], 1)));
}

async function showCharts() {
  const reports = await months();
  showIncome(reports);
  showBalances(reports);
}

let busy = false;
let again = false;

/** Shows everything anew; several commits in a row make one refresh after the running one. */
async function refresh() {
  again = busy;
  if (busy) return;
  busy = true;
  try {
    await showAccounts();
    await Promise.all([showJournal(), showTrialBalance(), showCharts()]);
  } catch {
    connection('lost');
  }
  busy = false;
  if (again) await refresh();
}

function connection(state) {
  byID('connection').textContent = word(state);
  byID('connection').dataset.state = state;
}

function startTheme() {
  const button = byID('theme');
  const root = document.documentElement;
  const systemDark = matchMedia('(prefers-color-scheme: dark)');
  const isDark = () => (root.dataset.theme ?? (systemDark.matches ? 'dark' : 'light')) === 'dark';
  const show = () => { button.textContent = word(isDark() ? 'toLight' : 'toDark'); };
  const stored = localStorage.getItem('theme');
  if (stored) root.dataset.theme = stored;
  button.addEventListener('click', () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    localStorage.setItem('theme', root.dataset.theme);
    show();
  });
  systemDark.addEventListener('change', show);
  show();
}

startTheme();
byID('journal-month').value = today.slice(0, 7);
startBooking(() => names, (posted) => {
  byID('journal-month').value = posted.date.slice(0, 7);
  refresh();
});
byID('journal-month').addEventListener('change', showJournal);
byID('search').addEventListener('input', showAccounts);
byID('more').addEventListener('click', showMore);
byID('chart-account').addEventListener('change', showCharts);
await refresh();
follow(refresh, connection);
