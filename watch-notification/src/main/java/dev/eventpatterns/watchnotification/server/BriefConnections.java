package dev.eventpatterns.watchnotification.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.PossibleAuthenticationFailureException;
import com.rabbitmq.client.ResolvedInetAddress;
import com.rabbitmq.client.ShutdownSignalException;
import com.rabbitmq.client.SocketConfigurators;
import com.rabbitmq.client.impl.ForgivingExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

import dev.eventpatterns.watchnotification.AllowList;
import dev.eventpatterns.watchnotification.Role;
import dev.eventpatterns.watchnotification.ServiceAddress;
import dev.eventpatterns.watchnotification.WatchNotificationMeters;
import dev.eventpatterns.watchnotification.WatchNotificationProperties;

/** Opens connections that do not last, each to an IP address that was just checked. */
@Component
@Profile(Role.CONFIG_SERVER)
class BriefConnections implements DisposableBean {

	private static final Logger log = LoggerFactory.getLogger(BriefConnections.class);

	private static final String NAME = "watch-notification";

	private final AllowList allowList;

	private final Logins logins;

	private final WatchNotificationProperties.Visits settings;

	private final WatchNotificationMeters meters;

	private final AtomicInteger open = new AtomicInteger();

	/** Brokers insist on heartbeats; so few connections last until one is due. */
	private final ScheduledExecutorService heartbeats = Executors
		.newSingleThreadScheduledExecutor((task) -> daemon(task, "notice-heartbeats"));

	BriefConnections(AllowList allowList, Logins logins, WatchNotificationProperties properties,
			WatchNotificationMeters meters) {
		this.allowList = allowList;
		this.logins = logins;
		this.settings = properties.visits();
		this.meters = meters;
	}

	/**
	 * Connects.
	 * @param attempt is told of the socket
	 * @throws SendingFailedException if there is no connection, and why
	 */
	Connection open(ServiceAddress address, Attempt attempt) throws SendingFailedException {
		try {
			InetAddress ip = this.allowList.resolve(address);
			Connection connection = factory(address, attempt)
				.newConnection(List.of(new ResolvedInetAddress(address.hostToResolve(), ip, address.port())), NAME);
			this.open.incrementAndGet();
			this.meters.connected();
			connection.addShutdownListener((cause) -> this.open.decrementAndGet());
			return connection;
		}
		catch (AllowList.ForbiddenAddressException ex) {
			throw new SendingFailedException(Failure.FORBIDDEN, ex);
		}
		catch (IOException | TimeoutException | RuntimeException ex) {
			throw new SendingFailedException(reason(ex), ex);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new SendingFailedException(Failure.FAULT, ex);
		}
	}

	private ConnectionFactory factory(ServiceAddress address, Attempt attempt) throws NoSuchAlgorithmException {
		Logins.Login login = this.logins.at(address);
		ConnectionFactory factory = new ConnectionFactory();
		factory.setUsername(login.username());
		factory.setPassword(login.password());
		factory.setVirtualHost(address.virtualHost());
		factory.setConnectionTimeout(Math.toIntExact(this.settings.connectTimeout().toMillis()));
		factory.setHandshakeTimeout(Math.toIntExact(this.settings.handshakeTimeout().toMillis()));
		factory.setChannelRpcTimeout(Math.toIntExact(this.settings.handshakeTimeout().toMillis()));
		factory.setAutomaticRecoveryEnabled(false);
		factory.setHeartbeatExecutor(this.heartbeats);
		factory.setThreadFactory((task) -> daemon(task, "notice-connection"));
		factory.setExceptionHandler(new QuietHandler());
		factory.setSocketConfigurator(SocketConfigurators.defaultConfigurator().andThen(attempt::uses));
		if (address.encrypted()) {
			factory.useSslProtocol(SSLContext.getDefault());
			factory.enableHostnameVerification();
		}
		return factory;
	}

	private static Thread daemon(Runnable task, String name) {
		Thread thread = new Thread(task, name);
		thread.setDaemon(true);
		return thread;
	}

	private static Failure reason(Exception failure) {
		if (failure instanceof PossibleAuthenticationFailureException || isRefusal(failure)) {
			return Failure.ACCESS_REFUSED;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause instanceof SSLException) {
				return Failure.NOT_ENCRYPTED;
			}
			if (cause instanceof TimeoutException || cause instanceof SocketTimeoutException
					|| cause instanceof EOFException) {
				return Failure.NO_ANSWER;
			}
		}
		return Failure.UNREACHABLE;
	}

	/** A missing virtual host, or one that the user may not see, ends the connection. */
	private static boolean isRefusal(Exception failure) {
		return failure.getCause() instanceof ShutdownSignalException signal && !signal.isInitiatedByApplication()
				&& signal.getReason() != null;
	}

	/** How many are open now. */
	int open() {
		return this.open.get();
	}

	@Override
	public void destroy() {
		this.heartbeats.shutdownNow();
	}

	/** What goes wrong is told by the attempt, once. */
	private static final class QuietHandler extends ForgivingExceptionHandler {

		@Override
		protected void log(String message, Throwable failure) {
			log.debug(message, failure);
		}

	}

}
