package dev.eventpatterns.workflowprocessor.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.workflowprocessor.EventState;
import dev.eventpatterns.workflowprocessor.Triage;
import dev.eventpatterns.workflowprocessor.repair.RepairChain.Repair;
import dev.eventpatterns.workflowprocessor.store.Content;
import dev.eventpatterns.workflowprocessor.store.Contents;
import dev.eventpatterns.workflowprocessor.store.EventQuery;
import dev.eventpatterns.workflowprocessor.store.Events;
import dev.eventpatterns.workflowprocessor.store.RuleBook;
import dev.eventpatterns.workflowprocessor.store.RuleBook.RuleRecord;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/** Shows the rules, switches them, and tries them without doing anything. */
@RestController
@RequestMapping("/api/rules")
class RuleController {

	/** As many events as a dry run looks at: a page has to show them. */
	private static final int TRIED = 200;

	private final RuleBook rules;

	private final Triage triage;

	private final Events events;

	private final Contents contents;

	RuleController(RuleBook rules, Triage triage, Events events, Contents contents) {
		this.rules = rules;
		this.triage = triage;
		this.events = events;
		this.contents = contents;
	}

	@GetMapping
	List<RuleRecord> rules() {
		this.rules.writeCounts();
		return this.rules.all();
	}

	@PutMapping("/{name}")
	RuleRecord enable(@PathVariable String name, @RequestBody @Valid Switch to) {
		if (!this.rules.enable(name, to.enabled())) {
			throw noSuchRule();
		}
		return this.rules.all().stream().filter((rule) -> rule.name().equals(name)).findFirst().orElseThrow();
	}

	/**
	 * What the rule, and those before and after it, would make of events that are here.
	 */
	@PostMapping("/{name}/try")
	DryRun dryRun(@PathVariable String name, @RequestBody @Valid Try filter) {
		if (this.rules.all().stream().noneMatch((rule) -> rule.name().equals(name))) {
			throw noSuchRule();
		}
		List<EventState> states = (filter.state() != null) ? List.of(filter.state()) : List.of(EventState.WAITING);
		List<StoredEvent> page = this.events.page(EventQuery.of(filter.group(), states, filter.q()), TRIED).items();
		Map<Long, Content> contents = this.contents.of(page.stream().map(StoredEvent::id).toList());
		List<Change> changes = new ArrayList<>();
		for (StoredEvent event : page) {
			Content content = contents.get(event.id());
			Repair repair = (content == null) ? null
					: this.triage.chain()
						.mend(content.body(), event.contentType(),
								(rule) -> rule.name().equals(name) || this.rules.isEnabled(rule));
			if (content != null && repair != null && repair.rules().contains(name)) {
				changes.add(new Change(event.id(), text(content.body()), text(repair.body())));
			}
		}
		return new DryRun(page.size(), changes.size(), changes);
	}

	private static RuntimeException noSuchRule() {
		return Problems.of(HttpStatus.NOT_FOUND, "No such rule", "GET /api/rules shows the rules and their names.");
	}

	private static String text(byte[] body) {
		return new String(body, StandardCharsets.UTF_8);
	}

	/** On or off. */
	record Switch(@NotNull Boolean enabled) {
	}

	/** On which events a rule is tried. */
	record Try(@Nullable String group, @Nullable EventState state, @Nullable String q) {
	}

	/**
	 * What came out: how many events were looked at, and how many an order would come of.
	 */
	record DryRun(int looked, int mended, List<Change> changes) {
	}

	/** What would be made of one event. */
	record Change(long id, String before, String after) {
	}

}
