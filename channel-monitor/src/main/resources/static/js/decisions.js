// What decisions are called, and the list of them.

import { ago, figure, timeOfDay } from './format.js';

const MOST_SHOWN = 200;

/** Lanes of the chart, from top to bottom, each with a shape of its own. */
export const LANES = [
	{ id: 'supervisor', name: 'Supervisor', shape: 'triangle' },
	{ id: 'flow', name: 'Flow control', shape: 'diamond' },
	{ id: 'brokers', name: 'Brokers', shape: 'square' },
	{ id: 'people', name: 'Held, inbox', shape: 'circle' },
	{ id: 'other', name: 'Others', shape: 'cross' }
];

const SOURCES = { 'supervisor-consumer': 'supervisor', 'producer-control-flow': 'flow', 'multi-broker': 'brokers' };

/** States that are told again and again: what they are called, what they count, and what is said where no reason is. */
const KINDS = {
	held: ['Held accounts', 'accounts', 'accounts that wait for a failed event to be repaired'],
	inbox: ['Inbox', 'events', 'events that wait for a person']
};

export const laneOf = (decision) => Object.hasOwn(KINDS, decision.kind) ? 'people'
	: Object.hasOwn(SOURCES, decision.source) ? SOURCES[decision.source] : 'other';

export function sourceOf(decision) {
	const lane = laneOf(decision);
	return lane === 'other' || lane === 'people' ? decision.source : LANES.find(({ id }) => id === lane).name;
}

export function titleOf(decision) {
	const name = Object.hasOwn(KINDS, decision.kind) ? KINDS[decision.kind][0] : decision.kind.replaceAll(/[-_]+/g, ' ');
	return name.charAt(0).toUpperCase() + name.slice(1);
}

export const reasonOf = (decision) => decision.reason
	|| (Object.hasOwn(KINDS, decision.kind) ? KINDS[decision.kind][2] : 'no reason was told');

/** What it was and became, such as "4 → 9 consumers"; empty where no figures were told. */
export function changeOf(decision) {
	const lane = laneOf(decision);
	const missing = lane === 'flow' ? 'unthrottled' : null;
	const unit = { supervisor: ' consumers', flow: '/s' }[lane] ?? (lane === 'people' ? ` ${KINDS[decision.kind][1]}` : '');
	const [from, to] = [decision.from, decision.to].map((value) => value === null || value === undefined ? missing : figure(value));
	if (from === null && to === null || from === missing && to === missing) {
		return '';
	}
	const withUnit = (text) => text === missing || text === null ? text : text + unit;
	if (from === null || from === to) {
		return withUnit(to) ?? '';
	}
	return to === null ? `from ${withUnit(from)}` : `${lane === 'flow' ? withUnit(from) : from} → ${withUnit(to)}`;
}

export class DecisionList {

	#root;

	#rows = new Map();

	#onPoint;

	/** `onPoint` is told of the decision that somebody points at, or null. */
	constructor(root, onPoint) {
		this.#root = root;
		this.#onPoint = onPoint;
		root.addEventListener('pointerleave', () => onPoint(null));
	}

	render(decisions, chosen, now) {
		const shown = decisions.slice(0, MOST_SHOWN);
		const ids = new Set(shown.map(({ id }) => id));
		for (const [id, row] of this.#rows) {
			if (!ids.has(id)) {
				row.remove();
				this.#rows.delete(id);
			}
		}
		let next = this.#root.firstElementChild;
		for (const decision of shown) {
			const row = this.#rows.get(decision.id) ?? this.#create(decision);
			row.classList.toggle('other', decision.channel !== chosen);
			const when = row.querySelector('.ago');
			const text = ago(now - decision.time);
			if (when.textContent !== text) {
				when.textContent = text;
			}
			if (row === next) {
				next = row.nextElementSibling;
			} else {
				this.#root.insertBefore(row, next);
			}
		}
		return shown.length;
	}

	/** Brings a decision into view and marks it. */
	mark(id) {
		this.#rows.forEach((row, rowId) => row.classList.toggle('marked', rowId === id));
		this.#rows.get(id)?.scrollIntoView({ block: 'nearest' });
	}

	forget() {
		this.#rows.clear();
		this.#root.replaceChildren();
	}

	#create(decision) {
		const row = document.createElement('li');
		row.dataset.lane = laneOf(decision);
		const add = (name, text) => {
			const part = document.createElement('span');
			part.className = name;
			part.textContent = text;
			row.append(part, ' ');
		};
		add('time', timeOfDay(decision.time));
		add('source', sourceOf(decision));
		add('what', titleOf(decision));
		add('change', changeOf(decision));
		add('where', decision.channel);
		add('ago', '');
		add('reason', reasonOf(decision));
		row.addEventListener('pointerenter', () => this.#onPoint(decision));
		this.#rows.set(decision.id, row);
		return row;
	}

}
