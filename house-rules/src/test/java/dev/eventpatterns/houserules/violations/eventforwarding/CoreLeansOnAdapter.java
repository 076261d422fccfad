package dev.eventpatterns.houserules.violations.eventforwarding;

/** Breaks: the core is plain Java, by way of another class. */
public final class CoreLeansOnAdapter {

	final Adapter adapter;

	public CoreLeansOnAdapter(Adapter adapter) {
		this.adapter = adapter;
	}

}
