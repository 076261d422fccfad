package dev.eventpatterns.workflowprocessor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

@SpringBootApplication
@ConfigurationPropertiesScan
public class WorkflowProcessorApplication {

	public static void main(String[] args) {
		SpringApplication.run(WorkflowProcessorApplication.class, args);
	}

}
