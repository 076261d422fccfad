package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import com.rabbitmq.client.ConnectionFactory;
import org.jspecify.annotations.Nullable;

import dev.eventpatterns.channelmonitor.QueuePatterns;
import dev.eventpatterns.channelmonitor.QueueStatistics;

/**
 * The broker's Prometheus endpoint, page {@code /metrics/detailed}: far cheaper for the
 * broker than its management API when there are thousands of queues. It counts messages
 * by AMQP channel and forgets a channel's counters when that is closed; what they have
 * grown by from reading to reading is added up here. A channel that was opened and closed
 * between two readings is not seen.
 */
public final class PrometheusStatistics implements StatisticsSource {

	private static final String FAMILIES = "&family=queue_coarse_metrics&family=queue_consumer_count"
			+ "&family=channel_queue_metrics&family=channel_queue_exchange_metrics";

	private static final String PREFIX = "rabbitmq_detailed_";

	private final HttpGet http;

	private final String path;

	private final String virtualHost;

	private final Map<String, Double> series = new HashMap<>();

	private final Map<String, Totals> totals = new HashMap<>();

	private boolean first = true;

	/**
	 * Names the endpoint.
	 * @param uri such as {@code http://localhost:15692}, with or without the path of the
	 * page that Prometheus itself scrapes
	 * @param factory whose virtual host is watched
	 * @param timeout for an answer
	 */
	public PrometheusStatistics(URI uri, ConnectionFactory factory, Duration timeout) {
		this.http = new HttpGet(URI.create(uri.toString().replaceFirst("/metrics/?$", "")), null, null, timeout);
		this.virtualHost = factory.getVirtualHost();
		this.path = "/metrics/detailed?vhost=" + HttpGet.encoded(factory.getVirtualHost()) + FAMILIES;
	}

	@Override
	public String label() {
		return "the Prometheus endpoint";
	}

	@Override
	public QueueStatistics.Report read(QueuePatterns queues) throws IOException, InterruptedException {
		Instant at = Instant.now();
		long nanos = System.nanoTime();
		HttpResponse<byte[]> answer = this.http.get(this.path);
		if (answer.statusCode() == HttpGet.NOT_FOUND) {
			throw new IOException(
					"there is no /metrics/detailed: is this the Prometheus endpoint of RabbitMQ 3.10" + " or later?");
		}
		return new QueueStatistics.Report(parse(new String(answer.body(), StandardCharsets.UTF_8)), at, nanos);
	}

	Map<String, QueueStatistics> parse(String page) {
		Map<String, Gauges> gauges = new HashMap<>();
		Map<String, Double> seen = new HashMap<>();
		page.lines().filter((line) -> line.startsWith(PREFIX)).forEach((line) -> parse(line, gauges, seen));
		this.series.clear();
		this.series.putAll(seen);
		this.first = false;
		this.totals.keySet().retainAll(gauges.keySet());
		Map<String, QueueStatistics> found = new HashMap<>();
		gauges.forEach((queue, values) -> {
			Totals counted = totalsOf(queue);
			found.put(queue, new QueueStatistics(values.ready, values.unacked, values.consumers,
					(long) counted.published, (long) counted.served, null));
		});
		return found;
	}

	private void parse(String line, Map<String, Gauges> gauges, Map<String, Double> seen) {
		int labels = line.indexOf('{');
		int end = line.lastIndexOf('}');
		if (labels < 0 || end < labels) {
			return;
		}
		String all = line.substring(labels, end);
		String queue = label(all, "queue");
		String host = label(all, all.contains("queue_vhost=") ? "queue_vhost" : "vhost");
		if (queue == null || !this.virtualHost.equals(host)) {
			return;
		}
		double value = Double.parseDouble(line.substring(end + 1).strip());
		switch (line.substring(PREFIX.length(), labels)) {
			case "queue_messages_ready" -> gaugesOf(gauges, queue).ready = (long) value;
			case "queue_messages_unacked" -> gaugesOf(gauges, queue).unacked = (long) value;
			case "queue_consumers" -> gaugesOf(gauges, queue).consumers = (int) value;
			case "queue_messages_published_total" ->
				totalsOf(queue).published += grown(line.substring(0, end), value, seen);
			case "channel_messages_acked_total", "channel_messages_delivered_total", "channel_get_total" ->
				totalsOf(queue).served += grown(line.substring(0, end), value, seen);
			default -> {
			}
		}
	}

	/** What a counter counted before the first reading is not of interest. */
	private double grown(String name, double value, Map<String, Double> seen) {
		seen.put(name, value);
		double before = this.series.getOrDefault(name, this.first ? value : 0.0);
		return (value >= before) ? value - before : value;
	}

	private static Gauges gaugesOf(Map<String, Gauges> gauges, String queue) {
		return gauges.computeIfAbsent(queue, (name) -> new Gauges());
	}

	private Totals totalsOf(String queue) {
		return this.totals.computeIfAbsent(queue, (name) -> new Totals());
	}

	private static @Nullable String label(String labels, String name) {
		int start = labels.indexOf("," + name + "=\"");
		start = (start < 0) ? labels.indexOf("{" + name + "=\"") : start;
		if (start < 0) {
			return null;
		}
		StringBuilder value = new StringBuilder();
		for (int i = start + name.length() + 3; i < labels.length() && labels.charAt(i) != '"'; i++) {
			if (labels.charAt(i) == '\\' && i + 1 < labels.length()) {
				i++;
				value.append((labels.charAt(i) == 'n') ? '\n' : labels.charAt(i));
			}
			else {
				value.append(labels.charAt(i));
			}
		}
		return value.toString();
	}

	private static final class Gauges {

		private @Nullable Long ready;

		private @Nullable Long unacked;

		private @Nullable Integer consumers;

	}

	private static final class Totals {

		private double published;

		private double served;

	}

}
