package dev.eventpatterns.benchmarks.multibroker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.LabOptions;
import dev.eventpatterns.lab.RabbitLab;
import dev.eventpatterns.lab.TcpFaultProxy;

/** Brokers of which each is the bottleneck, whatever this machine has. */
final class HeldBrokers implements AutoCloseable {

	/** Leaves most of two processors to those who send and handle. */
	private static final int PERCENT = 10;

	/** Where processors cannot be shared out. */
	private static final long BYTES_PER_SECOND = 1_000_000;

	private final RabbitLab lab;

	private final CpuShare shares = new CpuShare();

	private final List<TcpFaultProxy> proxies = new ArrayList<>();

	private final boolean byProcessor;

	HeldBrokers(int count, Consumer<String> log) throws IOException {
		this.lab = RabbitLab.start(LabOptions.defaults().nodes(count).logTo(log));
		this.byProcessor = this.shares.hold(this.lab.broker(), PERCENT);
		for (Broker broker : this.lab.brokers()) {
			if (!this.byProcessor) {
				TcpFaultProxy proxy = TcpFaultProxy.to(broker.host(), broker.port());
				proxy.throttle(BYTES_PER_SECOND);
				this.proxies.add(proxy);
			}
			else if (broker != this.lab.broker()) {
				this.shares.hold(broker, PERCENT);
			}
		}
	}

	/** What each is held to, in words. */
	String description() {
		return this.byProcessor ? PERCENT + " % of a processor each"
				: BYTES_PER_SECOND / 1_000 + " kB a second each, since processors cannot be shared out here";
	}

	/** Addresses of the first brokers, in a virtual host. */
	List<String> uris(int count, String virtualHost) {
		List<String> uris = new ArrayList<>();
		for (int i = 0; i < count; i++) {
			Broker broker = this.lab.brokers().get(i).withVirtualHost(virtualHost);
			String uri = broker.uri();
			uris.add(this.byProcessor ? uri
					: uri.replace(":" + broker.port() + "/", ":" + this.proxies.get(i).port() + "/"));
		}
		return uris;
	}

	void kill(int index) {
		this.lab.brokers().get(index).kill();
	}

	/** Starts a broker again, on its data and with its share. */
	void restart(int index) throws IOException {
		this.lab.brokers().get(index).restart();
		if (this.byProcessor) {
			this.shares.hold(this.lab.brokers().get(index), PERCENT);
		}
	}

	@Override
	public void close() throws IOException {
		this.proxies.forEach(TcpFaultProxy::close);
		this.lab.close();
		this.shares.close();
	}

}
