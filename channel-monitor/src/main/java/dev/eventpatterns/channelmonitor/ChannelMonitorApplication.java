package dev.eventpatterns.channelmonitor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class ChannelMonitorApplication {

	public static void main(String[] args) {
		SpringApplication.run(ChannelMonitorApplication.class, args);
	}

}
