package dev.eventpatterns.channelmonitor.sampling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.eventpatterns.channelmonitor.ChannelSample;
import dev.eventpatterns.channelmonitor.ChannelSamples;
import dev.eventpatterns.channelmonitor.MonitorSettings;
import dev.eventpatterns.channelmonitor.SampleListeners;

/**
 * Samples channels itself: one pass over all of them at each interval, never two at once;
 * a pass that is due while one runs is left out. Nothing that a broker does ends it: what
 * cannot be measured is said to be unknown, and asked for again at the next interval.
 */
public final class LocalChannelSamples implements ChannelSamples, AutoCloseable {

	private static final Logger log = LoggerFactory.getLogger(LocalChannelSamples.class);

	private final MonitorSettings settings;

	private final MonitorThreads threads = new MonitorThreads();

	private final SampleListeners listeners = new SampleListeners();

	private final Map<String, ChannelSample> latest = new ConcurrentHashMap<>();

	private final CountDownLatch closing = new CountDownLatch(1);

	private final @Nullable StatisticsPoll statistics;

	private final Sampling sampling;

	private final List<Thread> running = new ArrayList<>();

	private volatile Consumer<Pass> passed = (pass) -> {
	};

	/**
	 * Prepares sampling without statistics: channels that are named, without rates.
	 * @param factory where the broker is; it is copied
	 * @param settings what is watched
	 */
	public LocalChannelSamples(ConnectionFactory factory, MonitorSettings settings) {
		this(factory, List.of(), settings, null);
	}

	/**
	 * Prepares sampling.
	 * @param factory how to reach the broker; it is copied
	 * @param addresses where the broker is; none stands for the factory's own
	 * @param settings what is watched
	 * @param source where to find queues and rates; null without
	 */
	public LocalChannelSamples(ConnectionFactory factory, List<Address> addresses, MonitorSettings settings,
			@Nullable StatisticsSource source) {
		this.settings = settings;
		this.sampling = new Sampling(settings,
				new QueueQuestions(factory, addresses, settings.timeout(), this.threads));
		this.statistics = (source != null) ? new StatisticsPoll(source, settings, this.sampling.queues()) : null;
	}

	/** Starts sampling, once. */
	public synchronized LocalChannelSamples start() {
		if (!this.running.isEmpty() || this.closing.getCount() == 0) {
			throw new IllegalStateException("sampling was started before");
		}
		if (this.statistics != null) {
			this.running.add(this.threads.named("channel-statistics", this.statistics::run));
		}
		this.running.add(this.threads.named("channel-sampler", this::run));
		this.running.forEach(Thread::start);
		return this;
	}

	private void run() {
		long interval = this.settings.interval().toNanos();
		long due = System.nanoTime();
		int skipped = 0;
		try {
			do {
				pass(skipped);
				due += interval;
				skipped = 0;
				for (; due < System.nanoTime(); due += interval) {
					skipped++;
				}
			}
			while (!this.closing.await(due - System.nanoTime(), TimeUnit.NANOSECONDS));
		}
		catch (InterruptedException ex) {
			// The monitor stops.
		}
	}

	private void pass(int skipped) throws InterruptedException {
		long began = System.nanoTime();
		try {
			boolean answered = this.sampling.pass(this.statistics, this::publish);
			this.passed.accept(new Pass(Duration.ofNanos(System.nanoTime() - began), skipped, answered, queues()));
		}
		catch (RuntimeException ex) {
			log.error("A pass failed, and the next one is tried", ex);
		}
	}

	private void publish(ChannelSample sample) {
		if (sample.gone()) {
			this.latest.remove(sample.queue());
		}
		else {
			this.latest.put(sample.queue(), sample);
		}
		this.listeners.tell(sample);
	}

	@Override
	public Optional<ChannelSample> latest(String queue) {
		return Optional.ofNullable(this.latest.get(queue));
	}

	/** The newest sample of each channel, by queue. */
	public Map<String, ChannelSample> all() {
		return new HashMap<>(this.latest);
	}

	@Override
	public AutoCloseable onSample(Consumer<ChannelSample> listener) {
		return this.listeners.add(listener);
	}

	/**
	 * Tells somebody about each pass, on the thread that samples.
	 * @param listener takes the place of the one before
	 */
	public void onPass(Consumer<Pass> listener) {
		this.passed = listener;
	}

	/**
	 * Tells somebody how long the statistics took each time, and whether there was an
	 * answer.
	 * @param listener takes the place of the one before
	 */
	public void onStatistics(BiConsumer<Duration, Boolean> listener) {
		if (this.statistics != null) {
			this.statistics.onAsked(listener);
		}
	}

	/** CPU time that all threads of the monitor have taken so far. */
	public Duration cpuTime() {
		return this.threads.cpuTime();
	}

	private Set<String> queues() {
		return new TreeSet<>(this.latest.keySet());
	}

	/** Ends sampling, and whatever it waits for. What was measured can still be read. */
	@Override
	public synchronized void close() {
		this.closing.countDown();
		if (this.statistics != null) {
			this.statistics.close();
		}
		this.running.forEach(Thread::interrupt);
		this.sampling.close();
		try {
			for (Thread thread : this.running) {
				thread.join(this.settings.timeout().toMillis());
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
