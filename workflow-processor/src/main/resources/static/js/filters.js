import { byId, fill, h, settled } from './dom.js';
import { current, go } from './route.js';
import { count } from './time.js';
import { STATES } from './words.js';

/** What is asked for: words, a state, a place, a time. */

const SHOWN = ['WAITING', 'UNCERTAIN', 'RESENT', 'REPAIRED', 'PROCESSED', 'RETURNED', 'DISCARDED', ''];

let counts = {};

export function setUp() {
  const search = byId('search');
  search.addEventListener('input', settled(300, () => {
    if (search.value !== current().filter.q) {
      go({ event: null, filter: { q: search.value } }, { replace: current().filter.q !== '' });
    }
  }));
  byId('filter-button').addEventListener('click', () => {
    const form = byId('filters');
    form.hidden = !form.hidden;
    byId('filter-button').setAttribute('aria-expanded', !form.hidden);
    if (!form.hidden) {
      form.querySelector('input').focus();
    }
  });
  const field = (label, name, type = 'text') => h('label', {}, label, h('input', { name, type, maxlength: '255',
    autocomplete: 'off', step: type === 'datetime-local' ? '1' : null }));
  fill(byId('filters'), field('Module', 'module'), field('Queue', 'queue'), field('From', 'from', 'datetime-local'),
    field('To', 'to', 'datetime-local'),
    h('div.buttons', {}, h('button.button.primary', {}, 'Apply'), h('button.button', { type: 'reset' }, 'Clear')));
  byId('filters').addEventListener('submit', (event) => {
    event.preventDefault();
    apply();
  });
  byId('filters').addEventListener('reset', () => setTimeout(apply));
}

function apply() {
  const form = new FormData(byId('filters'));
  const instant = (text) => (text ? new Date(text).toISOString() : '');
  go({ event: null, filter: { module: form.get('module').trim(), queue: form.get('queue').trim(),
    from: instant(form.get('from')), to: instant(form.get('to')) } });
}

const localTime = (iso) => {
  if (!iso || Number.isNaN(Date.parse(iso))) {
    return '';
  }
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 19);
};

export function draw() {
  const { filter } = current();
  if (document.activeElement !== byId('search')) {
    byId('search').value = filter.q;
  }
  const form = byId('filters');
  form.elements.module.value = filter.module;
  form.elements.queue.value = filter.queue;
  form.elements.from.value = localTime(filter.from);
  form.elements.to.value = localTime(filter.to);
  const set = ['module', 'queue', 'from', 'to'].filter((name) => filter[name]).length;
  byId('filter-button').textContent = set ? `Filter (${set})` : 'Filter';
  drawStates(filter.state);
}

export function say(figures) {
  counts = figures;
  drawStates(current().filter.state);
  const waiting = counts.WAITING ?? 0;
  document.title = waiting > 0 ? `(${count(waiting)}) Workflow inbox` : 'Workflow inbox';
}

function drawStates(chosen) {
  const focused = byId('states').contains(document.activeElement) ? document.activeElement.dataset.state : null;
  fill(byId('states'), SHOWN.filter((state) => state !== 'UNCERTAIN' || counts.UNCERTAIN > 0 || chosen === state)
    .map((state) => h('button', { type: 'button', data: { state }, 'aria-pressed': state === chosen,
      title: STATES[state]?.means ?? 'Whatever became of it', onclick: () => go({ event: null, filter: { state } }) },
    STATES[state]?.label ?? 'All', counts[state] > 0 && h('span.tally', {}, count(counts[state])))));
  if (focused !== null) {
    byId('states').querySelector(`[data-state="${focused}"]`)?.focus({ preventScroll: true });
  }
}
