package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.eventpatterns.channelmonitor.room.ControlEventKind;
import dev.eventpatterns.channelmonitor.sampling.LocalChannelSamples;
import dev.eventpatterns.channelmonitor.sampling.Pass;

/**
 * Every meter of the channels, and of what watching them costs. A figure that is unknown,
 * or so old that it tells nothing about the present, is NaN; the age is always told.
 */
@Component
public final class ChannelMonitorMeters {

	private static final String QUEUE_TAG = "queue";

	private static final String SOURCE_TAG = "source";

	private final MeterRegistry registry;

	private final Map<ControlEventKind, Counter> controlEvents = new EnumMap<>(ControlEventKind.class);

	private final LocalChannelSamples samples;

	private final Duration staleAfter;

	private final Map<String, List<Meter>> gauges = new HashMap<>();

	private final Timer pass;

	private final Timer statistics;

	private final Counter skipped;

	private final Counter brokerFailures;

	private final Counter statisticsFailures;

	private final AtomicInteger queues = new AtomicInteger();

	ChannelMonitorMeters(MeterRegistry registry, LocalChannelSamples samples, ChannelMonitorProperties properties) {
		this.registry = registry;
		this.samples = samples;
		this.staleAfter = properties.settings().staleAfter();
		this.pass = timer("channel.monitor.pass", "How long it took to sample all channels once");
		this.statistics = timer("channel.monitor.statistics", "How long the broker took to tell its statistics");
		this.skipped = Counter.builder("channel.monitor.skipped")
			.description("Passes left out because the one before took longer than the interval")
			.register(registry);
		this.brokerFailures = failures("amqp");
		this.statisticsFailures = failures("statistics");
		Gauge.builder("channel.monitor.queues", this.queues, AtomicInteger::get)
			.description("Channels that are watched")
			.register(registry);
		FunctionCounter.builder("channel.monitor.cpu", samples, (sampling) -> sampling.cpuTime().toNanos() / 1e9)
			.baseUnit("seconds")
			.description("CPU time of the threads that sample")
			.register(registry);
		for (ControlEventKind kind : ControlEventKind.values()) {
			this.controlEvents.put(kind, Counter.builder("channel.monitor.control.events")
				.description("What came over the exchange of the decisions; dropped is what cannot be understood")
				.tag("kind", kind.name().toLowerCase(Locale.ROOT))
				.register(registry));
		}
	}

	private Timer timer(String name, String description) {
		return Timer.builder(name).description(description).register(this.registry);
	}

	private Counter failures(String source) {
		return Counter.builder("channel.monitor.failures")
			.description("Times that a source gave no answer")
			.tag(SOURCE_TAG, source)
			.register(this.registry);
	}

	/**
	 * Notes what a pass cost, and adds and removes the gauges of queues that came and
	 * went.
	 */
	public synchronized void passed(Pass pass) {
		this.pass.record(pass.took());
		this.skipped.increment(pass.skipped());
		if (!pass.brokerAnswered()) {
			this.brokerFailures.increment();
		}
		Set<String> present = pass.queues();
		this.queues.set(present.size());
		this.gauges.entrySet().removeIf((entry) -> {
			boolean gone = !present.contains(entry.getKey());
			if (gone) {
				entry.getValue().forEach(this.registry::remove);
			}
			return gone;
		});
		present.forEach((queue) -> this.gauges.computeIfAbsent(queue, this::gaugesOf));
	}

	/** Notes that something came over the exchange of the decisions. */
	public void heard(ControlEventKind kind) {
		Objects.requireNonNull(this.controlEvents.get(kind)).increment();
	}

	/** Notes that the broker was asked for its statistics. */
	public void statisticsAsked(Duration took, boolean answered) {
		this.statistics.record(took.toNanos(), TimeUnit.NANOSECONDS);
		if (!answered) {
			this.statisticsFailures.increment();
		}
	}

	private List<Meter> gaugesOf(String queue) {
		List<Meter> all = new ArrayList<>();
		all.add(gauge("channel.messages.ready", "Messages that wait", queue, ChannelSample::messagesReady));
		all.add(gauge("channel.messages.unacked", "Messages delivered and not yet acknowledged", queue,
				ChannelSample::messagesUnacked));
		all.add(gauge("channel.consumers", "Consumers of the queue", queue, ChannelSample::consumers));
		all.add(gauge("channel.publish.rate", "Messages a second that arrive", queue, ChannelSample::publishRate));
		all.add(gauge("channel.ack.rate", "Messages a second that are acknowledged", queue, ChannelSample::ackRate));
		all.add(gauge("channel.drain.seconds", "How long the backlog takes at the present rates", queue,
				ChannelSample::drainSeconds));
		all.add(Gauge.builder("channel.sample.age.seconds", this.samples, (from) -> age(from.latest(queue)))
			.description("How old the channel's newest sample is")
			.tag(QUEUE_TAG, queue)
			.register(this.registry));
		return all;
	}

	private Gauge gauge(String name, String description, String queue,
			Function<ChannelSample, @Nullable Number> figure) {
		return Gauge.builder(name, this.samples, (from) -> fresh(from.latest(queue), figure))
			.description(description)
			.tag(QUEUE_TAG, queue)
			.register(this.registry);
	}

	private double fresh(Optional<ChannelSample> sample, Function<ChannelSample, @Nullable Number> figure) {
		if (sample.isEmpty() || age(sample) > this.staleAfter.toNanos() / 1e9) {
			return Double.NaN;
		}
		Number value = figure.apply(sample.get());
		return (value != null) ? value.doubleValue() : Double.NaN;
	}

	private static double age(Optional<ChannelSample> sample) {
		return sample
			.map((present) -> Math.max(0, Duration.between(present.sampledAt(), Instant.now()).toNanos() / 1e9))
			.orElse(Double.NaN);
	}

}
