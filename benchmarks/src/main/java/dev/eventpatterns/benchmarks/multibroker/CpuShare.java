package dev.eventpatterns.benchmarks.multibroker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import dev.eventpatterns.lab.Broker;

/**
 * Holds each broker to the same share of a processor, so that brokers on one machine are
 * as far apart as brokers on several: by a control group where this user may make one.
 *
 * @see <a href="https://docs.kernel.org/scheduler/sched-bwc.html">CFS Bandwidth
 * Control</a>
 */
final class CpuShare implements AutoCloseable {

	/** Short, so that nobody stands still for long. */
	private static final int PERIOD_MICROS = 20_000;

	private static final Path GROUPS = Path.of("/sys/fs/cgroup/cpu");

	private final List<Path> groups = new ArrayList<>();

	/**
	 * Holds a broker, until this is closed or the broker ends.
	 * @param percent of one processor
	 * @return whether that is possible: it takes a private node, control groups and the
	 * right to use them
	 * @throws IOException if it fails all the same
	 */
	boolean hold(Broker broker, int percent) throws IOException {
		if (!Files.isWritable(GROUPS.resolve("cgroup.procs"))) {
			return false;
		}
		String pid = broker.ctl("eval", "os:getpid().").replaceAll("\\D", "");
		if (!isPrivateNode(pid)) {
			return false;
		}
		Path group = Files.createDirectories(GROUPS.resolve("event-patterns-" + pid));
		this.groups.add(group);
		Files.writeString(group.resolve("cpu.cfs_period_us"), String.valueOf(PERIOD_MICROS));
		Files.writeString(group.resolve("cpu.cfs_quota_us"), String.valueOf(PERIOD_MICROS * percent / 100));
		Files.writeString(group.resolve("cgroup.procs"), pid);
		return true;
	}

	/** In a container, or on another machine, that number is another process. */
	private static boolean isPrivateNode(String pid) {
		try {
			return Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.ISO_8859_1)
				.contains("RABBITMQ_NODENAME=rabbit-lab-");
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Lets all go. */
	@Override
	public void close() throws IOException {
		for (Path group : this.groups) {
			for (String pid : Files.readAllLines(group.resolve("cgroup.procs"))) {
				Files.writeString(GROUPS.resolve("cgroup.procs"), pid);
			}
			Files.delete(group);
		}
		this.groups.clear();
	}

}
