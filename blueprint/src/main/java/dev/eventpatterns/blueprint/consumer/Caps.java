package dev.eventpatterns.blueprint.consumer;

import java.sql.Timestamp;
import java.time.Instant;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

import dev.eventpatterns.blueprint.BlueprintProperties;
import dev.eventpatterns.blueprint.Role;
import dev.eventpatterns.supervisorconsumer.SupervisorConsumerProperties;

/**
 * How many delegates there may be: what the settings say, or what was set by hand, which
 * holds for all processes and over restarts.
 */
@Repository
@Profile(Role.CONSUMER)
class Caps {

	private final JdbcTemplate jdbc;

	private final String queue;

	private final int usual;

	Caps(JdbcTemplate jdbc, BlueprintProperties blueprint, SupervisorConsumerProperties properties) {
		this.jdbc = jdbc;
		this.queue = blueprint.queue().orders();
		this.usual = properties.maxConsumers();
	}

	/** What the settings say. */
	int usual() {
		return this.usual;
	}

	/** How many there may be now. */
	int current() {
		return this.jdbc.queryForList("SELECT most FROM delegate_cap WHERE queue = ?", Integer.class, this.queue)
			.stream()
			.findFirst()
			.orElse(this.usual);
	}

	/**
	 * Sets it by hand, until that is what the settings say.
	 * @param most how many there may be
	 */
	@Transactional
	public void set(int most) {
		this.jdbc.update("DELETE FROM delegate_cap WHERE queue = ?", this.queue);
		if (most != this.usual) {
			this.jdbc.update("INSERT INTO delegate_cap (queue, most, set_at) VALUES (?, ?, ?)", this.queue, most,
					Timestamp.from(Instant.now()));
		}
	}

}
