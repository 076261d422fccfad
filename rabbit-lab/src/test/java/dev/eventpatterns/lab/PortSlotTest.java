package dev.eventpatterns.lab;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PortSlotTest {

	@Test
	void givesPortsOfItsOwnToEachNode() {
		try (PortSlot one = PortSlot.claim(); PortSlot other = PortSlot.claim()) {
			assertThat(one.number()).isNotEqualTo(other.number());
			assertThat(Set.of(one.epmd(), one.amqp(), one.management(), one.prometheus(), one.distribution(),
					one.firstForTools()))
				.hasSize(6)
				.allMatch((port) -> port < 32_768);
			assertThat(one.lastForTools()).isGreaterThan(one.firstForTools()).isLessThan(one.epmd() + 15);
		}
	}

	@Test
	void passesOverASlotInWhichAPortIsTaken() throws Exception {
		PortSlot first = PortSlot.claim();
		int management = first.management();
		first.close();

		try (ServerSocket squatter = new ServerSocket(management, 1, InetAddress.getByName(PortSlot.LOOPBACK));
				PortSlot next = PortSlot.claim()) {
			assertThat(squatter.isBound()).isTrue();
			assertThat(next.management()).isNotEqualTo(management);
		}
	}

}
