package dev.eventpatterns.demo.watch;

import java.nio.file.Path;
import java.time.Duration;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.Terminal;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.report.Section;

/**
 * Two services come, one goes and comes back, values change: with connections that are
 * held, and with watch notification, at the same time.
 */
public final class WatchNotificationDemo implements Demo {

	static final String NAME = "watch-notification";

	static final String QUESTION = "how do I notify services without holding a connection to each?";

	private static final Duration BETWEEN = Duration.ofMillis(400);

	private static final Duration QUIET = Duration.ofMillis(2_500);

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String question() {
		return QUESTION;
	}

	@Override
	public Section play(Stage stage) throws InterruptedException {
		Path folder = stage.workspace().newRunFolder(NAME);
		Processes processes = new Processes(stage, Application.of(stage, NAME), folder);
		Play play = stage.cleanup().add(new Play(stage, processes));
		int changes = stage.options().full() ? 10 : 3;
		stage.terminal().step("starting the server and two services");
		play.begin();
		try (Terminal.Showing showing = stage.terminal().show(play::line)) {
			play.change(changes, BETWEEN);
			play.pricingGoes();
			play.change(changes, BETWEEN);
			play.pricingComesBack();
			play.change(1, BETWEEN);
			play.awaitAllKnow();
			play.quiet(QUIET);
			play.change(1, BETWEEN);
			play.awaitAllKnow();
		}
		return play.end("./demo " + NAME + (stage.options().full() ? " --full" : "")).section();
	}

}
