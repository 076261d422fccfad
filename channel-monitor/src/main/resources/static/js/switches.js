// Type and theme, as this browser's user likes them. They are kept in the browser alone.

const THEMES = ['system', 'light', 'dark'];

export function followSwitches(changed) {
	const root = document.documentElement;
	const large = document.getElementById('large');
	const theme = document.getElementById('theme');

	function apply() {
		const chosen = THEMES.includes(read('theme')) ? read('theme') : 'system';
		root.dataset.theme = chosen;
		document.getElementById('theme-name').textContent = chosen;
		root.classList.toggle('large', read('large') === 'true');
		large.setAttribute('aria-pressed', String(read('large') === 'true'));
		changed();
	}

	large.addEventListener('click', () => {
		keep('large', String(read('large') !== 'true'));
		apply();
	});
	theme.addEventListener('click', () => {
		keep('theme', THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length]);
		apply();
	});
	matchMedia('(prefers-color-scheme: dark)').addEventListener('change', changed);
	apply();
}

/** A browser may refuse to keep anything: then it is kept until the page is left. */
const kept = {};

function read(name) {
	try {
		return localStorage.getItem(`control-room.${name}`) ?? kept[name];
	} catch {
		return kept[name];
	}
}

function keep(name, value) {
	kept[name] = value;
	try {
		localStorage.setItem(`control-room.${name}`, value);
	} catch {
		// See above.
	}
}
