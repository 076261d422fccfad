import { byId } from './dom.js';

/** What the server tells while it happens. The browser opens the stream again by itself when it breaks. */

const NAMES = ['arrived', 'changed', 'counts'];
let wasOpen = false;

export function listen() {
  const source = new EventSource('/api/stream');
  source.onopen = () => {
    say('on', 'Live');
    if (wasOpen) {
      // What happened while nobody listened was not told.
      document.dispatchEvent(new CustomEvent('live-again'));
    }
    wasOpen = true;
  };
  source.onerror = () => {
    say('off', 'Reconnecting');
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(listen, 5000);
      document.dispatchEvent(new CustomEvent('live-lost'));
    }
  };
  for (const name of NAMES) {
    source.addEventListener(name, (message) => {
      document.dispatchEvent(new CustomEvent(`live-${name}`, { detail: parsed(message.data) }));
    });
  }
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

function say(state, text) {
  const live = byId('live');
  if (live.dataset.state !== state) {
    live.dataset.state = state;
    live.lastElementChild.textContent = text;
  }
}

/** Calls at once, and then at most once in so many milliseconds, however often it is asked to. */
export function atMostEvery(millis, action) {
  let last = 0;
  let timer = 0;
  return () => {
    if (timer) {
      return;
    }
    timer = setTimeout(() => {
      timer = 0;
      last = Date.now();
      action();
    }, Math.max(120, last + millis - Date.now()));
  };
}
