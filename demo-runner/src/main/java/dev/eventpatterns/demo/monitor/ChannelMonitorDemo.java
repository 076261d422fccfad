package dev.eventpatterns.demo.monitor;

import dev.eventpatterns.demo.Demo;
import dev.eventpatterns.demo.Stage;
import dev.eventpatterns.demo.chaos.Application;
import dev.eventpatterns.demo.report.Section;
import dev.eventpatterns.lab.Broker;

/**
 * Lets a queue fall behind without anybody looking, and then does to a watched queue what
 * happens to queues: load rises, a consumer hangs, a consumer vanishes.
 */
public final class ChannelMonitorDemo implements Demo {

	static final String NAME = "channel-monitor";

	static final String QUESTION = "how loaded and how healthy is each channel right now?";

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
		Broker broker = stage.broker().withVirtualHost(NAME);
		Watcher watcher = stage.cleanup()
			.add(new Watcher(broker, Application.of(stage, NAME), stage.workspace().newRunFolder(NAME)));
		// It starts while the issue is played; it watches another queue.
		watcher.start();
		Blind blind = new Blind(stage, broker);
		blind.play();
		stage.terminal().step("starting a channel monitor");
		watcher.awaitReady();
		stage.terminal().say("pattern", "a channel monitor watches the queue");
		Watching watching = new Watching(stage, broker, watcher);
		watching.play();
		watcher.close();
		return new MonitorReport(blind, watching, "./demo " + NAME + " --seed " + stage.options().seed()).section();
	}

}
