// Tells those who listen to the page that verdicts have changed: seldom enough to be heard out.

import { word } from './verdicts.js';

const PAUSE = 3000;

const MOST = 3;

export class Announcer {

	#element;

	#news = new Map();

	#timer = 0;

	constructor(element) {
		this.#element = element;
	}

	tell(sample) {
		this.#news.set(sample.queue, sample);
		this.#timer ||= setTimeout(() => this.#sayVerdicts(), PAUSE);
	}

	/** Says something at once. */
	say(text) {
		this.#element.textContent = text;
	}

	#sayVerdicts() {
		const all = [...this.#news.values()];
		this.#news.clear();
		this.#timer = 0;
		this.say(all.length > MOST ? `${all.length} channels have another verdict`
			: all.map(({ queue, verdict, reason }) => `${queue} is now: ${word(verdict)}, ${reason}`).join('. '));
	}

}
