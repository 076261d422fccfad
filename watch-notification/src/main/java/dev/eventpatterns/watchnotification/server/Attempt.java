package dev.eventpatterns.watchnotification.server;

import java.io.IOException;
import java.net.Socket;

import org.jspecify.annotations.Nullable;

import dev.eventpatterns.watchnotification.Slots;

/**
 * One visit to an address, as seen by whoever has to see to it that it ends. A broker
 * that reads nothing more can hold a thread in a write for ever; only closing its socket
 * helps then.
 */
final class Attempt {

	private final Slots.Slot slot;

	private final long begunAt = System.nanoTime();

	private @Nullable Socket socket;

	private boolean cut;

	Attempt(Slots.Slot slot) {
		this.slot = slot;
	}

	Slots.Slot slot() {
		return this.slot;
	}

	long ageNanos() {
		return System.nanoTime() - this.begunAt;
	}

	/** From now on this socket is what is cut. */
	synchronized void uses(Socket opened) throws IOException {
		this.socket = opened;
		if (this.cut) {
			opened.close();
			throw new IOException("cut off");
		}
	}

	/** Ends the visit, in the middle of whatever it does. */
	synchronized void cut() {
		this.cut = true;
		if (this.socket != null) {
			try {
				// Else an encrypted one would wait until it can say goodbye.
				this.socket.setSoLinger(true, 0);
				this.socket.close();
			}
			catch (IOException ex) {
				// Then it is closed already.
			}
		}
	}

}
