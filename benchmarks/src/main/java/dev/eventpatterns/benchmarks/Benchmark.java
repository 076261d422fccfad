package dev.eventpatterns.benchmarks;

import java.util.List;

/**
 * One pattern beside its peers.
 */
public interface Benchmark {

	/** The pattern's name, as it stands on the command line. */
	String name();

	/** What can be measured alone, by name. */
	List<String> variants();

	/** RabbitMQ's plugins that a peer needs. */
	List<String> plugins();

	/**
	 * Measures all variants that the options want, with progress.
	 * @param bench where
	 * @return the comparisons, in the order to show them
	 * @throws BenchFailure when it cannot be done, with what the user can do
	 * @throws Exception when it fails; a wrong result of a variant is no failure but a
	 * {@link Round#problem()}
	 */
	List<Comparison> run(Bench bench) throws Exception;

}
