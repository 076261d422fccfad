package dev.eventpatterns.watchnotification;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Any sequence of events, compared with what each service has really been told: nobody is
 * forgotten, told something old, or believed to have what he does not have.
 */
class WatchRegistryOracleTest {

	private static final RetryPolicy POLICY = new RetryPolicy(Duration.ofSeconds(1), Duration.ofSeconds(8), 4,
			Duration.ofMinutes(1));

	private static final List<String> KEYS = List.of("a", "b");

	private static final List<ServiceAddress> ADDRESSES = List.of(ServiceAddress.parse("amqp://x:1/"),
			ServiceAddress.parse("amqp://y:1/"), ServiceAddress.parse("amqp://z:1/"));

	private Random random = new Random();

	private WatchRegistry registry = new WatchRegistry(POLICY, () -> 0.5);

	private Instant now = Instant.parse("2026-11-01T12:00:00Z");

	/** What each service has in hand, for certain. */
	private final Map<WatchId, Long> has = new HashMap<>();

	private final Map<WatchId, Instant> leases = new HashMap<>();

	private final List<Round> running = new ArrayList<>();

	private final Set<Round.Parcel> settled = new HashSet<>();

	@Property(tries = 400)
	void forgetsNobodyWhateverHappens(@ForAll long seed) {
		this.random = new Random(seed);
		this.registry = new WatchRegistry(POLICY, this.random::nextDouble);
		this.has.clear();
		this.leases.clear();
		this.running.clear();
		this.settled.clear();

		for (int step = 0; step < 250; step++) {
			step();
			believesNothingFalse();
		}
		heal();

		assertThat(this.registry.isBehind()).isFalse();
		this.leases.keySet().forEach((id) -> {
			assertThat(this.registry.find(id).delivered()).isEqualTo(this.registry.value(id.key()).revision());
			assertThat(this.has.get(id)).isEqualTo(this.registry.value(id.key()).revision());
		});
		assertThat(this.registry.size()).isEqualTo(this.leases.size());
	}

	private void step() {
		switch (this.random.nextInt(10)) {
			case 0 -> change();
			case 1, 2 -> register();
			case 3 -> {
				if (this.random.nextInt(4) == 0) {
					remove();
				}
			}
			case 4, 5 -> take();
			case 6, 7 -> settle();
			case 8 -> this.now = this.now.plusMillis(this.random.nextInt(3_000));
			default -> expire();
		}
	}

	private void change() {
		this.registry.put(this.registry.value(any(KEYS)).changedTo("v" + this.random.nextInt(), this.now));
	}

	private void register() {
		WatchId id = new WatchId("s" + this.random.nextInt(5), any(KEYS));
		Instant until = this.now.plusSeconds(this.random.nextBoolean() ? 1 + this.random.nextInt(60) : 86_400);
		Watch watch = this.registry.register(id, any(ADDRESSES), "q" + this.random.nextInt(2), until);
		this.leases.put(id, until);
		// The answer tells.
		this.has.merge(id, this.registry.value(id.key()).revision(), Math::max);
		assertThat(watch.delivered()).isEqualTo(this.registry.value(id.key()).revision());
	}

	private void remove() {
		String service = "s" + this.random.nextInt(5);
		this.registry.remove(this.registry.ofService(service));
		this.leases.keySet().removeIf((id) -> id.service().equals(service));
	}

	private void expire() {
		List<WatchId> expired = this.registry.expired(this.now).stream().map(Watch::id).toList();
		List<WatchId> expected = this.leases.entrySet()
			.stream()
			.filter((lease) -> !lease.getValue().isAfter(this.now))
			.map(Map.Entry::getKey)
			.toList();
		assertThat(expired).containsExactlyInAnyOrderElementsOf(expected);
		this.registry.remove(this.registry.expired(this.now));
		expired.forEach(this.leases::remove);
	}

	private void take() {
		Round round = this.registry.take(this.now, 1 + this.random.nextInt(3), (suspect) -> true);
		if (round == null) {
			return;
		}
		assertThat(this.running).extracting(Round::address).doesNotContain(round.address());
		round.parcels().forEach((parcel) -> {
			assertThat(parcel.value()).isEqualTo(this.registry.value(parcel.id().key()));
			assertThat(this.leases.get(parcel.id())).isAfter(this.now);
			assertThat(parcel.skipped())
				.isEqualTo(parcel.value().revision() - this.registry.find(parcel.id()).delivered() - 1);
			assertThat(this.registry.find(parcel.id()).failures().permit(this.now)).isTrue();
		});
		this.running.add(round);
	}

	/** Lets something become of a notice, or of a whole visit. */
	private void settle() {
		if (this.running.isEmpty()) {
			return;
		}
		Round round = any(this.running);
		Round.Parcel parcel = any(round.parcels());
		switch (this.random.nextInt(4)) {
			case 0 -> end(round, null);
			case 1 -> end(round, "down");
			case 2 -> {
				if (this.settled.add(parcel)) {
					deliver(parcel);
				}
			}
			default -> {
				if (this.settled.add(parcel)) {
					this.registry.failed(parcel, "no queue", this.now);
				}
			}
		}
	}

	private void deliver(Round.Parcel parcel) {
		// In its queue it is, whether the server believes so or not.
		this.has.merge(parcel.id(), parcel.value().revision(), Math::max);
		this.registry.delivered(parcel);
	}

	private void end(Round round, String reason) {
		this.running.remove(round);
		this.registry.end(round, reason, this.now);
	}

	private void believesNothingFalse() {
		this.leases.keySet().forEach((id) -> {
			Watch watch = this.registry.find(id);
			assertThat(watch.latest()).isEqualTo(this.registry.value(id.key()).revision());
			assertThat(watch.delivered()).isLessThanOrEqualTo(this.has.get(id));
			assertThat(watch.delivered()).isLessThanOrEqualTo(watch.latest());
		});
	}

	/** From now on all goes well, but that nobody renews. */
	private void heal() {
		List.copyOf(this.running).forEach((round) -> end(round, null));
		Instant end = this.now.plus(POLICY.probe().multipliedBy(2));
		while (this.now.isBefore(end)) {
			expire();
			for (Round round = next(); round != null; round = next()) {
				round.parcels().forEach(this::deliver);
				this.registry.end(round, null, this.now);
			}
			this.now = this.now.plusSeconds(10);
		}
		expire();
	}

	private Round next() {
		return this.registry.take(this.now, 10, (suspect) -> true);
	}

	private <T> T any(List<T> list) {
		return list.get(this.random.nextInt(list.size()));
	}

}
