package dev.eventpatterns.workflowprocessor.telling;

import dev.eventpatterns.workflowprocessor.store.EventGroup;

/** A way to tell people of a group. */
interface Messenger {

	/**
	 * Tells, once.
	 * @throws Exception if it could not
	 */
	void tell(EventGroup group) throws Exception;

}
