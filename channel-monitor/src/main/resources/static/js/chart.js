// The large chart: depth, rates and consumers of one channel, how it was judged, and what was decided meanwhile, all on
// one axis of time. Drawn by hand, since it is drawn anew each second.

import { colours, line, prepare } from './canvas.js';
import { count, rate } from './format.js';
import { drawLanes, drawVerdicts } from './lanes.js';
import { labelsOf, niceTop, timesOf } from './scale.js';

/** What is drawn, from top to bottom: panels that share the height by their weight. */
const PANELS = [
	{ title: 'Messages', weight: 5, label: count, least: 10, lines: [
		{ figure: 'messagesReady', colour: 'ready', width: 2, filled: true },
		{ figure: 'messagesUnacked', colour: 'unacked', width: 1.5, dash: [5, 3] }] },
	{ title: 'Per second', weight: 3.4, label: rate, least: 5, lines: [
		{ figure: 'publishRate', colour: 'in', width: 2 },
		{ figure: 'ackRate', colour: 'out', width: 2, dash: [6, 3] }] },
	{ title: 'Consumers', weight: 2, label: count, least: 2, lines: [
		{ figure: 'consumers', colour: 'consumers', width: 2, stepped: true }] }
];

export class Chart {

	#canvas;

	/** Where decisions were drawn last, to find the one that is pointed at. */
	#marks = [];

	#plot = { left: 0, right: 1 };

	#view = null;

	constructor(canvas) {
		this.#canvas = canvas;
	}

	/** `view`: history, decisions, queue, from, to (of time), gap (the longest time that a line spans), cursor. */
	draw(view) {
		this.#view = view;
		const { context, width, height } = prepare(this.#canvas);
		if (width < 80) {
			return;
		}
		const em = parseFloat(getComputedStyle(this.#canvas).fontSize);
		const text = { font: `${em}px ${getComputedStyle(this.#canvas).fontFamily}`, em };
		context.font = text.font;
		const plot = { left: Math.ceil(context.measureText('8,888/s').width) + 8, right: width - 8, ...text };
		plot.x = (millis) => plot.left + (plot.right - plot.left) * (millis - view.from) / (view.to - view.from);
		this.#plot = plot;
		const axis = height - em * 1.7;
		this.#times(context, plot, axis);
		const lanes = drawLanes(context, plot, view, axis - 4);
		this.#marks = lanes.marks;
		const strip = lanes.top - em * 1.9;
		drawVerdicts(context, plot, view, strip);
		this.#panels(context, plot, strip - em * 0.7);
		this.#cursor(context, plot, axis);
	}

	#panels(context, plot, bottom) {
		const weights = PANELS.reduce((sum, panel) => sum + panel.weight, 0);
		const space = plot.em * 1.7;
		let top = 0;
		for (const panel of PANELS) {
			const height = bottom * panel.weight / weights;
			this.#panel(context, plot, panel, top + space, top + height - 4);
			top += height;
		}
	}

	#panel(context, plot, panel, top, bottom) {
		const { history, from } = this.#view;
		let most = 0;
		let known = false;
		for (const { figure } of panel.lines) {
			history?.[figure].forEach((value, index) => {
				if (value !== null && history.atMillis[index] >= from) {
					most = Math.max(most, value);
					known = true;
				}
			});
		}
		const scaleTop = niceTop(Math.max(most, panel.least));
		const y = (value) => bottom - (bottom - top) * value / scaleTop;
		context.textBaseline = 'alphabetic';
		context.textAlign = 'left';
		context.fillStyle = colours.soft;
		context.fillText(panel.title, plot.left, top - plot.em * 0.5);
		context.textAlign = 'right';
		context.textBaseline = 'middle';
		context.lineWidth = 1;
		for (const value of labelsOf(scaleTop, bottom - top, plot.em)) {
			context.strokeStyle = colours.line;
			line(context, plot.left, Math.round(y(value)) + 0.5, plot.right, Math.round(y(value)) + 0.5);
			context.fillText(panel.label(value), plot.left - 8, y(value));
		}
		if (!known) {
			context.textAlign = 'center';
			context.fillText('not measured in this time', (plot.left + plot.right) / 2, (top + bottom) / 2);
			return;
		}
		context.save();
		context.beginPath();
		context.rect(plot.left, top - 3, plot.right - plot.left + 2, bottom - top + 5);
		context.clip();
		panel.lines.forEach((each) => this.#line(context, plot, each, y, bottom));
		context.restore();
	}

	#line(context, plot, { figure, colour, width, dash, filled, stepped }, y, bottom) {
		const { history, gap } = this.#view;
		context.strokeStyle = context.fillStyle = colours[colour];
		context.lineWidth = width;
		context.lineJoin = 'round';
		for (const run of runsOf(history, figure, gap)) {
			context.beginPath();
			run.forEach(([at, value], index) => {
				if (index > 0 && stepped) {
					context.lineTo(plot.x(at), y(run[index - 1][1]));
				}
				context.lineTo(plot.x(at), y(value));
			});
			if (run.length === 1) {
				context.lineTo(plot.x(run[0][0]) + width, y(run[0][1]));
			}
			context.setLineDash(dash ?? []);
			context.stroke();
			if (filled) {
				context.lineTo(plot.x(run.at(-1)[0]), bottom);
				context.lineTo(plot.x(run[0][0]), bottom);
				context.globalAlpha = 0.14;
				context.fill();
				context.globalAlpha = 1;
			}
		}
		context.setLineDash([]);
	}

	#times(context, plot, axis) {
		context.textBaseline = 'top';
		context.textAlign = 'center';
		context.fillStyle = colours.soft;
		context.strokeStyle = colours.line;
		context.lineWidth = 1;
		const room = (plot.right - plot.left) / (plot.em * 6.5);
		for (const { at, label } of timesOf(this.#view.from, this.#view.to, room)) {
			const x = Math.round(plot.x(at)) + 0.5;
			line(context, x, 0, x, axis);
			const half = context.measureText(label).width / 2;
			context.fillText(label, Math.min(Math.max(x, half), plot.right + 8 - half), axis + plot.em * 0.4);
		}
	}

	#cursor(context, plot, axis) {
		const { cursor, from, to } = this.#view;
		if (cursor !== null && cursor >= from && cursor <= to) {
			context.strokeStyle = colours.ink;
			context.lineWidth = 1;
			const x = Math.round(plot.x(cursor)) + 0.5;
			line(context, x, 0, x, axis);
		}
	}

	/** The time at a point of the canvas, in CSS pixels from its left. */
	timeAt(x) {
		const { from, to } = this.#view;
		return from + (to - from) * Math.min(1, Math.max(0, (x - this.#plot.left) / (this.#plot.right - this.#plot.left)));
	}

	/** The decision that is drawn at a point, or null. */
	decisionAt(x, y) {
		const near = this.#marks.filter((mark) => Math.hypot(mark.x - x, mark.y - y) < 14);
		near.sort((one, other) => Math.abs(one.x - x) - Math.abs(other.x - x));
		return near[0]?.decision ?? null;
	}

}

/** The pieces of a line between its gaps, as pairs of time and value. */
export function runsOf(history, figure, gap) {
	const runs = [];
	let run = null;
	history.atMillis.forEach((at, index) => {
		const value = history[figure][index];
		if (value === null) {
			run = null;
			return;
		}
		if (run === null || at - run.at(-1)[0] > gap) {
			run = [];
			runs.push(run);
		}
		run.push([at, value]);
	});
	return runs;
}
