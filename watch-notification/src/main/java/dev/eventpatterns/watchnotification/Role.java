package dev.eventpatterns.watchnotification;

/** The roles as profile expressions. With none active, one process plays both. */
public final class Role {

	public static final String CONFIG_SERVER = "config-server | !service";

	public static final String SERVICE = "service | !config-server";

	private Role() {
	}

}
