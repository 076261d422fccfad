package dev.eventpatterns.eventforwarding.broker;

import java.util.List;

/**
 * Who is responsible for a {@link ConfirmLink}'s messages until the broker is.
 *
 * @param <T> what it keeps per message
 */
public interface LinkOwner<T> {

	/**
	 * The broker has taken these over.
	 * @param items in the order of publishing, at least one
	 */
	void released(List<T> items);

	/**
	 * The link is broken; called once.
	 * @param reason why, in words
	 * @param unreleased in the order of publishing, what the broker may or may not have
	 * taken over
	 */
	void broken(String reason, List<T> unreleased);

}
