package dev.eventpatterns.demo.monitor;

/** What is done to the channel, and what the monitor should say to that. */
enum Phase {

	STEADY("40 orders a second arrive, 80 could be served", "OK"),

	LOAD_RISES("now 240 a second arrive", "LAGGING"),

	HANGS("the consumer hangs", "STALLED"),

	VANISHES("the consumer vanishes", "NO_CONSUMER");

	private final String story;

	private final String verdict;

	Phase(String story, String verdict) {
		this.story = story;
		this.verdict = verdict;
	}

	String story() {
		return this.story;
	}

	/** The verdict that is the right one. */
	String verdict() {
		return this.verdict;
	}

}
