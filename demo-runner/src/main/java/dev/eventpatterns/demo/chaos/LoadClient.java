package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.eventpatterns.demo.DemoFailure;
import org.jspecify.annotations.Nullable;

/**
 * Several clients that send orders to one service over HTTP. A request that is answered
 * 503, or not at all, is sent again with the same order ids until it is answered 202; any
 * other answer ends the run.
 */
public final class LoadClient implements AutoCloseable {

	/** Longer than any service waits for its broker. */
	private static final Duration ANSWER = Duration.ofSeconds(15);

	private static final long RETRY_MILLIS = 100;

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(Duration.ofSeconds(2))
		.build();

	private final URI target;

	private final OrderBatches batches;

	private final Pace pace;

	private final AcceptedLedger ledger;

	private final List<Thread> clients = new ArrayList<>();

	private final AtomicReference<@Nullable DemoFailure> failure = new AtomicReference<>();

	/**
	 * Prepares clients.
	 * @param name names the threads
	 * @param target where orders are posted
	 * @param batches what they send, between them
	 * @param pace how fast
	 * @param ledger where they enter what was accepted
	 * @param count how many clients send at the same time
	 */
	public LoadClient(String name, URI target, OrderBatches batches, Pace pace, AcceptedLedger ledger, int count) {
		this.target = target;
		this.batches = batches;
		this.pace = pace;
		this.ledger = ledger;
		for (int i = 0; i < count; i++) {
			Thread client = new Thread(this::send, name + "-client-" + i);
			client.setDaemon(true);
			this.clients.add(client);
		}
	}

	public void start() {
		this.pace.start();
		this.clients.forEach(Thread::start);
	}

	/**
	 * Whether every order has been accepted.
	 * @return true when no client has anything left to do
	 * @throws DemoFailure when the service gave an answer that it must not give
	 */
	public boolean finished() {
		DemoFailure failed = this.failure.get();
		if (failed != null) {
			throw failed;
		}
		return this.clients.stream().noneMatch(Thread::isAlive);
	}

	@Override
	public void close() {
		this.clients.forEach(Thread::interrupt);
	}

	private void send() {
		try {
			for (OrderBatches.Batch batch = this.batches.next(); batch != null; batch = this.batches.next()) {
				this.pace.await(batch.orderIds().size());
				while (!accepted(batch)) {
					this.ledger.refused();
					Thread.sleep(RETRY_MILLIS);
				}
				this.ledger.accepted(batch.orderIds());
			}
		}
		catch (InterruptedException ex) {
			// The run is over.
		}
		catch (DemoFailure ex) {
			this.failure.set(ex);
		}
		catch (RuntimeException | LinkageError ex) {
			// A client that ended in silence would look like a service that hangs.
			this.failure.set(new DemoFailure("A client failed: " + ex, ex));
		}
	}

	private boolean accepted(OrderBatches.Batch batch) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.target)
			.timeout(ANSWER)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(batch.json()))
			.build();
		try {
			HttpResponse<String> response = this.http.send(request, HttpResponse.BodyHandlers.ofString());
			return switch (response.statusCode()) {
				case 202 -> true;
				case 503 -> false;
				default -> throw new DemoFailure("POST " + this.target + " was answered " + response.statusCode()
						+ ", which this client cannot cause: " + response.body());
			};
		}
		catch (IOException ex) {
			return false;
		}
	}

}
