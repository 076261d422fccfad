package dev.eventpatterns.producercontrolflow.producer;

import java.io.IOException;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import dev.eventpatterns.producercontrolflow.FullPolicy;
import dev.eventpatterns.producercontrolflow.MemoryBuffer;
import dev.eventpatterns.producercontrolflow.OrderBuffer;
import dev.eventpatterns.producercontrolflow.ProducerControlFlowProperties;
import dev.eventpatterns.producercontrolflow.Role;
import dev.eventpatterns.producercontrolflow.SignalGate;
import dev.eventpatterns.producercontrolflow.SpillBuffer;

/** The parts of the core that a producer is made of. */
@Configuration(proxyBeanMethods = false)
@Profile(Role.PRODUCER)
class ProducerConfiguration {

	@Bean
	SignalGate signalGate(ProducerControlFlowProperties properties) {
		return new SignalGate(properties.queue().orders(), properties.normalRate(), properties.weight());
	}

	@Bean
	OrderBuffer orderBuffer(ProducerControlFlowProperties properties) throws IOException {
		ProducerControlFlowProperties.Buffer settings = properties.buffer();
		if (settings.whenFull() == FullPolicy.SPILL) {
			return SpillBuffer.open(settings.folder().toAbsolutePath(), settings.maxSize().toBytes());
		}
		return new MemoryBuffer(settings.orders(), settings.whenFull() == FullPolicy.SHED, settings.timeout());
	}

}
