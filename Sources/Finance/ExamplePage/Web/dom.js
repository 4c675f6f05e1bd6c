// The few things that are done to the document again and again. Texts from answers get in as text, never as markup.

export const language = document.documentElement.lang;
const words = JSON.parse(document.getElementById('words').textContent);

/** A text in the page's language; `{0}` stands for the first value. */
export function word(key, ...values) {
  return values.reduce((text, value, index) => text.replaceAll(`{${index}}`, value), words[key]);
}

export const byID = (id) => document.getElementById(id);

/** An element with attributes and children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** An element of a drawing. */
export function drawn(name, attributes = {}, ...children) {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

/** A row of a table; the first cell heads it, cells from `figures` on are figures. */
export function row(cells, figures = Infinity) {
  return element('tr', {}, ...cells.map((cell, index) => {
    const attributes = index >= figures ? { class: 'figure' } : {};
    return index === 0 ? element('th', { scope: 'row', ...attributes }, cell) : element('td', attributes, cell);
  }));
}

/** Fills the body of a table; says so when there is nothing. */
export function fill(table, rows) {
  const body = table.tBodies[0];
  const columns = table.tHead.rows[0].cells.length;
  body.replaceChildren(...(rows.length ? rows : [
    element('tr', {}, element('td', { colspan: columns, class: 'empty' }, word('nothing'))),
  ]));
}

/** A day as a person reads it. */
export function day(text) {
  return new Date(`${text}T00:00:00Z`).toLocaleDateString(language, { timeZone: 'UTC', dateStyle: 'medium' });
}
