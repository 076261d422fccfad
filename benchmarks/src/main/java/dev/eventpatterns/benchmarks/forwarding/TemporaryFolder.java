package dev.eventpatterns.benchmarks.forwarding;

import java.io.IOException;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/** Removes folders of databases. */
final class TemporaryFolder {

	private static final int ATTEMPTS = 50;

	private static final long PAUSE_MILLIS = 100;

	private TemporaryFolder() {
	}

	/**
	 * Removes a folder with all that is in it, trying again for a few seconds: a process
	 * that is just ending may still write.
	 * @param folder the folder
	 * @throws IOException if it cannot be removed
	 */
	static void remove(Path folder) throws IOException, InterruptedException {
		for (int attempt = 1;; attempt++) {
			try {
				FileSystemUtils.deleteRecursively(folder);
				return;
			}
			catch (IOException ex) {
				if (attempt == ATTEMPTS) {
					throw ex;
				}
			}
			Thread.sleep(PAUSE_MILLIS);
		}
	}

}
