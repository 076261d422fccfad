import { get, post, put } from './api.js';
import { seen } from './bytes.js';
import { byId, empty, failed, fill, h, loading } from './dom.js';
import { mayOperate } from './me.js';
import { eventAddress } from './route.js';
import { count } from './time.js';
import { toast, toastProblem } from './toast.js';
import { plural } from './words.js';

/** The repair rules: what each does, how often it helped, what it would do now, and its switch. */

const MOST_EXAMPLES = 20;
const LONGEST_EXAMPLE = 400;

const short = (text) => h('code', {}, seen(text.slice(0, LONGEST_EXAMPLE)).map(([unseen, part]) =>
  (unseen ? h('span.unseen', {}, part) : part)), text.length > LONGEST_EXAMPLE && '…');

export async function show() {
  const box = byId('rules');
  fill(box, loading('the rules'));
  try {
    const rules = await get('/api/rules');
    fill(box, h('header.rules-head', {}, h('h1', {}, 'Repair rules'),
      h('p', {}, 'They are tried in this order on each event that arrives. An event that a rule mends is sent back at once, a few times at most; then it waits for a person.')),
    rules.length === 0 ? empty('No rules', 'Every event waits for a person.')
      : h('ol.rules', {}, rules.map(ruleView)));
  } catch (problem) {
    fill(box, failed(problem, show));
  }
}

function ruleView(rule) {
  const result = h('div.rule-result', { 'aria-live': 'polite' });
  const input = h('input', { type: 'checkbox', role: 'switch', disabled: !mayOperate(),
    'aria-label': `Rule ${rule.name} is on`, onchange: () => turn(rule, input) });
  input.checked = rule.enabled;
  const tell = h('button.button', { type: 'button', onclick: () => dryRun(rule, tell, result) }, 'Try it on what waits');
  return h('li.rule', { data: { rule: rule.name } },
    h('div.rule-top', {}, h('h2', {}, rule.name), h('label.switch', {}, input, h('span', { 'aria-hidden': 'true' }))),
    h('p', {}, rule.description ?? ''),
    h('dl.facts', {}, figures(rule)),
    h('div.buttons', {}, tell),
    result);
}

function figures(rule) {
  const known = (rule.succeeded ?? 0) + (rule.cameBack ?? 0);
  return [['Mended', count(rule.resent ?? 0)], ['Processed', count(rule.succeeded ?? 0)],
    ['Came back', count(rule.cameBack ?? 0)],
    ['Success', known > 0 ? `${Math.round((100 * (rule.succeeded ?? 0)) / known)} %` : 'not known yet']]
    .map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)));
}

async function turn(rule, input) {
  const enabled = input.checked;
  input.disabled = true;
  try {
    await put(`/api/rules/${encodeURIComponent(rule.name)}`, { enabled });
    toast(`Rule ${rule.name} is ${enabled ? 'on' : 'off'}`);
  } catch (problem) {
    input.checked = !enabled;
    toastProblem(problem);
  } finally {
    input.disabled = false;
  }
}

async function dryRun(rule, button, result) {
  button.disabled = true;
  fill(result, loading('what it would do'));
  try {
    const run = await post(`/api/rules/${encodeURIComponent(rule.name)}/try`);
    const examples = run.changes;
    fill(result, h('p', {}, h('strong', {}, `Would mend ${count(run.mended)} of the ${plural(run.looked, 'waiting event')} that came last. `), 'Nothing was sent.'),
      examples.length > 0 && h('table.examples', {},
        h('thead', {}, h('tr', {}, h('th', {}, 'Event'), h('th', {}, 'As it is'), h('th', {}, 'As it would be'))),
        h('tbody', {}, examples.slice(0, MOST_EXAMPLES).map((example) => h('tr', {},
          h('td', {}, h('a', { href: eventAddress(example.id) }, example.id)),
          h('td', {}, short(example.before)), h('td', {}, short(example.after)))))));
  } catch (problem) {
    fill(result, failed(problem, () => dryRun(rule, button, result)));
  } finally {
    button.disabled = false;
  }
}
