package dev.eventpatterns.workflowprocessor.store;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.jdbc.core.JdbcTemplate;

import dev.eventpatterns.lab.PostgresLab;
import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.Complaint;
import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.FailedEvent;
import dev.eventpatterns.workflowprocessor.Origin;

import static org.assertj.core.api.Assertions.assertThat;

/** The store on both of its databases. */
class StoreIT {

	private static final List<Database> databases = new ArrayList<>();

	private static final Set<EventState> ANY = EnumSet.allOf(EventState.class);

	private static int names;

	private long tag;

	@BeforeAll
	static void start(@TempDir Path folder) {
		databases.add(Database.h2(folder));
		PostgresLab.startIfInstalled()
			.map(Database::postgres)
			.ifPresentOrElse(databases::add, () -> System.out.println("Skipped: " + PostgresLab.HOW_TO_GET_IT));
	}

	@AfterAll
	static void stop() {
		databases.forEach(Database::stop);
		databases.clear();
	}

	static List<Database> databases() {
		return databases;
	}

	@ParameterizedTest
	@MethodSource("databases")
	void findsEachDeliveryOnceAfterACrashAndTwoAlikeTwice(Database database) {
		Arrivals arrivals = database.get(Arrivals.class);
		String body = name("alike");
		UUID crashed = UUID.randomUUID();
		arrivals.store(crashed, List.of(arrival(false, null, body), arrival(false, null, body)), 0);

		// Both come again, unacknowledged, and a third that looks the same with them.
		int added = arrivals.store(UUID.randomUUID(),
				List.of(arrival(true, null, body), arrival(true, null, body), arrival(true, null, body)), 0);

		assertThat(added).isEqualTo(1);
		assertThat(page(database, body)).hasSize(3);
	}

