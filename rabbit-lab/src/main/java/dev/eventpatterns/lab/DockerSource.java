package dev.eventpatterns.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.testcontainers.DockerClientFactory;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Brokers in containers, by Testcontainers, which also removes them when this JVM is
 * killed.
 */
final class DockerSource implements BrokerSource {

	private static final String IMAGE = "rabbitmq:4-management";

	private static final Duration START = Duration.ofSeconds(90);

	private final Map<String, String> environment;

	DockerSource(Map<String, String> environment) {
		this.environment = environment;
	}

	@Override
	public String name() {
		return "Docker engine";
	}

	@Override
	public RunningBrokers start(LabOptions options) throws UnavailableException {
		DockerEngine engine = new DockerEngine(this.environment);
		String reason = engine.whyNot();
		if (reason != null) {
			throw new UnavailableException("none answers (" + reason + ")");
		}
		if (options.clustered()) {
			throw new UnavailableException("the lab forms clusters of local nodes only");
		}
		String noImage = engine.whyNoImage(IMAGE, options);
		if (noImage != null) {
			throw new UnavailableException("an engine answers, but " + noImage);
		}
		List<DockerNode> nodes = new ArrayList<>();
		try {
			for (int i = 0; i < options.nodes(); i++) {
				nodes.add(startNode(options));
			}
			String version = nodes.get(0).ctl("version").strip();
			return new RunningBrokers(nodes.stream().map((node) -> new Broker(node.address(), node)).toList(),
					"RabbitMQ " + version + ", image " + IMAGE + " in Docker", () -> nodes.forEach(DockerNode::close));
		}
		catch (RuntimeException ex) {
			nodes.forEach(DockerNode::close);
			throw new UnavailableException("an engine answers, but " + IMAGE + " does not start: " + rootMessage(ex));
		}
	}

	private static DockerNode startNode(LabOptions options) {
		PortSlot slot = PortSlot.claim();
		RabbitMQContainer container = new RabbitMQContainer(DockerImageName.parse(IMAGE));
		container.addExposedPort(15692);
		container.withCopyToContainer(Transferable.of("[" + String.join(",", options.plugins()) + "].\n"),
				"/etc/rabbitmq/enabled_plugins");
		container.withCopyToContainer(Transferable.of("collect_statistics_interval = 1000\n"),
				"/etc/rabbitmq/conf.d/90-rabbit-lab.conf");
		DockerNode node = new DockerNode(container, slot);
		try {
			startInTime(container, slot, node);
			node.awaitConnections();
			return node;
		}
		catch (RuntimeException ex) {
			node.close();
			throw ex;
		}
	}

	/**
	 * Testcontainers fetches small images for its own use, and keeps trying for minutes
	 * where that does not work.
	 */
	private static void startInTime(RabbitMQContainer container, PortSlot slot, DockerNode node) {
		CompletableFuture<Void> started = new CompletableFuture<>();
		Thread starter = new Thread(() -> {
			try {
				// Only with a client does Testcontainers know the engine's host.
				DockerClientFactory.instance().client();
				bindPorts(container, slot);
				container.start();
				started.complete(null);
			}
			catch (RuntimeException ex) {
				started.completeExceptionally(ex);
			}
		}, "docker-start");
		starter.setDaemon(true);
		starter.start();
		try {
			started.get(START.toMillis(), TimeUnit.MILLISECONDS);
		}
		catch (TimeoutException ex) {
			// Should it start after all, nobody would want it any more.
			started.whenComplete((nothing, thrown) -> node.close());
			throw new IllegalStateException("not within " + START.toSeconds()
					+ " s (Testcontainers needs its images testcontainers/ryuk and alpine too)");
		}
		catch (ExecutionException ex) {
			throw new IllegalStateException(rootMessage(ex), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("interrupted", ex);
		}
	}

	/**
	 * Fixed, because Docker would choose others after a restart; on loopback, as far as
	 * the engine runs here.
	 */
	private static void bindPorts(RabbitMQContainer container, PortSlot slot) {
		String local = "localhost".equals(container.getHost()) ? PortSlot.LOOPBACK + ":" : "";
		container.setPortBindings(List.of(local + slot.amqp() + ":5672", local + slot.management() + ":15672",
				local + slot.prometheus() + ":15692"));
	}

	private static String rootMessage(Throwable thrown) {
		Throwable root = thrown;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return String.valueOf(root.getMessage());
	}

}
