import { seen } from './bytes.js';
import { comparable, compare, compareWords } from './diff.js';
import { h } from './dom.js';
import { plural } from './words.js';

const CONTEXT = 3;
const MOST_LINES = 600;

/** The differences of two texts as a person reads them: a few lines around each change, removed above added. */
export function diffView(before, after) {
  if (before === after) {
    return h('p.muted.diff-none', {}, 'Nothing is changed yet.');
  }
  const [left, right] = comparable(before, after);
  const changes = compare(left, right);
  if (changes.every(([sign]) => sign === ' ')) {
    return h('p.muted.diff-none', {}, 'Only white space is changed.');
  }
  const view = h('div.diff', { role: 'region', tabindex: '0', 'aria-label': 'What you have changed' });
  let lines = 0;
  for (const block of blocks(changes)) {
    if (lines > MOST_LINES) {
      view.append(h('div.skipped', {}, 'More is changed than is shown here.'));
      break;
    }
    lines += block.kind === 'same' ? 1 : block.removed.length + block.added.length;
    view.append(...(block.kind === 'same' ? sameLines(block) : changedLines(block)));
  }
  return view;
}

function blocks(changes) {
  const found = [];
  for (const [sign, text] of changes) {
    const kind = sign === ' ' ? 'same' : 'changed';
    if (found[found.length - 1]?.kind !== kind) {
      found.push({ kind, lines: [], removed: [], added: [], first: found.length === 0, last: false });
    }
    const block = found[found.length - 1];
    ({ ' ': block.lines, '-': block.removed, '+': block.added })[sign].push(text);
  }
  found[found.length - 1].last = true;
  return found;
}

function sameLines({ lines, first, last }) {
  const top = first ? [] : lines.slice(0, CONTEXT);
  const rest = lines.slice(top.length);
  const bottom = last ? [] : rest.slice(-CONTEXT);
  const hidden = rest.length - bottom.length;
  return [...top.map((text) => line('same', [['', text]])),
    ...(hidden > 0 ? [h('div.skipped', {}, `${plural(hidden, 'line')} as before`)] : []),
    ...bottom.map((text) => line('same', [['', text]]))];
}

function changedLines({ removed, added }) {
  const shown = { removed: [], added: [] };
  const pairs = removed.length === added.length ? removed.length : 0;
  for (let i = 0; i < Math.max(removed.length, added.length); i++) {
    const words = i < pairs ? compareWords(removed[i], added[i]) : null;
    if (i < Math.min(removed.length, MOST_LINES)) {
      shown.removed.push(line('removed', words?.before ?? [['', removed[i]]]));
    }
    if (i < Math.min(added.length, MOST_LINES)) {
      shown.added.push(line('added', words?.after ?? [['', added[i]]]));
    }
  }
  return [...shown.removed, ...shown.added];
}

const SAID = { same: '', removed: 'Removed: ', added: 'Added: ' };
const SIGNS = { same: ' ', removed: '−', added: '+' };

function line(kind, parts) {
  return h(`div.diff-line.${kind}`, {},
    h('span.sign', { 'aria-hidden': 'true' }, SIGNS[kind]),
    h('span.hidden', {}, SAID[kind]),
    h('code', {}, parts.flatMap(([mark, text]) => seen(text.slice(0, 5000)).map(([unseen, part]) =>
      h(mark ? `mark${unseen ? '.unseen' : ''}` : unseen ? 'span.unseen' : 'span', {}, part)))));
}
