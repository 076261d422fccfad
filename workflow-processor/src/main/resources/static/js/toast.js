import { byId, h } from './dom.js';

/** Says shortly what has happened. Errors stay until somebody closes them. */
export function toast(text, { tone = 'info', action, label } = {}) {
  const close = () => element.remove();
  const element = h(`div.toast.${tone}`, {},
    h('span', {}, text),
    action && h('button.button.quiet', { type: 'button', onclick: () => { close(); action(); } }, label),
    h('button.close', { type: 'button', 'aria-label': 'Close this message', onclick: close }, '×'));
  byId('toasts').append(element);
  while (byId('toasts').children.length > 4) {
    byId('toasts').firstChild.remove();
  }
  if (tone !== 'error') {
    setTimeout(close, 7000);
  }
}

export function toastProblem(problem) {
  toast([problem.title, problem.message].filter(Boolean).join(': '), { tone: 'error' });
}
