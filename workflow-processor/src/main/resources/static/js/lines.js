import { fill, h } from './dom.js';
import { count } from './time.js';

/**
 * Shows many lines without stopping the page: a part at once, more on demand, each block laid out by the browser only
 * when it comes into view.
 */

const BLOCK = 200;
const PAGE = 2000;
const LONGEST = 2000;

/** Cuts lines that are too long to lay out as one. */
export function cutLines(text) {
  const lines = [];
  for (const line of text.split('\n')) {
    for (let start = 0; start === 0 || start < line.length; start += LONGEST) {
      lines.push(line.slice(start, start + LONGEST));
    }
  }
  return lines;
}

/**
 * @param {number} total how many lines there are
 * @param {(index: number) => Array<[string, string]>} partsOf a line as [class, text]
 */
export function linesView(total, partsOf, label) {
  const code = h('div.code', { tabindex: '0', role: 'region', 'aria-label': label });
  const more = h('div.more');
  let shown = 0;

  function showMore() {
    const end = Math.min(total, shown + PAGE);
    while (shown < end) {
      const block = h('pre.block');
      for (const last = Math.min(end, shown + BLOCK); shown < last; shown++) {
        for (const [kind, text] of partsOf(shown)) {
          block.append(kind ? h(`span.${kind}`, {}, text) : text);
        }
        block.append('\n');
      }
      code.append(block);
    }
    fill(more, shown < total && h('button.button', { type: 'button', onclick: showMore },
      `Show more: ${count(total - shown)} of ${count(total)} lines are left`));
  }

  showMore();
  return h('div', {}, code, more);
}
