package dev.eventpatterns.threaddelegate;

/** The broker cannot share orders out to partitions, for want of a plugin. */
public final class MissingPluginException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	private final String plugin;

	MissingPluginException(PartitionHash hash, Throwable cause) {
		super("The broker has no exchanges of type " + hash.exchangeType()
				+ ", which thread-delegate.partitions needs.", cause);
		this.plugin = hash.plugin();
	}

	/** The plugin that brings them. */
	String plugin() {
		return this.plugin;
	}

}
