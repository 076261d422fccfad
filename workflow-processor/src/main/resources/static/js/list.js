import { get, withQuery } from './api.js';
import { byId, empty, failed, fill, h, loading } from './dom.js';
import { atMostEvery } from './live.js';
import { current, go } from './route.js';
import { markChanged, row } from './rows.js';
import { plural } from './words.js';

/** The events that match what is asked for, newest first, a page at a time. */

const PAGE = 50;
const MOST_ROWS_TO_INSERT_INTO = 400;

const rows = new Map();
let filter = {};
let next = null;
let asked = new AbortController();
let waiting = 0;

const pathOf = (cursor) => withQuery('/api/events', { ...filter, cursor, size: PAGE });

export async function show(wanted, { keep = false } = {}) {
  filter = wanted;
  asked.abort();
  asked = new AbortController();
  sayArrived(0);
  const box = byId('rows');
  box.dataset.state = filter.state;
  if (!keep) {
    fill(box, loading('events'));
  }
  box.setAttribute('aria-busy', 'true');
  try {
    const page = await get(pathOf(null), asked.signal);
    rows.clear();
    fill(box);
    byId('events').scrollTop = 0;
    append(page);
    if (rows.size === 0 && !next) {
      fill(box, nothing());
    }
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      rows.clear();
      fill(box, failed(problem, () => show(filter)));
    }
  } finally {
    box.removeAttribute('aria-busy');
  }
}

function nothing() {
  if (filter.group && filter.state && !filter.q) {
    return empty('None left', 'No event of this cause is in this state.', h('button.button', { type: 'button',
      onclick: () => go({ filter: { state: '' } }) }, 'Show all of this cause'));
  }
  const asks = ['q', 'group', 'module', 'queue', 'from', 'to'].some((name) => filter[name]);
  if (asks) {
    return empty('Nothing matches', 'No event is as you ask for.', h('button.button', { type: 'button',
      onclick: () => go({ filter: { q: '', group: '', module: '', queue: '', from: '', to: '', state: '' } }) },
    'Show all events'));
  }
  return filter.state === 'WAITING'
    ? empty('All clear', 'No event waits for you. New ones appear here by themselves.')
    : empty('Nothing here', 'No event is in this state.');
}

function append(page) {
  const box = byId('rows');
  box.querySelector('.more')?.remove();
  for (const event of page.items) {
    if (!rows.has(String(event.id))) {
      const element = row(event);
      rows.set(String(event.id), element);
      box.append(element);
    }
  }
  next = page.next ?? null;
  if (next) {
    box.append(h('div.more', {}, h('button.button', { type: 'button', onclick: more },
      filter.q ? 'Search further back' : 'Load more')));
  }
  select(current().event);
}

/** Loads the next page, if there is one. */
export async function more() {
  const box = byId('rows');
  const button = box.querySelector('.more button');
  if (!next || button?.disabled) {
    return;
  }
  button.disabled = true;
  const signal = asked.signal;
  try {
    append(await get(pathOf(next), signal));
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      fill(box.querySelector('.more'), failed(problem, () => { append({ items: [], next }); more(); }));
    }
  }
}

/** Brings the states of what is shown up to date: changes may have been missed. */
export async function readAgain() {
  const page = await get(pathOf(null)).catch(() => null);
  page?.items.forEach(changed);
}

/** Looks for what is new on the first page. Inserts it where nobody reads, and else offers it. */
export const lookForNew = atMostEvery(1500, async () => {
  const signal = asked.signal;
  if (current().view !== 'events' || byId('rows').hasAttribute('aria-busy')) {
    return;
  }
  try {
    const page = await get(pathOf(null), signal);
    const fresh = page.items.filter((event) => !rows.has(String(event.id)));
    if (signal.aborted || fresh.length === 0) {
      return;
    }
    if (rows.size === 0) {
      fill(byId('rows'));
      append(page);
      announce(plural(fresh.length, 'new event'));
    } else if (byId('events').scrollTop < 60 && rows.size < MOST_ROWS_TO_INSERT_INTO && fresh.length < PAGE) {
      insert(fresh);
      announce(plural(fresh.length, 'new event'));
    } else {
      sayArrived(fresh.length);
    }
  } catch {
    // The next arrival, or the stream that opens again, tries once more.
  }
});

function insert(fresh) {
  for (const event of [...fresh].reverse()) {
    const element = row(event);
    element.classList.add('fresh');
    rows.set(String(event.id), element);
    byId('rows').prepend(element);
  }
}

function announce(text) {
  byId('toasts').append(h('span.hidden.said', {}, text));
  setTimeout(() => byId('toasts').querySelector('.said')?.remove(), 4000);
}

function sayArrived(n) {
  waiting = n;
  fill(byId('arrived'), waiting > 0 && h('button.pill', { type: 'button', onclick: () => show(filter) },
    `${waiting >= PAGE ? `${PAGE} or more` : waiting} new: show`));
}

export function changed({ id, state }) {
  const element = rows.get(String(id));
  if (element && state) {
    markChanged(element, state, filter.state);
  }
}

export function select(id) {
  for (const [key, element] of rows) {
    if (key === id) {
      element.setAttribute('aria-current', 'true');
    } else {
      element.removeAttribute('aria-current');
    }
  }
}

/** The next or the previous event becomes the one that is shown. */
export function step(by) {
  const ids = [...rows.keys()];
  const order = [...byId('rows').querySelectorAll('.row')].map((element) => element.dataset.id);
  const at = order.indexOf(current().event);
  const to = at < 0 ? 0 : at + by;
  if (ids.length === 0 || to < 0) {
    return;
  }
  if (to >= order.length) {
    more();
    return;
  }
  go({ event: order[to] }, { replace: at >= 0 });
  rows.get(order[to]).scrollIntoView({ block: 'nearest' });
  rows.get(order[to]).focus({ preventScroll: true });
}
