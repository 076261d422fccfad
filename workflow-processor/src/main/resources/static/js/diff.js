import { prettyJson } from './json.js';

/** What was changed: lines that went and came, and within them the words. */

const MOST_EDITS = 400;
const MOST_WORDS = 4000;

/**
 * Myers' greedy algorithm (An O(ND) Difference Algorithm and Its Variations, 1986), cut off where the texts have little
 * in common: then all of it is replaced.
 * @returns {Array<[' '|'-'|'+', any]>}
 */
export function compare(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) {
    start++;
  }
  let end = 0;
  while (end < before.length - start && end < after.length - start
      && before[before.length - 1 - end] === after[after.length - 1 - end]) {
    end++;
  }
  const same = (items) => items.map((item) => [' ', item]);
  const middle = edits(before.slice(start, before.length - end), after.slice(start, after.length - end));
  return [...same(before.slice(0, start)), ...middle, ...same(before.slice(before.length - end))];
}

function edits(before, after) {
  const replaced = () => [...before.map((item) => ['-', item]), ...after.map((item) => ['+', item])];
  if (before.length === 0 || after.length === 0) {
    return replaced();
  }
  const most = Math.min(before.length + after.length, MOST_EDITS);
  const reach = new Int32Array(2 * most + 3);
  const trace = [];
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice());
    for (let k = -d; k <= d; k += 2) {
      const at = k + most + 1;
      let x = k === -d || (k !== d && reach[at - 1] < reach[at + 1]) ? reach[at + 1] : reach[at - 1] + 1;
      while (x < before.length && x - k < after.length && before[x] === after[x - k]) {
        x++;
      }
      reach[at] = x;
      if (x >= before.length && x - k >= after.length) {
        return walkBack(before, after, trace, most);
      }
    }
  }
  return replaced();
}

function walkBack(before, after, trace, most) {
  const found = [];
  let x = before.length;
  let y = after.length;
  for (let d = trace.length - 1; d >= 0; d--) {
    const reach = trace[d];
    const k = x - y;
    const at = k + most + 1;
    const down = k === -d || (k !== d && reach[at - 1] < reach[at + 1]);
    const fromX = d === 0 ? 0 : down ? reach[at + 1] : reach[at - 1];
    const fromY = d === 0 ? 0 : fromX - (down ? k + 1 : k - 1);
    while (x > fromX && y > fromY) {
      found.push([' ', before[--x]]);
      y--;
    }
    if (d > 0) {
      found.push(down ? ['+', after[--y]] : ['-', before[--x]]);
    }
  }
  return found.reverse();
}

const words = (line) => line.match(/\w+|\s+|[^\w\s]/g) ?? [];

/** A line against its successor: [class, text] for each side, what differs marked. */
export function compareWords(before, after) {
  const left = words(before);
  const right = words(after);
  if (left.length + right.length > MOST_WORDS) {
    return { before: [['', before]], after: [['', after]] };
  }
  const sides = { before: [], after: [] };
  for (const [sign, word] of compare(left, right)) {
    if (sign !== '+') {
      sides.before.push([sign === '-' ? 'changed' : '', word]);
    }
    if (sign !== '-') {
      sides.after.push([sign === '+' ? 'changed' : '', word]);
    }
  }
  return { before: joined(sides.before), after: joined(sides.after) };
}

function joined(parts) {
  const out = [];
  for (const [kind, text] of parts) {
    if (out.length && out[out.length - 1][0] === kind) {
      out[out.length - 1][1] += text;
    } else {
      out.push([kind, text]);
    }
  }
  return out;
}

/** Both texts as lines; as laid out JSON where both are, since one long line would tell nothing. */
export function comparable(before, after) {
  const left = prettyJson(before);
  const right = prettyJson(after);
  return left !== null && right !== null ? [left.split('\n'), right.split('\n')]
    : [before.split('\n'), after.split('\n')];
}
