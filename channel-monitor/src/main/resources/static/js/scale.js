// Round numbers and round times for axes.

import { hourAndMinute, timeOfDay } from './format.js';

const TIME_STEPS = [5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400].map((seconds) => seconds * 1000);

/** The least round number that is not less: 1, 2, 2.5 or 5, and zeros. */
export function niceTop(most) {
	const unit = 10 ** Math.floor(Math.log10(most));
	return [1, 2, 2.5, 5, 10].map((step) => step * unit).find((top) => top >= most);
}

/** What is written beside an axis from 0 to its top: the middle only where it is a whole number and there is room. */
export function labelsOf(top, height, em) {
	return height > em * 4.5 && Number.isInteger(top / 2) ? [0, top / 2, top] : [0, top];
}

/** Round times between two, at most so many, with their labels. */
export function timesOf(from, to, most) {
	const step = TIME_STEPS.find((each) => (to - from) / each <= Math.max(2, most)) ?? TIME_STEPS.at(-1);
	const zone = new Date(to).getTimezoneOffset() * 60000;
	const times = [];
	for (let at = Math.ceil((from - zone) / step) * step + zone; at <= to; at += step) {
		times.push({ at, label: step < 60000 ? timeOfDay(at) : hourAndMinute(at) });
	}
	return times;
}
