package dev.eventpatterns.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LocalNodeIT {

	private final LabOptions local = LabOptions.defaults().source(LabSource.LOCAL);

	@Test
	void acceptsConnectionsOnceItHasStarted() throws Exception {
		try (RabbitLab lab = RabbitLab.start(this.local);
				Connection connection = lab.broker().connectionFactory().newConnection();
				Channel channel = connection.createChannel()) {
			AMQP.Queue.DeclareOk queue = channel.queueDeclare();

			assertThat(queue.getMessageCount()).isZero();
			assertThat(lab.description()).startsWith("RabbitMQ ").contains("a private node from");
		}
	}

	@Test
	void startsTwoNodesThatKnowNothingOfEachOther() throws Exception {
		try (RabbitLab lab = RabbitLab.start(this.local.nodes(2))) {
			Broker one = lab.brokers().get(0);
			Broker other = lab.brokers().get(1);
			try (Connection connection = one.connectionFactory().newConnection();
					Channel channel = connection.createChannel()) {
				channel.queueDeclare("only-here", true, false, false, null);
			}

			assertThat(one.ctl("list_queues", "name")).contains("only-here");
			assertThat(other.ctl("list_queues", "name")).doesNotContain("only-here");
		}
	}

	@Test
	void listensOnLoopbackOnly() throws Exception {
		try (RabbitLab lab = RabbitLab.start(this.local)) {
			int slot = lab.broker().port() - 2;
			List<String> reachable = new ArrayList<>();
			for (InetAddress address : outsideAddresses()) {
				for (int port = slot; port < slot + 16; port++) {
					if (accepts(address, port)) {
						reachable.add(address + ":" + port);
					}
				}
			}

			assertThat(accepts(InetAddress.getLoopbackAddress(), lab.broker().port())).isTrue();
			assertThat(reachable).isEmpty();
		}
	}

	@Test
	void createsVirtualHostsWithAnyName() throws Exception {
		try (RabbitLab lab = RabbitLab.start(this.local)) {
			Broker view = lab.broker().withVirtualHost("a b/c%d");

			try (Connection connection = view.connectionFactory().newConnection()) {
				assertThat(connection.isOpen()).isTrue();
			}
			assertThat(view.uri()).endsWith("/a%20b%2Fc%25d");
			assertThat(lab.broker().ctl("list_vhosts")).contains("a b/c%d");
		}
	}

	@Test
	void refusesAPluginThatRabbitDoesNotHave() {
		LabOptions impossible = this.local.plugins("rabbitmq_does_not_exist");

		assertThatThrownBy(() -> RabbitLab.start(impossible)).isInstanceOf(NoBrokerException.class)
			.hasMessageContaining("has no plugin rabbitmq_does_not_exist");
	}

	private static List<InetAddress> outsideAddresses() throws IOException {
		return NetworkInterface.networkInterfaces()
			.flatMap(NetworkInterface::inetAddresses)
			.filter((address) -> !address.isLoopbackAddress())
			.toList();
	}

	private static boolean accepts(InetAddress address, int port) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), 500);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

}
