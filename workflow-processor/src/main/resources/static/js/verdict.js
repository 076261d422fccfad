import { h } from './dom.js';

/** What the server says about a body: the order that it reads, or what is wrong with it. */
export function verdictView(verdict) {
  if (!verdict.valid) {
    return h('div.bad', {}, h('strong', {}, 'Not an order yet'),
      h('ul', {}, (verdict.problems ?? []).map((problem) => h('li', {}, problem.field ? `${problem.field}: ${problem.reason}` : problem))));
  }
  const order = verdict.order;
  const said = order && [order.action, order.side, order.quantity, order.symbol].filter(Boolean).join(' ');
  return h('div.good', {}, h('strong', {}, 'A valid order'),
    order && h('span', {}, `${said}, account ${order.account}`));
}
