package dev.eventpatterns.channelmonitor.sampling;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Makes the monitor's threads, and tells what they cost. */
final class MonitorThreads implements ThreadFactory {

	private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final AtomicInteger count = new AtomicInteger();

	private final AtomicLong ended = new AtomicLong();

	@Override
	public Thread newThread(Runnable task) {
		return named("channel-monitor-" + this.count.incrementAndGet(), task);
	}

	Thread named(String name, Runnable task) {
		Thread thread = new Thread(() -> {
			try {
				task.run();
			}
			finally {
				this.ended.addAndGet(CLOCK.getCurrentThreadCpuTime());
				this.threads.remove(Thread.currentThread());
			}
		}, name);
		thread.setDaemon(true);
		this.threads.add(thread);
		return thread;
	}

	/** CPU time of all threads that it has made; it only grows. */
	Duration cpuTime() {
		long sum = this.ended.get();
		for (Thread thread : this.threads) {
			sum += Math.max(0, CLOCK.getThreadCpuTime(thread.getId()));
		}
		return Duration.ofNanos(sum);
	}

}
