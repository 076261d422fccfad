package dev.eventpatterns.benchmarks.forwarding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/** The store's default database, as it comes, in a folder that is removed. */
final class H2File implements Database, AutoCloseable {

	private final Path folder = Files.createTempDirectory("bench-h2-");

	private int number;

	private @Nullable Path last;

	H2File() throws IOException {
	}

	@Override
	public String name() {
		return "H2 file";
	}

	@Override
	public Map<String, String> fresh() throws IOException, InterruptedException {
		Path previous = this.last;
		if (previous != null) {
			if (!Files.exists(previous)) {
				throw new IllegalStateException("the store has not put its database where DATA_FOLDER says");
			}
			TemporaryFolder.remove(previous);
		}
		this.number++;
		Path own = this.folder.resolve(String.valueOf(this.number));
		this.last = own;
		return Map.of("DATA_FOLDER", own.toString());
	}

	@Override
	public void close() throws IOException, InterruptedException {
		TemporaryFolder.remove(this.folder);
	}

}
