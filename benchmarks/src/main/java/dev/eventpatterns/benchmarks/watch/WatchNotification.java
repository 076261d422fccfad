package dev.eventpatterns.benchmarks.watch;

/**
 * The pattern: a connection for each address, for as long as it takes to leave notices.
 */
final class WatchNotification implements Way {

	private final Fleet fleet;

	private final OurServer server;

	private boolean oneWayDead;

	WatchNotification(Fleet fleet) {
		this.fleet = fleet;
		this.server = new OurServer(fleet, false);
		fleet.members().forEach(this.server::register);
	}

	/** From now on a tenth of the addresses accepts connections and never answers. */
	void killOneWay() {
		this.oneWayDead = true;
		this.fleet.way(0).blackHole();
	}

	@Override
	public boolean isBusy() {
		return this.server.isNotifying() || !this.oneWayDead && connections() > 0;
	}

	@Override
	public void change(long revision) {
		while (this.server.revision() < revision) {
			this.server.change("value " + (this.server.revision() + 1));
		}
	}

	@Override
	public int connections() {
		return this.fleet.connections();
	}

	@Override
	public long bytes() {
		return this.fleet.bytes();
	}

	@Override
	public boolean reaches(Fleet.Member member) {
		return !this.oneWayDead || member.way() != 0;
	}

	@Override
	public void close() throws Exception {
		this.fleet.way(0).heal();
		this.server.close();
	}

}
