import { nameOfEvent, placeOf, resend } from './actions.js';
import { eventPath, get, post } from './api.js';
import { asText } from './bytes.js';
import { conflictView } from './conflict.js';
import { dialog } from './dialog.js';
import { diffView } from './diffview.js';
import { fill, h, settled } from './dom.js';
import { prettyJson } from './json.js';
import { toast } from './toast.js';
import { verdictView } from './verdict.js';

/** Mending a body: what is typed is checked by the server as it is typed, and what it changes is shown beside it. */

const CHECK_AFTER_MILLIS = 250;
const BOM = '\ufeff';

/** Text fields know one kind of line end: the other goes back as it came, a mixture cannot. */
function editable(text) {
  const foreign = text.includes('\r');
  const crlf = foreign && !/(^|[^\r])\n|\r(?!\n)/.test(text);
  return {
    text: text.replace(/\r\n?/g, '\n'),
    restore: (typed) => (crlf ? typed.replaceAll('\n', '\r\n') : typed),
    mixed: foreign && !crlf,
  };
}

export function edit(event, bytes, warnings) {
  const original = asText(bytes);
  if (original === null) {
    toast('This body is not text: it can be sent back as it is, or discarded.', { tone: 'error' });
    return;
  }
  const form = editable(original);
  let current = event;
  let typed = form.text;
  let verdict = null;
  let checks = new AbortController();

  const { element, body, close } = dialog(`Edit ${nameOfEvent(event)}`, { wide: true, mayClose,
    onclose: () => checks.abort() });
  const field = h('textarea', { 'aria-label': 'Body', spellcheck: 'false', autocomplete: 'off', wrap: 'soft', rows: '7',
    'aria-describedby': 'verdict', value: form.text });
  const state = h('div.verdict', { id: 'verdict', role: 'status' });
  const changes = h('div.changes');
  const above = h('div');
  const send = h('button.button.primary', {}, 'Send back');
  const duplicate = event.state === 'UNCERTAIN' && h('label.check', {},
    h('input', { type: 'checkbox', required: true }), 'I know that it may have been sent back already');

  function mayClose() {
    return typed === form.text || element.dataset.sure === 'yes' || confirmLeave();
  }

  function confirmLeave() {
    element.dataset.sure = 'yes';
    fill(above, h('p.notice.warn', { role: 'alert' }, 'What you changed is not sent. Close once more to drop it.'));
    return false;
  }

  async function check() {
    checks.abort();
    checks = new AbortController();
    try {
      verdict = await post(`${eventPath(event.id)}/check`, { body: form.restore(typed) }, checks.signal);
      fill(state, verdictView(verdict));
      field.setAttribute('aria-invalid', !verdict.valid);
    } catch (problem) {
      if (problem.name !== 'AbortError') {
        fill(state, h('span.bad', {}, `Not checked: ${problem.message}`));
      }
    }
  }

  const checkSoon = settled(CHECK_AFTER_MILLIS, () => {
    fill(changes, diffView(form.text, typed));
    check();
  });

  function changed() {
    typed = field.value;
    delete element.dataset.sure;
    send.textContent = typed === form.text ? 'Send back as is' : 'Send back';
    checkSoon();
  }

  async function submit(submitted) {
    submitted.preventDefault();
    send.disabled = true;
    try {
      await resend(current, { ...(typed === form.text ? {} : { body: form.restore(typed) }),
        ...(duplicate ? { confirmedDuplicate: true } : {}) });
      element.dataset.sure = 'yes';
      close();
    } catch (problem) {
      send.disabled = false;
      await refused(problem);
    }
  }

  async function refused(problem) {
    if (problem.status !== 409) {
      fill(above, h('p.notice.error', { role: 'alert' }, [problem.title, problem.message].filter(Boolean).join(': ')));
      return;
    }
    const now = await get(eventPath(event.id)).catch(() => null);
    current = now ?? current;
    fill(above, conflictView(problem, event, now));
    send.disabled = now !== null && !['WAITING', 'UNCERTAIN'].includes(now.state);
  }

  const tools = h('div.edit-tools', {}, h('span.muted', {}, `Goes back to ${placeOf(event)}`),
    prettyJson(form.text.replace(BOM, '')) !== null && h('button.button.quiet', { type: 'button', onclick: () => {
      field.value = prettyJson(field.value) ?? field.value;
      changed();
    } }, 'Lay out'),
    h('button.button.quiet', { type: 'button', onclick: () => {
      field.value = form.text;
      changed();
      field.focus();
    } }, 'Undo all'));
  field.addEventListener('input', changed);
  body.append(h('form.editor', { onsubmit: submit },
    warnings.map((text) => h('p.notice.warn', {}, text)),
    form.mixed && h('p.notice.warn', {}, 'Its line ends are of several kinds. If you change the text, all become line feeds.'),
    above,
    h('div.edit-panes', {},
      h('section', { 'aria-label': 'Body' }, tools, field, state),
      h('section', { 'aria-label': 'Changes' }, h('h3', {}, 'Changes'), changes)),
    duplicate,
    h('footer', {}, h('button.button', { type: 'button', onclick: () => mayClose() && close() }, 'Cancel'), send)));
  send.textContent = 'Send back as is';
  fill(changes, diffView(form.text, typed));
  check();
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
}
