package dev.eventpatterns.benchmarks.ambulance;

/** How urgent orders come while standard ones are worked off. */
enum Arrival {

	/** One in ten orders is urgent, evenly over the time that all together take. */
	MIXED_IN {
		@Override
		double perSecond() {
			return capacity() / 10;
		}
	},

	/** The next is sent when the last is done. */
	ONE_AT_A_TIME {
		@Override
		double perSecond() {
			return Double.POSITIVE_INFINITY;
		}
	},

	/** Half as many again as the priority threads can serve. */
	TOO_MANY {
		@Override
		double perSecond() {
			return 1.5 * capacity() * Workplace.PRIORITY_THREADS / Workplace.THREADS;
		}
	};

	/** How many orders are sent per second. */
	abstract double perSecond();

	/** How many orders all threads can serve per second. */
	static double capacity() {
		return Workplace.THREADS * 1e9 / Workplace.WORK.toNanos();
	}

	/** How many urgent orders there are at the most. */
	int limit(int standardOrders) {
		return (this == MIXED_IN) ? standardOrders / 9 : Integer.MAX_VALUE;
	}

}
