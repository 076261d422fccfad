package dev.eventpatterns.eventforwarding;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class EventForwardingApplication {

	public static void main(String[] args) {
		SpringApplication.run(EventForwardingApplication.class, args);
	}

}
