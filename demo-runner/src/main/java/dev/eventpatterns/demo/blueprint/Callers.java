package dev.eventpatterns.demo.blueprint;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.eventpatterns.demo.blueprint.Accepted.Kind;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.WireForm;

/**
 * Send orders to the producer over HTTP in even steps: one caller those that can wait, so
 * that the order of each account is known, and one those that cannot. What is not
 * accepted is sent again, with the same ids, before anything else.
 */
final class Callers implements AutoCloseable {

	private static final Duration STEP = Duration.ofMillis(50);

	private static final Duration URGENT_EVERY = Duration.ofMillis(250);

	private static final Duration TIMEOUT = Duration.ofSeconds(10);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TIMEOUT)
		.build();

	private final URI producer;

	private final Accepted accepted;

	private final Orders orders;

	private final Orders urgent;

	private final String hot;

	private final ConcurrentLinkedQueue<Request> extra = new ConcurrentLinkedQueue<>();

	private final List<Thread> threads = new ArrayList<>();

	private volatile double perSecond;

	private volatile double hotPerSecond;

	/** Nothing more is begun. */
	private volatile boolean ending;

	/** What is being sent is given up. */
	private volatile boolean ended;

	Callers(URI producer, Accepted accepted, String prefix, long seed) {
		this.producer = producer;
		this.accepted = accepted;
		this.orders = new Orders(prefix + "A", seed);
		this.hot = prefix + "HOT";
		this.urgent = new Orders(prefix + "U", seed + 1);
	}

	/**
	 * Changes what is offered.
	 * @param perSecond orders a second of all accounts
	 * @param hotPerSecond orders a second of the hot account
	 */
	void offer(double perSecond, double hotPerSecond) {
		this.perSecond = perSecond;
		this.hotPerSecond = hotPerSecond;
		if (this.threads.isEmpty()) {
			start("caller", this::sendOrders);
			start("urgent-caller", this::sendUrgent);
		}
	}

	private void start(String name, Runnable work) {
		Thread thread = new Thread(work, name);
		thread.setDaemon(true);
		this.threads.add(thread);
		thread.start();
	}

	/** Sends these beside the others, in a request of their own. */
	void send(List<TradeOrder> some, Kind kind) {
		this.extra.add(new Request(some, kind));
	}

	/** Whether all that was given to {@link #send} is accepted. */
	boolean isIdle() {
		return this.extra.isEmpty();
	}

	private void sendOrders() {
		double owed = 0;
		double owedHot = 0;
		long due = System.nanoTime();
		while (!this.ending) {
			owed += this.perSecond * STEP.toNanos() / 1e9;
			owedHot += this.hotPerSecond * STEP.toNanos() / 1e9;
			List<TradeOrder> hot = new ArrayList<>();
			for (; owedHot >= 1; owedHot--) {
				hot.add(this.orders.of(this.hot));
			}
			untilAccepted("/orders", this.orders.some((int) owed), Kind.ORDINARY);
			owed -= (int) owed;
			untilAccepted("/orders", hot, Kind.DELAYED);
			for (Request next = this.extra.peek(); next != null && !this.ended; next = this.extra.peek()) {
				untilAccepted("/orders", next.orders, next.kind);
				this.extra.poll();
			}
			due = sleepUntil(due + STEP.toNanos());
		}
	}

	private void sendUrgent() {
		long due = System.nanoTime();
		while (!this.ending) {
			untilAccepted("/orders?lane=urgent", this.urgent.some(1), Kind.URGENT);
			due = sleepUntil(due + URGENT_EVERY.toNanos());
		}
	}

	/** Who was held up does not make up for more than a second. */
	private long sleepUntil(long due) {
		try {
			TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
		}
		catch (InterruptedException ex) {
			this.ending = true;
			this.ended = true;
		}
		return Math.max(due, System.nanoTime() - TimeUnit.SECONDS.toNanos(1));
	}

	private void untilAccepted(String path, List<TradeOrder> some, Kind kind) {
		if (some.isEmpty()) {
			return;
		}
		String body = some.stream().map(WireForm.JSON::write).collect(Collectors.joining(",", "[", "]"));
		HttpRequest request = HttpRequest.newBuilder(this.producer.resolve(path))
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		while (!this.ended) {
			if (isAccepted(request)) {
				this.accepted.add(some.stream().map((order) -> String.valueOf(order.orderId())).toList(), kind);
				return;
			}
			sleepUntil(System.nanoTime() + STEP.toNanos());
		}
	}

	private boolean isAccepted(HttpRequest request) {
		try {
			return this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			this.ended = true;
			return false;
		}
	}

	/** Ends, once what is being sent has been accepted. */
	void end() throws InterruptedException {
		this.perSecond = 0;
		this.hotPerSecond = 0;
		while (!isIdle()) {
			Thread.sleep(STEP.toMillis());
		}
		this.ending = true;
		for (Thread thread : this.threads) {
			thread.join(TIMEOUT.toMillis());
		}
	}

	@Override
	public void close() {
		this.ending = true;
		this.ended = true;
		this.threads.forEach(Thread::interrupt);
	}

	private record Request(List<TradeOrder> orders, Kind kind) {
	}

}
