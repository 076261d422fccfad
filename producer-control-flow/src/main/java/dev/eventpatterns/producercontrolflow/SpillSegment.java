package dev.eventpatterns.producercontrolflow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** One file of {@link SpillFiles}. */
final class SpillSegment implements Closeable {

	private static final String NAME = "orders-%018d.log";

	private static final int CHUNK = 64 * 1024;

	private final Path file;

	private final long number;

	private final FileChannel channel;

	/** Up to here its lines are whole and forced. */
	private long bytes;

	private long readAt;

	private int unread;

	private boolean damaged;

	private SpillSegment(Path file, long number, FileChannel channel) {
		this.file = file;
		this.number = number;
		this.channel = channel;
	}

	static boolean isOne(Path file) {
		return file.getFileName().toString().matches("orders-\\d{18}\\.log");
	}

	static SpillSegment create(Path folder, long number) throws IOException {
		Path file = folder.resolve(String.format(Locale.ROOT, NAME, number));
		return new SpillSegment(file, number, FileChannel.open(file, StandardOpenOption.CREATE_NEW,
				StandardOpenOption.READ, StandardOpenOption.WRITE));
	}

	static SpillSegment open(Path file) throws IOException {
		long number = Long.parseLong(file.getFileName().toString().replaceAll("\\D", ""));
		SpillSegment segment = new SpillSegment(file, number,
				FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
		byte[] content = Files.readAllBytes(file);
		for (int i = 0; i < content.length; i++) {
			if (content[i] == '\n') {
				segment.bytes = i + 1L;
				segment.unread++;
			}
		}
		// What was cut off in the middle of a line was never accepted.
		segment.channel.truncate(segment.bytes);
		return segment;
	}

	/**
	 * Passes over lines that were confirmed before.
	 * @param offset where the first that was not begins
	 * @return that, or 0 where no line begins there
	 */
	long startReadingAt(long offset) throws IOException {
		if (offset <= 0 || offset > this.bytes || byteAt(offset - 1) != '\n') {
			return 0;
		}
		while (this.readAt < offset) {
			int passed = (int) Math.min(CHUNK, offset - this.readAt);
			byte[] chunk = chunk(passed);
			for (byte value : chunk) {
				this.unread -= (value == '\n') ? 1 : 0;
			}
			this.readAt += passed;
		}
		return offset;
	}

	private byte byteAt(long offset) throws IOException {
		ByteBuffer one = ByteBuffer.allocate(1);
		this.channel.read(one, offset);
		return one.get(0);
	}

	private byte[] chunk(int size) throws IOException {
		ByteBuffer buffer = ByteBuffer.allocate(size);
		while (buffer.hasRemaining() && this.channel.read(buffer, this.readAt + buffer.position()) > 0) {
			// Until it is full.
		}
		return buffer.array();
	}

	void append(byte[] lines, int count) throws IOException {
		if (this.damaged) {
			throw new IOException("An earlier write to " + this.file + " failed half way, and could not be taken back."
					+ " Start this producer again.");
		}
		try {
			ByteBuffer buffer = ByteBuffer.wrap(lines);
			while (buffer.hasRemaining()) {
				this.channel.write(buffer, this.bytes + buffer.position());
			}
			this.channel.force(false);
		}
		catch (IOException ex) {
			this.damaged = true;
			this.channel.truncate(this.bytes);
			this.damaged = false;
			throw ex;
		}
		this.bytes += lines.length;
		this.unread += count;
	}

	/** Reads lines on from where the last reading ended. */
	void read(int most, List<String> lines) throws IOException {
		int wanted = Math.min(most, this.unread);
		while (wanted > 0) {
			byte[] chunk = chunk((int) Math.min(CHUNK, this.bytes - this.readAt));
			int begin = 0;
			for (int i = 0; i < chunk.length && wanted > 0; i++) {
				if (chunk[i] == '\n') {
					lines.add(new String(chunk, begin, i - begin, StandardCharsets.US_ASCII));
					begin = i + 1;
					wanted--;
					this.unread--;
				}
			}
			this.readAt += begin;
		}
	}

	long number() {
		return this.number;
	}

	long bytes() {
		return this.bytes;
	}

	int unread() {
		return this.unread;
	}

	void delete() throws IOException {
		close();
		Files.delete(this.file);
	}

	@Override
	public void close() throws IOException {
		this.channel.close();
	}

}
