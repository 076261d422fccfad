package dev.eventpatterns.supervisorconsumer.consumer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import dev.eventpatterns.supervisorconsumer.Decision;
import dev.eventpatterns.supervisorconsumer.Plan;
import dev.eventpatterns.trading.amqp.MessageTime;
import dev.eventpatterns.trading.service.ControlEvent;

/**
 * What was decided lately, here or elsewhere: the last plan, and each decision that
 * changed something or began to hold.
 */
@Component
class Decisions {

	private static final String SOURCE = "supervisor-consumer";

	private static final int KEPT = 100;

	private final Deque<ControlEvent> events = new ArrayDeque<>();

	private final Map<String, Decision.Kind> last = new HashMap<>();

	private @Nullable Plan plan;

	/** Notes a plan. */
	synchronized void on(Plan made) {
		this.plan = made;
		made.channels().forEach((queue, channel) -> {
			Decision.Kind before = this.last.put(queue, channel.decision().kind());
			if (channel.decision().isNewsAfter(before)) {
				this.events.addFirst(told(queue, channel.decision()));
				if (this.events.size() > KEPT) {
					this.events.removeLast();
				}
			}
		});
	}

	/** A decision as others are told of it. */
	static ControlEvent told(String queue, Decision decision) {
		return new ControlEvent(SOURCE, decision.kind().label(), queue, decision.from(), decision.to(),
				decision.reason(), MessageTime.format(decision.at()));
	}

	synchronized @Nullable Plan plan() {
		return this.plan;
	}

	/** The newest first. */
	synchronized List<ControlEvent> latest() {
		return List.copyOf(this.events);
	}

	/** How many consumers of all instances there are to be at a queue. */
	synchronized int target(String queue) {
		Plan.ChannelPlan channel = (this.plan != null) ? this.plan.channels().get(queue) : null;
		return (channel != null) ? channel.decision().to() : 0;
	}

}
