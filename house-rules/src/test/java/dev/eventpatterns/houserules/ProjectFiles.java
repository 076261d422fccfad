package dev.eventpatterns.houserules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Finds the files that are committed or would be: by git where there is a checkout, or
 * else all but what a build makes.
 */
record ProjectFiles(Path root) {

	private static final Set<String> BUILT = Set.of("target", ".git", ".idea", ".vscode", ".settings");

	/** Paths relative to the root, with forward slashes, sorted. */
	List<String> list() {
		try {
			List<String> files = Files.exists(this.root.resolve(".git")) ? byGit() : List.of();
			return files.isEmpty() ? byWalk() : files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Empty if git is missing or refuses. */
	private List<String> byGit() {
		try {
			Process git = new ProcessBuilder("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
				.directory(this.root.toFile())
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start();
			git.getOutputStream().close();
			String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			return Arrays.stream(output.split("\0"))
				.filter((file) -> !file.isEmpty() && Files.isRegularFile(this.root.resolve(file)))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			return List.of();
		}
	}

	private List<String> byWalk() throws IOException {
		List<String> files = new ArrayList<>();
		Files.walkFileTree(this.root, new SimpleFileVisitor<>() {

			@Override
			public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
				return BUILT.contains(String.valueOf(folder.getFileName())) ? FileVisitResult.SKIP_SUBTREE
						: FileVisitResult.CONTINUE;
			}

			@Override
			public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
				files.add(ProjectFiles.this.root.relativize(file).toString().replace('\\', '/'));
				return FileVisitResult.CONTINUE;
			}

		});
		return files.stream().sorted().toList();
	}

}
