/** What is shown is in the address: it can be reloaded, sent to somebody, and gone back from. */

export const FILTERS = ['q', 'state', 'group', 'module', 'queue', 'from', 'to'];

export function current() {
  const query = new URLSearchParams(location.search);
  const filter = Object.fromEntries(FILTERS.map((name) => [name, query.get(name) ?? '']));
  if (!query.has('state')) {
    filter.state = 'WAITING';
  } else if (filter.state === 'ALL') {
    filter.state = '';
  }
  return { view: query.get('view') === 'rules' ? 'rules' : 'events', event: query.get('event'), filter };
}

function addressOf({ view, event, filter }) {
  const query = new URLSearchParams();
  if (view === 'rules') {
    query.set('view', 'rules');
  } else {
    for (const name of FILTERS) {
      const value = name === 'state' ? filter.state || 'ALL' : filter[name];
      if (value && !(name === 'state' && value === 'WAITING')) {
        query.set(name, value);
      }
    }
    if (event) {
      query.set('event', event);
    }
  }
  const text = query.toString();
  return text ? `/?${text}` : '/';
}

/** The address of an event within what is shown now. */
export const eventAddress = (id) => addressOf({ ...current(), view: 'events', event: id });

/** Goes where the changes lead, and tells the page. */
export function go(changes, { replace = false } = {}) {
  const now = current();
  const next = { ...now, view: 'events', ...changes, filter: { ...now.filter, ...changes.filter } };
  history[replace ? 'replaceState' : 'pushState'](null, '', addressOf(next));
  document.dispatchEvent(new CustomEvent('route'));
}

window.addEventListener('popstate', () => document.dispatchEvent(new CustomEvent('route')));
