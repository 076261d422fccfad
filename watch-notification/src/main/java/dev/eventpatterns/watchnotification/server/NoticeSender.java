package dev.eventpatterns.watchnotification.server;

import java.io.IOException;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.ConfigValue;
import dev.eventpatterns.watchnotification.Notice;
import dev.eventpatterns.watchnotification.NoticeSigner;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.Round;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;

/** Connects to an address, leaves notices, waits for the confirms, and disconnects. */
@Component
@Profile(Role.CONFIG_SERVER)
class NoticeSender {

	private static final int CLOSE_MILLIS = 1_000;

	private final BriefConnections connections;

	private final NoticeSigner signer;

	private final WatchNotificationProperties properties;

	private final JsonMapper json;

	NoticeSender(BriefConnections connections, NoticeSigner signer, WatchNotificationProperties properties,
			JsonMapper json) {
		this.connections = connections;
		this.signer = signer;
		this.properties = properties;
		this.json = json;
	}

	/**
	 * Visits an address.
	 * @param outcome told of each notice, by threads of the connection
	 * @throws SendingFailedException if the address failed; what was told of before is
	 * true all the same
	 * @throws InterruptedException when the application stops
	 */
	void visit(Round round, Attempt attempt, Outcome outcome) throws SendingFailedException, InterruptedException {
		Connection connection = this.connections.open(round.address(), attempt);
		try {
			leave(connection, round, outcome);
		}
		catch (IOException | RuntimeException ex) {
			throw new SendingFailedException(Failure.UNCONFIRMED, ex);
		}
		finally {
			connection.abort(CLOSE_MILLIS);
		}
	}

	private void leave(Connection connection, Round round, Outcome outcome)
			throws IOException, SendingFailedException, InterruptedException {
		Channel channel = connection.createChannel();
		if (channel == null) {
			throw new SendingFailedException(Failure.REFUSED);
		}
		OpenNotices open = new OpenNotices(round.parcels(), outcome);
		CountDownLatch done = open.done();
		channel.addShutdownListener((cause) -> done.countDown());
		channel.addReturnListener((returned) -> open.returned(returned.getProperties().getMessageId()));
		channel.addConfirmListener((tag, multiple) -> open.confirmed(tag, multiple, null),
				(tag, multiple) -> open.confirmed(tag, multiple, Failure.REFUSED));
		channel.confirmSelect();
		for (int i = 0; i < round.parcels().size(); i++) {
			Round.Parcel parcel = round.parcels().get(i);
			byte[] body = this.json.writeValueAsBytes(notice(parcel));
			channel.basicPublish("", parcel.queue(), true, properties(body, String.valueOf(i)), body);
		}
		boolean inTime = done.await(this.properties.visits().confirmTimeout().toMillis(), TimeUnit.MILLISECONDS);
		if (!inTime || !open.isEmpty()) {
			throw new SendingFailedException(Failure.UNCONFIRMED);
		}
	}

	private static Notice notice(Round.Parcel parcel) {
		ConfigValue value = parcel.value();
		return new Notice(parcel.id().service(), value.key(), value.value(), value.revision(), parcel.skipped(),
				(value.changedAt() != null) ? value.changedAt().toString() : null);
	}

	/** What is older than the service would take need not wait for it. */
	private AMQP.BasicProperties properties(byte[] body, String messageId) {
		Instant now = Instant.now();
		NoticeSigner.Signature signature = this.signer.sign(body, now);
		Map<String, Object> headers = new HashMap<>();
		headers.put(Notice.KEY_ID_HEADER, signature.keyId());
		headers.put(Notice.SIGNED_AT_HEADER, signature.signedAt());
		headers.put(Notice.SIGNATURE_HEADER, signature.hex());
		return new AMQP.BasicProperties.Builder().contentType("application/json")
			.deliveryMode(2)
			.type(Notice.TYPE)
			.messageId(messageId)
			.timestamp(Date.from(now))
			.expiration(String.valueOf(this.properties.signing().window().toMillis()))
			.headers(headers)
			.build();
	}

	/** Is told what becomes of notices. */
	interface Outcome {

		/** The service's broker has the notice, in the service's queue. */
		void delivered(Round.Parcel parcel);

		/** It does not take it. */
		void failed(Round.Parcel parcel, Failure failure);

	}

}
