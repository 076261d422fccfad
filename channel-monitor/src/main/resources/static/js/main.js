// Brings the parts together: news goes into the model, and what has changed is drawn a few times a second.

import { Announcer } from './announcer.js';
import { readColours } from './canvas.js';
import { ChannelsPanel } from './channels.js';
import { ChosenPanel } from './chosen.js';
import { DecisionList } from './decisions.js';
import { Feed } from './feed.js';
import { timeOfDay } from './format.js';
import { Model, isGone } from './model.js';
import { followSwitches } from './switches.js';
import { renderBanner, renderTiles } from './tiles.js';

/** Fast enough to be live, slow enough to be calm. */
const PAUSE = 250;

const byId = (id) => document.getElementById(id);

const model = new Model();

const announcer = new Announcer(byId('announcer'));

const channels = new ChannelsPanel(model, choose);

const chosen = new ChosenPanel(model, (decision) => log.mark(decision?.id));

const log = new DecisionList(byId('log'), (decision) => chosen.point(decision));

let connection = 'connecting';

let lostAt = null;

let timer = 0;

function render() {
	clearTimeout(timer);
	timer = setTimeout(() => requestAnimationFrame(render), PAUSE);
	document.body.dataset.connection = connection;
	channels.render(chosen.queue);
	chosen.render();
	renderTiles(model);
	renderBanner(model, connection, lostAt, (text) => announcer.say(text));
	const only = byId('only-chosen').checked;
	const decisions = model.decisions.filter(({ channel }) => !only || channel === chosen.queue);
	byId('log-empty').hidden = log.render(decisions, chosen.queue, model.now()) > 0;
	byId('clock').textContent = timeOfDay(model.now());
}

function choose(queue) {
	history.replaceState(null, '', `#queue=${encodeURIComponent(queue)}`);
	chosen.choose(queue);
	render();
	if (matchMedia('(max-width: 1099px)').matches) {
		byId('chosen-name').scrollIntoView({ block: 'start' });
	}
}

/** The channel in the address, or else the one that is worst. */
function chooseFirst() {
	if (chosen.queue === null) {
		const named = new URLSearchParams(location.hash.slice(1)).get('queue');
		const queue = named ?? model.select('', '', 'worst')[0]?.sample.queue;
		if (queue) {
			chosen.choose(queue);
		}
	}
}

const feed = new Feed({
	state(state) {
		if (state === 'lost' && connection !== 'lost') {
			lostAt = model.now();
		}
		// Trying again is not yet being connected.
		connection = state === 'connecting' && connection === 'lost' ? 'lost' : state;
		byId('live').dataset.state = connection;
		const text = { live: 'Live', lost: 'Connection lost', paused: 'Paused' }[connection] ?? 'Connecting';
		if (byId('live-text').textContent !== text) {
			byId('live-text').textContent = text;
		}
	},
	room(room) {
		model.setRoom(room);
		byId('inbox-link').href = room.inboxUri;
		byId('inbox-link').hidden = false;
		chosen.setSpan(room.historySeconds);
	},
	channels(samples, sparks) {
		model.setChannels(samples, sparks);
		document.body.dataset.loaded = 'true';
		chooseFirst();
		chosen.fetch();
		channels.refresh();
		render();
	},
	sample(sample) {
		const was = model.put(sample);
		if (was !== null) {
			model.channels.get(sample.queue).changed = performance.now();
			announcer.tell(sample);
		}
		if (!isGone(sample)) {
			chooseFirst();
		}
	},
	snapshot(snapshot) {
		log.forget();
		model.setSnapshot(snapshot);
	},
	decision: (decision) => model.addDecision(decision),
	fact: (state) => model.putState(state),
	listening: ({ listening }) => {
		model.listening = listening;
	}
});

followSwitches(() => {
	readColours();
	channels.refresh();
	render();
});

window.addEventListener('hashchange', () => {
	const named = new URLSearchParams(location.hash.slice(1)).get('queue');
	if (named) {
		chosen.choose(named);
	}
});

byId('only-chosen').addEventListener('change', render);

readColours();
render();
feed.connect();
