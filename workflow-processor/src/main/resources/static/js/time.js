/** Times as people read them: how long ago, with the exact time in the title. Kept current once for all of the page. */

const UNITS = [['y', 31_557_600], ['mo', 2_629_800], ['d', 86_400], ['h', 3600], ['min', 60]];

const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

export function ago(iso, now = Date.now()) {
  const seconds = (now - new Date(iso).getTime()) / 1000;
  for (const [unit, length] of UNITS) {
    if (seconds >= length) {
      return `${Math.floor(seconds / length)} ${unit} ago`;
    }
  }
  // Clocks differ: what seems to come from the future has just happened.
  return seconds < 10 ? 'just now' : `${Math.floor(seconds)} s ago`;
}

export function exactly(iso) {
  return exact.format(new Date(iso));
}

export function time(iso) {
  const element = document.createElement('time');
  if (!iso) {
    element.textContent = 'unknown';
    return element;
  }
  element.dateTime = iso;
  element.title = `${exactly(iso)} (${iso})`;
  element.textContent = ago(iso);
  return element;
}

setInterval(() => {
  const now = Date.now();
  for (const element of document.querySelectorAll('time[datetime]')) {
    element.textContent = ago(element.dateTime, now);
  }
}, 20_000);

export function size(bytes) {
  if (bytes < 1000) {
    return `${bytes} B`;
  }
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

export const count = (n) => Number(n).toLocaleString('en');
