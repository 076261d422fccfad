package dev.eventpatterns.benchmarks.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.LongAdder;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;

/** The issue: a connection to each service's broker is open all the time. */
final class HeldConnections implements Way {

	static final int HEARTBEAT_SECONDS = 10;

	private final LongAdder bytes = new LongAdder();

	private final ScheduledExecutorService heartbeats = Executors.newSingleThreadScheduledExecutor();

	private final List<Connection> connections = new ArrayList<>();

	private final List<Channel> channels = new ArrayList<>();

	private final Fleet fleet;

	HeldConnections(Fleet fleet) throws Exception {
		this.fleet = fleet;
		for (Fleet.Member member : fleet.members()) {
			ConnectionFactory factory = member.broker().connectionFactory();
			factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
			factory.setHeartbeatExecutor(this.heartbeats);
			factory.setSocketFactory(CountedSocket.factory(this.bytes));
			Connection connection = factory.newConnection("benchmark held");
			this.connections.add(connection);
			Channel channel = connection.createChannel();
			channel.confirmSelect();
			this.channels.add(channel);
		}
	}

	@Override
	public void change(long revision) throws IOException {
		byte[] body = ("{\"revision\":" + revision + "}").getBytes(StandardCharsets.UTF_8);
		for (int i = 0; i < this.channels.size(); i++) {
			this.channels.get(i)
				.basicPublish("", this.fleet.members().get(i).queue(), true, MessageProperties.PERSISTENT_BASIC, body);
		}
	}

	@Override
	public int connections() {
		return this.connections.size();
	}

	@Override
	public long bytes() {
		return this.bytes.sum();
	}

	@Override
	public void close() {
		this.connections.forEach((connection) -> connection.abort(1_000));
		this.heartbeats.shutdownNow();
	}

}
