package dev.eventpatterns.demo.delegate;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What was completed, of how many orders soever: a bit for each, and no more. The order
 * is judged by first completions, which must come in the sequence of the account; an
 * order that is completed again, as after a crash, is a duplicate and nothing worse.
 */
final class CompletionLog {

	private final Map<String, Account> accounts = new HashMap<>();

	private int completed;

	private long violations;

	private long accountsConcerned;

	private long duplicates;

	/**
	 * Notes a completion.
	 * @param account the account
	 * @param sequence the how-manieth order of the account it is, from 1
	 * @param readAgain whether it may be the reader's own repetition, which is no
	 * duplicate
	 */
	synchronized void completed(String account, int sequence, boolean readAgain) {
		Account known = this.accounts.computeIfAbsent(account, (name) -> new Account());
		if (known.completed.get(sequence)) {
			this.duplicates += readAgain ? 0 : 1;
			return;
		}
		known.completed.set(sequence);
		this.completed++;
		if (sequence < known.highest) {
			this.violations++;
			this.accountsConcerned += known.concerned ? 0 : 1;
			known.concerned = true;
		}
		known.highest = Math.max(known.highest, sequence);
	}

	/** How many different orders were completed. */
	synchronized int count() {
		return this.completed;
	}

	/** First completions that came after that of a later order of the account. */
	synchronized long violations() {
		return this.violations;
	}

	/** How many accounts have violations. */
	synchronized long accountsConcerned() {
		return this.accountsConcerned;
	}

	/** Completions of orders that had been completed before. */
	synchronized long duplicates() {
		return this.duplicates;
	}

	/**
	 * Compares with what was sent.
	 * @param sent the last sequence of each account; all before it were sent too
	 * @return how many of these orders were never completed
	 */
	synchronized long lost(Map<String, Integer> sent) {
		long lost = 0;
		for (Map.Entry<String, Integer> account : sent.entrySet()) {
			Account known = this.accounts.get(account.getKey());
			int done = (known != null) ? known.completed.get(1, account.getValue() + 1).cardinality() : 0;
			lost += account.getValue() - done;
		}
		return lost;
	}

	private static final class Account {

		private final BitSet completed = new BitSet();

		private int highest;

		private boolean concerned;

	}

}
