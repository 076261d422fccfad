package dev.eventpatterns.workflowprocessor;

import org.springframework.boot.SpringApplication;

/** The application, as tests start it in a process of its own. */
final class TestService {

	private TestService() {
	}

	public static void main(String[] args) {
		SpringApplication.from(WorkflowProcessorApplication::main).with(TestLogin.class).run(args);
	}

}
