package dev.eventpatterns.benchmarks.monitor;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.OperatingSystemMXBean;

/** The CPU time of this process. */
final class ProcessCpu {

	private static final OperatingSystemMXBean PROCESS = ManagementFactory
		.getPlatformMXBean(OperatingSystemMXBean.class);

	private ProcessCpu() {
	}

	/** So far, in all threads, those of the JVM included. */
	static Duration now() {
		return Duration.ofNanos(PROCESS.getProcessCpuTime());
	}

}
