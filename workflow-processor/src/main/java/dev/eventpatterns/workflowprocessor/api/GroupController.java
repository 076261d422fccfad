package dev.eventpatterns.workflowprocessor.api;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import dev.eventpatterns.workflowprocessor.Cause;
import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.message.HeaderJson;
import dev.eventpatterns.workflowprocessor.store.Content;
import dev.eventpatterns.workflowprocessor.store.Contents;
import dev.eventpatterns.workflowprocessor.store.EventGroup;
import dev.eventpatterns.workflowprocessor.store.EventQuery;
import dev.eventpatterns.workflowprocessor.store.Events;
import dev.eventpatterns.workflowprocessor.store.Groups;
import dev.eventpatterns.workflowprocessor.store.Selection;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/** Shows events that failed in the same way together, and hands them out. */
@RestController
@RequestMapping("/api/groups")
class GroupController {

	private static final int BATCH = 100;

	private final Groups groups;

	private final Events events;

	private final Selection selection;

	private final Contents contents;

	private final JsonMapper json;

	GroupController(Groups groups, Events events, Selection selection, Contents contents, JsonMapper json) {
		this.groups = groups;
		this.events = events;
		this.selection = selection;
		this.contents = contents;
		this.json = json;
	}

	@GetMapping
	List<GroupView> groups() {
		return this.groups.all().stream().map(GroupView::of).toList();
	}

	/**
	 * One line of JSON for each event, the oldest first; bodies as text and in Base64.
	 */
	@GetMapping("/{id}/export")
	ResponseEntity<StreamingResponseBody> export(@PathVariable String id) {
		StreamingResponseBody lines = (out) -> export(id, out);
		String file = "attachment; filename=\"group-" + id.replaceAll("[^0-9a-zA-Z]", "") + ".jsonl\"";
		return ResponseEntity.ok()
			.contentType(MediaType.parseMediaType("application/jsonl"))
			.header(HttpHeaders.CONTENT_DISPOSITION, file)
			.body(lines);
	}

	private void export(String group, OutputStream out) throws java.io.IOException {
		EventQuery query = EventQuery.of(group, List.copyOf(EnumSet.allOf(EventState.class)), null);
		long newest = this.selection.newest();
		for (long after = 0;;) {
			List<Long> ids = this.selection.ids(query, after, newest, BATCH);
			if (ids.isEmpty()) {
				return;
			}
			Map<Long, Content> contents = this.contents.of(ids);
			for (StoredEvent event : this.events.all(ids)
				.stream()
				.sorted((a, b) -> Long.compare(a.id(), b.id()))
				.toList()) {
				out.write(line(event, contents.get(event.id())));
				out.write('\n');
			}
			after = ids.get(ids.size() - 1);
		}
	}

	private byte[] line(StoredEvent event, @Nullable Content content) {
		Map<String, Object> line = new LinkedHashMap<>();
		line.put("event", EventView.of(event));
		if (content != null) {
			line.put("properties", HeaderJson.tree(content.properties()));
			line.put("headers", HeaderJson.tree(content.headers()));
			line.put("body", new String(content.body(), StandardCharsets.UTF_8));
			line.put("bodyBase64", Base64.getEncoder().encodeToString(content.body()));
		}
		return this.json.writeValueAsBytes(line);
	}

	/** A group as a list shows it. */
	record GroupView(String id, Cause cause, String causeText, String module, @Nullable String queue,
			@Nullable String exception, String example, long waiting, long total, Map<EventState, Long> counts,
			Instant firstAt, Instant lastAt) {

		static GroupView of(EventGroup group) {
			return new GroupView(group.id(), group.cause(), group.cause().words(), group.module(), group.queue(),
					group.exception(), group.example(), group.waiting(), group.total(), group.counts(), group.firstAt(),
					group.lastAt());
		}

	}

}
