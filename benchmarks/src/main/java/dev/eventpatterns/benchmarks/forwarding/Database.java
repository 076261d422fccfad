package dev.eventpatterns.benchmarks.forwarding;

import java.util.Map;

/** A kind of database for the store. */
interface Database {

	/** As which it stands in the results. */
	String name();

	/**
	 * Makes an empty database.
	 * @return the properties that lead the application to it
	 */
	Map<String, String> fresh() throws Exception;

}
