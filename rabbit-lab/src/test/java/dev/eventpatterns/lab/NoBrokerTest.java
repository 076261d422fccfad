package dev.eventpatterns.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class NoBrokerTest {

	@TempDir
	Path temporary;

	private final List<String> lines = new ArrayList<>();

	private LabOptions options;

	private Map<String, String> environment;

	@BeforeEach
	void forgetThisMachine() {
		this.options = LabOptions.defaults().logTo(this.lines::add);
		this.environment = Map.of("DOCKER_HOST", "unix://" + this.temporary.resolve("docker.sock"), "XDG_CACHE_HOME",
				this.temporary.resolve("cache").toString());
	}

	@Test
	void listsWhatWasTriedAndTheWaysToGetABroker() throws Exception {
		Path fedora = Files.writeString(this.temporary.resolve("os-release"), "ID=fedora\n");
		List<BrokerSource> sources = List.of(new UriSource(this.environment), new DockerSource(this.environment),
				new InstalledSource(this.temporary), new PackagesSource(this.environment, fedora));
		Instant begin = Instant.now();

		assertThatThrownBy(() -> RabbitLab.start(this.options, sources)).isInstanceOf(NoBrokerException.class)
			.hasMessageContaining("RABBIT_LAB_URI: not set")
			.hasMessageContaining("Docker engine: none answers")
			.hasMessageContaining("no rabbitmq_server-* with a rabbitmq-server in " + this.temporary)
			.hasMessageContaining("this is neither Debian nor Ubuntu but fedora")
			.hasMessageContaining("Any one of these gets you a broker:")
			.hasMessageContaining("set RABBIT_LAB_URI=")
			.hasMessageContaining("apt-get install rabbitmq-server");
		assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(3));
		assertThat(this.lines).isEmpty();
	}

	@Test
	void saysThatThePackagesCouldNotBeFetched() throws Exception {
		Path debian = Files.writeString(this.temporary.resolve("os-release"), "ID=debian\nVERSION_ID=\"12\"\n");
		Files.writeString(this.temporary.resolve("cache"), "a file where the cache folder should be");
		BrokerSource packages = new PackagesSource(this.environment, debian);

		assertThatThrownBy(() -> RabbitLab.start(this.options, List.of(packages))).isInstanceOf(NoBrokerException.class)
			.hasMessageContaining("cannot create the folder " + this.temporary.resolve("cache"));
	}

	@Test
	void refusesACacheFolderWithBlanks() throws Exception {
		Path ubuntu = Files.writeString(this.temporary.resolve("os-release"), "ID=ubuntu\nVERSION_ID=\"24.04\"\n");
		BrokerSource packages = new PackagesSource(Map.of("XDG_CACHE_HOME", "/tmp/my cache"), ubuntu);

		assertThatThrownBy(() -> packages.start(this.options)).isInstanceOf(BrokerSource.UnavailableException.class)
			.hasMessageContaining("/tmp/my cache")
			.hasMessageContaining("set XDG_CACHE_HOME");
	}

	@Test
	void wantsAsManyNamedBrokersAsAreNeeded() {
		BrokerSource named = new UriSource(Map.of("RABBIT_LAB_URI", "amqp://127.0.0.1:1"));

		assertThatThrownBy(() -> named.start(this.options.nodes(3)))
			.isInstanceOf(BrokerSource.UnavailableException.class)
			.hasMessage("names 1 broker, and 3 are needed");
		assertThatThrownBy(() -> named.start(this.options.cluster(3))).hasMessageContaining("3 in a cluster");
	}

	@Test
	void takesTheFirstSourceThatWorks() throws Exception {
		BrokerAddress address = new BrokerAddress("127.0.0.1", 1, "guest", "guest", "/", null, null);
		List<String> ended = new ArrayList<>();
		BrokerSource working = new BrokerSource() {

			@Override
			public String name() {
				return "works";
			}

			@Override
			public RunningBrokers start(LabOptions options) {
				return new RunningBrokers(List.of(new Broker(address, new UnreachableNode())), "a stub",
						() -> ended.add("once"));
			}

		};

		RabbitLab lab = RabbitLab.start(this.options, List.of(new InstalledSource(this.temporary), working));
		lab.close();
		lab.close();

		assertThat(lab.description()).isEqualTo("a stub");
		assertThat(this.lines).containsExactly("rabbit-lab: a stub");
		assertThat(ended).containsExactly("once");
	}

}
