package dev.eventpatterns.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that belongs to the lab, and goes with it.
 *
 * @param path where it is
 */
record NodeFolder(Path path) {

	Path write(String name, String text, String permissions) {
		Path file = this.path.resolve(name);
		try {
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
			Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
			return file;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot write " + file + ": " + ex.getMessage(), ex);
		}
	}

	Path write(String name, String text) {
		return write(name, text, "rw-------");
	}

	/**
	 * The last lines of a log, for a message; empty when there is none.
	 */
	static List<String> tail(Path log, int lines) {
		try (Stream<String> all = Files.lines(log, StandardCharsets.ISO_8859_1)) {
			List<String> list = all.filter((line) -> !line.isBlank()).toList();
			return list.subList(Math.max(0, list.size() - lines), list.size());
		}
		catch (IOException | UncheckedIOException ex) {
			return List.of();
		}
	}

	/**
	 * Removes the folder. What cannot be removed stays: it is in the temporary folder.
	 */
	void remove() {
		try (Stream<Path> all = Files.walk(this.path)) {
			for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
				Files.deleteIfExists(file);
			}
		}
		catch (IOException | UncheckedIOException ex) {
			// Nothing of ours runs any more that could need it.
		}
	}

}
