package dev.eventpatterns.workflowprocessor;

import org.jspecify.annotations.Nullable;

/**
 * What was said about an event's failure. Events with the same complaint form a group.
 *
 * @param cause why the event ended here
 * @param exception the simple name of the exception's class, null where there was none
 * @param message what the exception said, or the cause in words
 */
public record Complaint(Cause cause, @Nullable String exception, String message) {

	private static final int LONGEST_SHAPE = 120;

	/**
	 * The group of events from one origin with this complaint. Two messages that differ
	 * in numbers or quoted values only are one.
	 */
	public String groupOf(Origin origin) {
		String id = new Digest().add(this.cause.name())
			.add(origin.exchange())
			.add(origin.routingKey())
			.add(this.exception)
			.add(shape(this.message))
			.toUuid()
			.toString();
		return id.replace("-", "");
	}

	/** The message without what differs from event to event. */
	static String shape(String message) {
		StringBuilder shape = new StringBuilder();
		boolean quoted = false;
		for (int i = 0; i < message.length() && shape.length() < LONGEST_SHAPE; i++) {
			char c = message.charAt(i);
			if (c == '\'' || c == '"') {
				quoted = !quoted;
				shape.append(c);
			}
			else if (!quoted) {
				boolean digit = c >= '0' && c <= '9';
				if (!digit) {
					shape.append(c);
				}
				else if (shape.isEmpty() || shape.charAt(shape.length() - 1) != '#') {
					shape.append('#');
				}
			}
		}
		return shape.toString();
	}

}
