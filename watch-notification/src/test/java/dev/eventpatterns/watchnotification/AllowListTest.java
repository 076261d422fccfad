package dev.eventpatterns.watchnotification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AllowListTest {

	private final List<String> lookedUp = new ArrayList<>();

	@ParameterizedTest
	@CsvSource({ "amqp://10.1.0.0/16:*, amqp://10.1.255.7:5672/", "amqp://10.1.0.0/16:5672, amqp://10.1.0.1/",
			"amqp://10.1.2.3:*, amqp://10.1.2.3:99/", "amqp://[::1]:*, amqp://[::1]:5672/",
			"amqp://[fd00::/8]:*, amqp://[fd12::1]:5672/", "amqps://broker.example:5671, amqps://Broker.Example/",
			"amqp://0.0.0.0/0:*, amqp://10.9.9.9/", "amqp://10.1.0.0/16:*, amqp://inside.example/" })
	void allowsWhatARuleSays(String rule, String address) {
		assertThat(list(rule).resolve(ServiceAddress.parse(address))).isNotNull();
	}

	@ParameterizedTest
	@CsvSource({ "amqp://10.1.0.0/16:*, amqp://10.2.0.1/", "amqp://10.1.0.0/16:*, amqps://10.1.0.1/",
			"amqp://10.1.0.0/16:5672, amqp://10.1.0.1:5673/", "amqp://10.1.0.0/31:*, amqp://10.1.0.2/",
			"amqp://broker.example:*, amqp://evil.example/", "amqp://broker.example:*, amqp://broker.example.evil/",
			"amqp://10.1.0.0/16:*, amqp://[::1]/", "amqp://127.0.0.0/8:*, amqp://nowhere.example/",
			"amqp://127.0.0.0/8:*, amqp://broker.example/" })
	void refusesWhatNoRuleSays(String rule, String address) {
		assertThatThrownBy(() -> list(rule).resolve(ServiceAddress.parse(address)))
			.isInstanceOf(AllowList.ForbiddenAddressException.class);
	}

	/**
	 * A trusted name whose owner points it at the server's own machine, or its cloud's
	 * secrets.
	 */
	@ParameterizedTest
	@ValueSource(strings = { "rebound.example", "metadata.example", "any.example" })
	void doesNotFollowATrustedNameToTheServersOwnMachine(String name) {
		assertThatThrownBy(() -> list("amqp://" + name + ":*").resolve(ServiceAddress.parse("amqp://" + name + "/")))
			.isInstanceOf(AllowList.ForbiddenAddressException.class);
	}

	@Test
	void connectsToTheAddressThatItChecked() {
		InetAddress found = list("amqp://10.1.0.0/16:*").resolve(ServiceAddress.parse("amqp://both.example/"));

		assertThat(found.getHostAddress()).isEqualTo("10.1.0.9");
		assertThat(this.lookedUp).containsExactly("both.example");
	}

	@Test
	void looksNothingUpThatNoRuleCanAllow() {
		assertThatThrownBy(() -> list("amqp://broker.example:*").resolve(ServiceAddress.parse("amqp://evil.example/")))
			.hasMessageContaining("not on the list");

		assertThat(this.lookedUp).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "amqp://host", "http://host:*", "amqp://host:port", "amqp://10.0.0.0/33:*",
			"amqp://name/8:*", "amqp://user@host:*", "amqp://[::1/129]:*", "amqp://1.2.3.4.5:*" })
	void refusesWhatIsNoRule(String rule) {
		assertThatThrownBy(() -> list(rule)).isInstanceOf(IllegalArgumentException.class)
			.hasMessageContaining("scheme://host:port");
	}

	private AllowList list(String rule) {
		return new AllowList(List.of(rule), (host) -> {
			this.lookedUp.add(host);
			return switch (host) {
				case "broker.example" -> ips("192.0.2.1");
				case "inside.example" -> ips("10.1.0.4");
				case "both.example" -> ips("192.0.2.1", "10.1.0.9");
				case "rebound.example" -> ips("127.0.0.1");
				case "metadata.example" -> ips("169.254.169.254");
				case "any.example" -> ips("0.0.0.0");
				case "nowhere.example" -> throw new UnknownHostException(host);
				default -> ips(host);
			};
		});
	}

	private static InetAddress[] ips(String... texts) throws UnknownHostException {
		InetAddress[] ips = new InetAddress[texts.length];
		for (int i = 0; i < texts.length; i++) {
			ips[i] = InetAddress.getByName(texts[i]);
		}
		return ips;
	}

}
