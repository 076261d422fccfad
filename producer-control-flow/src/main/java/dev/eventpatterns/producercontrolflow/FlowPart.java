package dev.eventpatterns.producercontrolflow;

/** What one role of this process shows. */
public interface FlowPart {

	/** The role. */
	String role();

	/** What it shows now, to be written as JSON. */
	Object show();

}
