package dev.eventpatterns.ambulance;

import java.util.Locale;

/** Which lanes a thread serves. The order of service is {@link TwoLaneHandover}'s. */
public enum Mode {

	/** The pattern: priority threads look at priority first, and then carry others. */
	AMBULANCE {
		@Override
		public boolean serves(Lane own, Lane lane) {
			return own == lane || own == Lane.PRIORITY;
		}
	},

	/** The stricter pattern: every thread keeps to its lane, even if it idles there. */
	CARPOOL {
		@Override
		public boolean serves(Lane own, Lane lane) {
			return own == lane;
		}
	},

	/** The issue: all threads serve all orders, first come, first served. */
	NONE {
		@Override
		public boolean serves(Lane own, Lane lane) {
			return true;
		}
	};

	/**
	 * Tells whether a thread may take orders from a lane.
	 * @param own the lane that the thread belongs to
	 * @param lane the lane in question
	 * @return true if it may
	 */
	public abstract boolean serves(Lane own, Lane lane);

	/** The mode's name in settings and requests. */
	public String label() {
		return name().toLowerCase(Locale.ROOT);
	}

}
