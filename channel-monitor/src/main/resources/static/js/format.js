// Figures and times in words. What is not known is a dash, never a 0.

export const UNKNOWN = '–';

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const clock = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' });
const minutes = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const known = (value) => value !== null && value !== undefined && Number.isFinite(value);

export function count(value) {
	if (!known(value)) {
		return UNKNOWN;
	}
	return Math.abs(value) < 100000 ? whole.format(value) : short.format(value);
}

export function rate(value) {
	if (!known(value)) {
		return UNKNOWN;
	}
	return (value > 0 && value < 9.95 ? value.toFixed(1) : count(value)) + '/s';
}

/** A figure as somebody decided it: as many digits as it has, up to one after the point. */
export function figure(value) {
	return Number.isInteger(value) || Math.abs(value) >= 100 ? count(value) : value.toFixed(1);
}

export function seconds(value) {
	if (!known(value)) {
		return UNKNOWN;
	}
	if (value < 10) {
		return `${Math.round(value * 10) / 10} s`;
	}
	const rounded = Math.round(value);
	if (rounded < 120) {
		return `${rounded} s`;
	}
	if (rounded < 7200) {
		return `${Math.round(rounded / 60)} min`;
	}
	return rounded < 172800 ? `${Math.round(rounded / 3600)} h` : `${Math.round(rounded / 86400)} days`;
}

/** How long ago, in whole seconds: tenths would only flicker. */
export const ago = (millis) => millis < 1000 ? 'just now' : `${seconds(Math.max(1, Math.floor(millis / 1000)))} ago`;

export const timeOfDay = (millis) => clock.format(millis);

export const hourAndMinute = (millis) => minutes.format(millis);

export const plural = (number, one, many) => `${count(number)} ${number === 1 ? one : many}`;
