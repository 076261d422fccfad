package dev.eventpatterns.demo.flow;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.TradeOrderGenerator;
import dev.eventpatterns.trading.WireForm;

/**
 * Callers that send orders to a producer over HTTP in even steps, and wait while it lets
 * them wait. Who was held back does not make up for it.
 */
final class Crowd implements AutoCloseable {

	private static final int CALLERS = 8;

	private static final int AT_ONCE = 20;

	private static final Duration TIMEOUT = Duration.ofSeconds(15);

	private final HttpClient http = HttpClient.newBuilder()
		.version(HttpClient.Version.HTTP_1_1)
		.connectTimeout(TIMEOUT)
		.build();

	private final URI orders;

	private final List<Thread> threads = new ArrayList<>();

	private final AtomicLong accepted = new AtomicLong();

	private volatile double perSecond;

	private volatile boolean ended;

	Crowd(URI service) {
		this.orders = service.resolve("/orders");
	}

	void offer(double perSecond) {
		this.perSecond = perSecond;
		for (int i = this.threads.size(); i < CALLERS; i++) {
			int number = i;
			Thread thread = new Thread(() -> run(number), "caller-" + number);
			thread.setDaemon(true);
			this.threads.add(thread);
			thread.start();
		}
	}

	private void run(int number) {
		TradeOrderGenerator generator = new TradeOrderGenerator(TradeOrderGenerator.Settings.withSeed(100L + number));
		try {
			long due = System.nanoTime();
			while (!this.ended) {
				due = Math.max(due + Math.round(1e9 * AT_ONCE * CALLERS / this.perSecond), System.nanoTime());
				send(Stream.generate(generator::next).limit(AT_ONCE).toList());
				TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
			}
		}
		catch (InterruptedException ex) {
			// The demonstration ends.
		}
	}

	private void send(List<TradeOrder> some) throws InterruptedException {
		String body = some.stream().map(WireForm.JSON::write).collect(Collectors.joining(",", "[", "]"));
		HttpRequest request = HttpRequest.newBuilder(this.orders)
			.timeout(TIMEOUT)
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString(body))
			.build();
		try {
			if (this.http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202) {
				this.accepted.addAndGet(some.size());
			}
		}
		catch (IOException ex) {
			// Not answered, so nothing was promised.
		}
	}

	long accepted() {
		return this.accepted.get();
	}

	@Override
	public void close() {
		this.ended = true;
		this.threads.forEach(Thread::interrupt);
	}

}
