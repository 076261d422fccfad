import { get, post } from './api.js';
import * as bulk from './bulk.js';
import * as detail from './detail.js';
import { dialog, isOpen } from './dialog.js';
import { byId, h } from './dom.js';
import * as filters from './filters.js';
import * as groups from './groups.js';
import { help, listenToKeys } from './keys.js';
import * as list from './list.js';
import { listen } from './live.js';
import { signedIn } from './me.js';
import { current } from './route.js';
import * as rules from './rules.js';
import { toastProblem } from './toast.js';

/** Puts the parts together: the address says what is shown, the stream what is new. */

let shownFilter = null;
let shownView = null;

function route() {
  const { view, event, filter } = current();
  byId('inbox').hidden = view !== 'events';
  byId('rules').hidden = view !== 'rules';
  for (const link of document.querySelectorAll('nav [data-view]')) {
    link.dataset.view === view ? link.setAttribute('aria-current', 'page') : link.removeAttribute('aria-current');
  }
  if (view === 'rules') {
    if (shownView !== view) {
      rules.show();
    }
    shownView = view;
    return;
  }
  shownView = view;
  filters.draw();
  const key = JSON.stringify(filter);
  if (key !== shownFilter) {
    shownFilter = key;
    list.show(filter);
    groups.draw();
    bulk.drawHead();
  }
  list.select(event);
  byId('inbox').dataset.pane = event ? 'detail' : 'list';
  if (String(detail.shownEvent()?.id ?? '') !== (event ?? '') || !event) {
    detail.show(event);
    if (event && matchMedia('(max-width: 859px)').matches) {
      byId('detail').focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }
}

function refresh() {
  groups.loadSoon();
  list.lookForNew();
}

function followTheStream() {
  document.addEventListener('live-arrived', refresh);
  document.addEventListener('live-changed', ({ detail: change }) => {
    change.events.forEach(list.changed);
    groups.loadSoon();
    const shown = detail.shownEvent();
    // Where more has changed than is told, it may be among it.
    if (shown && !isOpen() && (change.count > change.events.length || change.events.some(({ id }) => id === shown.id))) {
      detail.again(shown.id);
    }
  });
  document.addEventListener('live-counts', ({ detail: figures }) => filters.say(figures));
  document.addEventListener('live-again', () => {
    refresh();
    list.readAgain();
  });
  document.addEventListener('live-lost', () => get('/api/me').catch(() => null));
  document.addEventListener('acted', ({ detail: done }) => detail.again(done.id));
  document.addEventListener('bulk-ended', () => list.show(current().filter, { keep: true }));
  document.addEventListener('groups', bulk.drawHead);
  listen();
}

function sayThatSignedOut() {
  if (!document.querySelector('dialog.signed-out')) {
    const { element, body } = dialog('You are signed out');
    element.classList.add('signed-out');
    body.append(h('p', {}, 'Your session has ended. Sign in again to go on; what you see here is as it was before.'),
      h('footer', {}, h('a.button', { href: '/login', target: '_blank', rel: 'noopener' }, 'Sign in in a new tab'),
        h('a.button.primary', { href: location.href }, 'Sign in here')));
  }
}

async function signOut() {
  try {
    await post('/logout');
  } catch {
    // Signed out already, or the server is gone: the page for signing in tells.
  }
  location.assign('/login?logout');
}

function goInPlace(click) {
  if (!click.metaKey && !click.ctrlKey) {
    click.preventDefault();
    history.pushState(null, '', click.currentTarget.getAttribute('href'));
    route();
  }
}

async function start() {
  // Signing in leaves a word of its own in the address.
  history.replaceState(null, '', location.pathname + location.search.replace(/[?&]continue\b/, ''));
  document.addEventListener('signed-out', sayThatSignedOut);
  document.addEventListener('route', route);
  byId('help').addEventListener('click', help);
  byId('sign-out').addEventListener('click', signOut);
  document.querySelectorAll('nav [data-view], .brand').forEach((link) => link.addEventListener('click', goInPlace));
  listenToKeys();
  filters.setUp();
  try {
    const me = await get('/api/me');
    signedIn(me);
    byId('who').append(h('strong', {}, me.name), ` ${me.role}`);
  } catch (problem) {
    toastProblem(problem);
  }
  route();
  groups.load();
  followTheStream();
}

start();
