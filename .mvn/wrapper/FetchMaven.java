import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Downloads a Maven distribution, checks it and unpacks it, with nothing but a JDK:
 * {@code java FetchMaven.java URL SHA512 TARGET}. The target folder appears complete or
 * not at all, so that two builds may fetch at the same time. Exit status 1 and one line
 * on standard error when it does not succeed.
 */
final class FetchMaven {

	/** Short, so that a machine without a network goes on to its other choices. */
	private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

	private static final Duration DOWNLOAD_TIMEOUT = Duration.ofMinutes(5);

	private FetchMaven() {
	}

	public static void main(String[] args) throws Exception {
		Path target = Path.of(args[2]);
		try {
			Files.createDirectories(target.getParent());
			Path work = Files.createTempDirectory(target.getParent(), ".fetch-");
			// A hook, so that Ctrl-C leaves nothing behind either.
			Runtime.getRuntime().addShutdownHook(new Thread(() -> deleteTree(work)));
			Path archive = download(URI.create(args[0]), work.resolve("maven.zip"));
			requireChecksum(archive, args[1]);
			unpack(archive, work.resolve("unpacked"));
			publish(work.resolve("unpacked"), target);
		}
		catch (IOException | IllegalArgumentException ex) {
			System.err.println("mvnw: " + args[0] + " could not be used: " + reason(ex));
			System.exit(1);
		}
	}

	private static Path download(URI uri, Path file) throws IOException, InterruptedException {
		HttpClient client = HttpClient.newBuilder()
			.connectTimeout(CONNECT_TIMEOUT)
			.followRedirects(HttpClient.Redirect.NORMAL)
			.build();
		HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
		try {
			// The request's own time-out ends with the headers: this one covers the body too.
			HttpResponse<Path> response = client.sendAsync(request, HttpResponse.BodyHandlers.ofFile(file))
				.get(DOWNLOAD_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
			if (response.statusCode() != 200) {
				throw new IOException("the server answered " + response.statusCode());
			}
			return response.body();
		}
		catch (ExecutionException ex) {
			boolean connected = !(ex.getCause() instanceof ConnectException
					|| ex.getCause() instanceof HttpConnectTimeoutException);
			throw new IOException(
					connected ? "the download broke off: " + reason(ex.getCause()) : "no connection to " + uri.getHost(),
					ex);
		}
		catch (TimeoutException ex) {
			throw new IOException("the download took longer than " + DOWNLOAD_TIMEOUT.toMinutes() + " minutes", ex);
		}
	}

	private static void requireChecksum(Path archive, String expected) throws IOException {
		MessageDigest digest;
		try {
			digest = MessageDigest.getInstance("SHA-512");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
		try (InputStream in = new DigestInputStream(Files.newInputStream(archive), digest)) {
			in.transferTo(OutputStream.nullOutputStream());
		}
		String actual = HexFormat.of().formatHex(digest.digest());
		if (!actual.equalsIgnoreCase(expected)) {
			throw new IOException("its SHA-512 checksum is not the one in maven-wrapper.properties");
		}
	}

	private static void unpack(Path archive, Path folder) throws IOException {
		try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
			for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
				Path file = folder.resolve(entry.getName()).normalize();
				if (!file.startsWith(folder)) {
					throw new IOException("the archive names a file outside itself: " + entry.getName());
				}
				if (entry.isDirectory()) {
					Files.createDirectories(file);
				}
				else {
					Files.createDirectories(file.getParent());
					Files.copy(zip, file);
					// A zip stream does not tell modes: the scripts are all there is to start.
					if (file.getParent().endsWith("bin")) {
						file.toFile().setExecutable(true, false);
					}
				}
			}
		}
	}

	/** Moves the one folder that the archive holds to the target. */
	private static void publish(Path unpacked, Path target) throws IOException {
		Path home;
		try (Stream<Path> children = Files.list(unpacked)) {
			home = children.filter((child) -> Files.isExecutable(child.resolve("bin/mvn")))
				.findFirst()
				.orElseThrow(() -> new IOException("the archive holds no bin/mvn"));
		}
		try {
			Files.move(home, target, StandardCopyOption.ATOMIC_MOVE);
		}
		catch (FileSystemException ex) {
			// Another build was faster: what it has put there passed the same check.
			if (!Files.isExecutable(target.resolve("bin/mvn"))) {
				throw ex;
			}
		}
	}

	private static void deleteTree(Path folder) {
		try (Stream<Path> tree = Files.walk(folder)) {
			tree.sorted(Comparator.reverseOrder()).forEach((path) -> path.toFile().delete());
		}
		catch (IOException ex) {
			System.err.println("mvnw: cannot delete " + folder + ": " + reason(ex));
		}
	}

	/** A failed connection often has no message: then its type says what happened. */
	private static String reason(Throwable ex) {
		return (ex.getMessage() != null) ? ex.getMessage() : ex.getClass().getSimpleName();
	}

}
