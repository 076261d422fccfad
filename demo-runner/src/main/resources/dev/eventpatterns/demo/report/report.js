"use strict";

(() => {
	const sections = JSON.parse(document.getElementById("charts").textContent);
	const canvases = [...document.querySelectorAll("canvas[data-chart]")];
	const style = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
	const count = (value) => value.toLocaleString("en-US");
	const narrow = () => window.innerWidth < 640;

	const marks = {
		id: "marks",
		afterDatasetsDraw(chart, args, options) {
			const { ctx, chartArea: area, scales } = chart;
			ctx.save();
			ctx.font = "600 11px system-ui, sans-serif";
			for (const mark of options.list ?? []) {
				const x = Math.round(scales.x.getPixelForValue(mark.at)) + 0.5;
				ctx.strokeStyle = style("--soft");
				ctx.setLineDash([2, 3]);
				ctx.beginPath();
				ctx.moveTo(x, area.top);
				ctx.lineTo(x, area.bottom);
				ctx.stroke();
				const width = ctx.measureText(mark.label).width + 8;
				ctx.translate(x, area.top);
				ctx.rotate(Math.PI / 2);
				ctx.fillStyle = style("--sheet");
				ctx.fillRect(2, -8, width, 16);
				ctx.fillStyle = style("--soft");
				ctx.textBaseline = "middle";
				ctx.fillText(mark.label, 6, 0);
				ctx.setTransform(chart.currentDevicePixelRatio, 0, 0, chart.currentDevicePixelRatio, 0, 0);
			}
			ctx.restore();
		},
	};

	const frame = (extra) => ({
		animation: false,
		maintainAspectRatio: false,
		responsive: true,
		plugins: {
			legend: { position: "top", align: "start",
				labels: { color: style("--ink"), boxWidth: 24, boxHeight: 1, padding: 14 } },
			tooltip: { callbacks: extra.tooltip },
			marks: { list: extra.marks },
		},
		interaction: extra.interaction,
		indexAxis: extra.indexAxis,
		scales: extra.scales,
	});

	const axis = (title, more) => ({
		title: { display: title !== "", text: title, color: style("--soft") },
		ticks: { color: style("--soft"), callback: count, maxTicksLimit: narrow() ? 6 : 12 },
		grid: { color: style("--line") },
		border: { display: false },
		beginAtZero: true,
		...more,
	});

	const time = (chart) => ({
		type: "line",
		plugins: [marks],
		data: {
			datasets: chart.series.map((series) => ({
				label: series.name,
				data: series.points,
				borderColor: style(series.tone === "ISSUE" ? "--issue" : "--pattern"),
				backgroundColor: style(series.tone === "ISSUE" ? "--issue" : "--pattern"),
				borderDash: series.dashed ? [5, 4] : [],
				borderWidth: series.dashed ? 1.5 : 2.25,
				pointRadius: 0,
				pointHitRadius: 12,
			})),
		},
		options: frame({
			marks: chart.marks,
			interaction: { mode: "nearest", axis: "x", intersect: false },
			tooltip: {
				title: (items) => items[0].parsed.x.toFixed(1) + " s",
				label: (item) => item.dataset.label + ": " + count(item.parsed.y),
			},
			scales: { x: axis("seconds", { type: "linear", max: end(chart) }), y: axis(narrow() ? "" : chart.unit, { grace: "20%" }) },
		}),
	});

	const end = (chart) => Math.ceil(Math.max(1, ...chart.series.map((series) => series.points.at(-1)?.x ?? 0)));

	const stack = (chart) => ({
		type: "bar",
		data: {
			labels: chart.bars,
			datasets: chart.parts.map((part, i) => ({
				label: part.name,
				data: part.values,
				backgroundColor: style("--part-" + (1 + i % 4)),
				borderColor: style("--sheet"),
				borderWidth: 1,
				maxBarThickness: 34,
			})),
		},
		options: frame({
			indexAxis: "y",
			interaction: { mode: "nearest", axis: "y", intersect: false },
			tooltip: { label: (item) => item.dataset.label + ": " + count(item.parsed.x) },
			scales: {
				x: axis(chart.unit, { stacked: true, ticks: { color: style("--soft"), precision: 0, callback: count,
					maxTicksLimit: narrow() ? 5 : 10 } }),
				y: { stacked: true, grid: { display: false }, border: { display: false }, ticks: { color: style("--ink") } },
			},
		}),
	});

	Chart.defaults.font.family = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";

	let drawn = [];
	const draw = () => {
		drawn.forEach((chart) => chart.destroy());
		drawn = canvases.map((canvas) => {
			const [section, index] = canvas.dataset.chart.split(",").map(Number);
			const chart = sections[section][index];
			const config = chart.kind === "time" ? time(chart) : stack(chart);
			if (chart.kind === "stack") {
				config.options.plugins.legend.labels.boxHeight = 10;
				config.options.plugins.legend.labels.boxWidth = 10;
			}
			return new Chart(canvas, config);
		});
	};
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
	matchMedia("(max-width: 640px)").addEventListener("change", draw);
	draw();
})();
