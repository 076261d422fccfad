// Below the lines of the chart: how the channel was judged over time, and what was decided.

import { colours, line } from './canvas.js';
import { LANES, laneOf } from './decisions.js';
import { word } from './verdicts.js';

/** Draws a mark for each decision; returns where, and the height at which the lanes begin. */
export function drawLanes(context, plot, view, bottom) {
	const shown = view.decisions.filter(({ time }) => time >= view.from && time <= view.to);
	const used = LANES.filter(({ id }) => shown.some((decision) => laneOf(decision) === id));
	const lanes = used.length > 0 ? used : [{ id: null, name: 'Decisions: none in this time' }];
	const height = plot.em * 1.75;
	const top = bottom - lanes.length * height;
	const marks = [];
	context.textBaseline = 'middle';
	lanes.forEach(({ id, name, shape }, index) => {
		const y = top + (index + 0.5) * height;
		context.strokeStyle = colours.line;
		context.lineWidth = 1;
		line(context, plot.left, Math.round(y) + 0.5, plot.right, Math.round(y) + 0.5);
		shown.filter((decision) => laneOf(decision) === id).forEach((decision) => {
			marks.push({ x: plot.x(decision.time), y, decision, shape });
		});
		label(context, plot, name, y);
	});
	for (const mark of marks) {
		const own = mark.decision.channel === view.queue;
		if (own) {
			context.strokeStyle = colours.soft;
			context.globalAlpha = 0.6;
			context.setLineDash([1, 4]);
			line(context, mark.x, 0, mark.x, mark.y);
			context.setLineDash([]);
			context.globalAlpha = 1;
		}
		drawMark(context, mark, plot.em * (mark.decision.id === view.pointed ? 0.62 : 0.46), own);
	}
	return { marks, top };
}

function label(context, plot, name, y) {
	context.textAlign = 'left';
	const width = context.measureText(name).width;
	context.fillStyle = colours.sheet;
	context.fillRect(plot.left, y - plot.em * 0.7, width + 8, plot.em * 1.4);
	context.fillStyle = colours.soft;
	context.fillText(name, plot.left, y);
}

/** Filled where it is about the channel that is shown; more consumers point up, fewer down. */
function drawMark(context, { x, y, decision, shape }, size, filled) {
	context.beginPath();
	if (shape === 'triangle') {
		const up = (decision.to ?? 0) >= (decision.from ?? 0) ? -1 : 1;
		corners(context, [[x, y + up * size], [x + size, y - up * size * 0.8], [x - size, y - up * size * 0.8]]);
	} else if (shape === 'diamond') {
		corners(context, [[x, y - size], [x + size, y], [x, y + size], [x - size, y]]);
	} else if (shape === 'square') {
		corners(context, [[x - size, y - size], [x + size, y - size], [x + size, y + size], [x - size, y + size]]);
	} else if (shape === 'circle') {
		context.arc(x, y, size, 0, 2 * Math.PI);
	} else {
		corners(context, [[x - size, y - size], [x + size, y + size], [x, y], [x + size, y - size], [x - size, y + size], [x, y]]);
	}
	context.fillStyle = filled ? colours.accent : colours.sheet;
	context.strokeStyle = filled ? colours.sheet : colours.soft;
	context.lineWidth = 1.5;
	context.fill();
	context.stroke();
}

function corners(context, points) {
	points.forEach(([x, y]) => context.lineTo(x, y));
	context.closePath();
}

/** A band whose pieces have the word of the verdict in them, where there is room. */
export function drawVerdicts(context, plot, view, top) {
	const height = plot.em * 1.4;
	context.textBaseline = 'middle';
	context.textAlign = 'left';
	for (const { verdict, from, to } of piecesOf(view)) {
		const left = Math.max(plot.left, plot.x(from));
		const right = Math.min(plot.right, plot.x(to));
		context.fillStyle = colours[verdict] ?? colours.UNKNOWN;
		context.globalAlpha = verdict === 'OK' ? 0.22 : verdict === 'UNKNOWN' ? 0.14 : 0.28;
		context.fillRect(left, top, Math.max(1, right - left), height);
		context.globalAlpha = 1;
		context.fillRect(left, top + height - 2.5, Math.max(1, right - left), 2.5);
		const text = [word(verdict), word(verdict).charAt(0)].find((each) => context.measureText(each).width + 8 < right - left);
		if (text) {
			context.fillStyle = colours.ink;
			context.fillText(text, left + 5, top + height / 2 - 0.5);
		}
	}
}

export function piecesOf({ history, from, to, gap }) {
	const pieces = [];
	(history?.atMillis ?? []).forEach((at, index) => {
		const verdict = history.verdict[index];
		const until = Math.min(to, history.atMillis[index + 1] ?? to, at + gap);
		const last = pieces.at(-1);
		if (until < from) {
			return;
		}
		if (last?.verdict === verdict && at <= last.to) {
			last.to = until;
		} else {
			pieces.push({ verdict, from: at, to: until });
		}
	});
	return pieces;
}
