package dev.eventpatterns.threaddelegate.consumer;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.SortedSet;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

import dev.eventpatterns.threaddelegate.Member;
import dev.eventpatterns.threaddelegate.Members;
import dev.eventpatterns.threaddelegate.ThreadDelegateProperties;
import dev.eventpatterns.threaddelegate.ThreadDelegateTopology;
import dev.eventpatterns.trading.service.BrokerConnections;
import dev.eventpatterns.trading.service.QueueSession;
import dev.eventpatterns.trading.service.SessionLoop;

/**
 * Tells the other instances that this one lives, and hears of them. It decides who should
 * serve which partition, and no more: that nobody does while somebody else still does is
 * for the locks to see to.
 */
final class Membership {

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/** After so many intervals without a sign an instance is taken for dead. */
	private static final int MISSED = 3;

	/** After so many intervals all that live have been heard of. */
	private static final int LISTENING = 2;

	private static final int PREFETCH = 100;

	private static final String LEAVING = "leaving ";

	private final String self;

	private final BrokerConnections connections;

	private final ThreadDelegateProperties properties;

	private final Members members;

	private final Consumer<SortedSet<String>> whoLives;

	private final SessionLoop loop;

	Membership(Member self, BrokerConnections connections, ThreadDelegateProperties properties,
			Consumer<SortedSet<String>> whoLives) {
		this.self = self.name();
		this.connections = connections;
		this.properties = properties;
		this.members = new Members(properties.heartbeat().multipliedBy(MISSED));
		this.whoLives = whoLives;
		this.loop = new SessionLoop("membership", this::stay, () -> {
		});
	}

	void start() {
		this.loop.start();
	}

	void stop() throws InterruptedException {
		this.loop.stop(PATIENCE);
	}

	private void stay() throws IOException, TimeoutException, InterruptedException {
		try (QueueSession session = new QueueSession(this.connections.open("thread-delegate membership"),
				this.properties.confirmTimeout())) {
			long listenUntil = System.nanoTime() + this.properties.heartbeat().multipliedBy(LISTENING).toNanos();
			session.consume(ThreadDelegateTopology.members(this.self), PREFETCH, (message) -> {
				heard(new String(message.getBody(), StandardCharsets.UTF_8));
				session.acknowledge(message.getEnvelope().getDeliveryTag(), false);
			});
			try {
				session.awaitLoss(this.properties.heartbeat(), () -> {
					tell(session, this.self);
					if (System.nanoTime() - listenUntil > 0) {
						this.whoLives.accept(alive());
					}
				});
			}
			finally {
				tell(session, LEAVING + this.self);
			}
		}
	}

	private static void tell(QueueSession session, String sign) {
		session.tell(ThreadDelegateTopology.MEMBERS_EXCHANGE, sign.getBytes(StandardCharsets.UTF_8), () -> {
		});
	}

	private synchronized void heard(String sign) {
		if (sign.startsWith(LEAVING)) {
			this.members.left(sign.substring(LEAVING.length()));
		}
		else {
			this.members.heard(sign, System.nanoTime());
		}
	}

	private synchronized SortedSet<String> alive() {
		this.members.heard(this.self, System.nanoTime());
		return this.members.alive(System.nanoTime());
	}

}
