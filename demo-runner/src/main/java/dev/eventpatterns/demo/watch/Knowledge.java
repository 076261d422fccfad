package dev.eventpatterns.demo.watch;

import java.util.ArrayList;
import java.util.List;

/** What somebody knew when: each revision, and the second since the start. */
final class Knowledge {

	private final List<Moment> moments = new ArrayList<>();

	/** Notes a revision, where it is another than before. */
	synchronized void note(double second, long revision) {
		if (this.moments.isEmpty() || this.moments.get(this.moments.size() - 1).revision() != revision) {
			this.moments.add(new Moment(second, revision));
		}
	}

	synchronized List<Moment> moments() {
		return List.copyOf(this.moments);
	}

	/** The last revision, 0 where there was none. */
	synchronized long last() {
		return this.moments.isEmpty() ? 0 : this.moments.get(this.moments.size() - 1).revision();
	}

	/**
	 * From when on a revision was known.
	 *
	 * @param second seconds since the start
	 * @param revision the revision
	 */
	record Moment(double second, long revision) {
	}

}
