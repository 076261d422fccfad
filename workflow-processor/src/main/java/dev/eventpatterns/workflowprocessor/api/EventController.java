package dev.eventpatterns.workflowprocessor.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.message.HeaderJson;
import dev.eventpatterns.workflowprocessor.store.AuditTrail;
import dev.eventpatterns.workflowprocessor.store.Content;
import dev.eventpatterns.workflowprocessor.store.Contents;
import dev.eventpatterns.workflowprocessor.store.EventQuery;
import dev.eventpatterns.workflowprocessor.store.Events;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/** Shows events. */
@RestController
@RequestMapping("/api/events")
class EventController {

	private static final int MOST = 200;

	private final Events events;

	private final Contents contents;

	private final AuditTrail audit;

	private final Warnings warnings;

	EventController(Events events, Contents contents, AuditTrail audit, Warnings warnings) {
		this.events = events;
		this.contents = contents;
		this.audit = audit;
		this.warnings = warnings;
	}

	@GetMapping
	Page events(@RequestParam(required = false) @Nullable String q,
			@RequestParam(defaultValue = "") List<EventState> state,
			@RequestParam(required = false) @Nullable String group,
			@RequestParam(required = false) @Nullable String module,
			@RequestParam(required = false) @Nullable String queue,
			@RequestParam(required = false) @Nullable Instant from,
			@RequestParam(required = false) @Nullable Instant to, @RequestParam(required = false) @Nullable Long cursor,
			@RequestParam(defaultValue = "50") int size) {
		EventQuery query = new EventQuery(q, state.stream().filter(Objects::nonNull).toList(), given(group),
				given(module), given(queue), from, to, cursor);
		Events.Page page = this.events.page(query, Math.max(1, Math.min(size, MOST)));
		return new Page(page.items().stream().map(EventView::of).toList(), page.next());
	}

	/** A field of a form that was left empty does not matter. */
	private static @Nullable String given(@Nullable String text) {
		return (text != null && !text.isEmpty()) ? text : null;
	}

	@GetMapping("/{id}")
	Detail event(@PathVariable long id) {
		StoredEvent event = find(id);
		Content content = content(id);
		List<Sibling> earlier = this.events.lineage(event.lineage())
			.stream()
			.filter((other) -> other.id() != id)
			.map((other) -> new Sibling(other.id(), other.state(), other.firstAt()))
			.toList();
		return new Detail(EventView.of(event), HeaderJson.tree(content.properties()),
				HeaderJson.tree(content.headers()), earlier, this.warnings.of(event));
	}

	/** As a download: whatever it holds, no browser shows it as a page. */
	@GetMapping("/{id}/body")
	ResponseEntity<byte[]> body(@PathVariable long id) {
		find(id);
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_OCTET_STREAM)
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment().filename("event-" + id + ".bin").build().toString())
			.header("X-Content-Type-Options", "nosniff")
			.body(content(id).body());
	}

	@GetMapping("/{id}/history")
	List<Happening> history(@PathVariable long id) {
		StoredEvent event = find(id);
		List<AuditTrail.Entry> entries = this.audit.of(id);
		boolean changed = entries.stream().anyMatch((entry) -> entry.body() != null);
		String original = changed ? text(content(event.id()).body()) : null;
		return entries.stream()
			.map((entry) -> new Happening(entry.at(), entry.who(), entry.action(), entry.note(), entry.from(),
					entry.to(), (entry.body() != null) ? original : null,
					(entry.body() != null) ? text(entry.body()) : null))
			.toList();
	}

	private StoredEvent find(long id) {
		return this.events.find(id).orElseThrow(() -> Problems.noSuchEvent(id));
	}

	private Content content(long id) {
		return this.contents.of(id).orElseThrow(() -> Problems.noSuchEvent(id));
	}

	private static String text(byte[] body) {
		return new String(body, StandardCharsets.UTF_8);
	}

	/** A page of events; next is null at the end. */
	record Page(List<EventView> items, @Nullable Long next) {
	}

	/** An event with all that came with it. */
	record Detail(@com.fasterxml.jackson.annotation.JsonUnwrapped EventView event, JsonNode properties,
			JsonNode headers, List<Sibling> returns, List<String> warnings) {
	}

	/** An event of the same lineage. */
	record Sibling(long id, EventState state, Instant firstAt) {
	}

	/** What happened to an event; before and after are bodies, where that was changed. */
	record Happening(Instant at, String who, String action, @Nullable String note, @Nullable EventState from,
			EventState to, @Nullable String before, @Nullable String after) {
	}

}
