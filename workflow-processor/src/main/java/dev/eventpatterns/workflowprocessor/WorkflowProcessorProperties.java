package dev.eventpatterns.workflowprocessor;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the workflow processor.
 *
 * @param repairBudget how many times an event is repaired by rule before a person has to
 * look at it
 * @param confirmTimeout how long the broker may take to confirm what is sent back
 * @param batch how events are gathered into commits
 * @param queue the queues' names
 * @param processedExchanges the fanout exchanges that tell what became of an event
 * @param symbolRenames symbols that have got a new name: old to new
 * @param retention how long events are kept that are done
 * @param telling how people are told
 */
@Validated
@ConfigurationProperties("workflow-processor")
public record WorkflowProcessorProperties(@DefaultValue("3") @Min(0) @Max(100) int repairBudget,
		@DefaultValue("5s") @DurationMin(millis = 100) Duration confirmTimeout, @DefaultValue @Valid Batch batch,
		@DefaultValue @Valid Queues queue, @DefaultValue( {
				"thread-delegate.processed", "ambulance.processed", "supervisor-consumer.processed",
				"multi-broker.processed", "blueprint.processed" }) List<@NotBlank String> processedExchanges,
		@DefaultValue Map<String, String> symbolRenames, @DefaultValue @Valid Retention retention,
		@DefaultValue @Valid Telling telling){

	/**
	 * How long events are kept that nothing more is to be done with.
	 *
	 * @param processed that a consumer has processed
	 * @param returned that came back as another event
	 * @param discarded that a person has discarded
	 */
	public record Retention(@DefaultValue("30d") @DurationMin(seconds = 1) Duration processed,
			@DefaultValue("90d") @DurationMin(seconds = 1) Duration returned,
			@DefaultValue("90d") @DurationMin(seconds = 1) Duration discarded) {
	}

	/**
	 * How people are told of new groups. Nobody is unless an address is given.
	 *
	 * @param webhook where to post; null: nowhere
	 * @param secret with which that is signed
	 * @param mailTo addresses to write to, by spring.mail.*
	 * @param mailFrom the sender's address
	 * @param threshold how many events of a group have to wait for another message
	 * @param quietPeriod how long nothing more is said about a group
	 * @param interval how often to look
	 */
	public record Telling(@Nullable URI webhook, @Nullable String secret, @DefaultValue List<String> mailTo,
			@DefaultValue("workflow-processor@localhost") @NotBlank String mailFrom,
			@DefaultValue("10") @Min(1) long threshold,
			@DefaultValue("15m") @DurationMin(seconds = 1) Duration quietPeriod,
			@DefaultValue("5s") @DurationMin(millis = 100) Duration interval) {
	}

	/**
	 * How events are gathered into commits.
	 *
	 * @param size most events in one commit
	 * @param maxWait how long an event waits for others to share its commit
	 */
	public record Batch(@DefaultValue("500") @Min(1) @Max(5_000) int size,
			@DefaultValue("20ms") @DurationMin(millis = 1) Duration maxWait) {
	}

	/**
	 * The queues' names.
	 *
	 * @param events where consumers hand over what they cannot process
	 * @param processed where the processed events are gathered
	 */
	public record Queues(@DefaultValue("workflow.events") @NotBlank String events,
			@DefaultValue("workflow-processor.processed") @NotBlank String processed) {
	}

}
