/** How states and causes are said. */

export const STATES = {
  DUE: { label: 'Due', tone: 'blue', means: 'Mended by a rule, and about to be sent back' },
  SENDING: { label: 'Sending', tone: 'blue', means: 'Is being sent back' },
  WAITING: { label: 'Waiting', tone: 'amber', means: 'Waits for somebody to decide' },
  RESENT: { label: 'Sent back', tone: 'blue', means: 'Sent back; its consumer has not said yet that it is done' },
  REPAIRED: { label: 'Repaired', tone: 'blue', means: 'Mended by a rule and sent back' },
  PROCESSED: { label: 'Processed', tone: 'green', means: 'Sent back, and its consumer has processed it' },
  RETURNED: { label: 'Came back', tone: 'red', means: 'Sent back, and failed again: see the later event' },
  DISCARDED: { label: 'Discarded', tone: 'grey', means: 'Somebody decided that it is not needed' },
  UNCERTAIN: { label: 'Uncertain', tone: 'violet', means: 'May have been sent back: sending it again may make it twice' },
};

export const CAUSES = {
  FAILED: 'Could not be processed', DELIVERY_LIMIT: 'Delivered again and again', EXPIRED: 'Waited too long',
  REJECTED: 'Rejected', OVERFLOW: 'Queue was full', UNKNOWN: 'Cause not told',
};

export const causeOf = ({ cause, causeText }) => CAUSES[cause] ?? causeText ?? cause;

export function chip(state, element = document.createElement('span')) {
  const words = STATES[state] ?? { label: state, tone: 'grey', means: '' };
  element.className = `chip ${words.tone}`;
  element.title = words.means;
  element.textContent = words.label;
  return element;
}

/** The last part of a class name: what people call an exception. */
export const simple = (name) => (name ?? '').split(/[.$]/).pop();

export function plural(n, one, many = `${one}s`) {
  return `${Number(n).toLocaleString('en')} ${n === 1 ? one : many}`;
}
