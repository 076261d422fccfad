package dev.eventpatterns.lab;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What a {@link RabbitLab} is to start. Immutable; every method returns a changed copy.
 */
public final class LabOptions {

	private static final int MOST_NODES = 9;

	private final int nodes;

	private final boolean clustered;

	private final Set<String> plugins;

	private final Consumer<String> log;

	private final LabSource source;

	private LabOptions(int nodes, boolean clustered, Set<String> plugins, Consumer<String> log, LabSource source) {
		if (nodes < 1 || nodes > MOST_NODES) {
			throw new IllegalArgumentException(nodes + " nodes: give a number from 1 to " + MOST_NODES);
		}
		this.nodes = nodes;
		this.clustered = clustered;
		this.plugins = plugins;
		this.log = log;
		this.source = source;
	}

	/**
	 * One node with the management and Prometheus plugins, from wherever one is found,
	 * with progress lines on standard error.
	 * @return the defaults
	 */
	public static LabOptions defaults() {
		Set<String> plugins = new LinkedHashSet<>(List.of("rabbitmq_management", "rabbitmq_prometheus"));
		return new LabOptions(1, false, plugins, System.err::println, LabSource.fromSystemProperty());
	}

	/**
	 * Separate brokers that know nothing of each other.
	 * @param count how many, from 1 to 9
	 * @return a changed copy
	 */
	public LabOptions nodes(int count) {
		return new LabOptions(count, false, this.plugins, this.log, this.source);
	}

	/**
	 * One cluster.
	 * @param count how many nodes it has, from 1 to 9
	 * @return a changed copy
	 */
	public LabOptions cluster(int count) {
		return new LabOptions(count, count > 1, this.plugins, this.log, this.source);
	}

	/**
	 * Adds plugins to the management and Prometheus ones.
	 * @param names such as {@code rabbitmq_shovel}
	 * @return a changed copy
	 */
	public LabOptions plugins(String... names) {
		Set<String> all = new LinkedHashSet<>(this.plugins);
		for (String name : names) {
			if (!name.matches("[a-z][a-z0-9_]*")) {
				throw new IllegalArgumentException("\"" + name + "\" is no plugin's name, rabbitmq_shovel is one");
			}
			all.add(name);
		}
		return new LabOptions(this.nodes, this.clustered, all, this.log, this.source);
	}

	/**
	 * Takes the progress lines: what is tried, fetched, started.
	 * @param lines called with one line at a time
	 * @return a changed copy
	 */
	public LabOptions logTo(Consumer<String> lines) {
		return new LabOptions(this.nodes, this.clustered, this.plugins, lines, this.source);
	}

	/**
	 * Forces a source, whatever {@code -Drabbit-lab} says.
	 * @param wanted where brokers are to come from
	 * @return a changed copy
	 */
	public LabOptions source(LabSource wanted) {
		return new LabOptions(this.nodes, this.clustered, this.plugins, this.log, wanted);
	}

	int nodes() {
		return this.nodes;
	}

	boolean clustered() {
		return this.clustered;
	}

	Set<String> plugins() {
		return this.plugins;
	}

	LabSource source() {
		return this.source;
	}

	void log(String line) {
		this.log.accept(line);
	}

}
