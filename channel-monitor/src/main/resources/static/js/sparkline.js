// A small line of how many messages waited. A gap is what was not measured.

import { colours, prepare } from './canvas.js';

const POINTS = 60;

export function drawSparkline(canvas, values, verdict) {
	const { context, width, height } = prepare(canvas);
	if (width === 0) {
		return;
	}
	const most = Math.max(1, ...values.map((value) => value ?? 0));
	const x = (index) => 1 + (width - 5) * (POINTS - values.length + index) / (POINTS - 1);
	const y = (value) => height - 2 - (height - 6) * value / most;
	context.strokeStyle = colours.line;
	context.beginPath();
	context.moveTo(0, height - 1.5);
	context.lineTo(width, height - 1.5);
	context.stroke();
	context.strokeStyle = colours.ready;
	context.lineWidth = 1.5;
	context.lineJoin = 'round';
	context.beginPath();
	let drawing = false;
	values.forEach((value, index) => {
		if (value !== null) {
			drawing ? context.lineTo(x(index), y(value)) : context.moveTo(x(index), y(value));
		}
		drawing = value !== null;
	});
	context.stroke();
	const last = values.at(-1);
	if (last !== null && last !== undefined) {
		context.fillStyle = colours[verdict] ?? colours.ready;
		context.beginPath();
		context.arc(x(values.length - 1), y(last), 2.5, 0, 2 * Math.PI);
		context.fill();
	}
}
