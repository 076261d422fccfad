package dev.eventpatterns.benchmarks.forwarding;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Cleanup;
import dev.eventpatterns.benchmarks.Figures;
import dev.eventpatterns.benchmarks.Progress;
import dev.eventpatterns.benchmarks.Round;

/**
 * Lets a variant empty one queue into the other, takes the time and checks the result, in
 * the same way whatever the variant: by asking the broker, up to a hundred times a
 * second, what the queues hold. Its start-up does not count: the time runs from the last
 * look at which nothing had arrived to the first at which all had, and the source was
 * empty.
 */
final class Transfer {

	private static final Duration LOOK_EVERY = Duration.ofMillis(10);

	/** How long nothing arrives until a variant is given up. */
	static final Duration STALLED = Duration.ofSeconds(30);

	private final Progress progress;

	private final Cleanup cleanup;

	private final Duration patience;

	/**
	 * Prepares for a run.
	 * @param patience how long to wait for what does not come, messages or the end
	 */
	Transfer(Bench bench, Duration patience) {
		this.progress = bench.progress();
		this.cleanup = bench.cleanup();
		this.patience = patience;
	}

	/**
	 * Runs a variant over all of a lane's messages.
	 * @param lane with a full source and an empty target
	 * @return the time, and what is wrong with the result
	 */
	Round run(Variant variant, Lane lane) throws Exception {
		Route route = lane.route();
		try (Connection connection = route.broker().connectionFactory().newConnection("benchmark");
				Channel channel = connection.createChannel()) {
			AutoCloseable running = this.cleanup.add(variant.start(route));
			Duration took;
			try {
				took = time(channel, lane);
			}
			finally {
				this.cleanup.close(running);
			}
			return new Round(lane.messages(), took, problem(channel, lane));
		}
	}

	private Duration time(Channel channel, Lane lane) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		long moved = begin;
		long arrived = 0;
		while (true) {
			long asked = System.nanoTime();
			long now = channel.messageCount(lane.route().target());
			if (now >= lane.messages() && channel.messageCount(lane.route().source()) == 0) {
				return Duration.ofNanos(System.nanoTime() - begin);
			}
			if (now == 0 && arrived == 0) {
				begin = asked;
			}
			if (now > arrived) {
				arrived = now;
				moved = asked;
			}
			if (asked - moved > this.patience.toNanos()) {
				return Duration.ofNanos(asked - begin);
			}
			this.progress.show(Figures.count(arrived) + " moved, "
					+ Figures.count(arrived / Math.max(1e-3, (asked - begin) / 1e9)) + "/s");
			Thread.sleep(LOOK_EVERY.toMillis());
		}
	}

	/** Compares what there was with what there is, once nobody consumes any more. */
	private Optional<String> problem(Channel channel, Lane lane) throws IOException, InterruptedException {
		long deadline = System.nanoTime() + this.patience.toNanos();
		while (true) {
			AMQP.Queue.DeclareOk source = channel.queueDeclarePassive(lane.route().source());
			long left = source.getMessageCount();
			long arrived = channel.messageCount(lane.route().target());
			boolean quiet = source.getConsumerCount() == 0;
			if (quiet && left == 0 && arrived == lane.messages()) {
				return Optional.empty();
			}
			if (System.nanoTime() > deadline) {
				return Optional
					.of("of " + Figures.count(lane.messages()) + " messages " + Figures.count(arrived) + " arrived and "
							+ Figures.count(left) + " were left" + (quiet ? "" : ", and it did not stop"));
			}
			Thread.sleep(LOOK_EVERY.toMillis());
		}
	}

}
