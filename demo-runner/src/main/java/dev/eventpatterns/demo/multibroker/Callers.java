package dev.eventpatterns.demo.multibroker;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

import dev.eventpatterns.trading.OrderIds;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.WireForm;

/**
 * Callers that send as many orders as the service takes, each for accounts of its own,
 * and send again what was refused.
 */
final class Callers implements AutoCloseable {

	private static final int CALLERS = 24;

	private static final int ACCOUNTS = 6;

	private static final int AT_ONCE = 10;

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TIMEOUT)
		.build();

	private final URI orders;

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicLong accepted = new AtomicLong();

	private final AtomicLong refused = new AtomicLong();

	private volatile boolean ended;

	private volatile long restMillis;

	Callers(URI service) {
		this.orders = service.resolve("/orders");
	}

	void start() {
		for (int i = 0; i < CALLERS; i++) {
			int number = i;
			Thread thread = new Thread(() -> run(number), "caller-" + number);
			thread.setDaemon(true);
			this.threads.add(thread);
			thread.start();
		}
	}

	/**
	 * From now on each caller rests between two requests.
	 * @param length how long; zero: not at all
	 */
	void rest(Duration length) {
		this.restMillis = length.toMillis();
	}

	private void run(int number) {
		long[] sequences = new long[ACCOUNTS];
		try {
			for (int turn = 0; !this.ended; turn++) {
				int account = turn % ACCOUNTS;
				String body = body("C" + number + "-" + account, sequences[account]);
				while (!send(body) && !this.ended) {
					this.refused.incrementAndGet();
				}
				sequences[account] += AT_ONCE;
				Thread.sleep(this.restMillis);
			}
		}
		catch (InterruptedException ex) {
			// The demonstration ends.
		}
	}

	private static String body(String account, long done) {
		List<TradeOrder> some = new ArrayList<>(AT_ONCE);
		for (int i = 1; i <= AT_ONCE; i++) {
			some.add(new TradeOrder(OrderIds.next(), account, TradeOrder.Action.PLACE, TradeOrder.Side.SELL, "GOOG",
					BigDecimal.TEN, done + i));
		}
		return some.stream().map(WireForm.JSON::write).collect(Collectors.joining(",", "[", "]"));
	}

	private boolean send(String body) throws InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(this.orders)
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			boolean taken = this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
			this.accepted.addAndGet(taken ? AT_ONCE : 0);
			return taken;
		}
		catch (IOException ex) {
			return false;
		}
	}

	long accepted() {
		return this.accepted.get();
	}

	/** How many requests were refused; they were sent again. */
	long refused() {
		return this.refused.get();
	}

	/** Ends, and lets each hear the answer that it waits for. */
	@Override
	public void close() {
		this.ended = true;
		for (Thread thread : this.threads) {
			try {
				thread.join(TIMEOUT.toMillis());
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

}
