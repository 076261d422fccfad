package dev.eventpatterns.demo;

import java.util.OptionalInt;

import dev.eventpatterns.lab.LabOptions;
import dev.eventpatterns.lab.RabbitLab;

/**
 * A stage on a private broker, for tests.
 */
public final class StageFixtures implements AutoCloseable {

	private final Cleanup cleanup = new Cleanup();

	public Stage open(String... plugins) {
		Workspace workspace = Workspace.find();
		this.cleanup.add(workspace::removeRunFolders);
		RabbitLab lab = this.cleanup.add(RabbitLab.start(LabOptions.defaults().plugins(plugins)));
		Terminal terminal = new Terminal(System.out, false, false, System::nanoTime);
		DemoOptions options = new DemoOptions(false, OptionalInt.empty(), OptionalInt.empty(), 1);
		return new Stage(lab.broker(), lab.description(), terminal, workspace, options, this.cleanup);
	}

	@Override
	public void close() {
		this.cleanup.close();
	}

}
