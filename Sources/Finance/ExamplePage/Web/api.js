// The API in one place: conditional GETs, problems as errors, repeatable POSTs.

const prefix = '/api/v1/finanzen';
const language = document.documentElement.lang;
/** Last answer of each address with its tag: what has not changed is not sent again. */
const known = new Map();

/** A refusal of the ledger (RFC 9457); `errors` names every fault with a JSON pointer. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail ?? body.title ?? `HTTP ${status}`);
    this.status = status;
    this.code = body.code;
    this.errors = body.errors ?? [];
  }
}

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

/** GET of a list or report; 304 gives the answer that is already here. */
export async function get(path) {
  const last = known.get(path);
  const headers = { 'Accept': 'application/json', 'Accept-Language': language };
  if (last) headers['If-None-Match'] = last.tag;
  // The browser's own cache would hide the 304 that is shown here.
  const response = await fetch(prefix + path, { headers, cache: 'no-store' });
  if (response.status === 304) return last.body;
  const body = await answer(response);
  const tag = response.headers.get('ETag');
  if (tag) known.set(path, { tag, body });
  return body;
}

/** POST; the same key posts once, however often it is sent. */
export async function post(path, body, key) {
  const headers = {
    'Accept': 'application/json', 'Accept-Language': language, 'Content-Type': 'application/json',
  };
  if (key) headers['Idempotency-Key'] = key;
  return answer(await fetch(prefix + path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** A key that nobody else has. */
export function newKey() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Calls `changed` after each commit: told by the event stream, or asked for where there is no stream.
 * `state` hears "live", "polling" or "lost".
 */
export function follow(changed, state) {
  const events = [
    'transaction.posted', 'transaction.reversed', 'account.created', 'account.changed', 'lock.set', 'document.stored',
  ];
  const source = new EventSource(prefix + '/events');
  for (const name of events) source.addEventListener(name, changed);
  let wasLost = false;
  source.onopen = () => {
    state('live');
    if (wasLost) changed();
    wasLost = false;
  };
  source.onerror = () => {
    // A broken stream is opened again by the browser, from the last event on; a refused one is not.
    if (source.readyState === EventSource.CLOSED) return poll(changed, state);
    wasLost = true;
    state('lost');
  };
}

function poll(changed, state) {
  let sequence;
  const ask = async () => {
    try {
      const response = await fetch(prefix + '/transactions?limit=1', { method: 'HEAD', cache: 'no-store' });
      const now = response.headers.get('Ledger-Seq');
      if (sequence !== undefined && now !== sequence) changed();
      sequence = now;
      state('polling');
    } catch {
      state('lost');
    }
    setTimeout(ask, 2000);
  };
  ask();
}
