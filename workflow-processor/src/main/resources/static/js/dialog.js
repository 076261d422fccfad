import { h } from './dom.js';

/**
 * A modal dialog: the browser keeps the focus inside, closes it by Escape, and gives the focus back to where it was.
 * @param {string} title
 * @param {object} options wide; onclose, called whatever closed it; mayClose, asked when Escape is pressed
 */
export function dialog(title, { wide = false, onclose, mayClose = () => true } = {}) {
  const before = document.activeElement;
  const body = h('div.dialog-body');
  const close = () => element.close();
  const element = h(wide ? 'dialog.wide' : 'dialog', { 'aria-labelledby': 'dialog-title' },
    h('header', {}, h('h2', { id: 'dialog-title' }, title),
      h('button.close', { type: 'button', 'aria-label': 'Close', onclick: () => mayClose() && close() }, '×')),
    body);
  element.addEventListener('cancel', (event) => {
    if (!mayClose()) {
      event.preventDefault();
    }
  });
  element.addEventListener('close', () => {
    element.remove();
    (before?.isConnected ? before : document.getElementById('detail'))?.focus({ preventScroll: true });
    onclose?.();
  });
  document.body.append(element);
  element.showModal();
  return { element, body, close };
}

export const isOpen = () => document.querySelector('dialog[open]') !== null;

/**
 * Asks, does, and shows what went wrong where it was asked.
 * @param {object} question title, text, does (label), danger, reason (a label: then one has to be given)
 * @param {(reason: string) => Promise<void>} action
 */
export function ask({ title, text, does, danger = false, reason = null, suggestions = [] }, action) {
  const { body, close } = dialog(title);
  const problem = h('p.notice.error', { role: 'alert', hidden: true });
  const field = reason && h('input', { type: 'text', required: true, maxlength: '500', autocomplete: 'off',
    list: 'reasons' });
  const button = h(`button.button.${danger ? 'danger' : 'primary'}`, {}, does);
  const form = h('form', { onsubmit: async (event) => {
    event.preventDefault();
    button.disabled = true;
    problem.hidden = true;
    try {
      await action(field ? field.value.trim() : '');
      close();
    } catch (error) {
      problem.textContent = [error.title, error.message].filter(Boolean).join(': ');
      problem.hidden = false;
      button.disabled = false;
    }
  } },
  [].concat(text).map((part) => (part instanceof Node ? part : h('p', {}, part))),
  field && h('label.field', {}, reason, field),
  field && h('datalist', { id: 'reasons' }, suggestions.map((value) => h('option', { value }))),
  problem,
  h('footer', {}, h('button.button', { type: 'button', onclick: close }, 'Cancel'), button));
  body.append(form);
  (field || button).focus();
}
