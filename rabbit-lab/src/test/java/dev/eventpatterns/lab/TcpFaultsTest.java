package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/** What each fault does, and how it heals. */
@Timeout(30)
class TcpFaultsTest {

	private final ProxiedEcho echo = new ProxiedEcho();

	private final TcpFaultProxy proxy = this.echo.proxy();

	@AfterEach
	void close() throws IOException {
		this.echo.close();
	}

	@Test
	void resetsConnectionsAndNewOnesWhileCutAndPassesThemOnceHealed() throws Exception {
		Socket before = this.echo.connect();
		this.echo.assertEchoes(before);

		this.proxy.cut();

		ProxiedEcho.assertReset(before);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> this.echo.echo(this.echo.connect(), 1));
		await().untilAsserted(() -> assertThat(this.proxy.connections()).isZero());
		await().untilAsserted(() -> assertThat(this.echo.server().connections()).isZero());

		this.proxy.heal();

		this.echo.assertEchoes(this.echo.connect());
	}

	@Test
	void resetsOnlyTheConnectionsPresent() throws Exception {
		Socket before = this.echo.connect();
		this.echo.assertEchoes(before);

		this.proxy.cutConnections();

		ProxiedEcho.assertReset(before);
		this.echo.assertEchoes(this.echo.connect());
	}

	@Test
	void delaysEachWayWithoutHoldingBackWhatFollows() throws Exception {
		Socket client = this.echo.connect();
		this.echo.assertEchoes(client);

		this.proxy.delay(Duration.ofMillis(150));
		long start = System.nanoTime();
		for (int i = 0; i < 20; i++) {
			client.getOutputStream().write(i);
			client.getOutputStream().flush();
			// Apart, so that they do not travel as one.
			long next = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
			await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() > next);
		}
		byte[] received = client.getInputStream().readNBytes(20);
		Duration took = ProxiedEcho.since(start);

		assertThat(received).hasSize(20);
		assertThat(took).isBetween(Duration.ofMillis(490), Duration.ofMillis(2000));
	}

	@Test
	void passesWhatIsDelayedAsSoonAsItIsHealed() throws Exception {
		Socket client = this.echo.connect();
		this.echo.assertEchoes(client);
		this.proxy.delay(Duration.ofMinutes(5));
		client.getOutputStream().write(7);
		ProxiedEcho.assertSilent(client);

		this.proxy.heal();

		assertThat(client.getInputStream().read()).isEqualTo(7);
	}

	@Test
	void throttlesAllConnectionsTogetherUntilHealed() throws Exception {
		Socket first = this.echo.connect();
		Socket second = this.echo.connect();
		this.proxy.throttle(200_000);

		long start = System.nanoTime();
		CompletableFuture<Void> other = CompletableFuture.runAsync(() -> this.echo.echo(second, 50_000),
				this.echo.threads());
		this.echo.echo(first, 50_000);
		other.get();
		Duration throttled = ProxiedEcho.since(start);
		this.proxy.heal();
		start = System.nanoTime();
		this.echo.echo(first, 1_000_000);
		Duration healed = ProxiedEcho.since(start);

		// 100,000 bytes go there at 200,000 a second and come back a slice later.
		assertThat(throttled).isBetween(Duration.ofMillis(490), Duration.ofMillis(2500));
		assertThat(healed).isLessThan(Duration.ofSeconds(2));
	}

	@Test
	void swallowsEverythingInABlackHoleAndResetsWhatHasLostBytesOnceHealed() throws Exception {
		Socket speaking = this.echo.connect();
		Socket silent = this.echo.connect();
		this.echo.assertEchoes(speaking);
		this.echo.assertEchoes(silent);
		long before = 4 * 100;
		await().untilAsserted(() -> assertThat(this.proxy.bytesForwarded()).isEqualTo(before));

		this.proxy.blackHole();
		Socket fresh = this.echo.connect();
		byte[] much = new byte[8_000_000];
		speaking.getOutputStream().write(much);
		fresh.getOutputStream().write(1);

		ProxiedEcho.assertSilent(speaking);
		ProxiedEcho.assertSilent(fresh);
		assertThat(this.proxy.bytesForwarded()).isEqualTo(before);
		assertThat(this.proxy.connections()).isEqualTo(3);

		this.proxy.heal();

		ProxiedEcho.assertReset(speaking);
		ProxiedEcho.assertReset(fresh);
		this.echo.assertEchoes(silent);
		this.echo.assertEchoes(this.echo.connect());
	}

	@Test
	void hidesTheServersEndInABlackHole() throws Exception {
		Socket client = this.echo.connect();
		this.echo.assertEchoes(client);

		this.proxy.blackHole();
		this.echo.server().resetAll();

		ProxiedEcho.assertSilent(client);

		this.proxy.heal();

		ProxiedEcho.assertReset(client);
	}

	@Test
	void refusesFaultsOutOfRange() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.proxy.throttle(0))
			.withMessageContaining("at least 1 byte");
		assertThatIllegalArgumentException().isThrownBy(() -> this.proxy.delay(Duration.ofMillis(-1)))
			.withMessageContaining("0 to 1 hour");
	}

}
