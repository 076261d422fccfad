package dev.eventpatterns.lab;

/**
 * Where a {@link RabbitLab} takes its broker from.
 */
public enum LabSource {

	/**
	 * The first that works of: {@code RABBIT_LAB_URI}, Docker, a RabbitMQ installed on
	 * this machine, the distribution's packages.
	 */
	AUTO,

	/**
	 * A Docker engine, or nothing.
	 */
	DOCKER,

	/**
	 * A private node from what is installed or from the distribution's packages, or
	 * nothing.
	 */
	LOCAL;

	/**
	 * What {@code -Drabbit-lab=docker|local} asks for.
	 */
	static LabSource fromSystemProperty() {
		String name = System.getProperty("rabbit-lab", "");
		return switch (name) {
			case "" -> AUTO;
			case "docker" -> DOCKER;
			case "local" -> LOCAL;
			default ->
				throw new IllegalArgumentException("-Drabbit-lab=" + name + ": say docker or local, or leave it out");
		};
	}

}
