import { eventPath, post } from './api.js';
import { fill, h } from './dom.js';

/** Tells the server which event is open here, and shows who else has it open. */

const EVERY_MILLIS = 10_000;

const box = h('div.presence', { 'aria-live': 'polite' });
let open = null;
let timer = 0;

export const presence = () => box;

export function watch(id) {
  if (id !== open) {
    open = id;
    fill(box);
    ping();
  }
}

async function ping() {
  clearTimeout(timer);
  if (!open) {
    return;
  }
  const id = open;
  if (document.visibilityState === 'visible') {
    try {
      const answer = await post(`${eventPath(id)}/viewing`);
      if (id === open) {
        say(answer?.others ?? []);
      }
    } catch {
      // Not knowing who else is there keeps nobody from working: a conflict is noticed when something is done.
    }
  }
  if (id === open) {
    timer = setTimeout(ping, EVERY_MILLIS);
  }
}

function say(others) {
  const names = others.map((other) => other.name ?? other);
  const text = names.length === 0 ? '' : names.length === 1 ? `${names[0]} has this open`
    : `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]} have this open`;
  if (box.textContent !== text) {
    fill(box, text && h('p.notice.info', {}, text));
  }
}

document.addEventListener('visibilitychange', ping);
