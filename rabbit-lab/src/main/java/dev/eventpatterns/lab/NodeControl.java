package dev.eventpatterns.lab;

/**
 * What can be done to a broker beside connecting to it.
 */
interface NodeControl {

	boolean canBeKilled();

	void kill();

	void restart();

	void freeze();

	void thaw();

	void stop();

	String ctl(String... arguments);

}
