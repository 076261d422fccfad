package dev.eventpatterns.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the script against a package archive of its own on this disk: no network.
 */
class FetchDebianPackagesTest {

	@TempDir
	Path temporary;

	private Path destination;

	@BeforeEach
	void offerThreePackages() throws Exception {
		Skip.unless(Files.isExecutable(Path.of("/usr/bin/apt-get")) && Files.isExecutable(Path.of("/usr/bin/dpkg-deb")),
				"FetchDebianPackagesTest", "this is neither Debian nor Ubuntu");
		this.destination = this.temporary.resolve("cache/unpacked");
		String index = offer("broker", "runtime, helper | other") + offer("runtime", "") + offer("helper", "runtime")
				+ offer("unrelated", "");
		write("archive/Packages", index);
		write("status", "");
		useSource("deb [trusted=yes] file:" + this.temporary.resolve("archive") + " ./");
	}

	@Test
	void unpacksPackagesWithWhatTheyDependOn() throws Exception {
		Run run = fetch(null);

		assertThat(run.status()).as(run.error()).isZero();
		assertThat(unpacked()).containsExactly("broker", "helper", "runtime");
		assertThat(run.output()).contains("Fetching 3 packages");
		assertThat(beside()).containsExactly("unpacked", "unpacked.lock");
	}

	@Test
	void fetchesOnlyWhatIsAskedFor() throws Exception {
		Run run = fetch("^(broker|run.*)$");

		assertThat(run.status()).as(run.error()).isZero();
		assertThat(unpacked()).containsExactly("broker", "runtime");
	}

	@Test
	void takesWhatIsThereWithoutLookingFurther() throws Exception {
		fetch(null);
		useSource("deb [trusted=yes] http://127.0.0.1:1/ ./");

		Run run = fetch(null);

		assertThat(run.status()).isZero();
		assertThat(run.output()).isEmpty();
	}

	@Test
	void endsWithOneLineWhenThereIsNoNetwork() throws Exception {
		useSource("deb [trusted=yes] http://127.0.0.1:1/ ./");

		Run run = fetch(null);

		assertThat(run.status()).isNotZero();
		assertThat(run.error()).startsWith("fetch-debian-packages: cannot get the package broker: is there a network?")
			.hasLineCount(1);
		assertThat(beside()).containsExactly("unpacked.lock");
	}

	@Test
	void leavesNothingHalfFinishedWhenADownloadBreaksOff() throws Exception {
		Files.delete(this.temporary.resolve("archive/runtime.deb"));

		Run run = fetch(null);

		assertThat(run.status()).isNotZero();
		assertThat(run.error()).startsWith("fetch-debian-packages: the download broke off").hasLineCount(1);
		assertThat(beside()).containsExactly("unpacked.lock");
	}

	@Test
	void clearsAwayWhatAKilledFetchHasLeft() throws Exception {
		write("cache/unpacked.part.4711/root/half", "");

		Run run = fetch(null);

		assertThat(run.status()).as(run.error()).isZero();
		assertThat(beside()).containsExactly("unpacked", "unpacked.lock");
	}

	@Test
	void letsASecondCallerWaitForTheFirst() throws Exception {
		Process first = start(null);
		Process second = start(null);

		Run one = end(first);
		Run other = end(second);

		assertThat(one.status()).as(one.error()).isZero();
		assertThat(other.status()).as(other.error()).isZero();
		assertThat(one.output() + other.output()).containsOnlyOnce("Fetching 3 packages");
		assertThat(unpacked()).containsExactly("broker", "helper", "runtime");
	}

	private String offer(String name, String depends) throws Exception {
		String control = "Package: " + name + "\nVersion: 1.0\nArchitecture: all\nMaintainer: nobody <n@example.com>\n"
				+ (depends.isEmpty() ? "" : "Depends: " + depends + "\n") + "Description: a package\n";
		write("source-" + name + "/DEBIAN/control", control);
		write("source-" + name + "/usr/share/" + name, name);
		Path deb = this.temporary.resolve("archive/" + name + ".deb");
		Files.createDirectories(deb.getParent());
		Process build = new ProcessBuilder("dpkg-deb", "--root-owner-group", "--build",
				this.temporary.resolve("source-" + name).toString(), deb.toString())
			.redirectErrorStream(true)
			.start();
		assertThat(build.waitFor()).isZero();
		byte[] content = Files.readAllBytes(deb);
		String hash = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
		return control + "Filename: ./" + name + ".deb\nSize: " + content.length + "\nSHA256: " + hash + "\n\n";
	}

	private void useSource(String line) throws IOException {
		write("sources.list", line + "\n");
		write("apt.conf", """
				Dir::Etc::sourcelist "%1$s/sources.list";
				Dir::Etc::sourceparts "%1$s/none";
				Dir::State::status "%1$s/status";
				""".formatted(this.temporary));
	}

	private void write(String name, String text) throws IOException {
		Path file = this.temporary.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, text);
	}

	private Run fetch(String only) throws Exception {
		return end(start(only));
	}

	private Process start(String only) throws IOException {
		ProcessBuilder builder = new ProcessBuilder("sh", "-c", Resources.text("fetch-debian-packages.sh"), "fetch",
				this.destination.toString(), "broker");
		builder.environment().put("APT_CONFIG", this.temporary.resolve("apt.conf").toString());
		if (only != null) {
			builder.environment().put("FETCH_ONLY", only);
		}
		return builder.start();
	}

	private static Run end(Process process) throws Exception {
		assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
		return new Run(process.exitValue(), new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
				new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
	}

	private List<String> unpacked() throws IOException {
		return names(this.destination.resolve("usr/share"));
	}

	private List<String> beside() throws IOException {
		return names(this.destination.getParent());
	}

	private static List<String> names(Path folder) throws IOException {
		try (Stream<Path> files = Files.list(folder)) {
			return files.map((path) -> path.getFileName().toString()).sorted().toList();
		}
	}

	private record Run(int status, String output, String error) {
	}

}
