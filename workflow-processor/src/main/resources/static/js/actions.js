import { eventPath, post } from './api.js';
import { ask } from './dialog.js';
import { toast } from './toast.js';

/** What an operator can do with one event. Each says which version it was decided on: if that is gone, nothing is done. */

export const canDecide = (event) => ['WAITING', 'UNCERTAIN'].includes(event.state);

/** Sent back already, for certain or perhaps: once more has to be meant. */
export const perhapsSent = (event) => ['UNCERTAIN', 'RESENT', 'REPAIRED'].includes(event.state);

export const canSend = (event) => canDecide(event) || perhapsSent(event);

export const canDiscard = (event) => canSend(event) || event.state === 'DUE';

const REASONS = ['Duplicate of another order', 'Test data', 'Cancelled by the client', 'Entered again by hand'];

export const nameOfEvent = (event) => event.orderId || `event ${event.id}`;

export const placeOf = (event) => event.origin?.queue || event.origin?.routingKey || 'where it came from';

export function told(event, text, tone = 'info') {
  toast(text, { tone });
  document.dispatchEvent(new CustomEvent('acted', { detail: { id: event.id } }));
}

export async function resend(event, changes = {}) {
  await post(`${eventPath(event.id)}/resend`, { version: event.version, ...changes });
  told(event, `${nameOfEvent(event)} is sent back to ${placeOf(event)}`);
}

export function askResend(event, warnings) {
  const uncertain = perhapsSent(event);
  ask({
    title: uncertain ? 'Send it once more?' : 'Send back as it is?',
    text: [
      uncertain ? `${event.state === 'UNCERTAIN' ? 'It may have been' : 'It has been'} sent back already, and may be processed twice.`
        : `The message goes back to ${placeOf(event)} unchanged. Do so when what made it fail has been mended.`,
      ...(uncertain ? [] : warnings),
    ],
    does: uncertain ? 'Send it again all the same' : 'Send back as is',
    danger: uncertain,
  }, () => resend(event, uncertain ? { confirmedDuplicate: true } : {}));
}

export function askDiscard(event) {
  ask({
    title: `Discard ${nameOfEvent(event)}?`,
    text: 'It is not sent back. It stays in the inbox as discarded, and can be restored.',
    does: 'Discard',
    danger: true,
    reason: 'Why is it not needed?',
    suggestions: REASONS,
  }, async (reason) => {
    await post(`${eventPath(event.id)}/discard`, { version: event.version, reason });
    told(event, `${nameOfEvent(event)} is discarded`);
  });
}

export async function restore(event) {
  await post(`${eventPath(event.id)}/restore`, { version: event.version });
  told(event, `${nameOfEvent(event)} waits again`);
}
