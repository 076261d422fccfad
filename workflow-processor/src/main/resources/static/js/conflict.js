import { h } from './dom.js';
import { STATES } from './words.js';

/** Somebody else was faster: says who did what, and that nothing was overwritten. */
export function conflictView(problem, then, now) {
  const label = (state) => STATES[state]?.label ?? state;
  return h('div.notice.error', { role: 'alert' },
    h('strong', {}, problem.title ?? 'Somebody else was faster'),
    h('p', {}, problem.message),
    now && now.state !== then.state && h('p', {}, `It was “${label(then.state)}” when you opened it, and is “${label(now.state)}” now.`),
    h('p', {}, now && ['WAITING', 'UNCERTAIN'].includes(now.state)
      ? 'Your text is kept. Look at the event’s history, then send again if it is still right.'
      : 'Your text is kept here until you close it. Nothing was sent, nothing was overwritten.'));
}
