package dev.eventpatterns.workflowprocessor.repair;

import java.util.function.UnaryOperator;

/** The fields of a body that looks like an order, with values that need not be valid. */
interface Fields {

	/**
	 * Changes a field's value.
	 * @return whether it has the field, and the value is another one now
	 */
	boolean change(String field, UnaryOperator<String> change);

	/** The body, in the form in which it was read. */
	String write();

}