	/**
	 * Its batch was acknowledged as a whole: what comes again is what stood behind it.
	 */
	@ParameterizedTest
	@MethodSource("databases")
	void losesNoneThatLooksLikeALaterOneOfABatchThatWasAcknowledged(Database database) {
		Arrivals arrivals = database.get(Arrivals.class);
		String body = name("behind");
		UUID crashed = UUID.randomUUID();
		arrivals.store(crashed, List.of(arrival(false, null, body + " 1"), arrival(false, null, body + " 2")), 0);

		int added = arrivals.store(UUID.randomUUID(),
				List.of(arrival(true, null, body + " 2"), arrival(true, null, body + " 1")), 0);

		assertThat(added).isEqualTo(2);
		assertThat(page(database, body)).hasSize(4);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void findsThemAgainAfterASecondCrash(Database database) {
		Arrivals arrivals = database.get(Arrivals.class);
		String body = name("twice");
		for (int session = 0; session < 3; session++) {
			arrivals.store(UUID.randomUUID(), List.of(arrival(session > 0, null, body)), 0);
		}

		assertThat(page(database, body)).hasSize(1);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void takesForNewWhatLooksLikeOneAcknowledgedForCertain(Database database) {
		Arrivals arrivals = database.get(Arrivals.class);
		String body = name("settled");
		UUID session = UUID.randomUUID();
		arrivals.store(session, List.of(new Arrival(1, false, event(null, body))), 0);
		arrivals.store(session, List.of(new Arrival(5, false, event(null, name("other")))), 1);

		arrivals.store(UUID.randomUUID(), List.of(arrival(true, null, body)), 0);

		assertThat(page(database, body)).hasSize(2);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void knowsHowFarASessionHasCome(Database database) {
		Arrivals arrivals = database.get(Arrivals.class);
		UUID session = UUID.randomUUID();
		assertThat(arrivals.latest(session)).isZero();

		arrivals.store(session, List.of(new Arrival(7, false, event(null, name("far")))), 0);

		assertThat(arrivals.latest(session)).isEqualTo(7);
		arrivals.settle(session, Instant.now().minus(1, ChronoUnit.HOURS));
		assertThat(arrivals.latest(session)).isEqualTo(7);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void countsAnEventThatIsHandedOverTwiceAndDoesNotHideOneThatIsDone(Database database) {
		Arrivals arrivals = database.get(Arrivals.class);
		String id = name("id");
		arrivals.store(UUID.randomUUID(), List.of(arrival(false, id, "x"), arrival(false, id, "x")), 0);
		arrivals.store(UUID.randomUUID(), List.of(arrival(false, id, "x")), 0);
		StoredEvent event = page(database, id).get(0);
		assertThat(event.attempts()).isEqualTo(3);

		move(database, event, EventState.DISCARDED);
		arrivals.store(UUID.randomUUID(), List.of(arrival(false, id, "x")), 0);

		assertThat(page(database, id)).extracting(StoredEvent::state)
			.containsExactly(EventState.WAITING, EventState.DISCARDED);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void linksWhatComesBackEvenWhenItsConsumerDropsHeaders(Database database) {
		Arrivals arrivals = database.get(Arrivals.class);
		String id = name("back");
		arrivals.store(UUID.randomUUID(), List.of(arrival(false, id, "x")), 0);
		StoredEvent first = page(database, id).get(0);
		move(database, first, EventState.SENDING);
		move(database, first, EventState.RESENT);

		arrivals.store(UUID.randomUUID(), List.of(arrival(false, id, "x")), 0);

		List<StoredEvent> both = page(database, id);
		assertThat(both).extracting(StoredEvent::state).containsExactly(EventState.WAITING, EventState.RETURNED);
		assertThat(both.get(0).previousId()).isEqualTo(first.id());
		assertThat(both.get(1).nextId()).isEqualTo(both.get(0).id());
		assertThat(both.get(0).lineage()).isEqualTo(first.lineage());
		assertThat(both.get(0).attempt()).isEqualTo(1);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void changesNothingUnderAnOldVersion(Database database) {
		String id = name("version");
		database.get(Arrivals.class).store(UUID.randomUUID(), List.of(arrival(false, id, "x")), 0);
		StoredEvent event = page(database, id).get(0);
		Move discard = new Move(Set.of(EventState.WAITING), EventState.DISCARDED, "olga", "discard");
		Moves moves = database.get(Moves.class);

		assertThat(moves.apply(discard, List.of(Step.of(event.id()).ifVersion(event.version() + 1)))).isEmpty();
		assertThat(moves.apply(discard, List.of(Step.of(event.id()).ifVersion(event.version())))).hasSize(1);
		assertThat(moves.apply(discard, List.of(Step.of(event.id())))).isEmpty();
		assertThat(database.get(AuditTrail.class).of(event.id())).extracting(AuditTrail.Entry::who)
			.containsExactly(AuditTrail.SYSTEM, "olga");
	}

	@ParameterizedTest
	@MethodSource("databases")
	void marksAsInDoubtWhatWasAboutToBeSentForLong(Database database) {
		String id = name("doubt");
		database.get(Arrivals.class).store(UUID.randomUUID(), List.of(arrival(false, id, "x")), 0);
		StoredEvent event = page(database, id).get(0);
		move(database, event, EventState.SENDING);
		Outcomes outcomes = database.get(Outcomes.class);

		outcomes.inDoubt(Instant.now().minus(1, ChronoUnit.MINUTES));
		assertThat(page(database, id).get(0).state()).isEqualTo(EventState.SENDING);
		outcomes.inDoubt(Instant.now().plus(1, ChronoUnit.MINUTES));

		assertThat(page(database, id).get(0).state()).isEqualTo(EventState.UNCERTAIN);
		outcomes.processed(List.of(id, name("never here")));
		assertThat(page(database, id).get(0).state()).isEqualTo(EventState.PROCESSED);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void showsEachEventOnOnePageWhateverTheFilter(Database database) {
		Arrivals arrivals = database.get(Arrivals.class);
		String text = name("page");
		for (int i = 0; i < 5; i++) {
			List<Arrival> batch = new ArrayList<>();
			for (int j = 0; j < 10; j++) {
				batch.add(arrival(false, text + "-" + i + "-" + j, text));
			}
			arrivals.store(UUID.randomUUID(), batch, 0);
		}
		Events events = database.get(Events.class);
		for (EventQuery query : List.of(EventQuery.of(null, List.of(), text),
				EventQuery.of(null, List.of(EventState.WAITING, EventState.DUE), text),
				EventQuery.of(group(), List.of(EventState.WAITING), text))) {
			List<Long> seen = new ArrayList<>();
			Events.Page page = events.page(query, 7);
			while (true) {
				page.items().forEach((event) -> seen.add(event.id()));
				if (page.next() == null) {
					break;
				}
				page = events.page(query.after(page.next()), 7);
			}
			assertThat(seen).hasSize(50).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> Long.compare(b, a));
		}
	}

	@ParameterizedTest
	@MethodSource("databases")
	void takesWhatIsSearchedForLiterally(Database database) {
		String text = name("100%_sure!");
		database.get(Arrivals.class)
			.store(UUID.randomUUID(), List.of(arrival(false, null, text), arrival(false, null, name("100xyzsure"))), 0);

		assertThat(page(database, text)).hasSize(1);
		assertThat(page(database, "' OR '1'='1")).isEmpty();
		assertThat(page(database, "%")).extracting(StoredEvent::preview).allMatch((preview) -> preview.contains("%"));
		assertThat(page(database, "\\")).isEmpty();
		assertThat(page(database, "\u0000 no such text")).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("databases")
	void keepsEveryKindOfText(Database database) {
		String hostile = name("\u0000\u0007<script>alert(1)</script>\uD800 \uDC00\uD83D\uDE00'; DROP TABLE event; --");
		FailedEvent event = new FailedEvent(hostile.getBytes(StandardCharsets.UTF_16), "text/plain", null, "{}", "{}",
				Origin.unknown(), new Complaint(Cause.UNKNOWN, null, "no"), new FailedEvent.Subject(null, null), null,
				false, Instant.now());

		database.get(Arrivals.class).store(UUID.randomUUID(), List.of(new Arrival(1, false, event)), 0);

		long newest = database.get(Selection.class).newest();
		assertThat(database.get(Contents.class).of(newest).orElseThrow().body()).isEqualTo(event.body());
	}

	@ParameterizedTest
	@MethodSource("databases")
	void countsRightWhileManyActAtOnce(Database database) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(6);
		List<Future<?>> done = new ArrayList<>();
		Moves moves = database.get(Moves.class);
		for (int thread = 0; thread < 6; thread++) {
			Random random = new Random(thread);
			done.add(threads.submit(() -> {
				for (int i = 0; i < 30; i++) {
					if (random.nextInt(3) == 0) {
						database.get(Arrivals.class)
							.store(UUID.randomUUID(), List.of(arrival(false, name("a"), "x" + random.nextInt(5)),
									arrival(false, null, "BUY,AAPL,2 shares")), 0);
					}
					long newest = database.get(Selection.class).newest();
					List<Step> steps = new ArrayList<>();
					for (int k = 0; k < 5; k++) {
						steps.add(Step.of(1 + random.nextLong(Math.max(1, newest))));
					}
					EventState to = EventState.values()[random.nextInt(EventState.values().length)];
					moves.apply(new Move(ANY, to, "test", "test"), steps);
				}
				return null;
			}));
		}
		for (Future<?> each : done) {
			each.get(120, TimeUnit.SECONDS);
		}
		threads.shutdown();

		Map<String, Long> counted = counts(database,
				"SELECT group_id, state, count(*) FROM event GROUP BY group_id, state");
		Map<String, Long> kept = counts(database, "SELECT group_id, state, events FROM group_count WHERE events <> 0");
		assertThat(kept).isEqualTo(counted);
	}

	@ParameterizedTest
	@MethodSource("databases")
	void removesWhatIsDoneAndOldAndNothingElse(Database database) {
		String text = name("old");
		Instant longAgo = Instant.now().minus(40, ChronoUnit.DAYS);
		for (EventState state : EventState.values()) {
			for (String age : List.of("old", "new")) {
				String id = text + "-" + state + "-" + age;
				database.get(Arrivals.class).store(UUID.randomUUID(), List.of(arrival(false, id, text)), 0);
				move(database, page(database, id).get(0), state);
				if (age.equals("old")) {
					database.get(JdbcTemplate.class)
						.update("UPDATE event SET changed_at = ? WHERE order_id = ?", Timestamp.from(longAgo), id);
				}
			}
		}
		StoredEvent old = page(database, text + "-PROCESSED-old").get(0);
		Retention retention = database.get(Retention.class);
		Instant before = Instant.now().minus(30, ChronoUnit.DAYS);

		assertThat(retention.remove(EventState.PROCESSED, before)).isEqualTo(1);
		assertThat(retention.remove(EventState.PROCESSED, before)).isZero();

		List<String> left = new ArrayList<>();
		page(database, text).forEach((event) -> left.add(event.orderId()));
		assertThat(left).hasSize(2 * EventState.values().length - 1).doesNotContain(text + "-PROCESSED-old");
		assertThat(database.get(Contents.class).of(old.id())).isEmpty();
		assertThat(database.get(AuditTrail.class).of(old.id())).isNotEmpty();
		assertThat(counts(database, "SELECT group_id, state, events FROM group_count WHERE events <> 0"))
			.isEqualTo(counts(database, "SELECT group_id, state, count(*) FROM event GROUP BY group_id, state"));
	}

	private static Map<String, Long> counts(Database database, String sql) {
		Map<String, Long> counts = new java.util.TreeMap<>();
		database.get(JdbcTemplate.class).query(sql, (row) -> {
			counts.put(row.getString(1) + row.getString(2), row.getLong(3));
		});
		return counts;
	}

	private static void move(Database database, StoredEvent event, EventState to) {
		database.get(Moves.class).apply(new Move(ANY, to, "test", "test"), List.of(Step.of(event.id())));
	}

	private static List<StoredEvent> page(Database database, String text) {
		return database.get(Events.class).page(EventQuery.of(null, List.of(), text), 100).items();
	}

	private static synchronized String name(String prefix) {
		return prefix + "-" + ++names;
	}

	private synchronized Arrival arrival(boolean redelivered, @Nullable String id, String body) {
		return new Arrival(++this.tag, redelivered, event(id, body));
	}

	private static String group() {
		return event(null, "").complaint().groupOf(Origin.ofQueue("desk.orders"));
	}

	private static FailedEvent event(@Nullable String id, String body) {
		return new FailedEvent(body.getBytes(StandardCharsets.UTF_8), "text/plain", id,
				(id != null) ? "{\"messageId\":\"" + id + "\"}" : "{}", "{}", Origin.ofQueue("desk.orders"),
				new Complaint(Cause.FAILED, "TestException", "no"), new FailedEvent.Subject(id, null), null, false,
				Instant.now().truncatedTo(ChronoUnit.MICROS));
	}

}
