package dev.eventpatterns.houserules.violations.trading;

/** Named like the one that the rule is about. */
@FunctionalInterface
public interface OrderHandler {

	void handle(String order);

}
