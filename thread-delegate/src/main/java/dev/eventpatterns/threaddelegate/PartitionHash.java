package dev.eventpatterns.threaddelegate;

/**
 * How the broker tells from an account's name which partition is its own. Each comes with
 * a plugin, and they do not agree: one exchange is of one kind for all who publish to it.
 */
public enum PartitionHash {

	/**
	 * Spreads accounts over a ring. Where a partition is on the ring depends on the order
	 * in which the broker learnt of them, and that is chance when it starts again.
	 */
	CONSISTENT("x-consistent-hash", "rabbitmq_consistent_hash_exchange"),

	/**
	 * Takes the remainder of a division, and the partitions in the order of their names:
	 * an account keeps its partition whatever happens to the broker.
	 */
	MODULUS("x-modulus-hash", "rabbitmq_sharding");

	private final String exchangeType;

	private final String plugin;

	PartitionHash(String exchangeType, String plugin) {
		this.exchangeType = exchangeType;
		this.plugin = plugin;
	}

	/** The exchange type that does it. */
	public String exchangeType() {
		return this.exchangeType;
	}

	/** The plugin that brings it. */
	public String plugin() {
		return this.plugin;
	}

}
