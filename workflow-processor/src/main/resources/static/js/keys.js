import { act } from './detail.js';
import { dialog, isOpen } from './dialog.js';
import { byId, h } from './dom.js';
import { step } from './list.js';
import { current, go } from './route.js';

/** Everything can be reached by Tab; these are faster. */

const KEYS = [
  ['j', 'Next event', () => step(1)],
  ['k', 'Previous event', () => step(-1)],
  ['Enter', 'Go to the event that is open', null],
  ['e', 'Edit and send back', () => act.edit()],
  ['r', 'Send back as is', () => act.resend()],
  ['d', 'Discard', () => act.discard()],
  ['u', 'Restore a discarded event', () => act.restore()],
  ['/', 'Search', () => byId('search').select()],
  ['Escape', 'Back to the list, or close', () => leave()],
  ['?', 'These keys', () => help()],
];

function leave() {
  const row = byId('rows').querySelector('[aria-current]');
  if (byId('detail').contains(document.activeElement) && row?.offsetParent) {
    row.focus();
  } else if (current().event) {
    go({ event: null });
  }
}

export function help() {
  const { body } = dialog('Keyboard shortcuts');
  body.append(h('dl.keys', {}, KEYS.map(([key, does]) => h('div', {}, h('dt', {}, h('kbd', {}, key)), h('dd', {}, does)))),
    h('p.muted', {}, 'All of it can be done by the ', h('a', { href: '/openapi.yaml' }, 'REST interface'), ' too.'));
}

export function listenToKeys() {
  document.addEventListener('keydown', (event) => {
    if (isOpen() || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const typing = event.target.closest('input:not([type=checkbox]), textarea, select');
    if (typing) {
      if (event.key === 'Escape') {
        typing.blur();
      }
      return;
    }
    const found = KEYS.find(([key]) => key === event.key);
    if (found?.[2] && (current().view === 'events' || event.key === '?')) {
      event.preventDefault();
      found[2]();
    } else if (event.key === 'Enter' && event.target.matches('.row[aria-current]')) {
      event.preventDefault();
      byId('detail').focus();
    }
  });
}
