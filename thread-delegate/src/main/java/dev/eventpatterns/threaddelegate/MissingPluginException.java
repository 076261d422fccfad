package dev.eventpatterns.threaddelegate;

/** The broker cannot share orders out to partitions, for want of a plugin. */
public final class MissingPluginException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	MissingPluginException(Throwable cause) {
		super("The broker has no exchanges of type " + ThreadDelegateTopology.CONSISTENT_HASH
				+ ", which thread-delegate.partitions needs.", cause);
	}

}
