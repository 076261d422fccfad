package dev.eventpatterns.lab;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class LabOptionsTest {

	private String before;

	@BeforeEach
	void rememberTheSystemProperty() {
		this.before = System.getProperty("rabbit-lab", "");
	}

	@AfterEach
	void restoreTheSystemProperty() {
		System.setProperty("rabbit-lab", this.before);
	}

	@Test
	void addsPluginsToManagementAndPrometheus() {
		LabOptions options = LabOptions.defaults().plugins("rabbitmq_shovel").plugins("rabbitmq_shovel_management");

		assertThat(options.plugins()).containsExactly("rabbitmq_management", "rabbitmq_prometheus", "rabbitmq_shovel",
				"rabbitmq_shovel_management");
		assertThat(LabOptions.defaults().plugins()).hasSize(2);
	}

	@Test
	void tellsSeparateNodesFromACluster() {
		assertThat(LabOptions.defaults().nodes()).isOne();
		assertThat(LabOptions.defaults().nodes(3).clustered()).isFalse();
		assertThat(LabOptions.defaults().cluster(3).clustered()).isTrue();
		assertThat(LabOptions.defaults().cluster(3).nodes()).isEqualTo(3);
	}

	@Test
	void refusesNumbersAndNamesThatMakeNoSense() {
		assertThatThrownBy(() -> LabOptions.defaults().nodes(0)).hasMessageContaining("from 1 to 9");
		assertThatThrownBy(() -> LabOptions.defaults().cluster(10)).hasMessageContaining("from 1 to 9");
		assertThatThrownBy(() -> LabOptions.defaults().plugins("shovel]. {")).hasMessageContaining("no plugin's name");
	}

	@Test
	void takesTheSourceFromTheSystemProperty() {
		System.setProperty("rabbit-lab", "docker");
		assertThat(LabOptions.defaults().source()).isEqualTo(LabSource.DOCKER);

		System.setProperty("rabbit-lab", "local");
		assertThat(LabOptions.defaults().source()).isEqualTo(LabSource.LOCAL);
		assertThat(LabOptions.defaults().source(LabSource.DOCKER).source()).isEqualTo(LabSource.DOCKER);

		System.setProperty("rabbit-lab", "podman");
		assertThatThrownBy(LabOptions::defaults).hasMessageContaining("say docker or local");
	}

}
