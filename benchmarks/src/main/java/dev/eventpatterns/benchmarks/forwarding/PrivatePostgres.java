package dev.eventpatterns.benchmarks.forwarding;

import java.util.Map;
import java.util.Optional;

import dev.eventpatterns.lab.PostgresLab;

/** PostgreSQL with the settings that its package comes with. */
record PrivatePostgres(PostgresLab lab) implements Database, AutoCloseable {

	static Optional<PrivatePostgres> startIfInstalled() {
		return PostgresLab.startIfInstalled().map(PrivatePostgres::new);
	}

	@Override
	public String name() {
		return "PostgreSQL";
	}

	@Override
	public Map<String, String> fresh() {
		return this.lab.springProperties(this.lab.createDatabase());
	}

	@Override
	public void close() {
		this.lab.close();
	}

}
