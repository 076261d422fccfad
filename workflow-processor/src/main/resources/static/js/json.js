/**
 * Lays JSON out for reading. Every number and string stays as it was written: 2000000.00 is not the same as 2000000 to
 * whoever compares amounts, and parsing and printing would make it so.
 */

const TOKEN = /\s+|[{}[\],:]|"(?:[^"\\]|\\.)*"|[^\s{}[\],:"]+/gy;
const MOST_INDENT = 60;

/** @returns {string|null} the text with one member a line, or null where it is no JSON object or array */
export function prettyJson(text) {
  const start = text.trimStart()[0];
  if (start !== '{' && start !== '[') {
    return null;
  }
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  const out = [];
  let depth = 0;
  let opened = false;
  const newLine = () => out.push('\n', '  '.repeat(Math.min(depth, MOST_INDENT)));
  for (const [token] of text.matchAll(TOKEN)) {
    if (token.trim() === '') {
      continue;
    }
    if (token === '}' || token === ']') {
      depth--;
      if (!opened) {
        newLine();
      }
      out.push(token);
      opened = false;
      continue;
    }
    if (opened) {
      newLine();
      opened = false;
    }
    out.push(token);
    if (token === '{' || token === '[') {
      depth++;
      opened = true;
    } else if (token === ',') {
      newLine();
    } else if (token === ':') {
      out.push(' ');
    }
  }
  return out.join('');
}

const PARTS = /("(?:[^"\\]|\\.)*")(\s*:)?|(-?\d[\d.eE+-]*)|\b(true|false|null)\b/g;

/** Cuts one line of laid out JSON into [class, text]. */
export function jsonParts(line) {
  const parts = [];
  let end = 0;
  for (const match of line.matchAll(PARTS)) {
    if (match.index > end) {
      parts.push(['', line.slice(end, match.index)]);
    }
    if (match[1] && match[2]) {
      parts.push(['key', match[1]], ['', match[2]]);
    } else {
      parts.push([match[1] ? 'string' : match[3] ? 'number' : 'word', match[0]]);
    }
    end = match.index + match[0].length;
  }
  if (end < line.length) {
    parts.push(['', line.slice(end)]);
  }
  return parts;
}
