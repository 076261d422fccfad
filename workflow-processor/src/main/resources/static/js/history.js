import { diffView } from './diffview.js';
import { empty, h } from './dom.js';
import { eventAddress, go } from './route.js';
import { time } from './time.js';
import { chip, STATES } from './words.js';

/** What happened to an event: who did what, when, and with which change. */

const DONE = {
  arrived: 'took it in', sending: 'sends it back', sent: 'sent it back', 'not sent': 'could not send it back',
  discard: 'discarded it', restore: 'restored it', processed: 'heard that it is processed',
  returned: 'saw it come back', 'for a person': 'left it to a person', 'in doubt': 'cannot tell whether it was sent',
};

const label = (state) => STATES[state]?.label ?? state;

export function historyView(entries) {
  if (entries.length === 0) {
    return empty('Nothing has happened yet', 'What is done with this event is kept here.');
  }
  return h('ol.history', {}, entries.map((entry) => h('li', { data: { action: entry.action } },
    h('div.history-top', {},
      h('strong', {}, entry.who),
      h('span', {}, DONE[entry.action] ?? entry.action),
      time(entry.at)),
    entry.from && entry.to && entry.from !== entry.to
      && h('p.muted', {}, `${label(entry.from)} → ${label(entry.to)}`),
    entry.note && h('p.history-note', {}, entry.note),
    typeof entry.before === 'string' && typeof entry.after === 'string' && entry.before !== entry.after
      && h('details', {}, h('summary', {}, 'What was changed'), diffView(entry.before, entry.after)))));
}

/** The same order, which failed before or again. */
export function lineageView(event) {
  const others = event.returns ?? [];
  return others.length > 0 && h('div.lineage', {},
    h('span.muted', {}, 'The same order failed more than once:'),
    others.map((other) => h('a', { href: eventAddress(other.id), onclick: (click) => {
      click.preventDefault();
      go({ event: String(other.id) });
    } }, `${other.id < event.id ? 'earlier' : 'later'} event ${other.id}`, ' ', chip(other.state))));
}
