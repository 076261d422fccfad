/** Builds elements. Text is only ever set as text: nothing that comes from a message is read as HTML. */

/**
 * @param {string} tag name, and classes after dots: "p.muted"
 * @param {object} props attributes; on… are listeners, data an object, true/false set or leave out
 * @param {...(Node|string|number|null|undefined|Array)} children
 */
export function h(tag, props, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) {
    element.className = classes.join(' ');
  }
  for (const [key, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || (value === false && !key.startsWith('aria-'))) {
      continue;
    }
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (key === 'data') {
      Object.assign(element.dataset, value);
    } else if (key === 'value') {
      element.value = value;
    } else {
      element.setAttribute(key, value === true && !key.startsWith('aria-') ? '' : value);
    }
  }
  add(element, children);
  return element;
}

function add(parent, children) {
  for (const child of children.flat()) {
    if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
}

export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

export const byId = (id) => document.getElementById(id);

/** Calls back once the calls have stopped for a while. */
export function settled(millis, action) {
  let timer = 0;
  return (...args) => {
    clearTimeout(timer);
    timer = setTimeout(() => action(...args), millis);
  };
}

export function loading(what) {
  return h('p.loading', { role: 'status' }, h('i.spinner', { 'aria-hidden': 'true' }), `Loading ${what}…`);
}

export function failed(problem, again) {
  return h('div.empty', { role: 'alert' },
    h('strong', {}, problem.title ?? 'That did not work'),
    h('p', {}, problem.message),
    again && h('button.button', { type: 'button', onclick: again }, 'Try again'));
}

export function empty(title, text, ...more) {
  return h('div.empty', {}, h('strong', {}, title), h('p', {}, text), ...more);
}
