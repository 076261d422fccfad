import { h } from './dom.js';
import { eventAddress, go } from './route.js';
import { size, time } from './time.js';
import { causeOf, chip, plural, simple } from './words.js';

/** One event of the list. A link, so that it can be opened elsewhere, and is read and reached as one. */
export function row(event) {
  const element = h('a.row', { href: eventAddress(event.id), data: { id: event.id, order: event.orderId ?? '', state: event.state },
    onclick: (click) => {
      if (!click.metaKey && !click.ctrlKey && !click.shiftKey) {
        click.preventDefault();
        go({ event: event.id });
      }
    } },
  h('span.row-top', {},
    h('span.row-title', {}, event.orderId || `Event ${event.id}`),
    chip(event.state),
    h('span.row-time', {}, time(event.lastAt))),
  h('span.row-preview', {}, event.preview || (event.size ? 'Not text' : 'No body')),
  h('span.row-facts', {},
    h('span.row-cause', {}, event.message || simple(event.exception) || causeOf(event)),
    event.context && h('span', {}, event.context),
    event.attempts > 1 && h('span', {}, `failed ${plural(event.attempts, 'time')}`),
    event.size > 10_000 && h('span', {}, size(event.size))));
  return element;
}

/** Shows that an event is in another state now, and leaves it where it is until the list is loaded again. */
export function markChanged(element, state, wanted) {
  element.dataset.state = state;
  chip(state, element.querySelector('.chip'));
  element.classList.toggle('gone', wanted !== '' && wanted !== state);
}
