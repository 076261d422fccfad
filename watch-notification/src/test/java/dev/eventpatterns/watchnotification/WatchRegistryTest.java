package dev.eventpatterns.watchnotification;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import dev.eventpatterns.watchnotification.Watch.Phase;

import static org.assertj.core.api.Assertions.assertThat;

/** One watch after the other through each of its phases. */
class WatchRegistryTest {

	private static final Instant START = Instant.parse("2026-11-01T12:00:00Z");

	private static final ServiceAddress HERE = ServiceAddress.parse("amqp://here:5672/");

	private static final ServiceAddress THERE = ServiceAddress.parse("amqp://there:5672/");

	private static final Instant FAR = START.plus(Duration.ofDays(1));

	private final RetryPolicy policy = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(4), 3,
			Duration.ofMinutes(5));

	private final WatchRegistry registry = new WatchRegistry(this.policy, () -> 0.5);

	private Instant now = START;

	@Test
	void countsWhatItToldAtRegistrationAsDelivered() {
		change("a");

		Watch watch = register("one", HERE, "q");

		assertThat(watch.delivered()).isEqualTo(1);
		assertThat(phase("one")).isEqualTo(Phase.CURRENT);
		assertThat(take()).isNull();
	}

	@Test
	void notifiesTicksOffAndIsCurrent() {
		register("one", HERE, "q");
		change("a");
		assertThat(phase("one")).isEqualTo(Phase.DUE);

		Round round = take();

		assertThat(round.parcels()).singleElement()
			.satisfies((parcel) -> assertThat(parcel.value()).isEqualTo(this.registry.value("key")));
		assertThat(phase("one")).isEqualTo(Phase.NOTIFYING);
		this.registry.delivered(round.parcels().get(0));
		this.registry.end(round, null, this.now);
		assertThat(phase("one")).isEqualTo(Phase.CURRENT);
	}

	@Test
	void leavesAllNoticesForAnAddressOverOneConnectionButNotTooMany() {
		register("one", HERE, "q1");
		register("two", HERE, "q2");
		register("three", HERE, "q3");
		register("four", THERE, "q4");
		change("a");

		Round first = this.registry.take(this.now, 2, (suspect) -> true);
		Round second = this.registry.take(this.now, 2, (suspect) -> true);

		assertThat(first.parcels()).extracting(Round.Parcel::queue).containsExactly("q1", "q2");
		assertThat(second.address()).isEqualTo(THERE);
		assertThat(take()).as("there is one connection already").isNull();
		deliver(first);
		assertThat(take().parcels()).extracting(Round.Parcel::queue).containsExactly("q3");
	}

	@Test
	void retriesAfterAPauseThatGrowsAndQuarantinesAndNeverForgets() {
		register("one", HERE, "q");
		change("a");

		fail(take());
		assertThat(phase("one")).isEqualTo(Phase.RETRYING);
		assertThat(take()).isNull();
		pass(Duration.ofMillis(999));
		assertThat(take()).isNull();
		pass(Duration.ofMillis(1));
		fail(take());
		pass(Duration.ofSeconds(2));
		fail(take());

		assertThat(phase("one")).isEqualTo(Phase.QUARANTINED);
		assertThat(view("one").reason()).isEqualTo("down");
		assertThat(view("one").failures()).isEqualTo(3);
		pass(Duration.ofSeconds(299));
		assertThat(take()).isNull();
		pass(Duration.ofSeconds(1));
		deliver(take());
		assertThat(phase("one")).isEqualTo(Phase.CURRENT);
		assertThat(view("one").failures()).isZero();
	}

	@Test
	void tellsOnlyTheLatestAndHowManyItCovers() {
		change("a");
		register("one", HERE, "q");
		change("b");
		fail(take());
		change("c");
		change("d");
		pass(Duration.ofSeconds(1));

		Round round = take();

		assertThat(round.parcels().get(0).value().value()).isEqualTo("d");
		assertThat(round.parcels().get(0).value().revision()).isEqualTo(4);
		assertThat(round.parcels().get(0).skipped()).isEqualTo(2);
	}

	@Test
	void isDueAgainWhenTheValueChangesWhileItIsTold() {
		register("one", HERE, "q");
		change("a");
		Round first = take();
		change("b");

		deliver(first);

		assertThat(phase("one")).isEqualTo(Phase.DUE);
		assertThat(take().parcels().get(0).value().value()).isEqualTo("b");
	}

	@Test
	void doesNotLetAMissingQueueHoldBackOthersAtItsAddress() {
		register("one", HERE, "missing");
		register("two", HERE, "q");
		change("a");
		Round round = take();
		this.registry.failed(round.parcels().get(0), "no queue", this.now);
		this.registry.delivered(round.parcels().get(1));
		this.registry.end(round, null, this.now);

		assertThat(phase("one")).isEqualTo(Phase.RETRYING);
		assertThat(phase("two")).isEqualTo(Phase.CURRENT);
		change("b");
		assertThat(take().parcels()).extracting(Round.Parcel::queue).containsExactly("q");
	}

	@Test
	void makesAllAtADeadAddressWaitTogether() {
		register("one", HERE, "q1");
		register("two", HERE, "q2");
		change("a");
		fail(take());
		change("b");

		assertThat(take()).isNull();
		pass(Duration.ofSeconds(1));
		assertThat(take().parcels()).hasSize(2);
	}

	@Test
	void takesASuspectAddressOnlyWhereThereIsRoomForOne() {
		register("one", HERE, "q1");
		register("two", THERE, "q2");
		change("a");
		fail(take());
		pass(Duration.ofSeconds(1));

		Round round = this.registry.take(this.now, 10, (suspect) -> !suspect);

		assertThat(round.address()).isEqualTo(THERE);
		assertThat(this.registry.take(this.now, 10, (suspect) -> !suspect)).isNull();
		assertThat(take().suspect()).isTrue();
	}

	@Test
	void triesAtOnceWhenAServiceOfAQuarantinedAddressIsHeardOf() {
		register("one", HERE, "q");
		change("a");
		for (int i = 0; i < 3; i++) {
			fail(take());
			pass(Duration.ofMinutes(10));
		}

		register("one", HERE, "q");
		assertThat(phase("one")).as("it was told").isEqualTo(Phase.CURRENT);
		change("b");

		assertThat(take().suspect()).as("but still it may take long").isTrue();
	}

	@Test
	void expiresUnlessRenewed() {
		change("a");
		this.registry.register(new WatchId("one", "key"), HERE, "q", START.plusSeconds(10));
		this.registry.register(new WatchId("two", "key"), HERE, "q", START.plusSeconds(10));
		pass(Duration.ofSeconds(9));
		this.registry.register(new WatchId("two", "key"), HERE, "q", START.plusSeconds(19));
		pass(Duration.ofSeconds(1));
		change("b");
		assertThat(phase("one")).isEqualTo(Phase.EXPIRED);

		assertThat(take().parcels()).extracting((parcel) -> parcel.id().service()).containsExactly("two");
		assertThat(this.registry.expired(this.now)).extracting((watch) -> watch.id().service()).containsExactly("one");
		this.registry.remove(this.registry.expired(this.now));
		assertThat(this.registry.size()).isEqualTo(1);
	}

	@Test
	void ignoresWhatBecameOfANoticeAtAQueueThatIsNoLongerTheServices() {
		register("one", HERE, "q");
		change("a");
		Round old = take();
		register("one", THERE, "q");
		change("b");

		assertThat(this.registry.delivered(old.parcels().get(0))).isNull();
		this.registry.failed(old.parcels().get(0), "late", this.now);
		this.registry.end(old, "late", this.now);

		assertThat(phase("one")).isEqualTo(Phase.DUE);
		assertThat(take().address()).isEqualTo(THERE);
	}

	@Test
	void goesOnAfterARestartWhereItWas() {
		this.registry.put(new ConfigValue("key", "v", 7, START));
		this.registry.restore(new WatchId("behind", "key"), HERE, "q1", 5, FAR);
		this.registry.restore(new WatchId("current", "key"), THERE, "q2", 7, FAR);

		Round round = take();

		assertThat(round.parcels().get(0).id().service()).isEqualTo("behind");
		assertThat(round.parcels().get(0).skipped()).isEqualTo(1);
		assertThat(take()).isNull();
	}

	@Test
	void removesAllWatchesOfAService() {
		register("one", HERE, "q");
		this.registry.register(new WatchId("one", "other"), HERE, "q", FAR);
		register("two", HERE, "q2");
		change("a");

		List<Watch> leaving = this.registry.ofService("one");
		this.registry.remove(leaving);

		assertThat(leaving).hasSize(2);
		assertThat(take().parcels()).hasSize(1);
	}

	/** So many that anything that looks at all for each one would take minutes. */
	@Test
	@Timeout(120)
	void tellsAHundredThousandAtAThousandAddresses() {
		for (int i = 0; i < 100_000; i++) {
			register("s" + i, ServiceAddress.parse("amqp://host" + i % 1_000 + ":5672/"), "q" + i);
		}
		change("a");

		int visits = 0;
		for (Round round = take(); round != null; round = take()) {
			deliver(round);
			visits++;
		}

		assertThat(visits).isEqualTo(1_000);
		assertThat(this.registry.isBehind()).isFalse();
	}

	private void change(String value) {
		this.registry.put(this.registry.value("key").changedTo(value, this.now));
	}

	private Watch register(String service, ServiceAddress address, String queue) {
		return this.registry.register(new WatchId(service, "key"), address, queue, FAR);
	}

	private Round take() {
		return this.registry.take(this.now, 100, (suspect) -> true);
	}

	private void deliver(Round round) {
		round.parcels().forEach(this.registry::delivered);
		this.registry.end(round, null, this.now);
	}

	private void fail(Round round) {
		this.registry.end(round, "down", this.now);
	}

	private void pass(Duration time) {
		this.now = this.now.plus(time);
	}

	private Phase phase(String service) {
		return view(service).state();
	}

	private WatchView view(String service) {
		return this.registry.look(this.now, (view) -> view.service().equals(service), 1).get(0);
	}

}
