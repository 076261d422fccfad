package dev.eventpatterns.watchnotification.server;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.watchnotification.Round;

/**
 * The notices of one channel that are not confirmed. A broker that finds no queue returns
 * a notice first and confirms it then, so a returned one is out by the time its confirm
 * comes.
 */
final class OpenNotices {

	private final NavigableMap<Long, Round.Parcel> open = new TreeMap<>();

	private final NoticeSender.Outcome outcome;

	private final CountDownLatch done = new CountDownLatch(1);

	/**
	 * Opens all.
	 * @param parcels in the order in which they are published, from sequence number 1 on
	 */
	OpenNotices(List<Round.Parcel> parcels, NoticeSender.Outcome outcome) {
		for (int i = 0; i < parcels.size(); i++) {
			this.open.put(i + 1L, parcels.get(i));
		}
		this.outcome = outcome;
	}

	/**
	 * A notice came back.
	 * @param messageId its place among the parcels, counted from 0
	 */
	synchronized void returned(String messageId) {
		Round.Parcel parcel = this.open.remove(Long.parseLong(messageId) + 1);
		if (parcel != null) {
			this.outcome.failed(parcel, Failure.NO_QUEUE);
		}
		finishWhenEmpty();
	}

	/**
	 * The broker has taken a notice, or refused it.
	 * @param multiple whether that goes for all before, too
	 * @param failure null where it has taken it
	 */
	synchronized void confirmed(long sequence, boolean multiple, @Nullable Failure failure) {
		NavigableMap<Long, Round.Parcel> meant = multiple ? this.open.headMap(sequence, true)
				: this.open.subMap(sequence, true, sequence, true);
		meant.values().forEach((parcel) -> {
			if (failure == null) {
				this.outcome.delivered(parcel);
			}
			else {
				this.outcome.failed(parcel, failure);
			}
		});
		meant.clear();
		finishWhenEmpty();
	}

	private void finishWhenEmpty() {
		if (this.open.isEmpty()) {
			this.done.countDown();
		}
	}

	synchronized boolean isEmpty() {
		return this.open.isEmpty();
	}

	/** Counted down once all is confirmed, or the channel is lost. */
	CountDownLatch done() {
		return this.done;
	}

}
