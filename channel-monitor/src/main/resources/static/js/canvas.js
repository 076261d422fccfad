// What all canvases need: sharpness, and the colours of the style sheet, read again when the theme changes.

const NAMES = ['ink', 'soft', 'line', 'sheet', 'accent', 'ready', 'unacked', 'in', 'out', 'consumers',
	'OK', 'LAGGING', 'STALLED', 'NO_CONSUMER', 'UNKNOWN'];

export const colours = {};

export function readColours() {
	// A variable is text; only as the colour of an element does it become one colour.
	const probe = document.createElement('i');
	document.body.append(probe);
	for (const name of NAMES) {
		probe.style.color = `var(--${name})`;
		colours[name] = getComputedStyle(probe).color;
	}
	probe.remove();
}

/** Makes a canvas as sharp as the screen; returns its context, scaled to CSS pixels, and its size. */
export function prepare(canvas) {
	const width = canvas.clientWidth;
	const height = canvas.clientHeight;
	const ratio = window.devicePixelRatio || 1;
	if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
		canvas.width = Math.round(width * ratio);
		canvas.height = Math.round(height * ratio);
	}
	const context = canvas.getContext('2d');
	context.setTransform(ratio, 0, 0, ratio, 0, 0);
	context.clearRect(0, 0, width, height);
	return { context, width, height };
}

export function line(context, x1, y1, x2, y2) {
	context.beginPath();
	context.moveTo(x1, y1);
	context.lineTo(x2, y2);
	context.stroke();
}
