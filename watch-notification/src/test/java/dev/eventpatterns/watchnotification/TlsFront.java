package dev.eventpatterns.watchnotification;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

import dev.eventpatterns.lab.Broker;

/**
 * Encrypts what goes to a broker that speaks plain text, with a certificate that names
 * localhost and nothing else.
 */
final class TlsFront implements AutoCloseable {

	private static final char[] PASSWORD = "changeit".toCharArray();

	private final SSLContext context;

	private final SSLServerSocket server;

	private final Broker broker;

	TlsFront(Broker broker, Path folder) throws Exception {
		this.broker = broker;
		this.context = context(keys(folder.resolve("keys.p12")));
		this.server = (SSLServerSocket) this.context.getServerSocketFactory()
			.createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
		daemon(this::accept);
	}

	private static KeyStore keys(Path file) throws Exception {
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "front", "-keyalg", "EC", "-dname", "CN=localhost", "-ext",
				"SAN=dns:localhost", "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass",
				new String(PASSWORD))
			.redirectErrorStream(true)
			.start();
		if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
			throw new IllegalStateException("keytool made no key");
		}
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, PASSWORD);
		}
		return keys;
	}

	private static SSLContext context(KeyStore keys) throws Exception {
		KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		own.init(keys, PASSWORD);
		TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		KeyStore certificates = KeyStore.getInstance("PKCS12");
		certificates.load(null, PASSWORD);
		certificates.setCertificateEntry("front", keys.getCertificate("front"));
		trusted.init(certificates);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
		return context;
	}

	/** Trusts the certificate, and has it. */
	SSLContext context() {
		return this.context;
	}

	int port() {
		return this.server.getLocalPort();
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket client = this.server.accept();
				Socket target = new Socket(this.broker.host(), this.broker.port());
				daemon(() -> copy(client, target));
				daemon(() -> copy(target, client));
			}
			catch (IOException ex) {
				// Closed, or a client that went away.
			}
		}
	}

	private static void copy(Socket from, Socket to) {
		try (from; to) {
			from.getInputStream().transferTo(to.getOutputStream());
		}
		catch (IOException ex) {
			// One side is gone, and so is the other then.
		}
	}

	private static void daemon(Runnable task) {
		Thread thread = new Thread(task, "tls-front");
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
	}

}
