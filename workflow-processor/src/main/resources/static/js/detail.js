import { askDiscard, askResend, canDecide, canDiscard, canSend, placeOf, restore } from './actions.js';
import { bytes, eventPath, get } from './api.js';
import { bodyView } from './body.js';
import { seen } from './bytes.js';
import { byId, empty, failed, fill, h, loading } from './dom.js';
import { edit } from './editor.js';
import { historyView, lineageView } from './history.js';
import { mayOperate } from './me.js';
import { presence, watch } from './presence.js';
import { go } from './route.js';
import { tabs } from './tabs.js';
import { size, time } from './time.js';
import { toastProblem } from './toast.js';
import { causeOf, chip, plural } from './words.js';

/** One event: what it is, why it failed, what can be done. */

let shown = null;
let body = null;
let asked = new AbortController();

export const shownEvent = () => shown;

export async function show(id) {
  asked.abort();
  asked = new AbortController();
  watch(id);
  if (!id) {
    shown = null;
    fill(byId('detail'), empty('Choose an event', 'Its body, headers and history are shown here.',
      h('p.muted', {}, h('kbd', {}, 'j'), ' and ', h('kbd', {}, 'k'), ' go through the list.')));
    return;
  }
  const another = String(shown?.id) !== id;
  if (another) {
    shown = null;
    fill(byId('detail'), back(), loading('the event'));
  }
  const signal = asked.signal;
  try {
    const [event, content] = await Promise.all([get(eventPath(id), signal),
      another || !body ? bytes(`${eventPath(id)}/body`, signal) : body]);
    shown = event;
    body = content;
    draw(another);
  } catch (problem) {
    if (problem.name !== 'AbortError') {
      shown = null;
      fill(byId('detail'), back(), failed(problem, () => show(id)));
    }
  }
}

/** Reads the event again, for what somebody has done with it. */
export function again(id) {
  if (shown && String(shown.id) === String(id)) {
    show(String(id));
  }
}

function back() {
  return h('button.button.quiet.back', { type: 'button', onclick: () => go({ event: null }) }, '← Events');
}

function draw(another) {
  const box = byId('detail');
  const scroll = another ? 0 : box.scrollTop;
  const tab = another ? 0 : Number(box.querySelector('[role=tab][aria-selected=true]')?.dataset.index ?? 0);
  const event = shown;
  const focused = box.contains(document.activeElement) && box !== document.activeElement
    ? document.activeElement.textContent : null;
  fill(box, back(), presence(), head(event), warnings(event), buttons(event),
    tabs([
      ['Body', () => bodyView(body, `${eventPath(event.id)}/body`)],
      [`Headers (${headersOf(event).length})`, () => headersView(event)],
      ['History', () => historyTab(event)],
    ], tab));
  box.scrollTop = scroll;
  if (focused !== null) {
    const same = [...box.querySelectorAll('button, a')].find((element) => element.textContent === focused);
    (same ?? box).focus({ preventScroll: true });
  }
}

function head(event) {
  const origin = event.origin ?? {};
  return h('header.event-head', {},
    h('div.event-title', {}, h('h2', {}, event.orderId || `Event ${event.id}`), chip(event.state)),
    h('p.event-message', {}, event.message || causeOf(event)),
    event.exception && h('p.event-exception', {}, event.exception),
    h('dl.facts', {},
      fact('Came from', origin.queue || [origin.exchange, origin.routingKey].filter(Boolean).join(' → ') || 'unknown'),
      fact('Account', event.context),
      fact('Cause', causeOf(event)),
      fact('First', time(event.firstAt)),
      fact('Last', time(event.lastAt)),
      fact('Failed', plural(event.attempts, 'time')),
      event.repairs > 0 && fact('Repaired', plural(event.repairs, 'time')),
      fact('Size', size(event.size)),
      (event.rules ?? []).length > 0 && fact('Rules', event.rules.join(', '))),
    lineageView(event));
}

function fact(name, value) {
  return value && h('div', {}, h('dt', {}, name), h('dd', {}, value));
}

export const warningsOf = (event) => (event.warnings ?? []).map((warning) => warning.text ?? warning);

function warnings(event) {
  return warningsOf(event).map((text) => h('p.notice.warn', {}, text));
}

function buttons(event) {
  if (!mayOperate()) {
    return canDecide(event) && h('p.muted', {}, 'You may look at events. An operator decides about them.');
  }
  if (event.state === 'DISCARDED') {
    return h('div.buttons', {}, h('button.button.primary', { type: 'button', onclick: act.restore }, 'Restore'));
  }
  return h('div.buttons', {},
    canDecide(event) && h('button.button.primary', { type: 'button', onclick: act.edit, 'aria-keyshortcuts': 'e' },
      'Edit and send back'),
    canSend(event) && h('button.button', { type: 'button', onclick: act.resend, 'aria-keyshortcuts': 'r',
      title: `To ${placeOf(event)}` }, event.state === 'WAITING' ? 'Send back as is' : 'Send once more'),
    canDiscard(event) && h('button.button', { type: 'button', onclick: act.discard, 'aria-keyshortcuts': 'd' }, 'Discard'));
}

/** What keys and buttons do with the event that is shown. */
export const act = {
  edit: () => ready(canDecide) && edit(shown, body, warningsOf(shown)),
  resend: () => ready(canSend) && askResend(shown, warningsOf(shown)),
  discard: () => ready(canDiscard) && askDiscard(shown),
  restore: () => ready((event) => event.state === 'DISCARDED') && restore(shown).catch((problem) => {
    toastProblem(problem);
    again(shown.id);
  }),
};

const ready = (may) => shown !== null && mayOperate() && may(shown);

const headersOf = (event) => [...Object.entries(event.headers ?? {}), ...Object.entries(event.properties ?? {})];

function headersView(event) {
  const all = headersOf(event);
  return all.length === 0 ? empty('No headers', 'The message carries a body only.')
    : [nameValues('Headers', event.headers), nameValues('Properties', event.properties)];
}

function nameValues(title, values) {
  const all = Object.entries(values ?? {}).filter(([, value]) => value !== null);
  return all.length > 0 && h('table.headers', {}, h('caption', {}, title),
    h('tbody', {}, all.map(([name, value]) => h('tr', {},
      h('th', { scope: 'row' }, name),
      h('td', {}, h('pre', {}, seen(typeof value === 'string' ? value : JSON.stringify(value, null, 1))
        .map(([unseen, text]) => (unseen ? h('span.unseen', {}, text) : text))))))));
}

function historyTab(event) {
  const box = h('div', {}, loading('the history'));
  get(`${eventPath(event.id)}/history`, asked.signal).then((entries) => fill(box, historyView(entries)),
    (problem) => problem.name !== 'AbortError' && fill(box, failed(problem, () => fill(box, historyTab(event)))));
  return box;
}
