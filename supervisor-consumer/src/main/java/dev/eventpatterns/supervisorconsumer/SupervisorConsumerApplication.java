package dev.eventpatterns.supervisorconsumer;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class SupervisorConsumerApplication {

	public static void main(String[] args) {
		SpringApplication.run(SupervisorConsumerApplication.class, args);
	}

}
