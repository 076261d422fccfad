package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class DockerEngineTest {

	@TempDir
	Path temporary;

	@Test
	void findsAnEngineThatAnswers() throws Exception {
		try (ServerSocketChannel engine = engine()) {
			answer(engine, "HTTP/1.0 200 OK\r\n\r\nOK");

			assertThat(new DockerEngine(named()).whyNot()).isNull();
		}
	}

	@Test
	void isNotDeceivedByAnotherServer() throws Exception {
		try (ServerSocketChannel engine = engine()) {
			answer(engine, "HTTP/1.0 404 Not Found\r\n\r\n");

			assertThat(new DockerEngine(named()).whyNot()).contains("not as a Docker engine does");
		}
	}

	@Test
	void givesUpWithinASecondOnAnEngineThatHangs() throws Exception {
		try (ServerSocketChannel engine = engine()) {
			Instant begin = Instant.now();

			String reason = new DockerEngine(named()).whyNot();

			assertThat(engine.isOpen()).isTrue();
			assertThat(reason).contains("no answer within");
			assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofMillis(1500));
		}
	}

	@Test
	void saysWhereItLookedInVain() {
		assertThat(new DockerEngine(named()).whyNot()).contains(this.temporary.toString());
		assertThat(new DockerEngine(Map.of("DOCKER_HOST", "nonsense")).whyNot()).contains("unix:///path");
	}

	@Test
	void saysAtOnceWhyAnImageCannotBeFetched() throws Exception {
		try (ServerSocketChannel engine = engine()) {
			answer(engine, "HTTP/1.0 200 OK\r\n\r\nOK", "HTTP/1.0 404 Not Found\r\n\r\n{\"message\":\"No such image\"}",
					"HTTP/1.0 200 OK\r\n\r\n{\"status\":\"Pulling\"}\n{\"errorDetail\":{},\"error\":\"no such host\"}");
			List<String> lines = new ArrayList<>();

			String reason = new DockerEngine(named()).whyNoImage("rabbitmq:0-none",
					LabOptions.defaults().logTo(lines::add));

			assertThat(reason).isEqualTo("cannot fetch the image rabbitmq:0-none: no such host");
			assertThat(lines).containsExactly("Fetching the image rabbitmq:0-none");
		}
	}

	@Test
	void isContentWithAnImageThatIsThere() throws Exception {
		try (ServerSocketChannel engine = engine()) {
			answer(engine, "HTTP/1.0 200 OK\r\n\r\nOK", "HTTP/1.0 200 OK\r\n\r\n{\"Id\":\"x\"}");

			assertThat(new DockerEngine(named()).whyNoImage("rabbitmq:0-none", LabOptions.defaults())).isNull();
		}
	}

	private Map<String, String> named() {
		return Map.of("DOCKER_HOST", "unix://" + this.temporary.resolve("docker.sock"));
	}

	private ServerSocketChannel engine() throws Exception {
		ServerSocketChannel engine = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
		engine.bind(UnixDomainSocketAddress.of(this.temporary.resolve("docker.sock")));
		return engine;
	}

	private static void answer(ServerSocketChannel engine, String... responses) {
		Thread thread = new Thread(() -> {
			for (String response : responses) {
				try (SocketChannel client = engine.accept()) {
					client.read(ByteBuffer.allocate(512));
					client.write(ByteBuffer.wrap(response.getBytes(StandardCharsets.US_ASCII)));
				}
				catch (IOException ex) {
					return;
				}
			}
		});
		thread.setDaemon(true);
		thread.start();
	}

}
