package dev.eventpatterns.watchnotification.server;

import java.util.Locale;

/** Why a notice was not delivered. */
enum Failure {

	/** Nobody listens there, or the network does not lead there. */
	UNREACHABLE("the address cannot be reached"),

	/** Somebody accepts connections there, but does not answer as a broker would. */
	NO_ANSWER("nobody answered as a broker would in time"),

	/** An encrypted connection was asked for, and none could be made. */
	NOT_ENCRYPTED("no encrypted connection came about (is it TLS there, and is the certificate trusted?)"),

	/** The broker does not let the server in. */
	ACCESS_REFUSED("the broker refused user, password or virtual host"),

	/** The server may not connect there, or not any more. */
	FORBIDDEN("the address is not allowed, or its host name is not known any more"),

	/** The queue is not there. */
	NO_QUEUE("the queue does not exist"),

	/** The broker takes no message for the queue. */
	REFUSED("the broker refused the notice (is the queue full?)"),

	/** The broker did not say that it has the notice. */
	UNCONFIRMED("the broker did not confirm the notice in time"),

	/** Something unexpected. */
	FAULT("the notice could not be sent");

	private final String reason;

	Failure(String reason) {
		this.reason = reason;
	}

	/** For people. Never names a user or a password. */
	String reason() {
		return this.reason;
	}

	/** For meters. */
	String label() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
