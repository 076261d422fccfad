package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.IntSupplier;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.lab.Broker;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks at the system several times a second. */
final class Watch implements AutoCloseable {

	private static final String QUEUE = "blueprint.orders";

	private static final int SIDINGS = 8;

	private static final long PAUSE_MILLIS = 150;

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final Broker broker;

	private final Exchange exchange;

	private final IntSupplier accepted;

	private final IntSupplier processed;

	private final long begun = System.nanoTime();

	private final List<Moment> moments = new CopyOnWriteArrayList<>();

	private final Thread thread = new Thread(this::run, "watch");

	private @Nullable Connection connection;

	private @Nullable Channel channel;

	private volatile Moment latest = new Moment(0, 0, 0, 0, 0, 0, 0, 0, false, 0, 0, true);

	private volatile boolean ended;

	Watch(Broker broker, Exchange exchange, IntSupplier accepted, IntSupplier processed) {
		this.broker = broker;
		this.exchange = exchange;
		this.accepted = accepted;
		this.processed = processed;
		this.thread.setDaemon(true);
	}

	void start() {
		this.thread.start();
	}

	private void run() {
		try {
			while (!this.ended) {
				Moment now = look();
				this.moments.add(now);
				this.latest = now;
				Thread.sleep(PAUSE_MILLIS);
			}
		}
		catch (InterruptedException ex) {
			// The scenario ends.
		}
	}

	private Moment look() throws InterruptedException {
		long ready = 0;
		long sided = 0;
		boolean up = false;
		try {
			Channel asking = channel();
			ready = asking.messageCount(QUEUE);
			for (int siding = 1; siding <= SIDINGS; siding++) {
				sided += asking.messageCount(QUEUE + ".siding." + siding);
			}
			up = true;
		}
		catch (IOException | TimeoutException | RuntimeException ex) {
			forget();
		}
		JsonNode crew = ask(this.exchange::supervisor);
		JsonNode producer = ask(this.exchange::flow).path("producer");
		boolean well = up && crew.path("serving").asBoolean(false);
		return new Moment(second(), ready, sided, crew.path("waiting").asInt(0), crew.path("delegates").asInt(0),
				crew.path("busy").asInt(0), crew.path("heldAccounts").asInt(0),
				producer.path("presence").path("backlog").asLong(0), producer.path("throttled").asBoolean(false),
				this.accepted.getAsInt(), this.processed.getAsInt(), well);
	}

	private static JsonNode ask(Question question) throws InterruptedException {
		try {
			return question.ask();
		}
		catch (IOException | JacksonException ex) {
			// Busy, or without its broker; the next look will do.
			return JSON.createObjectNode();
		}
	}

	private Channel channel() throws IOException, TimeoutException {
		Channel open = this.channel;
		if (open == null || !open.isOpen()) {
			forget();
			Connection opened = this.broker.connectionFactory().newConnection("watch");
			this.connection = opened;
			open = opened.createChannel();
			this.channel = open;
		}
		return open;
	}

	private void forget() {
		Connection lost = this.connection;
		this.connection = null;
		this.channel = null;
		if (lost != null) {
			lost.abort(100);
		}
	}

	/** Seconds since the beginning. */
	double second() {
		return (System.nanoTime() - this.begun) / 1e9;
	}

	Moment latest() {
		return this.latest;
	}

	List<Moment> moments() {
		return this.moments;
	}

	@Override
	public void close() {
		this.ended = true;
		this.thread.interrupt();
		forget();
	}

	private interface Question {

		JsonNode ask() throws IOException, InterruptedException;

	}

}
