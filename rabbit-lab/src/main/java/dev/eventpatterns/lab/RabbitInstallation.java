package dev.eventpatterns.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The files of a RabbitMQ server and of the Erlang that runs it.
 *
 * @param server the server's folder, rabbitmq_server-VERSION
 * @param scripts the folder of rabbitmq-server and rabbitmqctl; never that of the wrapper
 * on the PATH, which changes to another user
 * @param erlang Erlang's root folder
 * @param libraries folders of shared libraries that may not be on this machine
 */
record RabbitInstallation(Path server, Path scripts, Path erlang, List<Path> libraries) {

	/**
	 * Looks below a file system's root, or a folder in which packages were unpacked.
	 */
	static Optional<RabbitInstallation> below(Path root) {
		Optional<Path> server = newest(root.resolve("usr/lib/rabbitmq/lib"), "rabbitmq_server-*");
		Path erlang = root.resolve("usr/lib/erlang");
		if (server.isEmpty() || newest(erlang, "erts-*").isEmpty()) {
			return Optional.empty();
		}
		for (String folder : List.of("sbin", "bin")) {
			Path sbin = server.get().resolve(folder);
			if (Files.isExecutable(sbin.resolve("rabbitmq-server"))) {
				return Optional.of(new RabbitInstallation(server.get(), sbin, erlang, libraries(root)));
			}
		}
		return Optional.empty();
	}

	String version() {
		String name = String.valueOf(this.server.getFileName());
		return name.substring(name.indexOf('-') + 1);
	}

	/**
	 * RabbitMQ itself starts without a plugin that it does not find.
	 */
	boolean hasPlugin(String name) {
		try (DirectoryStream<Path> found = Files.newDirectoryStream(this.server.resolve("plugins"), name + "-[0-9]*")) {
			return found.iterator().hasNext();
		}
		catch (IOException ex) {
			return false;
		}
	}

	Path erts() {
		return newest(this.erlang, "erts-*").orElseThrow();
	}

	/**
	 * An {@code erl} that works wherever the files lie. The one in the packages starts
	 * what is in /usr/lib/erlang, whatever it is told.
	 */
	String erlScript() {
		return """
				#!/bin/sh
				ROOTDIR='%s'
				BINDIR='%s/bin'
				EMU=beam
				PROGNAME=erl
				export ROOTDIR BINDIR EMU PROGNAME
				exec "$BINDIR/erlexec" "$@"
				""".formatted(this.erlang, erts());
	}

	private static List<Path> libraries(Path root) {
		List<Path> found = new ArrayList<>();
		if (root.getNameCount() > 0) {
			for (String parent : List.of("usr/lib", "lib")) {
				newest(root.resolve(parent), "*-linux-gnu*").ifPresent(found::add);
			}
		}
		return found;
	}

	private static Optional<Path> newest(Path folder, String glob) {
		List<Path> found = new ArrayList<>();
		try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
			entries.forEach(found::add);
		}
		catch (IOException ex) {
			return Optional.empty();
		}
		// Packages leave one version.
		return found.stream().filter(Files::isDirectory).max(Comparator.naturalOrder());
	}

}
