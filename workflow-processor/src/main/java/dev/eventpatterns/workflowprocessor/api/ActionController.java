package dev.eventpatterns.workflowprocessor.api;

import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.trading.MalformedOrderException;
import dev.eventpatterns.trading.TradeOrder;
import dev.eventpatterns.trading.amqp.TradeOrderMessages;
import dev.eventpatterns.workflowprocessor.store.StoredEvent;

/** What a person does with one event. */
@RestController
@RequestMapping("/api/events/{id}")
class ActionController {

	private final Actions actions;

	private final Viewers viewers;

	ActionController(Actions actions, Viewers viewers) {
		this.actions = actions;
		this.viewers = viewers;
	}

	/** Tells whether consumers could read a body, as one types. */
	@PostMapping("/check")
	Verdict check(@PathVariable long id, @RequestBody @Valid Draft draft) {
		StoredEvent event = this.actions.find(id);
		try {
			TradeOrder order = TradeOrderMessages.read(draft.body().getBytes(StandardCharsets.UTF_8),
					event.contentType(), event.messageId());
			return new Verdict(true, List.of(), order);
		}
		catch (MalformedOrderException ex) {
			return new Verdict(false, List.of(new Fault(ex.field(), ex.reason())), null);
		}
	}

	@PostMapping("/resend")
	EventView resend(@PathVariable long id, @RequestBody @Valid Resend resend, @Nullable Principal user)
			throws InterruptedException {
		return EventView.of(this.actions.resend(id, resend.version(), resend.body(),
				Boolean.TRUE.equals(resend.confirmedDuplicate()), Users.nameOf(user)));
	}

	@PostMapping("/discard")
	EventView discard(@PathVariable long id, @RequestBody @Valid Discard discard, @Nullable Principal user) {
		return EventView.of(this.actions.discard(id, discard.version(), discard.reason().strip(), Users.nameOf(user)));
	}

	@PostMapping("/restore")
	EventView restore(@PathVariable long id, @RequestBody @Valid Restore restore, @Nullable Principal user) {
		return EventView.of(this.actions.restore(id, restore.version(), Users.nameOf(user)));
	}

	/** Says that somebody has the event open, and hears who else has. */
	@PostMapping("/viewing")
	Viewing viewing(@PathVariable long id, @Nullable Principal user) {
		return new Viewing(this.viewers.others(id, Users.nameOf(user), Instant.now()));
	}

	/** A body as it is being edited. */
	record Draft(@NotNull @Size(max = Actions.LARGEST_EDIT) String body) {
	}

	/** Whether a body is an order, and what is wrong with it if not. */
	record Verdict(boolean valid, List<Fault> problems, @Nullable TradeOrder order) {
	}

	/** What is wrong with one field. */
	record Fault(String field, String reason) {
	}

	/** To be sent back; without a body, as it is. */
	record Resend(@NotNull Integer version, @Size(max = Actions.LARGEST_EDIT) @Nullable String body,
			@Nullable Boolean confirmedDuplicate) {
	}

	/** Nothing is to be done with it, and why. */
	record Discard(@NotNull Integer version, @NotBlank @Size(max = 1_000) String reason) {
	}

	/** Something is to be done with it after all. */
	record Restore(@NotNull Integer version) {
	}

	/** Who else has the event open. */
	record Viewing(Set<String> others) {
	}

}
