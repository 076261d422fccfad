package dev.eventpatterns.demo.watch;

import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TcpFaultProxy;

/** The two services of one way: their virtual hosts, the ways to them, what they know. */
final class Neighbour implements AutoCloseable {

	private final Side risk;

	private final Side pricing;

	private final List<Observation.Sample> samples = new ArrayList<>();

	private boolean quiet;

	private int quietConnections;

	private long quietBytes;

	Neighbour(Broker broker, String prefix) {
		this.risk = side(broker, prefix + Play.RISK);
		this.pricing = side(broker, prefix + Play.PRICING);
	}

	private static Side side(Broker broker, String virtualHost) {
		return new Side(broker.withVirtualHost(virtualHost), TcpFaultProxy.to(broker.host(), broker.port()),
				new Knowledge());
	}

	private Side side(String service) {
		return service.equals(Play.RISK) ? this.risk : this.pricing;
	}

	Broker broker(String service) {
		return side(service).broker();
	}

	TcpFaultProxy way(String service) {
		return side(service).way();
	}

	Knowledge knowledge(String service) {
		return side(service).knowledge();
	}

	List<TcpFaultProxy> ways() {
		return List.of(this.risk.way(), this.pricing.way());
	}

	int connections() {
		return ways().stream().mapToInt(TcpFaultProxy::connections).sum();
	}

	private long bytes() {
		return ways().stream().mapToLong(TcpFaultProxy::bytesForwarded).sum();
	}

	synchronized void sample(double second) {
		int open = connections();
		this.samples.add(new Observation.Sample(second, open));
		if (this.quiet) {
			this.quietConnections = Math.max(this.quietConnections, open);
		}
	}

	synchronized void beginQuiet() {
		this.quiet = true;
		this.quietBytes = bytes();
	}

	synchronized void endQuiet() {
		this.quiet = false;
		this.quietBytes = bytes() - this.quietBytes;
	}

	synchronized Observation seen(String label, long missedTold) {
		return new Observation(label, this.risk.knowledge(), this.pricing.knowledge(), missedTold,
				List.copyOf(this.samples), this.quietConnections, this.quietBytes);
	}

	@Override
	public void close() {
		ways().forEach(TcpFaultProxy::close);
	}

	/**
	 * One service.
	 */
	private record Side(Broker broker, TcpFaultProxy way, Knowledge knowledge) {
	}

}
