package dev.eventpatterns.multibroker;

import java.util.List;
import java.util.Optional;
import java.util.Map;

import dev.eventpatterns.multibroker.SpreadChoice.Candidate;

/**
 * Any broker that confirms in time, and only if there is none one that is suspect. The
 * order of events is not kept.
 */
public final class SpreadPlacement implements Placement {

	private final SpreadChoice choice;

	public SpreadPlacement(SpreadChoice choice) {
		this.choice = choice;
	}

	@Override
	public boolean place(Parcel parcel, Fleet fleet, boolean bounded) {
		Optional<Candidate> chosen = this.choice.choose(candidates(BrokerState.UP, fleet, bounded))
			.or(() -> this.choice.choose(candidates(BrokerState.SUSPECT, fleet, bounded)));
		chosen.ifPresent((candidate) -> {
			parcel.place(0, Map.of());
			fleet.of(candidate.broker()).give(parcel);
		});
		return chosen.isPresent();
	}

	private static List<Candidate> candidates(BrokerState state, Fleet fleet, boolean bounded) {
		return fleet.berths()
			.stream()
			.filter((berth) -> berth.health().state() == state && (!bounded || fleet.hasRoom(berth)))
			.map((berth) -> new Candidate(berth.health().broker(), berth.open().size(),
					berth.health().latency().toNanos()))
			.toList();
	}

}
