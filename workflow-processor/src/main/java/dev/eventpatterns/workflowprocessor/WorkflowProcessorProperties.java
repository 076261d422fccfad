package dev.eventpatterns.workflowprocessor;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.hibernate.validator.constraints.time.DurationMin;

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
 */
@Validated
@ConfigurationProperties("workflow-processor")
public record WorkflowProcessorProperties(@DefaultValue("3") @Min(0) @Max(100) int repairBudget,
		@DefaultValue("5s") @DurationMin(millis = 100) Duration confirmTimeout, @DefaultValue @Valid Batch batch,
		@DefaultValue @Valid Queues queue, @DefaultValue( {
				"thread-delegate.processed", "ambulance.processed", "supervisor-consumer.processed",
				"multi-broker.processed", "blueprint.processed" }) List<@NotBlank String> processedExchanges,
		@DefaultValue Map<String, String> symbolRenames){

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
