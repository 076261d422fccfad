package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What the proxy does without faults, and at its end. */
@Timeout(30)
class TcpFaultProxyTest {

	private final ProxiedEcho echo = new ProxiedEcho();

	private final TcpFaultProxy proxy = this.echo.proxy();

	@AfterEach
	void close() throws IOException {
		this.echo.close();
	}

	@Test
	void passesEverythingOnUnchangedAndTheEndOfTheStreamToo() throws Exception {
		Socket client = this.echo.connect();
		byte[] sent = new byte[20_000_000];
		new Random(1).nextBytes(sent);

		CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> this.echo.sendAndEnd(client, sent),
				this.echo.threads());
		byte[] received = client.getInputStream().readAllBytes();

		sending.get();
		assertThat(received).isEqualTo(sent);
		await().untilAsserted(() -> assertThat(this.proxy.bytesForwarded()).isEqualTo(2L * sent.length));
		await().untilAsserted(() -> assertThat(this.proxy.connections()).isZero());
	}

	@Test
	void passesAResetOn() throws Exception {
		Socket client = this.echo.connect();
		this.echo.assertEchoes(client);

		this.echo.server().resetAll();

		ProxiedEcho.assertReset(client);
	}

	@Test
	void resetsTheClientWhenTheTargetDoesNotAnswer() throws Exception {
		this.echo.server().close();

		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.echo.connect().getInputStream().readAllBytes())
			.withMessageContaining("reset");
	}

	@Test
	void letsTheSenderWaitForASlowReceiver() throws Exception {
		Socket client = this.echo.connect();
		AtomicLong sent = new AtomicLong();

		CompletableFuture.runAsync(() -> this.echo.sendUntilItFails(client, sent), this.echo.threads());

		// Nobody reads the echo: the buffers on the way fill up, and then nothing moves.
		await().during(Duration.ofSeconds(1))
			.atMost(Duration.ofSeconds(20))
			.until(() -> sent.getAndSet(0) == 0 && this.proxy.bytesForwarded() > 0);
		assertThat(this.proxy.bytesForwarded()).isLessThan(100_000_000);
	}

	@Test
	void opensEveryProxyOnAPortOfItsOwnBelowTheOutgoingOnes() {
		List<TcpFaultProxy> proxies = new ArrayList<>();
		try {
			for (int i = 0; i < 200; i++) {
				proxies.add(TcpFaultProxy.to("127.0.0.1", this.echo.server().port()));
			}

			assertThat(proxies).extracting(TcpFaultProxy::port)
				.doesNotHaveDuplicates()
				.allMatch((port) -> port > 1024 && port < 32_768);
		}
		finally {
			proxies.forEach(TcpFaultProxy::close);
		}
	}

	@Test
	void leavesNothingBehindWhenClosed() throws Exception {
		Socket client = this.echo.connect();
		this.echo.assertEchoes(client);
		this.proxy.delay(Duration.ofMinutes(5));
		client.getOutputStream().write(7);
		ProxiedEcho.assertSilent(client);

		this.proxy.close();

		ProxiedEcho.assertReset(client);
		// The system may still take a connection while it closes, but then resets it.
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> this.echo.connect().getInputStream().readAllBytes());
		String name = "tcp-fault-proxy " + this.proxy.port();
		await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
			.noneMatch((thread) -> thread.startsWith(name)));
	}

}
