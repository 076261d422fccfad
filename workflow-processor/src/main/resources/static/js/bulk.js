import { del, get, post } from './api.js';
import { ask } from './dialog.js';
import { byId, fill, h } from './dom.js';
import { groupOf, loadSoon, nameOf } from './groups.js';
import { mayOperate } from './me.js';
import { current } from './route.js';
import { count } from './time.js';
import { toast, toastProblem } from './toast.js';
import { plural } from './words.js';

/** All events of a group at once, with progress and a way to stop. */

const POLL_MILLIS = 400;
const ENDED = ['DONE', 'CANCELLED', 'FAILED'];

let running = null;

/** What is uncertain is decided one by one. */
const waitingOf = (group) => group.counts?.WAITING ?? group.waiting;

export function drawHead() {
  const { filter } = current();
  const group = filter.group && groupOf(filter.group);
  fill(byId('group-head'), group && h('div.group-head', {},
    h('h2', {}, nameOf(group)),
    h('p.group-head-where', {}, group.queue || 'origin unknown', h('span.muted', {}, ` ${plural(group.total, 'event')}, ${count(group.waiting)} waiting`)),
    h('p.group-head-example', {}, group.example),
    h('div.buttons', {},
      mayOperate() && waitingOf(group) > 0 && !running && [
        h('button.button', { type: 'button', onclick: () => askAll('resend', group, filter) }, `Send back all ${count(waitingOf(group))}`),
        h('button.button', { type: 'button', onclick: () => askAll('discard', group, filter) }, 'Discard all'),
      ],
      h('a.button', { href: `/api/groups/${encodeURIComponent(group.id)}/export`, download: '' }, 'Export'))),
  running && running.box);
}

function askAll(action, group, filter) {
  const resend = action === 'resend';
  const what = filter.q ? `events of this group that match “${filter.q}”` : plural(waitingOf(group), 'waiting event');
  ask({
    title: resend ? `Send back ${filter.q ? 'all that match' : `all ${count(waitingOf(group))}`}?`
      : `Discard ${filter.q ? 'all that match' : `all ${count(waitingOf(group))}`}?`,
    text: resend ? [`All ${what} go back to where they came from, unchanged and one after another.`,
      'They come after what has been processed since: their order is no longer that of the first time.']
      : [`All ${what} are discarded. They can be restored one by one.`],
    does: resend ? 'Send back' : 'Discard',
    danger: !resend,
    reason: resend ? null : 'Why are they not needed?',
  }, async (reason) => {
    const { id } = await post('/api/bulk', { action, filter: { group: String(group.id), state: 'WAITING', q: filter.q || undefined },
      ...(resend ? {} : { reason }) });
    follow(id, resend ? 'Sending back' : 'Discarding');
  });
}

function follow(id, doing) {
  const bar = h('progress', { max: '1', value: '0', 'aria-label': doing });
  const text = h('span', { role: 'status' }, `${doing}…`);
  const stop = h('button.button', { type: 'button', onclick: () => {
    stop.disabled = true;
    del(`/api/bulk/${id}`).catch(toastProblem);
  } }, 'Stop');
  running = { box: h('div.bulk', {}, text, bar, stop) };
  drawHead();
  poll(id, { bar, text, doing });
}

async function poll(id, view) {
  try {
    const bulk = await get(`/api/bulk/${id}`);
    const through = bulk.done + bulk.failed;
    view.bar.value = bulk.total > 0 ? through / bulk.total : 1;
    view.text.textContent = `${view.doing}: ${count(through)} of ${count(bulk.total)}`;
    if (ENDED.includes(bulk.state)) {
      end(bulk);
      return;
    }
  } catch (problem) {
    if (problem.status === 401 || problem.status === 404) {
      end({ state: 'FAILED', done: 0, failed: 0, problem: problem.message });
      return;
    }
    view.text.textContent = 'The server cannot be reached. It goes on by itself.';
  }
  setTimeout(() => poll(id, view), POLL_MILLIS);
}

function end(bulk) {
  running = null;
  const left = bulk.failed > 0 ? ` ${plural(bulk.failed, 'event')} could not be handled and still wait.` : '';
  const how = { CANCELLED: `Stopped after ${plural(bulk.done, 'event')}.`, FAILED: `It ended early: ${bulk.problem}` }[bulk.state]
    ?? `${plural(bulk.done, 'event')} handled.`;
  toast(how + left, { tone: bulk.failed > 0 || bulk.state === 'FAILED' ? 'error' : 'info' });
  loadSoon();
  drawHead();
  document.dispatchEvent(new CustomEvent('bulk-ended'));
}
