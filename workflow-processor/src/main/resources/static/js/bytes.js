/** What a body is: text or not, and how bytes are shown that are none. */

const MOST_TEXT = 20_000_000;

/** @returns {string|null} the text, with its byte order mark if it has one, or null where the bytes are no text */
export function asText(bytes) {
  if (bytes.length > MOST_TEXT) {
    return null;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\u0000') ? null : text;
  } catch {
    return null;
  }
}

/** One line of a hex dump for 16 bytes: offset, bytes, and what of them can be printed. */
export function hexLine(bytes, offset) {
  const part = bytes.subarray(offset, offset + 16);
  const hex = Array.from(part, (byte) => byte.toString(16).padStart(2, '0'));
  const left = hex.slice(0, 8).join(' ').padEnd(23);
  const right = hex.slice(8).join(' ').padEnd(23);
  const ascii = Array.from(part, (byte) => (byte >= 32 && byte < 127 ? String.fromCharCode(byte) : '·')).join('');
  return `${offset.toString(16).padStart(8, '0')}  ${left}  ${right}  ${ascii}`;
}

const INVISIBLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00a0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;
const INVISIBLES = new RegExp(INVISIBLE, 'g');

/** Cuts out what the eye does not see, and what would turn the text around, as ['unseen', 'U+FEFF']. */
export function seen(text) {
  if (!INVISIBLE.test(text)) {
    return [['', text]];
  }
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(INVISIBLES)) {
    parts.push(['', text.slice(end, match.index)]);
    parts.push(['unseen', `U+${match[0].charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`]);
    end = match.index + 1;
  }
  parts.push(['', text.slice(end)]);
  return parts.filter(([, part]) => part !== '');
}
