package dev.eventpatterns.benchmarks.workflow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figure;
import dev.eventpatterns.benchmarks.Measurement;
import dev.eventpatterns.benchmarks.Round;
import dev.eventpatterns.benchmarks.Spread;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.Complaint;
import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.FailedEvent;
import dev.eventpatterns.workflowprocessor.Origin;
import dev.eventpatterns.workflowprocessor.store.Arrival;
import dev.eventpatterns.workflowprocessor.store.Arrivals;
import dev.eventpatterns.workflowprocessor.store.EventQuery;
import dev.eventpatterns.workflowprocessor.store.Events;
import dev.eventpatterns.workflowprocessor.store.Groups;

/** Fills a store, and looks how long pages take then. */
final class FullStore {

	private static final int BATCH = 1_000;

	private static final int PAGE = 50;

	private static final int LOOKS = 200;

	private static final int GROUPS = 40;

	private final Broker broker;

	private final String variant;

	private final int events;

	private final Random random = new Random(1);

	FullStore(Broker broker, String variant, int events) {
		this.broker = broker;
		this.variant = variant;
		this.events = events;
	}

	Comparison measure() throws Exception {
		try (Inbox inbox = Inbox.start(this.broker, BATCH)) {
			long begin = System.nanoTime();
			fill(inbox.get(Arrivals.class));
			Round filled = new Round(this.events, Duration.ofNanos(System.nanoTime() - begin), Optional.empty());
			Events found = inbox.get(Events.class);
			Groups groups = inbox.get(Groups.class);
			String group = groups.all().get(GROUPS / 2).id();
			List<EventState> waiting = List.of(EventState.WAITING);
			List<Figure> figures = List.of(
					figure("first page, p95 in ms", 100, () -> found.page(query(null, List.of(), null), PAGE)),
					figure("page of one group and state, p95 in ms", 100,
							() -> found.page(query(group, waiting, null).after(this.random.nextInt(this.events)),
									PAGE)),
					figure("page of one account, p95 in ms", 100,
							() -> found.page(query(null, List.of(), "A-" + this.random.nextInt(10_000)), PAGE)),
					figure("groups with their counts, p95 in ms", 300, groups::all));
			return new Comparison("a store of " + this.events + " events, filled without a broker",
					List.of(new Measurement(this.variant, List.of(filled))), List.of(), figures, "events");
		}
	}

	private static EventQuery query(@Nullable String group, List<EventState> states, @Nullable String text) {
		return EventQuery.of(group, states, text);
	}

	private Figure figure(String name, double atMost, Runnable look) {
		look.run();
		List<Double> millis = Stream.generate(() -> {
			long begin = System.nanoTime();
			look.run();
			return (System.nanoTime() - begin) / 1e6;
		}).limit(LOOKS).sorted().toList();
		return new Figure(this.variant, name, Spread.of(List.of(millis.get(LOOKS * 95 / 100))),
				OptionalDouble.of(atMost));
	}

	private void fill(Arrivals arrivals) {
		UUID session = UUID.randomUUID();
		for (int tag = 0; tag < this.events; tag += BATCH) {
			List<Arrival> batch = new ArrayList<>();
			for (int i = tag; i < Math.min(tag + BATCH, this.events); i++) {
				batch.add(new Arrival(i + 1, false, event(i)));
			}
			arrivals.store(session, batch, tag);
		}
	}

	private FailedEvent event(int i) {
		String account = "A-" + this.random.nextInt(10_000);
		int kind = this.random.nextInt(GROUPS);
		String body = "PLACE;SELL;GOOG;" + account + ";" + i;
		return new FailedEvent(body.getBytes(StandardCharsets.UTF_8), "text/plain", "stored-" + i, "{}", "{}",
				Origin.ofQueue("module-" + kind % 8 + ".orders"),
				new Complaint(Cause.FAILED, "Exception" + (char) ('A' + kind), "no"),
				new FailedEvent.Subject("stored-" + i, account), null, false, Instant.now());
	}

}
