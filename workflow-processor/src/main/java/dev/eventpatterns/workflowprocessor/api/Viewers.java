package dev.eventpatterns.workflowprocessor.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;

/**
 * Who has which event open. Told again and again by those who have; forgotten when they
 * are silent. Only a courtesy: what keeps people from overwriting each other is the
 * version.
 */
@Component
final class Viewers {

	static final Duration FORGOTTEN_AFTER = Duration.ofSeconds(30);

	private final Map<Long, Map<String, Instant>> seen = new ConcurrentHashMap<>();

	/** Notes that somebody has an event open, and tells who else has. */
	Set<String> others(long event, String name, Instant now) {
		Instant silent = now.minus(FORGOTTEN_AFTER);
		this.seen.values().forEach((viewers) -> viewers.values().removeIf((last) -> last.isBefore(silent)));
		this.seen.computeIfAbsent(event, (id) -> new ConcurrentHashMap<>()).put(name, now);
		this.seen.entrySet().removeIf((entry) -> entry.getValue().isEmpty());
		Set<String> others = new TreeSet<>(this.seen.getOrDefault(event, Map.of()).keySet());
		others.remove(name);
		return others;
	}

}
