package dev.eventpatterns.demo.chaos;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * How to run an application once, so that it loads the classes that it will need.
 */
public interface Training {

	/** The application's arguments. */
	List<String> arguments();

	/** Where the application then answers. */
	URI base();

	/**
	 * Lets the application do what it will do later.
	 * @param service the running application
	 * @throws IOException when it does not answer
	 * @throws InterruptedException when the waiting thread is interrupted
	 */
	void exercise(ServiceProcess service) throws IOException, InterruptedException;

}
