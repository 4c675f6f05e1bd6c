// Keeps the page true while it is looked at: every region marked data-live is taken anew from the server.
// Without this script the page is the same, only still.

const shortestPause = 1000;
const longestPause = 5000;
const mostLines = 1000;
// The stream tells every two seconds that it lives; what is shown is not known to be true after a longer silence.
const silenceToAsk = 4000;
const silenceLimit = 6000;
const longestAnswer = 10_000;

const live = document.getElementById('live');
let lastRefresh = performance.now();
let lastSign = { at: performance.now(), clock: new Date() };
let hasRefreshFailed = false;
let isUnknown = false;
let waiting = null;
let isRefreshing = false;

function show(isConnected) {
  live.textContent = isConnected ? live.dataset.on : live.dataset.off;
  live.classList.toggle('on', isConnected);
}

function heard() {
  lastSign = { at: performance.now(), clock: new Date() };
}

/** The headline itself says that nobody knows, on pages without one a notice does; screen readers are told once. */
function showUnknown() {
  show(false);
  if (isUnknown) return;
  isUnknown = true;
  const text = `${live.dataset.unknown} ${lastSign.clock.toISOString().slice(11, 19)} UTC`;
  const answer = document.getElementById('answer');
  if (answer) {
    answer.className = 'answer idle';
    answer.querySelector('.badge').textContent = '?';
    answer.querySelector('strong').textContent = text;
    const [first, ...others] = answer.querySelectorAll('p');
    first.textContent = live.dataset.stale;
    others.forEach(other => other.remove());
  }
  const notice = document.getElementById('connection');
  notice.classList.toggle('hidden', Boolean(answer));
  notice.textContent = text;
  document.getElementById('main').classList.add('unknown');
  document.title = `? ${text}`;
  document.querySelector('link[rel=icon]').href = live.dataset.icon;
}

/** After the page was read again, which has put the headline back. */
function showKnown() {
  if (!isUnknown) return;
  isUnknown = false;
  const notice = document.getElementById('connection');
  notice.textContent = '';
  notice.classList.add('hidden');
  document.getElementById('main').classList.remove('unknown');
}

/** Where the focus is, so that the same thing can have it again in the new content. */
function focusMark(region) {
  const element = document.activeElement;
  if (!element || !region.contains(element)) return null;
  const like = [...region.querySelectorAll(element.tagName)]
    .filter(other => other.getAttribute('href') === element.getAttribute('href'));
  return { tag: element.tagName, href: element.getAttribute('href'), place: like.indexOf(element) };
}

function focusAgain(region, mark) {
  const like = [...region.querySelectorAll(mark.tag)].filter(other => other.getAttribute('href') === mark.href);
  (like[mark.place] || like[0])?.focus({ preventScroll: true });
}

function replace(old, fresh) {
  if (old.outerHTML === fresh.outerHTML) return;
  const mark = focusMark(old);
  const scrolled = [...old.querySelectorAll('.scroll, .wide')].map(box => box.scrollLeft);
  old.replaceWith(fresh);
  fresh.querySelectorAll('.scroll, .wide').forEach((box, index) => { box.scrollLeft = scrolled[index] || 0; });
  if (mark) focusAgain(fresh, mark);
}

async function refresh() {
  if (isRefreshing || document.hidden) return;
  isRefreshing = true;
  lastRefresh = performance.now();
  try {
    const address = live.dataset.page || location.pathname + location.search;
    const answer = await fetch(address, {
      headers: { Accept: 'text/html' }, signal: AbortSignal.timeout(longestAnswer),
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const old of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(old.id);
      if (fresh) replace(old, document.adoptNode(fresh));
    }
    document.title = page.title;
    const icon = page.querySelector('link[rel=icon]');
    if (icon) document.querySelector('link[rel=icon]').href = icon.href;
    hasRefreshFailed = false;
    heard();
    showKnown();
    show(streams[0]?.isOpen ?? false);
  } catch {
    hasRefreshFailed = true;
    show(false);
    // Neither the stream nor the page: nobody is there. With the stream alone, a single failure is tried again first.
    if (streams.length && !streams[0].isOpen) showUnknown();
  } finally {
    isRefreshing = false;
  }
}

/** Many events at once are one refresh. */
function refreshSoon() {
  if (waiting) return;
  const pause = Math.max(150, shortestPause - (performance.now() - lastRefresh));
  waiting = setTimeout(() => { waiting = null; refresh(); }, pause);
}

/** An event stream that is tried again, too, after an answer that browsers take for final: 503, when there are too many. */
class Stream {
  constructor(address, listeners, onChange = () => {}) {
    Object.assign(this, { address, listeners, onChange });
    this.open();
  }

  get isOpen() { return this.source.readyState === EventSource.OPEN; }

  open() {
    const source = this.source = new EventSource(this.address());
    source.onopen = () => this.onChange(true);
    source.onerror = () => {
      this.onChange(false);
      // Not all at once.
      const pause = longestPause * (1 + Math.random());
      if (source.readyState === EventSource.CLOSED) this.retry = setTimeout(() => this.open(), pause);
    };
    for (const name in this.listeners) source.addEventListener(name, this.listeners[name]);
  }

  close() {
    clearTimeout(this.retry);
    this.source.close();
  }
}

/** Goes on behind the last line that is shown, however long nobody has looked. */
function followLog(log) {
  const append = text => {
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 40;
    const line = document.createElement('span');
    line.textContent = `${text}\n`;
    log.append(line);
    while (log.childElementCount > mostLines) log.firstElementChild.remove();
    if (isAtEnd) log.scrollTop = log.scrollHeight;
  };
  return new Stream(() => `${log.dataset.log}?after=${log.dataset.after}`, {
    line: event => {
      log.dataset.after = event.lastEventId;
      append(JSON.parse(event.data));
    },
    gap: () => append(log.dataset.gap),
  });
}

// A browser keeps six connections to one server for all of its tabs: only those that are looked at may hold any.
let streams = [];

/** What is shown is not true for a stream that lives while the page cannot be read. */
function noteAlive() {
  if (isUnknown) return refreshSoon();
  if (!hasRefreshFailed) heard();
}

function noteStream(isOpen) {
  show(isOpen && !isUnknown);
  if (isOpen) noteAlive();
  else refreshSoon();
}

/** A server that was stopped in its tracks ends no connection: only the silence tells of it. */
function watchSilence() {
  if (document.hidden) return;
  const silence = performance.now() - lastSign.at;
  if (silence >= silenceLimit) showUnknown();
  if (silence >= silenceToAsk) refresh();
}

function connect() {
  if (streams.length) return;
  const listeners = { alive: noteAlive };
  for (const name of ['service', 'decision', 'incident', 'reset']) {
    listeners[name] = () => { noteAlive(); refreshSoon(); };
  }
  streams = [new Stream(() => '/events', listeners, noteStream)];
  const log = document.querySelector('[data-log]');
  if (log) streams.push(followLog(log));
}

function disconnect() {
  streams.forEach(stream => stream.close());
  streams = [];
}

document.addEventListener('visibilitychange', () => {
  if (document.hidden) return disconnect();
  lastSign.at = performance.now();  // Nobody listened meanwhile.
  connect();
  refresh();
});
window.addEventListener('pagehide', disconnect);
window.addEventListener('pageshow', () => {
  lastSign.at = performance.now();
  if (!document.hidden) connect();
});

const log = document.getElementById('log');
if (log) log.scrollTop = log.scrollHeight;
setInterval(() => { if (performance.now() - lastRefresh >= longestPause - 100) refresh(); }, longestPause);
setInterval(watchSilence, 1000);
if (!document.hidden) connect();
