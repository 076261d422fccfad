// The list of channels, a page at a time: however many there are, only what is seen is drawn.

import { ago, count, rate } from './format.js';
import { reasonOf } from './model.js';
import { drawSparkline } from './sparkline.js';
import { show, word } from './verdicts.js';

const FLASH = 4000;

export class ChannelList {

	#root;

	#rows = new Map();

	#onChoose;

	constructor(root, onChoose) {
		this.#root = root;
		this.#onChoose = onChoose;
		root.addEventListener('keydown', (event) => this.#walk(event));
	}

	/** Shows some channels in this order. `staleness` tells the age of a channel whose sample is too old, else null. */
	render(channels, chosen, staleness) {
		const focused = document.activeElement;
		const queues = new Set(channels.map(({ sample }) => sample.queue));
		for (const [queue, row] of this.#rows) {
			if (!queues.has(queue)) {
				row.item.remove();
				this.#rows.delete(queue);
			}
		}
		let next = this.#root.firstElementChild;
		for (const channel of channels) {
			const row = this.#rows.get(channel.sample.queue) ?? this.#create(channel.sample.queue);
			this.#update(row, channel, chosen, staleness(channel));
			if (row.item === next) {
				next = row.item.nextElementSibling;
			} else {
				this.#root.insertBefore(row.item, next);
			}
		}
		// What is moved in the document loses the focus.
		if (focused !== document.activeElement && this.#root.contains(focused)) {
			focused.focus({ preventScroll: true });
		}
	}

	#create(queue) {
		const item = document.createElement('li');
		const button = document.createElement('button');
		button.type = 'button';
		button.className = 'row';
		const row = { item, button, shown: null, parts: {} };
		for (const name of ['verdict', 'name', 'why', 'waiting', 'in', 'out', 'consumers']) {
			row.parts[name] = document.createElement('span');
			row.parts[name].className = name;
		}
		// A long name breaks behind its dots and dashes.
		queue.split(/(?<=[.\-_/:])/).forEach((part) => row.parts.name.append(part, document.createElement('wbr')));
		row.spark = document.createElement('canvas');
		row.spark.className = 'spark';
		row.spark.setAttribute('aria-hidden', 'true');
		button.append(...Object.values(row.parts), row.spark);
		button.addEventListener('click', () => this.#onChoose(queue));
		item.append(button);
		this.#rows.set(queue, row);
		return row;
	}

	#update(row, channel, chosen, stale) {
		const sample = channel.sample;
		row.button.setAttribute('aria-current', String(sample.queue === chosen));
		row.button.classList.toggle('stale', stale !== null);
		row.button.classList.toggle('changed', performance.now() - (channel.changed ?? -FLASH) < FLASH);
		const reason = reasonOf(sample);
		set(row.parts.why, stale === null ? reason : `${ago(stale).replace(' ago', ' old')}${reason ? `: ${reason}` : ''}`);
		if (row.shown === sample) {
			return;
		}
		row.shown = sample;
		show(row.parts.verdict, sample.verdict);
		set(row.parts.waiting, count(sample.messagesReady));
		set(row.parts.in, rate(sample.publishRate));
		set(row.parts.out, rate(sample.ackRate));
		set(row.parts.consumers, count(sample.consumers));
		row.button.setAttribute('aria-label', `${sample.queue}: ${word(sample.verdict)}. ${sample.reason}`);
		drawSparkline(row.spark, channel.spark, sample.verdict);
	}

	/** Draws all again, for instance in other colours. */
	refresh() {
		this.#rows.forEach((row) => {
			row.shown = null;
		});
	}

	/** Up and down lead from row to row. */
	#walk(event) {
		const item = event.target.closest('li');
		const to = { ArrowDown: item?.nextElementSibling, ArrowUp: item?.previousElementSibling,
			Home: this.#root.firstElementChild, End: this.#root.lastElementChild }[event.key];
		if (item && to) {
			event.preventDefault();
			to.firstElementChild.focus();
		}
	}

}

function set(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
		element.title = element.className === 'why' ? text : '';
	}
}
