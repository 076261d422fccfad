package dev.eventpatterns.threaddelegate;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class ThreadDelegateApplication {

	public static void main(String[] args) {
		SpringApplication.run(ThreadDelegateApplication.class, args);
	}

}
