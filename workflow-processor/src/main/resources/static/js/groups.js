import { get } from './api.js';
import { byId, empty, failed, fill, h } from './dom.js';
import { atMostEvery } from './live.js';
import { current, go } from './route.js';
import { count, time } from './time.js';
import { causeOf, simple } from './words.js';

/** What failed, where and with which exception: the same cause is one group. */

let groups = [];

export const groupOf = (id) => groups.find((group) => String(group.id) === String(id));

export const nameOf = (group) => simple(group.exception) || causeOf(group);

export async function load() {
  try {
    groups = await get('/api/groups');
    draw();
    document.dispatchEvent(new CustomEvent('groups'));
  } catch (problem) {
    if (groups.length === 0) {
      fill(byId('group-list'), failed(problem, load));
    }
  }
}

export const loadSoon = atMostEvery(2000, load);

export function draw() {
  const box = byId('group-list');
  const shown = current().filter.group;
  const focused = box.contains(document.activeElement) ? document.activeElement.dataset.group : null;
  if (groups.length === 0) {
    fill(box, empty('Nothing has failed', 'Causes appear here as soon as an event needs help.'));
    return;
  }
  const total = groups.reduce((sum, group) => sum + group.waiting, 0);
  const sorted = [...groups].sort((a, b) => (b.waiting > 0) - (a.waiting > 0) || b.lastAt.localeCompare(a.lastAt));
  fill(box, item('', shown, 'All causes', total, null),
    sorted.map((group) => item(String(group.id), shown, nameOf(group), group.waiting, group.example,
      h('span.group-where', {}, group.queue || 'origin unknown'),
      h('span.group-example', {}, group.example ?? ''),
      h('span.group-last', {}, 'last ', time(group.lastAt)))));
  if (focused !== null) {
    box.querySelector(`[data-group="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }
}

function item(id, shown, name, waiting, example, ...facts) {
  return h('a.group', { title: example, href: id ? `/?group=${encodeURIComponent(id)}` : '/', 'data-group': id,
    'aria-current': id === shown ? 'true' : null,
    onclick: (click) => {
      if (!click.metaKey && !click.ctrlKey) {
        click.preventDefault();
        go({ event: null, filter: { group: id } });
      }
    } },
  h('span.group-top', {}, h('span.group-name', { title: name }, name),
    h('span.group-count', { data: { none: waiting === 0 }, title: `${count(waiting)} waiting` }, count(waiting),
      h('span.hidden', {}, ' waiting'))),
  facts);
}
