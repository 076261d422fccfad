package dev.eventpatterns.watchnotification;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class WatchNotificationApplication {

	public static void main(String[] args) {
		SpringApplication.run(WatchNotificationApplication.class, args);
	}

}
