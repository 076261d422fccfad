package dev.eventpatterns.producercontrolflow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class ProducerControlFlowApplication {

	public static void main(String[] args) {
		SpringApplication.run(ProducerControlFlowApplication.class, args);
	}

}
