package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.rabbitmq.client.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.eventpatterns.channelmonitor.QueuePatterns;
import dev.eventpatterns.channelmonitor.QueueStatistics;

/**
 * The broker's management API. Its counters are of the whole life of a queue, so nothing
 * that a short-lived connection has done is missed.
 */
public final class ManagementStatistics implements StatisticsSource {

	private static final String COLUMNS = "?columns=name,exclusive,messages_ready,messages_unacknowledged,consumers,"
			+ "head_message_timestamp,message_stats.publish,message_stats.ack,message_stats.deliver_no_ack,"
			+ "message_stats.get_no_ack";

	/** Up to as many queues are asked for one by one: their list may be long. */
	private static final int FEW = 5;

	private static final JsonMapper JSON = new JsonMapper();

	private final HttpGet http;

	private final String path;

	/**
	 * Names the management API.
	 * @param uri such as {@code http://localhost:15672}; user and password in it take the
	 * place of the factory's
	 * @param factory whose virtual host is watched
	 * @param timeout for an answer
	 */
	public ManagementStatistics(URI uri, ConnectionFactory factory, Duration timeout) {
		this.http = new HttpGet(uri, factory.getUsername(), factory.getPassword(), timeout);
		this.path = "/api/queues/" + HttpGet.encoded(factory.getVirtualHost());
	}

	@Override
	public String label() {
		return "the management API";
	}

	@Override
	public QueueStatistics.Report read(QueuePatterns queues) throws IOException, InterruptedException {
		Instant at = Instant.now();
		long nanos = System.nanoTime();
		Map<String, QueueStatistics> found = new HashMap<>();
		if (queues.wild().isEmpty() && queues.names().size() <= FEW) {
			for (String name : queues.names()) {
				HttpResponse<byte[]> answer = this.http.get(this.path + "/" + HttpGet.encoded(name) + COLUMNS);
				if (answer.statusCode() != HttpGet.NOT_FOUND) {
					add(found, parse(answer.body(), Entry.class));
				}
			}
		}
		else {
			HttpResponse<byte[]> answer = this.http.get(this.path + COLUMNS);
			if (answer.statusCode() == HttpGet.NOT_FOUND) {
				throw new IOException("there is no " + this.path + ": is this the management API of the broker?");
			}
			List.of(parse(answer.body(), Entry[].class)).forEach((entry) -> add(found, entry));
		}
		return new QueueStatistics.Report(found, at, nanos);
	}

	/** An exclusive queue belongs to one connection; nobody else may ask it anything. */
	private static void add(Map<String, QueueStatistics> found, Entry entry) {
		if (entry.name != null && !Boolean.TRUE.equals(entry.exclusive)) {
			found.put(entry.name, entry.statistics());
		}
	}

	private static <T> T parse(byte[] body, Class<T> type) throws IOException {
		try {
			T value = JSON.readValue(body, type);
			if (value == null) {
				throw new IOException("an empty answer");
			}
			return value;
		}
		catch (JacksonException ex) {
			throw new IOException("an answer that is not understood: " + ex.getOriginalMessage(), ex);
		}
	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Entry(@Nullable String name, @Nullable Boolean exclusive,
			@JsonProperty("messages_ready") @Nullable Long ready,
			@JsonProperty("messages_unacknowledged") @Nullable Long unacked, @Nullable Integer consumers,
			@JsonProperty("head_message_timestamp") @Nullable Long oldest,
			@JsonProperty("message_stats") @Nullable Counters counters) {

		/**
		 * The broker keeps no counters of a queue without messages. Where it knows how
		 * many there are, that they are missing says that they are 0.
		 */
		private QueueStatistics statistics() {
			Counters known = (this.counters != null) ? this.counters
					: (this.ready != null) ? new Counters(0L, 0L, 0L, 0L) : null;
			return new QueueStatistics(this.ready, this.unacked, this.consumers,
					(known != null) ? Long.valueOf(Counters.orZero(known.published)) : null,
					(known != null) ? Long.valueOf(known.served()) : null,
					(this.oldest != null) ? Instant.ofEpochSecond(this.oldest) : null);
		}

	}

	@JsonIgnoreProperties(ignoreUnknown = true)
	private record Counters(@JsonProperty("publish") @Nullable Long published, @Nullable Long ack,
			@JsonProperty("deliver_no_ack") @Nullable Long delivered,
			@JsonProperty("get_no_ack") @Nullable Long fetched) {

		/** What is delivered to somebody who need not acknowledge is done at once. */
		private long served() {
			return orZero(this.ack) + orZero(this.delivered) + orZero(this.fetched);
		}

		private static long orZero(@Nullable Long count) {
			return (count != null) ? count : 0;
		}

	}

}
