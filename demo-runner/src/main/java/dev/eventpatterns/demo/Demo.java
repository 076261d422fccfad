package dev.eventpatterns.demo;

import java.util.List;

import dev.eventpatterns.demo.report.Section;

/**
 * One pattern's demonstration: plays the issue, applies the pattern, measures both.
 */
public interface Demo {

	/** The pattern's name, as it stands on the command line. */
	String name();

	/** The question that the pattern answers. */
	String question();

	/** RabbitMQ's plugins that it needs. */
	default List<String> plugins() {
		return List.of();
	}

	/**
	 * Plays the demonstration, with progress on the stage's terminal.
	 * @param stage where it plays: the broker, the terminal, the folders
	 * @return what was measured; not passed when the pattern broke its promise
	 * @throws DemoFailure when it could not be played, with what the user can do
	 * @throws InterruptedException when the user has had enough
	 */
	Section play(Stage stage) throws InterruptedException;

}
