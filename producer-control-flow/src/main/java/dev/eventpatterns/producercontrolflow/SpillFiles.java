package dev.eventpatterns.producercontrolflow;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A queue of lines in files that are only appended to. A file that is full is followed by
 * the next, and deleted once all its lines are confirmed. How far the first is confirmed
 * stands in a file of its own, which is not forced: after a loss of power it may be old,
 * and lines come again.
 * <p>
 * A line counts when its end has been written. One without an end was never accepted and
 * is cut off when the files are opened. Not for use by several threads.
 */
final class SpillFiles implements Closeable {

	private final Path folder;

	private final long segmentBytes;

	private final FileChannel lock;

	private final FileChannel position;

	/** From the oldest to the one that is written to. */
	private final Deque<SpillSegment> segments = new ArrayDeque<>();

	private long confirmed;

	private SpillFiles(Path folder, long segmentBytes, FileChannel lock) throws IOException {
		this.folder = folder;
		this.segmentBytes = segmentBytes;
		this.lock = lock;
		this.position = open(folder.resolve("position"));
	}

	private static FileChannel open(Path file) throws IOException {
		return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
	}

	static SpillFiles open(Path folder, long segmentBytes) throws IOException {
		Files.createDirectories(folder);
		FileChannel lock = open(folder.resolve("lock"));
		if (!locked(lock)) {
			lock.close();
			throw new IOException(folder + " is in use by another producer. Give each a folder of its own, by the"
					+ " property producer-control-flow.buffer.folder.");
		}
		SpillFiles files = new SpillFiles(folder, segmentBytes, lock);
		files.recover();
		return files;
	}

	private static boolean locked(FileChannel lock) throws IOException {
		try {
			@Nullable FileLock held = lock.tryLock();
			return held != null;
		}
		catch (OverlappingFileLockException ex) {
			return false;
		}
	}

	private void recover() throws IOException {
		List<Path> found;
		try (Stream<Path> all = Files.list(this.folder)) {
			found = all.filter(SpillSegment::isOne).sorted().toList();
		}
		for (Path file : found) {
			this.segments.addLast(SpillSegment.open(file));
		}
		if (this.segments.isEmpty()) {
			addSegment(1);
		}
		String[] noted = readPosition().split(" ");
		SpillSegment first = this.segments.getFirst();
		if (noted.length == 2 && noted[0].equals(String.valueOf(first.number()))) {
			this.confirmed = first.startReadingAt(Long.parseLong(noted[1]));
		}
		dropConfirmed();
	}

	private String readPosition() throws IOException {
		ByteBuffer bytes = ByteBuffer.allocate(64);
		this.position.read(bytes, 0);
		String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII).strip();
		return text.matches("\\d{1,18} \\d{1,18}") ? text : "";
	}

	private void addSegment(long number) throws IOException {
		this.segments.addLast(SpillSegment.create(this.folder, number));
		// A new file is there after a loss of power only when its folder was forced too.
		try (FileChannel directory = FileChannel.open(this.folder, StandardOpenOption.READ)) {
			directory.force(true);
		}
	}

	/** Appends lines and forces them to the disk, or leaves the files as they were. */
	void append(String lines, int count) throws IOException {
		if (this.segments.getLast().bytes() >= this.segmentBytes) {
			addSegment(this.segments.getLast().number() + 1);
		}
		this.segments.getLast().append(lines.getBytes(StandardCharsets.US_ASCII), count);
	}

	/** The next lines that were not read, without their ends. */
	List<String> read(int most) throws IOException {
		List<String> lines = new ArrayList<>();
		for (SpillSegment segment : this.segments) {
			segment.read(most - lines.size(), lines);
		}
		return lines;
	}

	/** The next bytes need not come again. */
	void confirm(long bytes) throws IOException {
		this.confirmed += bytes;
		SpillSegment last = this.segments.getLast();
		if (this.segments.size() == 1 && this.confirmed == last.bytes() && last.bytes() >= this.segmentBytes) {
			// Else a file that was filled at once would keep its room for good.
			addSegment(last.number() + 1);
		}
		dropConfirmed();
		byte[] noted = (this.segments.getFirst().number() + " " + this.confirmed + "\n")
			.getBytes(StandardCharsets.US_ASCII);
		// In one write, and as long as any before it.
		ByteBuffer line = ByteBuffer.allocate(40).put(noted);
		while (line.hasRemaining()) {
			line.put((byte) ' ');
		}
		this.position.write(line.flip(), 0);
	}

	private void dropConfirmed() throws IOException {
		while (this.segments.size() > 1 && this.confirmed >= this.segments.getFirst().bytes()) {
			SpillSegment drained = this.segments.removeFirst();
			this.confirmed -= drained.bytes();
			drained.delete();
		}
	}

	/** Keeps a line that nobody can read apart, for somebody to look at. */
	void setAside(String line) throws IOException {
		Files.writeString(this.folder.resolve("unreadable"), line + "\n", StandardOpenOption.CREATE,
				StandardOpenOption.APPEND);
	}

	/** How many lines are not read. */
	int lines() {
		return this.segments.stream().mapToInt(SpillSegment::unread).sum();
	}

	/** What the files take on disk. */
	long bytes() {
		return this.segments.stream().mapToLong(SpillSegment::bytes).sum();
	}

	@Override
	public void close() throws IOException {
		for (SpillSegment segment : this.segments) {
			segment.close();
		}
		this.position.close();
		this.lock.close();
	}

}
