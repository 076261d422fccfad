package dev.eventpatterns.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where the built applications are, and where a run may write.
 *
 * @param root the suite's own folder
 */
public record Workspace(Path root) {

	/**
	 * Finds the suite's folder above this program, or above the current folder.
	 * @return the workspace
	 * @throws DemoFailure when neither is within the suite
	 */
	static Workspace find() {
		for (Path start : new Path[] { program(), Path.of("").toAbsolutePath() }) {
			for (Path folder = start; folder != null; folder = folder.getParent()) {
				if (Files.exists(folder.resolve("demo-runner/pom.xml"))) {
					return new Workspace(folder);
				}
			}
		}
		throw new DemoFailure("Cannot find the suite's folder. Run ./demo in it.");
	}

	/**
	 * The application of a module, as {@code java -jar} takes it.
	 * @param module the module
	 * @return the file
	 * @throws DemoFailure when it has not been built
	 */
	public Path application(String module) {
		Path jar = this.root.resolve(module).resolve("target").resolve(module + "-exec.jar");
		if (!Files.exists(jar)) {
			throw new DemoFailure("The application " + this.root.relativize(jar)
					+ " is not built yet. Build it with: ./mvnw package -DskipTests");
		}
		return jar;
	}

	/** What outlives a run: the report, and what makes the next start faster. */
	public Path output() {
		return this.root.resolve("target").resolve("demo");
	}

	/**
	 * A folder for one run's databases and logs.
	 * @param name the demonstration's name
	 * @return a new folder
	 */
	public Path newRunFolder(String name) {
		try {
			return Files.createDirectories(output().resolve("run-" + ProcessHandle.current().pid()).resolve(name));
		}
		catch (IOException ex) {
			throw new DemoFailure("Cannot create a folder in " + output() + ": " + ex.getMessage(), ex);
		}
	}

	/**
	 * Removes this process's run folders. What cannot be removed stays.
	 */
	void removeRunFolders() {
		remove(output().resolve("run-" + ProcessHandle.current().pid()));
	}

	/**
	 * Removes a folder with all that is in it, as far as that is possible.
	 * @param folder the folder
	 */
	public static void remove(Path folder) {
		if (!Files.exists(folder)) {
			return;
		}
		try (Stream<Path> files = Files.walk(folder)) {
			files.sorted(Comparator.reverseOrder()).forEach((file) -> file.toFile().delete());
		}
		catch (IOException ex) {
			// It lies in a folder that the next clean build removes.
		}
	}

	private static Path program() {
		try {
			return Path.of(System.getProperty("java.class.path").split(java.io.File.pathSeparator)[0]).toRealPath();
		}
		catch (IOException ex) {
			return Path.of("").toAbsolutePath();
		}
	}

}
