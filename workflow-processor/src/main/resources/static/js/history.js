import { diffView } from './diffview.js';
import { empty, h } from './dom.js';
import { eventAddress, go } from './route.js';
import { time } from './time.js';
import { STATES } from './words.js';

/** What happened to an event: who did what, when, and with which change. */

const DONE = {
  ARRIVED: 'arrived', RETURNED: 'came back', REPAIRED: 'was repaired and sent back', RESENT: 'sent it back',
  EDITED: 'edited it and sent it back', DISCARDED: 'discarded it', RESTORED: 'restored it', PROCESSED: 'was processed',
  FAILED: 'could not send it back', UNCERTAIN: 'may have sent it back', RETIRED: 'was removed after its time',
};

const label = (state) => STATES[state]?.label ?? state;

export function historyView(entries) {
  if (entries.length === 0) {
    return empty('Nothing has happened yet', 'What is done with this event is kept here.');
  }
  return h('ol.history', {}, entries.map((entry) => h('li', { data: { action: entry.action } },
    h('div.history-top', {},
      h('strong', {}, entry.who),
      h('span', {}, DONE[entry.action] ?? entry.action.toLowerCase().replaceAll('_', ' ')),
      time(entry.at)),
    entry.stateFrom && entry.stateTo && entry.stateFrom !== entry.stateTo
      && h('p.muted', {}, `${label(entry.stateFrom)} → ${label(entry.stateTo)}`),
    entry.note && h('p.history-note', {}, entry.note),
    typeof entry.before === 'string' && typeof entry.after === 'string' && entry.before !== entry.after
      && h('details', {}, h('summary', {}, 'What was changed'), diffView(entry.before, entry.after)))));
}

/** Where it came from and came back as: the same order, failing again. */
export function lineageView(event) {
  const links = (ids, text) => (ids ?? []).map((id) => h('a', { href: eventAddress(id), onclick: (click) => {
    click.preventDefault();
    go({ event: String(id) });
  } }, `${text} ${id}`));
  const all = [...links(event.lineage?.earlier, 'Earlier: event'), ...links(event.lineage?.later, 'Later: event')];
  return all.length > 0 && h('p.lineage', {}, h('span.muted', {}, 'The same order failed more than once.'), all);
}
