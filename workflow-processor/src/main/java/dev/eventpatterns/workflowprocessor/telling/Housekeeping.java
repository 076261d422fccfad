package dev.eventpatterns.workflowprocessor.telling;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;
import org.springframework.stereotype.Component;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.WorkflowProcessorProperties;
import dev.eventpatterns.workflowprocessor.store.EventGroup;
import dev.eventpatterns.workflowprocessor.store.Groups;
import dev.eventpatterns.workflowprocessor.store.Retention;

/** What is done from time to time: telling people of groups, and removing what is old. */
@Component
class Housekeeping implements SmartLifecycle {

	private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

	private static final Duration REMOVE_EVERY = Duration.ofMinutes(1);

	private final Groups groups;

	private final Retention retention;

	private final WorkflowProcessorProperties properties;

	private final Messengers messengers;

	private final QuietPeriods quiet;

	private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2,
			new CustomizableThreadFactory("housekeeping-"));

	private volatile boolean running;

	Housekeeping(Groups groups, Retention retention, WorkflowProcessorProperties properties, Messengers messengers) {
		this.groups = groups;
		this.retention = retention;
		this.properties = properties;
		this.messengers = messengers;
		this.quiet = new QuietPeriods(properties.telling().threshold(), properties.telling().quietPeriod());
	}

	private void tell() {
		for (EventGroup group : this.groups.all()) {
			if (this.quiet.isNews(group.id(), group.waiting(), Instant.now())) {
				this.messengers.tell(group);
			}
		}
	}

	private void remove() {
		Map<EventState, Duration> ages = Map.of(EventState.PROCESSED, this.properties.retention().processed(),
				EventState.RETURNED, this.properties.retention().returned(), EventState.DISCARDED,
				this.properties.retention().discarded());
		ages.forEach((state, age) -> {
			int removed = 0;
			for (int some = 1; some > 0 && this.running; removed += some) {
				some = this.retention.remove(state, Instant.now().minus(age));
			}
			if (removed > 0) {
				log.info("Removed {} events that had been {} for {}", removed, state, age);
			}
		});
	}

	/** What is thrown would end the schedule. */
	private void safely(Runnable work) {
		try {
			work.run();
		}
		catch (RuntimeException ex) {
			log.warn("Tries again later: {}", NestedExceptionUtils.getMostSpecificCause(ex).toString());
		}
	}

	@Override
	public void start() {
		this.running = true;
		long look = this.properties.telling().interval().toMillis();
		if (this.messengers.isAny()) {
			this.clock.scheduleWithFixedDelay(() -> safely(this::tell), look, look, TimeUnit.MILLISECONDS);
		}
		this.clock.scheduleWithFixedDelay(() -> safely(this::remove), 1, REMOVE_EVERY.toSeconds(), TimeUnit.SECONDS);
	}

	@Override
	public void stop() {
		this.running = false;
		Clocks.stop(this.clock);
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
