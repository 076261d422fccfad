package dev.eventpatterns.workflowprocessor.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.Triage;
import dev.eventpatterns.workflowprocessor.repair.RepairRule;

/** Which rules apply, and how well each has done. */
@Repository
public class RuleBook {

	/** What became of what a rule has mended, and the column that counts it. */
	private static final Map<EventState, String> OUTCOMES = Map.of(EventState.REPAIRED, "resent", EventState.RETURNED,
			"came_back", EventState.PROCESSED, "succeeded");

	private final JdbcTemplate jdbc;

	private final List<RepairRule> rules;

	/** Asked for each event; switched by people, and read again by other instances. */
	private final Map<String, Boolean> enabled = new ConcurrentHashMap<>();

	private final Map<Count, Integer> counts = new ConcurrentHashMap<>();

	RuleBook(JdbcTemplate jdbc, Triage triage) {
		this.jdbc = jdbc;
		this.rules = triage.chain().rules();
	}

	/** Whether a rule applies. */
	public boolean isEnabled(RepairRule rule) {
		return this.enabled.getOrDefault(rule.name(), true);
	}

	/** Reads which rules apply: another instance may have switched one. */
	public void refresh() {
		all().forEach((rule) -> this.enabled.put(rule.name(), rule.enabled()));
	}

	/**
	 * Switches a rule on or off.
	 * @return whether there is such a rule
	 */
	public boolean enable(String name, boolean enabled) {
		if (this.rules.stream().noneMatch((rule) -> rule.name().equals(name))) {
			return false;
		}
		know(name);
		this.jdbc.update("UPDATE repair_rule SET enabled = ? WHERE name = ?", enabled, name);
		this.enabled.put(name, enabled);
		return true;
	}

	/** Makes sure that the rule has a row. */
	private void know(String name) {
		this.jdbc.update("""
				INSERT INTO repair_rule (name, enabled, tried, resent, came_back, succeeded)
				VALUES (?, true, 0, 0, 0, 0) ON CONFLICT DO NOTHING""", name);
	}

	/** Counts the events that the rules were asked about. */
	void tried(int events) {
		this.rules.stream().filter(this::isEnabled).forEach((rule) -> count(rule.name(), "tried", events));
	}

	/**
	 * Learns what became of events that rules had mended, named as the store has them.
	 */
	void learn(EventState state, List<@Nullable String> mendedBy) {
		String column = OUTCOMES.get(state);
		if (column == null) {
			return;
		}
		for (String names : mendedBy) {
			if (names != null) {
				for (String name : names.split(",")) {
					count(name, column, 1);
				}
			}
		}
	}

	private void count(String name, String column, int events) {
		this.counts.merge(new Count(name, column), events, Integer::sum);
	}

	/**
	 * Writes down what was counted. Done from time to time and on its own, for each
	 * intake would wait for the others' otherwise. A crash costs the counts of that time.
	 */
	public void writeCounts() {
		for (Count count : this.counts.keySet()) {
			Integer events = this.counts.remove(count);
			if (events != null) {
				know(count.rule);
				this.jdbc.update(
						"UPDATE repair_rule SET " + count.column + " = " + count.column + " + ? WHERE name = ?", events,
						count.rule);
			}
		}
	}

	/** The rules and their records, in the order in which they apply. */
	public List<RuleRecord> all() {
		Map<String, RuleRecord> records = new HashMap<>();
		this.jdbc.query("SELECT * FROM repair_rule", (row) -> {
			records.put(row.getString("name"), new RuleRecord(row.getString("name"), "", row.getBoolean("enabled"),
					row.getLong("tried"), row.getLong("resent"), row.getLong("came_back"), row.getLong("succeeded")));
		});
		List<RuleRecord> all = new ArrayList<>();
		for (RepairRule rule : this.rules) {
			RuleRecord record = records.getOrDefault(rule.name(), new RuleRecord(rule.name(), "", true, 0, 0, 0, 0));
			all.add(record.described(rule.description()));
		}
		return all;
	}

	/**
	 * A rule and its record.
	 *
	 * @param name what it is called
	 * @param description what it does
	 * @param enabled whether it applies
	 * @param tried how many events it was asked about
	 * @param resent how many it has mended and were sent back
	 * @param cameBack how many of these came back
	 * @param succeeded how many of these were processed
	 */
	public record RuleRecord(String name, String description, boolean enabled, long tried, long resent, long cameBack,
			long succeeded) {

		RuleRecord described(String description) {
			return new RuleRecord(this.name, description, this.enabled, this.tried, this.resent, this.cameBack,
					this.succeeded);
		}

	}

	/** What is counted: a rule's name, and the column. */
	private record Count(String rule, String column) {
	}

}
