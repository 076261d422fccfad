package dev.eventpatterns.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Real RabbitMQ brokers, for as long as a test, a demo or a benchmark needs them.
 * <p>
 * They are taken from the first that works of: {@code RABBIT_LAB_URI}; a Docker engine
 * that answers; a RabbitMQ installed on this machine; on Debian and Ubuntu, the
 * distribution's packages, fetched once into the user's cache folder. A private broker
 * listens on loopback only and is gone, with its data, when the lab is closed or this JVM
 * ends, even by a {@code kill -9}.
 */
public final class RabbitLab implements AutoCloseable {

	private final RunningBrokers running;

	private final AtomicBoolean closed = new AtomicBoolean();

	private final Thread hook = new Thread(this::end, "rabbit-lab-close");

	private RabbitLab(RunningBrokers running) {
		this.running = running;
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Starts one node with the management and Prometheus plugins.
	 * @return the lab; close it
	 * @throws NoBrokerException when there is no broker to be had
	 */
	public static RabbitLab start() {
		return start(LabOptions.defaults());
	}

	/**
	 * Starts what the options ask for.
	 * @param options how many nodes, with which plugins, from where
	 * @return the lab; close it
	 * @throws NoBrokerException when there is no broker to be had
	 */
	public static RabbitLab start(LabOptions options) {
		return start(options, sources(options.source(), System.getenv()));
	}

	static RabbitLab start(LabOptions options, List<BrokerSource> sources) {
		List<NoBrokerException.Attempt> attempts = new ArrayList<>();
		for (BrokerSource source : sources) {
			try {
				RabbitLab lab = new RabbitLab(source.start(options));
				options.log("rabbit-lab: " + lab.description());
				return lab;
			}
			catch (BrokerSource.UnavailableException ex) {
				attempts.add(new NoBrokerException.Attempt(source.name(), String.valueOf(ex.getMessage())));
			}
		}
		throw new NoBrokerException(attempts);
	}

	static List<BrokerSource> sources(LabSource wanted, Map<String, String> environment) {
		BrokerSource docker = new DockerSource(environment);
		BrokerSource installed = new InstalledSource(Path.of("/"));
		BrokerSource packages = new PackagesSource(environment, Path.of("/etc/os-release"));
		return switch (wanted) {
			case AUTO -> List.of(new UriSource(environment), docker, installed, packages);
			case DOCKER -> List.of(docker);
			case LOCAL -> List.of(installed, packages);
		};
	}

	/**
	 * The broker, or the first of them.
	 * @return a broker that accepts connections
	 */
	public Broker broker() {
		return this.running.brokers().get(0);
	}

	/**
	 * All brokers, as many as the options asked for.
	 * @return the brokers
	 */
	public List<Broker> brokers() {
		return this.running.brokers();
	}

	/**
	 * Says which broker was taken, for people.
	 * @return one line
	 */
	public String description() {
		return this.running.description();
	}

	/**
	 * Ends private brokers and removes their data. Leaves a broker that somebody else
	 * runs running, without the virtual hosts that this lab has created.
	 */
	@Override
	public void close() {
		end();
		try {
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (IllegalStateException ex) {
			// The JVM is ending: the hook runs, and finds nothing to do.
		}
	}

	private void end() {
		if (this.closed.compareAndSet(false, true)) {
			this.running.end().run();
		}
	}

}
