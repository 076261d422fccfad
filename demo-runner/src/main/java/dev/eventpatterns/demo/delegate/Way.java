package dev.eventpatterns.demo.delegate;

/** The ways of handling orders that are compared. */
enum Way {

	SINGLE("single", "one consumer"), COMPETING("competing", "competing consumers"),
	DELEGATE("delegate", "thread delegate");

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
