package dev.eventpatterns.workflowprocessor.repair;

/**
 * Mends one kind of fault in an event's body. A rule changes only what can mean one thing
 * and nothing else: what it leaves alone goes to a person, what it gets wrong is traded.
 * <p>
 * A bean of this type joins the chain.
 */
public interface RepairRule {

	/**
	 * What the rule is called in settings, reports and the page, such as {@code unit}.
	 */
	String name();

	/** What it does, in a sentence. */
	String description();

	/**
	 * Mends.
	 * @param draft the body, and whether it is an order already
	 * @return the mended text, or the same text where the rule has nothing to mend
	 */
	String mend(Draft draft);

}
