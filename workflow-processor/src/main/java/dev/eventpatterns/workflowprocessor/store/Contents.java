package dev.eventpatterns.workflowprocessor.store;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Bodies and headers, kept apart from what a list shows. */
@Repository
public class Contents {

	/** H2 holds a megabyte in a column. */
	private static final int PART = 512 * 1024;

	private final JdbcTemplate jdbc;

	Contents(JdbcTemplate jdbc) {
		this.jdbc = jdbc;
	}

	void add(Collection<NewEvent> events) {
		List<Part> parts = new ArrayList<>();
		for (NewEvent event : events) {
			byte[] body = event.event().body();
			parts.add(new Part(event, 0, Arrays.copyOf(body, Math.min(PART, body.length))));
			for (int start = PART; start < body.length; start += PART) {
				parts.add(new Part(event, start / PART,
						Arrays.copyOfRange(body, start, Math.min(start + PART, body.length))));
			}
		}
		this.jdbc.batchUpdate("""
				INSERT INTO event_content (event_id, part, properties, headers, body) VALUES (?, ?, ?, ?, ?)""", parts,
				Math.max(1, parts.size()), (statement, part) -> {
					statement.setLong(1, part.event.id());
					statement.setInt(2, part.number);
					statement.setString(3, (part.number == 0) ? part.event.event().properties() : null);
					statement.setString(4, (part.number == 0) ? part.event.event().headers() : null);
					statement.setBytes(5, part.bytes);
				});
	}

	/** The content of an event. */
	public Optional<Content> of(long eventId) {
		return Optional.ofNullable(of(List.of(eventId)).get(eventId));
	}

	/** The contents of events, by their ids. */
	public Map<Long, Content> of(Collection<Long> eventIds) {
		Map<Long, List<Content>> parts = new HashMap<>();
		this.jdbc.query("""
				SELECT event_id, properties, headers, body FROM event_content WHERE event_id = ANY (?)
				ORDER BY event_id, part""", (row) -> {
			parts.computeIfAbsent(row.getLong("event_id"), (id) -> new ArrayList<>())
				.add(new Content(row.getString("properties"), row.getString("headers"), row.getBytes("body")));
		}, Many.of(Many.IDS, eventIds));
		Map<Long, Content> whole = new HashMap<>();
		parts.forEach((id, content) -> whole.put(id, joined(content)));
		return whole;
	}

	private static Content joined(List<Content> parts) {
		Content first = parts.get(0);
		if (parts.size() == 1) {
			return first;
		}
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		parts.forEach((part) -> body.writeBytes(part.body()));
		return new Content(first.properties(), first.headers(), body.toByteArray());
	}

	private record Part(NewEvent event, int number, byte[] bytes) {
	}

}
