package dev.eventpatterns.watchnotification.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.Watch;
import dev.eventpatterns.watchnotification.WatchId;

/**
 * What was delivered and is not stored yet. Many ticks share a commit. What is lost when
 * the server is killed is delivered again, and the service knows that it has it.
 */
@Component
@Profile(Role.CONFIG_SERVER)
class Ticks {

	private final ConfigStore store;

	private final Map<WatchId, Watch> waiting = new LinkedHashMap<>();

	Ticks(ConfigStore store) {
		this.store = store;
	}

	/** A watch has been delivered to. Of several of one watch the last counts. */
	synchronized void add(Watch watch) {
		this.waiting.put(watch.id(), watch);
		notifyAll();
	}

	/** Waits until there is something to store, but no longer than a while. */
	synchronized void await(long millis) throws InterruptedException {
		if (this.waiting.isEmpty()) {
			wait(millis);
		}
	}

	/**
	 * Stores all.
	 * @throws DataAccessException if they cannot be stored now; they wait for the next
	 * time then
	 */
	void store() {
		List<Watch> taken = take();
		if (taken.isEmpty()) {
			return;
		}
		try {
			this.store.tick(taken);
		}
		catch (DataAccessException | TransactionException ex) {
			giveBack(taken);
			throw ex;
		}
	}

	private synchronized List<Watch> take() {
		List<Watch> taken = new ArrayList<>(this.waiting.values());
		this.waiting.clear();
		return taken;
	}

	private synchronized void giveBack(List<Watch> taken) {
		taken.forEach((watch) -> this.waiting.putIfAbsent(watch.id(), watch));
	}

}
