package dev.eventpatterns.benchmarks.watch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.benchmarks.Benchmark;
import dev.eventpatterns.benchmarks.Comparison;
import dev.eventpatterns.benchmarks.Figures;

/** A thousand services at a hundred addresses, and one change at a time. */
public final class WatchNotificationBenchmark implements Benchmark {

	static final String OURS = "watch-notification";

	static final String NEWLY_DEAD = "10 % newly dead";

	static final String KNOWN_DEAD = "10 % known dead";

	private static final String HELD = "held-connections";

	private static final String POLLING = "polling";

	private static final List<String> VARIANTS = List.of(OURS, NEWLY_DEAD, KNOWN_DEAD, HELD, POLLING);

	/** At the full size there are a thousand services. */
	private static final int MESSAGES_PER_SERVICE = 1_000;

	private static final int FEWEST = 100;

	private static final int MOST = 1_000;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final int WARM_UP_CHANGES = 3;

	/** So many changes in a round, of which the middle one counts. */
	private static final int CHANGES = 5;

	private static final Told.Wire NOTHING = new Told.Wire(0, 0, 1);

	@Override
	public String name() {
		return OURS;
	}

	@Override
	public List<String> variants() {
		return VARIANTS;
	}

	@Override
	public List<String> plugins() {
		return List.of();
	}

	@Override
	public List<Comparison> run(Bench bench) throws Exception {
		int size = Math.max(FEWEST, Math.min(MOST, bench.options().messages() / MESSAGES_PER_SERVICE));
		// Two heartbeats each way, at the full size.
		Duration quiet = (size == MOST) ? Duration.ofSeconds(HeldConnections.HEARTBEAT_SECONDS) : Duration.ofSeconds(1);
		Map<String, List<Told>> outcomes = new LinkedHashMap<>();
		Fleet fleet = bench.cleanup().add(new Fleet(bench, size));
		try {
			for (int round = 1; round <= bench.options().rounds(); round++) {
				for (String variant : VARIANTS) {
					if (bench.options().wants(variant)) {
						outcomes.computeIfAbsent(variant, (name) -> new ArrayList<>())
							.add(play(bench, fleet, variant, round, quiet));
					}
				}
			}
		}
		finally {
			bench.cleanup().close(fleet);
		}
		return Outcomes.comparisons(size, outcomes);
	}

	static boolean isDead(String variant) {
		return variant.equals(NEWLY_DEAD) || variant.equals(KNOWN_DEAD);
	}

	private static Told play(Bench bench, Fleet fleet, String variant, int number, Duration quiet) throws Exception {
		bench.progress().begin(variant + ", round " + number + " of " + bench.options().rounds());
		Way way = bench.cleanup().add(way(fleet, variant));
		try {
			long revision = 1;
			for (int i = 0; i < WARM_UP_CHANGES; i++) {
				revision++;
				change(fleet, way, revision, NOTHING);
			}
			if (way instanceof WatchNotification ours && isDead(variant)) {
				ours.killOneWay();
				if (variant.equals(KNOWN_DEAD)) {
					revision++;
					change(fleet, way, revision, NOTHING);
					awaitRest(way);
				}
			}
			Told.Wire meanwhile = isDead(variant) ? NOTHING : quiet(way, quiet);
			List<Told> changes = new ArrayList<>();
			// An address is newly dead once.
			for (int i = 0; i < (variant.equals(NEWLY_DEAD) ? 1 : CHANGES); i++) {
				revision++;
				changes.add(change(fleet, way, revision, meanwhile));
				awaitRest(way);
			}
			changes.sort(Comparator.comparing(Told::all));
			Told told = changes.get(changes.size() / 2);
			bench.progress()
				.say("  %-18s round %d  all after %s ms, p99 %s ms; between changes %s connections, %s bytes/s"
					.formatted(variant, number, Figures.decimal(told.all().toNanos() / 1e6),
							Figures.decimal(told.p99Millis()), Figures.count(told.quietConnections()),
							Figures.count(told.quietBytesPerSecond())));
			return told;
		}
		finally {
			bench.cleanup().close(way);
		}
	}

	private static Way way(Fleet fleet, String variant) throws Exception {
		return switch (variant) {
			case HELD -> new HeldConnections(fleet);
			case POLLING -> new Polling(fleet);
			default -> new WatchNotification(fleet);
		};
	}

	/** With dead addresses: until visits there have timed out. */
	private static void awaitRest(Way way) {
		long deadline = System.nanoTime() + PATIENCE.toNanos();
		while (way.isBusy() && System.nanoTime() < deadline) {
			LockSupport.parkNanos(1_000_000);
		}
	}

	private static Told.Wire quiet(Way way, Duration lasting) throws InterruptedException {
		awaitRest(way);
		WireWatch watch = new WireWatch(way::connections, way::bytes);
		Thread.sleep(lasting.toMillis());
		return watch.end();
	}

	private static Told change(Fleet fleet, Way way, long revision, Told.Wire quiet) throws Exception {
		List<Fleet.Member> reached = fleet.members().stream().filter(way::reaches).toList();
		fleet.expect(revision);
		WireWatch watch = new WireWatch(way::connections, way::bytes);
		long begun = System.nanoTime();
		way.change(revision);
		while (fleet.told().size() < reached.size() && System.nanoTime() - begun < PATIENCE.toNanos()) {
			LockSupport.parkNanos(200_000);
		}
		Told.Wire during = watch.end();
		return Told.of(reached.size(), begun, fleet.told(), fleet.living(), quiet, during);
	}

}
