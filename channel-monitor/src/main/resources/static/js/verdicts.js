// The five verdicts: the worst first, each with a word and an icon of its own shape.

export const VERDICTS = ['STALLED', 'NO_CONSUMER', 'LAGGING', 'UNKNOWN', 'OK'];

const WORDS = { OK: 'OK', LAGGING: 'Lagging', STALLED: 'Stalled', NO_CONSUMER: 'No consumer', UNKNOWN: 'Unknown' };

export const word = (verdict) => WORDS[verdict] ?? 'Unknown';

export const severity = (verdict) => VERDICTS.indexOf(verdict);

export const isWell = (verdict) => verdict === 'OK';

const SVG = 'http://www.w3.org/2000/svg';

export function icon(verdict) {
	const svg = document.createElementNS(SVG, 'svg');
	svg.setAttribute('class', 'icon');
	svg.setAttribute('aria-hidden', 'true');
	const use = document.createElementNS(SVG, 'use');
	use.setAttribute('href', `#${WORDS[verdict] ? verdict : 'UNKNOWN'}`);
	svg.append(use);
	return svg;
}

/** Makes an element show a verdict: colour, icon and word. Leaves it alone where it does already. */
export function show(element, verdict) {
	if (element.dataset.verdict !== verdict) {
		element.dataset.verdict = verdict;
		element.replaceChildren(icon(verdict), word(verdict));
	}
}
