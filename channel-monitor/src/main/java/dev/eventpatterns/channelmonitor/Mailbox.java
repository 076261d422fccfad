package dev.eventpatterns.channelmonitor;

import java.time.Duration;
import java.util.List;

/**
 * Stands between one who tells and one who may be slow to listen: it holds no more than
 * it may, and who tells never waits. For use by any number of threads.
 *
 * @param <E> what is told
 */
public interface Mailbox<E> {

	/**
	 * Takes all that there is.
	 * @param atMost how long to wait for something
	 * @return empty when nothing came, or it is closed
	 * @throws InterruptedException when the thread is interrupted while it waits
	 */
	List<E> take(Duration atMost) throws InterruptedException;

	/** Ends all waiting; what is put from now on is dropped. */
	void close();

	/** Whether it was closed. */
	boolean isClosed();

}
