package dev.eventpatterns.houserules.violations.demo;

import dev.eventpatterns.houserules.violations.benchmarks.Peers;

/** Breaks: programs do not know each other. */
public final class DemoKnowsBenchmarks {

	final Peers peers;

	public DemoKnowsBenchmarks(Peers peers) {
		this.peers = peers;
	}

}
