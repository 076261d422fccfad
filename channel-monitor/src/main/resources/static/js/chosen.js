// The panel of the channel that is chosen: its figures, its chart, and what is read from that.

import { Chart } from './chart.js';
import { changeOf, reasonOf, sourceOf, titleOf } from './decisions.js';
import { getJson } from './feed.js';
import { UNKNOWN, ago, count, rate, seconds, timeOfDay } from './format.js';
import { reasonOf as whyOf } from './model.js';
import { show } from './verdicts.js';

const byId = (id) => document.getElementById(id);

const FIGURES = [
	{ name: 'Waiting', figure: 'messagesReady', line: 'ready', text: count },
	{ name: 'In work', figure: 'messagesUnacked', line: 'unacked', text: count },
	{ name: 'In', figure: 'publishRate', line: 'in', text: rate },
	{ name: 'Out', figure: 'ackRate', line: 'out', text: rate },
	{ name: 'Consumers', figure: 'consumers', line: 'consumers', text: count },
	{ name: 'Drained in', figure: 'drainSeconds', line: null, text: seconds },
	{ name: 'Oldest', figure: 'oldestSeconds', line: null, text: seconds }
];

const RANGES = [60, 300, 900];

export class ChosenPanel {

	queue = null;

	#model;

	#chart = new Chart(byId('chart'));

	#values = new Map();

	#range = 300;

	#cursor = null;

	#pointed = null;

	#onPoint;

	#fetching = null;

	constructor(model, onPoint) {
		this.#model = model;
		this.#onPoint = onPoint;
		for (const { name, figure, line } of FIGURES) {
			const box = document.createElement('div');
			const term = document.createElement('dt');
			const value = document.createElement('dd');
			if (line) {
				term.dataset.line = line;
			}
			term.append(name);
			box.append(term, value);
			byId('figures').append(box);
			this.#values.set(figure, value);
		}
		this.setSpan(RANGES.at(-1));
		this.#follow(byId('chart'));
		new ResizeObserver(() => this.render()).observe(byId('chart'));
	}

	/** How far back the monitor remembers. */
	setSpan(most) {
		this.#range = Math.min(this.#range, most);
		const ranges = [...RANGES.filter((range) => range < most), most];
		byId('ranges').replaceChildren(...ranges.map((range) => {
			const button = document.createElement('button');
			button.type = 'button';
			button.textContent = range < 120 ? `${range} s` : `${Math.round(range / 60)} min`;
			button.setAttribute('aria-pressed', String(range === this.#range));
			button.addEventListener('click', () => {
				this.#range = range;
				this.setSpan(most);
				this.render();
			});
			return button;
		}));
	}

	choose(queue) {
		if (queue !== this.queue) {
			this.queue = queue;
			this.#cursor = null;
			this.#model.history = null;
			this.fetch();
		}
	}

	async fetch() {
		const queue = this.queue;
		if (queue === null || this.#fetching === queue) {
			return;
		}
		this.#fetching = queue;
		try {
			const history = await getJson(`history?queue=${encodeURIComponent(queue)}`);
			if (queue === this.queue) {
				this.#model.history = history;
			}
		} catch {
			// Not watched any more, or the monitor is away: both are shown elsewhere, and it is fetched at the next start.
		} finally {
			if (this.#fetching === queue) {
				this.#fetching = null;
			}
		}
		this.render();
	}

	/** Marks a decision and its time; null marks none. */
	point(decision) {
		this.#pointed = decision;
		this.#cursor = decision?.time ?? null;
		this.render();
	}

	#follow(canvas) {
		const at = (event) => {
			const box = canvas.getBoundingClientRect();
			const decision = this.#chart.decisionAt(event.clientX - box.left, event.clientY - box.top);
			this.#moveTo(decision?.time ?? this.#chart.timeAt(event.clientX - box.left), decision);
		};
		canvas.addEventListener('pointermove', at);
		canvas.addEventListener('pointerdown', at);
		canvas.addEventListener('pointerleave', () => this.#moveTo(null, null));
		canvas.addEventListener('blur', () => this.#moveTo(null, null));
		canvas.addEventListener('keydown', (event) => {
			const step = (event.shiftKey ? 10 : 1) * Math.max(this.#model.room.intervalSeconds, this.#range / 300) * 1000;
			const from = this.#cursor ?? this.#model.now();
			const to = { ArrowLeft: from - step, ArrowRight: from + step, Home: this.#from(), End: this.#model.now() }[event.key];
			if (to !== undefined) {
				event.preventDefault();
				this.#moveTo(Math.min(this.#model.now(), Math.max(this.#from(), to)), null);
			} else if (event.key === 'Escape') {
				this.#moveTo(null, null);
			}
		});
	}

	#moveTo(time, decision) {
		if (decision?.id !== this.#pointed?.id) {
			this.#onPoint(decision);
		}
		this.#cursor = time;
		this.#pointed = decision;
		this.render();
	}

	#from() {
		return this.#model.now() - this.#range * 1000;
	}

	render() {
		const { channels, history, decisions, room } = this.#model;
		const channel = channels.get(this.queue);
		set(byId('chosen-name'), this.queue ?? 'No channel chosen');
		byId('chosen-verdict').hidden = !channel;
		if (channel) {
			show(byId('chosen-verdict'), channel.sample.verdict);
			set(byId('chosen-why'), whyOf(channel.sample));
			const stale = this.#model.staleness(channel);
			byId('chosen-age').classList.toggle('stale', stale !== null);
			set(byId('chosen-age'), stale === null ? '' : `measured ${ago(stale)}`);
		} else if (this.queue !== null) {
			set(byId('chosen-why'), 'There is no such channel, or it is gone.');
			set(byId('chosen-age'), '');
		}
		this.#renderFigures(channel, history);
		this.#chart.draw({ history, decisions, queue: this.queue, from: this.#from(), to: this.#model.now(),
			gap: Math.max(3.5 * room.intervalSeconds, room.staleAfterSeconds) * 1000,
			cursor: this.#cursor, pointed: this.#pointed?.id });
		byId('chart').dataset.points = String(history?.atMillis.length ?? 0);
		byId('chart').setAttribute('aria-label', `How ${this.queue ?? 'the channel'} came to this: messages, rates,`
			+ ' consumers, verdicts and decisions over time. Left and right arrows read it.');
	}

	#renderFigures(channel, history) {
		const index = this.#cursor === null || !history ? -1 : nearest(history.atMillis, this.#cursor);
		for (const { figure, text } of FIGURES) {
			const then = index >= 0 ? history[figure]?.[index] : undefined;
			const value = index >= 0 ? then : channel?.sample[figure];
			set(this.#values.get(figure), value === undefined ? UNKNOWN : text(value));
		}
		const decision = this.#pointed;
		set(byId('readout'), decision
			? `${timeOfDay(decision.time)}  ${sourceOf(decision)}: ${titleOf(decision)} ${changeOf(decision)}. ${reasonOf(decision)}`
			: index >= 0 ? `${timeOfDay(history.atMillis[index])}  Figures above are of this moment.`
				: history ? 'Point at the chart, or use its arrow keys, to read what was when.' : '');
	}

}

/** The index of the time that is nearest; -1 where there is none. */
function nearest(times, at) {
	let best = -1;
	times.forEach((time, index) => {
		if (best < 0 || Math.abs(time - at) < Math.abs(times[best] - at)) {
			best = index;
		}
	});
	return best;
}

function set(element, text) {
	if (element.textContent !== text) {
		element.textContent = text;
	}
}
