// The panel with all channels: find, filter, order, leaf through.

import { ChannelList } from './list.js';
import { count, plural } from './format.js';
import { VERDICTS, icon, word } from './verdicts.js';

const byId = (id) => document.getElementById(id);

const LEAST_ROWS = 6;

const ROWS_IN_A_COLUMN = 12;

const ROWS_ON_A_PHONE = 6;

export class ChannelsPanel {

	#model;

	#list;

	#verdict = '';

	#page = 0;

	#size = ROWS_IN_A_COLUMN;

	#chips = new Map();

	constructor(model, onChoose) {
		this.#model = model;
		this.#list = new ChannelList(byId('rows'), onChoose);
		this.#addChip('', 'All');
		VERDICTS.forEach((verdict) => this.#addChip(verdict, word(verdict)));
		const anew = () => {
			this.#page = 0;
			this.#renderAgain();
		};
		byId('search').addEventListener('input', anew);
		byId('sort').addEventListener('change', anew);
		const leaf = (pages) => {
			this.#page += pages;
			this.#renderAgain();
		};
		byId('previous').addEventListener('click', () => leaf(-1));
		byId('next').addEventListener('click', () => leaf(1));
		new ResizeObserver(() => this.#fit()).observe(byId('rows'));
	}

	#addChip(verdict, name) {
		const chip = document.createElement('button');
		chip.type = 'button';
		chip.className = 'chip';
		chip.dataset.verdict = verdict;
		const number = document.createElement('span');
		number.className = 'number';
		chip.append(...(verdict ? [icon(verdict)] : []), `${name} `, number);
		chip.addEventListener('click', () => {
			this.#verdict = this.#verdict === verdict ? '' : verdict;
			this.#page = 0;
			this.#renderAgain();
		});
		this.#chips.set(verdict, { chip, number });
		byId('chips').append(chip);
	}

	/** As many rows as have room, where the panel has a height of its own. */
	#fit() {
		const rows = byId('rows');
		const row = rows.firstElementChild?.offsetHeight ?? 0;
		const bounded = getComputedStyle(rows).overflowY === 'auto';
		const size = bounded && row > 0 ? Math.max(LEAST_ROWS, Math.floor(rows.clientHeight / row))
			: matchMedia('(max-width: 760px)').matches ? ROWS_ON_A_PHONE : ROWS_IN_A_COLUMN;
		if (size !== this.#size) {
			this.#size = size;
			this.#renderAgain();
		}
	}

	/** Draws all rows again. */
	refresh() {
		this.#list.refresh();
	}

	#chosen = null;

	#renderAgain() {
		this.render(this.#chosen);
	}

	render(chosen) {
		this.#chosen = chosen;
		const model = this.#model;
		const text = byId('search').value;
		const found = model.select(text, this.#verdict, byId('sort').value);
		const pages = Math.max(1, Math.ceil(found.length / this.#size));
		this.#page = Math.min(Math.max(0, this.#page), pages - 1);
		const first = this.#page * this.#size;
		this.#list.render(found.slice(first, first + this.#size), chosen, (channel) => model.staleness(channel));
		this.#renderChips();
		byId('pages').hidden = pages === 1;
		byId('previous').disabled = this.#page === 0;
		byId('next').disabled = this.#page === pages - 1;
		set('page', `${count(first + 1)} to ${count(Math.min(first + this.#size, found.length))} of ${plural(found.length, 'channel', 'channels')}`);
		byId('rows-empty').hidden = found.length > 0;
		set('rows-empty', document.body.dataset.loaded !== 'true' ? 'Waiting for the first samples.'
			: model.channels.size === 0 ? 'No channel is watched yet. A queue appears here as soon as the monitor finds it.'
				: 'No channel is like that.');
	}

	#renderChips() {
		const counts = new Map();
		for (const { sample } of this.#model.channels.values()) {
			counts.set(sample.verdict, (counts.get(sample.verdict) ?? 0) + 1);
		}
		this.#chips.forEach(({ chip, number }, verdict) => {
			const many = verdict ? counts.get(verdict) ?? 0 : this.#model.channels.size;
			if (number.textContent !== count(many)) {
				number.textContent = count(many);
			}
			chip.classList.toggle('none', many === 0);
			chip.setAttribute('aria-pressed', String(this.#verdict === verdict));
		});
	}

}

function set(id, text) {
	if (byId(id).textContent !== text) {
		byId(id).textContent = text;
	}
}
