// Posting: check first (dry run), see what would happen, then post. Faults are shown at the fields they belong to.

import { Problem, newKey, post } from './api.js';
import { byID, day, element, fill, language, row, word } from './dom.js';
import { minorUnits, shown, shownText, typed } from './money.js';

const form = byID('booking');
const preview = byID('preview');
const summary = byID('faults');
const done = byID('done');
/** What was checked, with the key under which it is posted: pressing twice posts once. */
let checked;
let lineCount = 0;

/** Every field is named by the JSON pointer of the value that it holds. */
function addLine() {
  const number = lineCount;
  lineCount += 1;
  const cell = (member, label, attributes) => {
    const name = `/lines/${number}/${member}`;
    const title = word('line', String(number + 1)) + ': ' + word(label);
    return element('td', {}, element('input', { name, 'aria-label': title, autocomplete: 'off', ...attributes }));
  };
  byID('lines').tBodies[0].append(element(
    'tr', {}, element('th', { scope: 'row' }, String(number + 1)),
    cell('account', 'account', { list: 'account-list', size: 8 }),
    cell('debit', 'debit', { inputmode: 'decimal', class: 'figure', size: 10 }),
    cell('credit', 'credit', { inputmode: 'decimal', class: 'figure', size: 10 })));
}

/** The body of the request: empty fields are left out. */
function body() {
  const values = Object.fromEntries([...new FormData(form)].filter(([, value]) => value.trim() !== ''));
  const lines = Array.from({ length: lineCount }, (_, number) => {
    const line = {};
    for (const member of ['account', 'debit', 'credit']) {
      const value = values[`/lines/${number}/${member}`];
      if (value) line[member] = member === 'account' ? value.trim() : typed(value, language);
    }
    return line;
  });
  while (lines.length > 2 && Object.keys(lines.at(-1)).length === 0) lines.pop();
  return { date: values['/date'], description: values['/description'], lines };
}

function showDifference() {
  let difference = 0n;
  try {
    for (const line of body().lines) {
      difference += minorUnits(line.debit ?? '0') - minorUnits(line.credit ?? '0');
    }
    byID('difference').textContent = word('difference', shown(difference, language));
  } catch {
    byID('difference').textContent = '';
  }
}

function clearFaults() {
  summary.hidden = true;
  for (const field of form.querySelectorAll('[aria-invalid]')) {
    field.removeAttribute('aria-invalid');
    field.removeAttribute('aria-describedby');
  }
  for (const note of form.querySelectorAll('.fault')) note.remove();
}

/** The field that a pointer names, or the first one inside of what it names. */
function fieldAt(pointer) {
  const fields = [...form.elements].filter((field) => field.name);
  return fields.find((field) => field.name === pointer)
    ?? fields.find((field) => field.name.startsWith(pointer + '/'));
}

function showFaults(problem) {
  const list = element('ul');
  for (const [index, fault] of problem.errors.entries()) {
    const field = fieldAt(fault.pointer);
    if (!field) {
      list.append(element('li', {}, fault.detail));
      continue;
    }
    const id = `fault-${index}`;
    field.id ||= `field-${index}`;
    field.setAttribute('aria-invalid', 'true');
    field.setAttribute('aria-describedby', id);
    if (field.name === fault.pointer) {
      field.after(element('span', { class: 'fault', id }, fault.detail));
    }
    const link = element('a', { href: `#${field.id}` }, fault.detail);
    if (field.name !== fault.pointer) link.id = id;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      field.focus();
    });
    list.append(element('li', {}, link));
  }
  summary.replaceChildren(element('p', {}, problem.message), list);
  summary.hidden = false;
  summary.focus();
}

function refuse(error) {
  if (error instanceof Problem) return showFaults(error);
  summary.replaceChildren(element('p', {}, word('unreachable')));
  summary.hidden = false;
  summary.focus();
}

function showPreview(answer, names) {
  fill(byID('preview-lines'), answer.lines.map((line) => row([
    `${line.account} ${names.get(line.account) ?? ''}`,
    line.debit ? shownText(line.debit, language) : '',
    line.credit ? shownText(line.credit, language) : '',
  ], 1)));
  fill(byID('preview-balances'), answer.balances.map((entry) => row([
    `${entry.account} ${names.get(entry.account) ?? ''}`, shownText(entry.balance, language),
  ], 1)));
  byID('preview-title').textContent = word('previewOf', answer.description, day(answer.date));
  preview.hidden = false;
  byID('post').focus();
}

/** Makes the form work; `posted` is called after each booking, `names` knows the accounts. */
export function startBooking(names, posted) {
  addLine();
  addLine();
  form.elements['/date'].value = new Date().toISOString().slice(0, 10);
  showDifference();
  byID('add-line').addEventListener('click', () => {
    addLine();
    form.elements[`/lines/${lineCount - 1}/account`].focus();
  });
  form.addEventListener('input', () => {
    preview.hidden = true;
    done.textContent = '';
    showDifference();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    clearFaults();
    done.textContent = '';
    try {
      const draft = body();
      const answer = await post('/transactions?dry_run=true', draft);
      checked = { draft, key: newKey() };
      showPreview(answer, names());
    } catch (error) {
      preview.hidden = true;
      refuse(error);
    }
  });
  byID('post').addEventListener('click', async () => {
    clearFaults();
    try {
      const answer = await post('/transactions', checked.draft, checked.key);
      preview.hidden = true;
      form.reset();
      form.elements['/date'].value = answer.date;
      showDifference();
      done.textContent = word('posted', `${answer.fiscal_year}/${answer.journal_number}`, answer.description);
      form.elements['/description'].focus();
      posted(answer);
    } catch (error) {
      refuse(error);
    }
  });
}
