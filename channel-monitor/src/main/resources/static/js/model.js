// What the page knows: channels, decisions, states. No drawing, no network.

import { severity } from './verdicts.js';

const SPARK_POINTS = 60;

const MOST_DECISIONS = 1000;

/** The names of the columns of a channel's history that hold figures. */
export const FIGURES = ['messagesReady', 'messagesUnacked', 'consumers', 'publishRate', 'ackRate'];

export class Model {

	channels = new Map();

	decisions = [];

	states = new Map();

	listening = true;

	/** Of the channel that is chosen; null until it was fetched. */
	history = null;

	room = { intervalSeconds: 1, staleAfterSeconds: 3, historySeconds: 900 };

	#clockAhead = 0;

	/** Now, by the clock of the monitor. */
	now() {
		return Date.now() + this.#clockAhead;
	}

	setRoom(room) {
		this.room = room;
		this.#clockAhead = Date.parse(room.now) - Date.now();
	}

	/** All channels there are; others are gone. */
	setChannels(samples, sparks) {
		const present = new Set(samples.map((sample) => sample.queue));
		for (const queue of this.channels.keys()) {
			if (!present.has(queue)) {
				this.channels.delete(queue);
			}
		}
		for (const sample of samples) {
			this.put(sample);
			this.channels.get(sample.queue).spark = (Object.hasOwn(sparks, sample.queue) && sparks[sample.queue]) || [];
		}
	}

	/** Takes a sample in; returns the verdict before, or null for a new channel or one whose verdict is as before. */
	put(sample) {
		const before = this.channels.get(sample.queue);
		if (isGone(sample)) {
			this.channels.delete(sample.queue);
			return null;
		}
		const channel = before ?? { spark: [] };
		const was = channel.sample?.verdict ?? sample.verdict;
		channel.sample = sample;
		channel.at = Date.parse(sample.sampledAt);
		channel.spark.push(sample.verdict === 'UNKNOWN' ? null : sample.messagesReady);
		if (channel.spark.length > SPARK_POINTS) {
			channel.spark.shift();
		}
		this.channels.set(sample.queue, channel);
		if (this.history?.queue === sample.queue) {
			append(this.history, sample, this.now(), this.room.historySeconds * 1000);
		}
		return was === sample.verdict ? null : was;
	}

	/** Age in milliseconds where a sample is too old to tell about now, else null. */
	staleness(channel) {
		const age = this.now() - channel.at;
		return age > this.room.staleAfterSeconds * 1000 + 500 ? age : null;
	}

	setSnapshot(snapshot) {
		this.listening = snapshot.listening;
		this.decisions = snapshot.decisions.map(dated);
		this.states.clear();
		snapshot.states.forEach((state) => this.putState(state));
	}

	addDecision(decision) {
		this.decisions.unshift(dated(decision));
		this.decisions.length = Math.min(this.decisions.length, MOST_DECISIONS);
	}

	putState(state) {
		this.states.set(JSON.stringify([state.kind, state.source, state.channel]), state);
	}

	/** The sum of what all say about a kind of state, or null when nobody has said anything. */
	state(kind) {
		const all = [...this.states.values()].filter((state) => state.kind === kind);
		return all.length === 0 ? null : {
			count: all.reduce((sum, state) => sum + state.count, 0),
			reasons: all.filter((state) => state.count > 0 && state.reason).map((state) => state.reason),
			heardAt: Math.min(...all.map((state) => Date.parse(state.heardAt)))
		};
	}

	/** The channels to be shown, in their order. */
	select(text, verdict, order) {
		const wanted = text.trim().toLowerCase();
		return [...this.channels.values()]
			.filter((channel) => (!verdict || channel.sample.verdict === verdict)
				&& (!wanted || channel.sample.queue.toLowerCase().includes(wanted)))
			.sort(ORDERS[order] ?? ORDERS.worst);
	}

}

const byName = (one, other) => one.sample.queue < other.sample.queue ? -1 : 1;

const ORDERS = {
	worst: (one, other) => severity(one.sample.verdict) - severity(other.sample.verdict) || byName(one, other),
	name: byName,
	waiting: (one, other) => (other.sample.messagesReady ?? -1) - (one.sample.messagesReady ?? -1) || byName(one, other)
};

/** Why a channel is as it is, without the age that is shown beside it. */
export const reasonOf = (sample) => sample.reason.replace(/^measured \d+ s ago(; |$)/, '');

export const isGone = (sample) => sample.verdict === 'UNKNOWN' && sample.reason === 'the queue is gone';

const dated = (decision) => ({ ...decision, time: Date.parse(decision.at) });

/** Adds a sample to a history. One that was not measured is a gap at this moment. */
function append(history, sample, now, span) {
	const known = sample.verdict !== 'UNKNOWN';
	const at = known ? Date.parse(sample.sampledAt) : now;
	if (at <= (history.atMillis.at(-1) ?? 0)) {
		return;
	}
	history.atMillis.push(at);
	history.verdict.push(sample.verdict);
	FIGURES.forEach((figure) => history[figure].push(known ? sample[figure] : null));
	while (history.atMillis[0] < now - span) {
		['atMillis', 'verdict', ...FIGURES].forEach((column) => history[column].shift());
	}
}
