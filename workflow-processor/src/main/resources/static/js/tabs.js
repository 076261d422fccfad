import { fill, h } from './dom.js';

/** Tabs as the ARIA practices describe them: arrows go from one to the next, Tab goes into the panel. */
export function tabs(all, first) {
  const panel = h('div.panel', { role: 'tabpanel', id: 'panel', tabindex: '-1' });
  const buttons = all.map(([name], index) => h('button', { type: 'button', role: 'tab', id: `tab-${index}`,
    'aria-controls': 'panel', data: { index }, onclick: () => choose(index), onkeydown: (event) => {
      const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (by) {
        event.preventDefault();
        choose((index + by + all.length) % all.length).focus();
      }
    } }, name));

  function choose(index) {
    buttons.forEach((button, other) => {
      button.setAttribute('aria-selected', other === index);
      button.tabIndex = other === index ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', `tab-${index}`);
    fill(panel, all[index][1]());
    return buttons[index];
  }

  choose(Math.min(first, all.length - 1));
  return h('div', {}, h('div.tabs', { role: 'tablist', 'aria-label': 'Parts of the event' }, buttons), panel);
}
