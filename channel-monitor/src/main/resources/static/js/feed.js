// Keeps what the page shows up to date: fetches what there is, then follows two streams. When either ends, both are
// opened again after a pause that grows, and all is fetched anew.

const SHORTEST_PAUSE = 1000;

const LONGEST_PAUSE = 15000;

const PATIENCE = 10000;

/** The decisions' stream gives a sign of life every ten seconds. */
const SILENCE = 35000;

export class Feed {

	#on;

	#sources = [];

	#pause = SHORTEST_PAUSE;

	#timer = 0;

	#attempt = 0;

	#lastSign = 0;

	/** `on` has a function for each kind of news: state, room, channels, sample, snapshot, decision, fact, listening. */
	constructor(on) {
		this.#on = on;
		setInterval(() => this.#watch(), 5000);
		// A browser grants few connections to one host: a tab that nobody sees leaves them to those that are seen.
		document.addEventListener('visibilitychange', () => document.hidden ? this.#leave('paused') : this.connect());
	}

	async connect() {
		this.#leave('connecting');
		const attempt = this.#attempt;
		try {
			const [room, channels, sparks] = await Promise.all(['room', 'channels', 'sparklines'].map(getJson));
			if (attempt === this.#attempt) {
				this.#on.room(room);
				this.#on.channels(channels, sparks);
				this.#listen(attempt);
			}
		} catch (failure) {
			this.#lost(attempt);
		}
	}

	#listen(attempt) {
		const samples = new EventSource('channels/stream');
		const decisions = new EventSource('decisions/stream');
		this.#sources = [samples, decisions];
		const follow = (source, name, told) => source.addEventListener(name, (event) => {
			if (attempt === this.#attempt) {
				this.#lastSign = Date.now();
				told(JSON.parse(event.data));
			}
		});
		follow(samples, 'sample', this.#on.sample);
		follow(decisions, 'decision', this.#on.decision);
		follow(decisions, 'state', this.#on.fact);
		follow(decisions, 'listening', this.#on.listening);
		follow(decisions, 'alive', () => {});
		follow(decisions, 'snapshot', (snapshot) => {
			this.#pause = SHORTEST_PAUSE;
			this.#on.state('live');
			this.#on.snapshot(snapshot);
		});
		this.#sources.forEach((source) => source.addEventListener('error', () => this.#lost(attempt)));
		this.#lastSign = Date.now();
	}

	#lost(attempt) {
		if (attempt !== this.#attempt) {
			return;
		}
		this.#leave('lost');
		this.#timer = setTimeout(() => this.connect(), this.#pause);
		this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
	}

	/** A connection may be dead without anybody being told. */
	#watch() {
		if (this.#sources.length > 0 && Date.now() - this.#lastSign > SILENCE) {
			this.#lost(this.#attempt);
		}
	}

	#leave(state) {
		clearTimeout(this.#timer);
		this.#attempt++;
		this.#sources.forEach((source) => source.close());
		this.#sources = [];
		this.#on.state(state);
	}

}

export async function getJson(path) {
	const response = await fetch(path, { signal: AbortSignal.timeout(PATIENCE) });
	if (!response.ok) {
		throw new Error(`${path} answers ${response.status}`);
	}
	return response.json();
}
