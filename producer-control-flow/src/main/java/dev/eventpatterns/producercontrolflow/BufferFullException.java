package dev.eventpatterns.producercontrolflow;

/** Orders were not taken: there is no room for them. Nothing of them will be sent. */
public final class BufferFullException extends Exception {

	public BufferFullException(String message) {
		super(message);
	}

}
