import { asText, hexLine, seen } from './bytes.js';
import { empty, fill, h } from './dom.js';
import { jsonParts, prettyJson } from './json.js';
import { cutLines, linesView } from './lines.js';
import { size } from './time.js';

/** A message's body: laid out where it is JSON, as text, or as bytes. */
export function bodyView(bytes, downloadPath) {
  if (bytes.length === 0) {
    return empty('No body', 'The message carries headers only.');
  }
  const text = asText(bytes);
  const pretty = text === null ? null : prettyJson(text.replace(/^\ufeff/, ''));
  const views = [];
  if (pretty !== null) {
    views.push(['Pretty', () => showJson(pretty)]);
  }
  if (text !== null) {
    views.push(['Text', () => showText(text)]);
  }
  views.push(['Bytes', () => linesView(Math.ceil(bytes.length / 16),
    (line) => [['', hexLine(bytes, line * 16)]], 'Body as bytes')]);

  const shown = h('div');
  const buttons = views.map(([name, show]) => h('button', { type: 'button',
    onclick: (event) => choose(event.currentTarget, show) }, name));
  function choose(button, show) {
    for (const other of buttons) {
      other.setAttribute('aria-pressed', other === button);
    }
    fill(shown, show());
  }
  choose(buttons[0], views[0][1]);
  return h('div.body', {},
    h('div.body-tools', {},
      h('div.segments', { role: 'group', 'aria-label': 'Show the body as' }, buttons),
      h('span.muted', {}, `${size(bytes.length)}${text === null ? ', not text' : ''}`),
      h('a.button.quiet', { href: downloadPath, download: '' }, 'Download')),
    shown);
}

function showJson(pretty) {
  const lines = cutLines(pretty);
  return linesView(lines.length, (line) => jsonParts(lines[line]).flatMap(([kind, text]) =>
    seen(text).map(([unseen, part]) => [unseen || kind, part])), 'Body, laid out');
}

function showText(text) {
  const lines = cutLines(text);
  return linesView(lines.length, (line) => seen(lines[line]), 'Body as text');
}
