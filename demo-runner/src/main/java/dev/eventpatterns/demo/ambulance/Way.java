package dev.eventpatterns.demo.ambulance;

/** The ways of serving two kinds of order that are compared. */
enum Way {

	NONE("none", "one queue for all"), CARPOOL("carpool", "carpool"), AMBULANCE("ambulance", "ambulance");

	private final String mode;

	private final String label;

	Way(String mode, String label) {
		this.mode = mode;
		this.label = label;
	}

	/** As the application's property names it. */
	String mode() {
		return this.mode;
	}

	String label() {
		return this.label;
	}

}
