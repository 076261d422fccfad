// What is to be read from the other end of the room, and what must be known about all figures.

import { ago, count, plural } from './format.js';
import { VERDICTS, word } from './verdicts.js';

/** States are told every ten seconds. */
const SILENCE = 30000;

const byId = (id) => document.getElementById(id);

function set(id, text) {
	const element = byId(id);
	if (element.textContent !== text) {
		element.textContent = text;
	}
}

export function renderTiles(model) {
	const samples = [...model.channels.values()].map(({ sample }) => sample);
	renderAttention(samples, ageOfAll(model));
	renderWaiting(model, samples);
	renderState(model, 'held', 'nobody has told of any yet',
		(state) => state.count === 0 ? 'no account waits for a repair' : state.reasons.join(', '));
	renderState(model, 'inbox', 'nobody has told of it yet',
		(state) => state.count === 0 ? 'nothing waits for a person' : state.count === 1 ? 'event waits for a person' : 'events wait for a person');
}

/** The age of the newest sample where all are too old to tell about now, else null. */
function ageOfAll(model) {
	const ages = [...model.channels.values()].map((channel) => model.staleness(channel));
	return ages.length > 0 && !ages.includes(null) ? Math.min(...ages) : null;
}

function renderAttention(samples, age) {
	const counts = VERDICTS.map((verdict) => [verdict, samples.filter((sample) => sample.verdict === verdict).length]);
	const bad = counts.filter(([verdict, number]) => verdict !== 'OK' && number > 0);
	const worst = bad[0]?.[0] ?? (samples.length > 0 ? 'OK' : 'UNKNOWN');
	const inNeed = bad.reduce((sum, [, number]) => sum + number, 0);
	byId('attention').dataset.verdict = worst;
	if (document.body.dataset.loaded !== 'true') {
		return;
	}
	if (samples.length === 0) {
		set('attention-count', '–');
		set('attention-note', 'no channel is watched yet');
		return;
	}
	set('attention-count', inNeed === 0 ? 'All well' : `${count(inNeed)} of ${count(samples.length)}`);
	byId('attention').dataset.stale = String(age !== null);
	set('attention-note', age !== null ? `as of ${ago(age)}: nothing was measured since` : inNeed === 0 ? plural(samples.length, 'channel is watched', 'channels are watched')
		: bad.map(([verdict, number]) => `${count(number)} ${word(verdict).toLowerCase()}`).join(', '));
	const title = inNeed === 0 ? 'Control room' : `(${inNeed}) Control room`;
	if (document.title !== title) {
		document.title = title;
	}
}

function renderWaiting(model, samples) {
	const known = [...model.channels.values()].filter((channel) => channel.sample.messagesReady !== null
		&& model.staleness(channel) === null);
	const sum = known.reduce((all, { sample }) => all + sample.messagesReady, 0);
	const missing = samples.length - known.length;
	set('waiting-count', known.length > 0 ? count(sum) : '–');
	set('waiting-note', known.length === 0 ? 'not known at present'
		: `in ${plural(known.length, 'channel', 'channels')}${missing > 0 ? `; ${count(missing)} not known` : ''}`);
}

function renderState(model, kind, never, note) {
	const state = model.state(kind);
	byId(kind).dataset.known = String(state !== null);
	if (state === null) {
		set(`${kind}-count`, 'unknown');
		set(`${kind}-note`, never);
		return;
	}
	const age = model.now() - state.heardAt;
	byId(kind).dataset.some = String(state.count > 0);
	byId(kind).dataset.stale = String(age > SILENCE);
	set(`${kind}-count`, count(state.count));
	set(`${kind}-note`, age > SILENCE ? `as of ${ago(age)}: nothing was heard since` : note(state));
}

/** `announce` is told once of each thing that all must know; its age on the page goes on. */
export function renderBanner(model, connection, lostAt, announce) {
	const banner = byId('banner');
	const channels = [...model.channels.values()];
	const age = ageOfAll(model);
	let text = '';
	if (connection === 'lost') {
		text = lostAt === null || channels.length === 0 ? 'The monitor cannot be reached. Trying again.'
			: `The connection to the monitor was lost ${ago(model.now() - lostAt)}. Figures are old. Trying again.`;
	} else if (connection === 'live' && age !== null) {
		text = `The broker does not answer. All figures are old: the newest were measured ${ago(age)}.`;
	} else if (connection === 'live' && !model.listening) {
		text = 'Decisions are not heard at present: the broker does not let the monitor listen, or is away.';
	}
	const what = text.replace(/\d.* ago/, 'some time ago');
	if (banner.dataset.what !== what) {
		banner.dataset.what = what;
		announce(text);
	}
	banner.hidden = text === '';
	set('banner', text);
}
