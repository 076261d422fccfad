package dev.eventpatterns.multibroker.broker;

import java.util.Map;

/** What a role of this process knows about a broker. */
public interface BrokerFigures {

	/** Figures by name, as they are shown. */
	Map<String, Object> figures(String broker);

	/** Whether this role can use the broker now. */
	boolean isUsable(String broker);

}
