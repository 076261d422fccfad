package dev.eventpatterns.supervisorconsumer.consumer;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.supervisorconsumer.Decision;
import dev.eventpatterns.supervisorconsumer.Observation;
import dev.eventpatterns.supervisorconsumer.Plan;
import dev.eventpatterns.supervisorconsumer.Policy;
import dev.eventpatterns.supervisorconsumer.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;
import dev.eventpatterns.supervisorconsumer.WorkReport;
import dev.eventpatterns.trading.service.ControlEvent;

/** Shows what was decided and why. Any instance may be asked. */
@RestController
@Profile(Role.CONSUMER)
class SupervisorController {

	private final SupervisorLoop loop;

	private final Decisions decisions;

	private final SupervisorConsumerProperties properties;

	SupervisorController(SupervisorLoop loop, Decisions decisions, SupervisorConsumerProperties properties) {
		this.loop = loop;
		this.decisions = decisions;
		this.properties = properties;
	}

	@GetMapping("/supervisor")
	SupervisorView supervisor() {
		Plan plan = this.decisions.plan();
		List<ChannelView> channels = this.properties.queue().all().stream().map((queue) -> view(queue, plan)).toList();
		return new SupervisorView(this.loop.instance(), this.loop.isLeader(), (plan != null) ? plan.leader() : null,
				this.properties.policy(), channels, this.decisions.latest());
	}

	private ChannelView view(String queue, @Nullable Plan plan) {
		WorkReport here = this.loop.report(queue);
		Plan.ChannelPlan channel = (plan != null) ? plan.channels().get(queue) : null;
		if (channel == null) {
			return new ChannelView(queue, null, null, null, null, null, null, null, Map.of(), here);
		}
		Observation seen = channel.seen();
		Decision decision = channel.decision();
		Double serviceMillis = (seen.serviceTime() != null) ? seen.serviceTime().toNanos() / 1e6 : null;
		return new ChannelView(queue, seen.ready(), seen.unacked(), seen.consumers(), decision.to(), seen.arrivalRate(),
				serviceMillis, Decisions.told(queue, decision), channel.shares(), here);
	}

	/**
	 * All that there is to see.
	 *
	 * @param instance the one that was asked
	 * @param leading whether it is the one that decides
	 * @param leader the one that decided last, null before the first decision
	 * @param decisions those that changed something, the newest first
	 */
	record SupervisorView(String instance, boolean leading, @Nullable String leader, Policy policy,
			List<ChannelView> channels, List<ControlEvent> decisions) {
	}

	/**
	 * One queue, as the leader saw it last; null where it is not known.
	 *
	 * @param consumers of all instances
	 * @param target how many there are to be
	 * @param last what was decided last, also that nothing is to change
	 * @param shares how many each instance is to have
	 * @param here what this instance has at this moment
	 */
	record ChannelView(String queue, @Nullable Long ready, @Nullable Long unacked, @Nullable Integer consumers,
			@Nullable Integer target, @Nullable Double arrivalRate, @Nullable Double serviceMillis,
			@Nullable ControlEvent last, Map<String, Integer> shares, WorkReport here) {
	}

}
