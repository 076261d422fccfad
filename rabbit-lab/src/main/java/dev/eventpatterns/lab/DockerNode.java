package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.testcontainers.containers.Container;
import org.testcontainers.rabbitmq.RabbitMQContainer;

/**
 * A broker in a container.
 */
final class DockerNode implements NodeControl, AutoCloseable {

	private static final Duration START = Duration.ofSeconds(120);

	private static final int STOP_SECONDS = 30;

	private final RabbitMQContainer container;

	private final PortSlot slot;

	private boolean running = true;

	private boolean frozen;

	DockerNode(RabbitMQContainer container, PortSlot slot) {
		this.container = container;
		this.slot = slot;
	}

	BrokerAddress address() {
		String host = "localhost".equals(this.container.getHost()) ? PortSlot.LOOPBACK : this.container.getHost();
		return new BrokerAddress(host, this.slot.amqp(), this.container.getAdminUsername(),
				this.container.getAdminPassword(), "/",
				URI.create("http://" + host + ":" + this.slot.management() + "/"),
				URI.create("http://" + host + ":" + this.slot.prometheus() + "/metrics"));
	}

	void awaitConnections() {
		if (Readiness.await(address(), START, this.container::isRunning) != null) {
			throw new IllegalStateException("the broker in Docker does not accept connections after "
					+ START.toSeconds() + " s. Its log ends with:\n" + this.container.getLogs().lines().toList());
		}
	}

	@Override
	public boolean canBeKilled() {
		return true;
	}

	@Override
	public synchronized void kill() {
		if (this.running) {
			thaw();
			this.container.getDockerClient().killContainerCmd(this.container.getContainerId()).exec();
			this.running = false;
		}
	}

	@Override
	public synchronized void restart() {
		stop();
		this.container.getDockerClient().startContainerCmd(this.container.getContainerId()).exec();
		this.running = true;
		awaitConnections();
	}

	@Override
	public synchronized void freeze() {
		if (this.running && !this.frozen) {
			this.container.getDockerClient().pauseContainerCmd(this.container.getContainerId()).exec();
			this.frozen = true;
		}
	}

	@Override
	public synchronized void thaw() {
		if (this.frozen) {
			this.container.getDockerClient().unpauseContainerCmd(this.container.getContainerId()).exec();
			this.frozen = false;
		}
	}

	@Override
	public synchronized void stop() {
		if (this.running) {
			thaw();
			this.container.getDockerClient()
				.stopContainerCmd(this.container.getContainerId())
				.withTimeout(STOP_SECONDS)
				.exec();
			this.running = false;
		}
	}

	@Override
	public String ctl(String... arguments) {
		List<String> command = new ArrayList<>(List.of("rabbitmqctl", "--quiet"));
		command.addAll(Arrays.asList(arguments));
		try {
			Container.ExecResult result = this.container.execInContainer(command.toArray(String[]::new));
			if (result.getExitCode() != 0) {
				throw new IllegalStateException(command + " failed with status " + result.getExitCode() + ":\n"
						+ (result.getStdout() + result.getStderr()).strip());
			}
			return result.getStdout();
		}
		catch (IOException ex) {
			throw new IllegalStateException("Cannot run rabbitmqctl: " + ex.getMessage(), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while running rabbitmqctl", ex);
		}
	}

	@Override
	public synchronized void close() {
		thaw();
		this.container.stop();
		this.slot.close();
	}

}
