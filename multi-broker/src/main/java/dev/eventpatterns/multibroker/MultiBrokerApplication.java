package dev.eventpatterns.multibroker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class MultiBrokerApplication {

	public static void main(String[] args) {
		SpringApplication.run(MultiBrokerApplication.class, args);
	}

}
