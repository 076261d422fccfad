package dev.eventpatterns.benchmarks.supervisor;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.supervisorconsumer.Decision;
import dev.eventpatterns.supervisorconsumer.DepthPolicy;
import dev.eventpatterns.supervisorconsumer.Observation;

/**
 * The rule by which KEDA scales on the length of a queue, with its default intervals: it
 * looks every 30 s, takes as many consumers as the length calls for, and lets none go
 * before so many have not been needed for 300 s.
 *
 * @see <a href="https://keda.sh/docs/latest/reference/scaledobject-spec/">Scaling
 * Deployments: polling interval and cooldown period</a>
 */
final class KedaRule implements Function<Observation, Decision> {

	private static final Duration POLL = Duration.ofSeconds(30);

	private static final Duration COOL_DOWN = Duration.ofSeconds(300);

	private final DepthPolicy policy;

	private int consumers;

	private @Nullable Instant polled;

	private Instant needed = Instant.EPOCH;

	KedaRule(int messagesPerConsumer, int consumers) {
		this.policy = new DepthPolicy(messagesPerConsumer);
		this.consumers = consumers;
	}

	@Override
	public Decision apply(Observation seen) {
		int from = this.consumers;
		if (this.polled == null || !seen.at().isBefore(this.polled.plus(POLL))) {
			this.polled = seen.at();
			int wanted = Math.max(1, Math.min(this.policy.need(seen).consumers(), Load.MOST));
			if (wanted >= this.consumers) {
				this.needed = seen.at();
			}
			if (wanted > this.consumers || !seen.at().isBefore(this.needed.plus(COOL_DOWN))) {
				this.consumers = wanted;
			}
		}
		return new Decision(Decision.Kind.KEEP, from, this.consumers, "polled", seen.at());
	}

}
