package dev.eventpatterns.benchmarks.watch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;

import dev.eventpatterns.benchmarks.Bench;
import dev.eventpatterns.lab.Broker;
import dev.eventpatterns.lab.TcpFaultProxy;

/**
 * Services with a queue each, over ten virtual hosts, and ten ways to each of these: a
 * hundred addresses. What goes the ways is counted. Whoever reads the queues goes a way
 * of his own, so that he is not.
 */
final class Fleet implements AutoCloseable {

	static final int VIRTUAL_HOSTS = 10;

	static final int WAYS = 10;

	private static final Pattern REVISION = Pattern.compile("\"revision\":(\\d+)");

	private final List<Broker> brokers = new ArrayList<>();

	private final List<TcpFaultProxy> ways = new ArrayList<>();

	private final List<Connection> readers = new ArrayList<>();

	private final List<Member> members = new ArrayList<>();

	/** When each service was told of the revision that is waited for. */
	private final Map<String, Long> told = new ConcurrentHashMap<>();

	private volatile long awaited;

	Fleet(Bench bench, int size) throws Exception {
		for (int i = 0; i < VIRTUAL_HOSTS; i++) {
			this.brokers.add(bench.broker().withVirtualHost("benchmark-watch-" + i));
		}
		for (int i = 0; i < WAYS; i++) {
			this.ways.add(TcpFaultProxy.to(bench.broker().host(), bench.broker().port()));
		}
		for (int i = 0; i < size; i++) {
			Broker broker = this.brokers.get(i % VIRTUAL_HOSTS);
			int way = (i / VIRTUAL_HOSTS) % WAYS;
			this.members.add(new Member("service-" + i, "benchmark.watch." + i, broker, way,
					"amqp://127.0.0.1:" + this.ways.get(way).port() + "/" + broker.virtualHost()));
		}
		for (Broker broker : this.brokers) {
			read(broker);
		}
	}

	private void read(Broker broker) throws Exception {
		Connection connection = broker.connectionFactory().newConnection("benchmark reader");
		this.readers.add(connection);
		Channel channel = connection.createChannel();
		for (Member member : this.members) {
			if (member.broker() == broker) {
				channel.queueDeclare(member.queue(), true, false, false, null);
				channel.queuePurge(member.queue());
				channel.basicConsume(member.queue(), true, (tag, message) -> on(member, message), (tag) -> {
				});
			}
		}
	}

	private void on(Member member, Delivery message) {
		Matcher revision = REVISION.matcher(new String(message.getBody(), StandardCharsets.UTF_8));
		if (revision.find() && Long.parseLong(revision.group(1)) == this.awaited) {
			told(member);
		}
	}

	/** A service has been told of what is waited for. The first time counts. */
	void told(Member member) {
		this.told.putIfAbsent(member.name(), System.nanoTime());
	}

	/** Begins to wait for a revision. */
	void expect(long revision) {
		this.told.clear();
		this.awaited = revision;
	}

	long awaited() {
		return this.awaited;
	}

	/** Who has been told, and when, as {@link System#nanoTime}. */
	Map<String, Long> told() {
		return this.told;
	}

	List<Member> members() {
		return this.members;
	}

	/** The names of those whose way never dies: all but the first. */
	Set<String> living() {
		return this.members.stream()
			.filter((member) -> member.way() != 0)
			.map(Member::name)
			.collect(Collectors.toUnmodifiableSet());
	}

	TcpFaultProxy way(int number) {
		return this.ways.get(number);
	}

	/** Connections that are open on all ways together. */
	int connections() {
		return this.ways.stream().mapToInt(TcpFaultProxy::connections).sum();
	}

	/** Bytes that went all ways so far. */
	long bytes() {
		return this.ways.stream().mapToLong(TcpFaultProxy::bytesForwarded).sum();
	}

	@Override
	public void close() throws IOException {
		for (int i = 0; i < this.readers.size(); i++) {
			Broker broker = this.brokers.get(i);
			try (Channel channel = this.readers.get(i).createChannel()) {
				for (Member member : this.members) {
					if (member.broker() == broker) {
						channel.queueDelete(member.queue());
					}
				}
			}
			catch (Exception ex) {
				// The virtual host goes with the broker.
			}
			this.readers.get(i).abort();
		}
		this.ways.forEach(TcpFaultProxy::close);
	}

	/**
	 * A service.
	 *
	 * @param name its name
	 * @param queue its queue
	 * @param broker its virtual host
	 * @param way by which way it is reached
	 * @param address where it is reached
	 */
	record Member(String name, String queue, Broker broker, int way, String address) {
	}

}
