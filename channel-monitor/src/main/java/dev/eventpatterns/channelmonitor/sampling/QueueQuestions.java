package dev.eventpatterns.channelmonitor.sampling;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.NoOpMetricsCollector;
import org.jspecify.annotations.Nullable;

/**
 * Asks queues how deep they are. A question is a round trip, so many queues are asked
 * over several channels side by side. For one thread at a time, but for {@link #close()}.
 */
final class QueueQuestions implements AutoCloseable {

	private static final int LANES = 4;

	private static final int WORTH_A_LANE = 250;

	private static final int HEARTBEAT_SECONDS = 5;

	private final ConnectionFactory factory;

	private final List<Address> addresses;

	private final Duration timeout;

	private final ExecutorService workers;

	private final List<QuestionChannel> lanes = new ArrayList<>();

	private volatile @Nullable Connection connection;

	private volatile boolean closed;

	QueueQuestions(ConnectionFactory factory, List<Address> addresses, Duration timeout, MonitorThreads threads) {
		this.factory = factory.clone();
		this.factory.setAutomaticRecoveryEnabled(false);
		this.factory.setConnectionTimeout((int) timeout.toMillis());
		this.factory.setHandshakeTimeout((int) timeout.toMillis());
		this.factory.setChannelRpcTimeout((int) timeout.toMillis());
		this.factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
		this.factory.setMetricsCollector(new NoOpMetricsCollector());
		this.factory.setThreadFactory(threads);
		this.addresses = addresses;
		this.timeout = timeout;
		this.workers = Executors.newFixedThreadPool(LANES, threads);
	}

	/**
	 * Asks some queues.
	 * @return an answer for each
	 * @throws IOException when the broker cannot be asked, with the reason
	 * @throws InterruptedException when the monitor stops
	 */
	Map<String, Answer> ask(List<String> queues) throws IOException, InterruptedException {
		connect();
		try {
			int used = Math.min(LANES, 1 + queues.size() / WORTH_A_LANE);
			if (used == 1) {
				Map<String, Answer> answers = new HashMap<>();
				for (String queue : queues) {
					answers.put(queue, this.lanes.get(0).ask(queue));
				}
				return answers;
			}
			return askSideBySide(queues, used);
		}
		catch (IOException ex) {
			disconnect();
			throw ex;
		}
	}

	private Map<String, Answer> askSideBySide(List<String> queues, int used) throws IOException, InterruptedException {
		Map<String, Answer> answers = new ConcurrentHashMap<>();
		List<Future<?>> running = new ArrayList<>();
		for (int lane = 0; lane < used; lane++) {
			int first = lane;
			QuestionChannel channel = this.lanes.get(lane);
			running.add(this.workers.submit(() -> {
				for (int i = first; i < queues.size(); i += used) {
					answers.put(queues.get(i), channel.ask(queues.get(i)));
				}
				return answers;
			}));
		}
		IOException failure = null;
		for (Future<?> each : running) {
			try {
				each.get();
			}
			catch (ExecutionException ex) {
				disconnect();
				failure = (ex.getCause() instanceof IOException io) ? io : new IOException(ex.getCause());
			}
		}
		if (failure != null) {
			throw failure;
		}
		return answers;
	}

	private void connect() throws IOException {
		Connection present = this.connection;
		if (present != null && present.isOpen()) {
			return;
		}
		disconnect();
		try {
			Connection opened = this.addresses.isEmpty() ? this.factory.newConnection("channel monitor")
					: this.factory.newConnection(this.addresses, "channel monitor");
			this.connection = opened;
			for (int lane = 0; lane < LANES; lane++) {
				this.lanes.add(new QuestionChannel(opened));
			}
		}
		catch (TimeoutException | SocketTimeoutException ex) {
			throw new IOException("no answer within " + this.timeout.toMillis() + " ms", ex);
		}
		if (this.closed) {
			disconnect();
			throw new IOException("closed");
		}
	}

	private void disconnect() {
		Connection old = this.connection;
		this.connection = null;
		this.lanes.clear();
		if (old != null) {
			old.abort((int) this.timeout.toMillis());
		}
	}

	/** Ends a question that is being asked, too. */
	@Override
	public void close() {
		this.closed = true;
		this.workers.shutdownNow();
		Connection old = this.connection;
		if (old != null) {
			old.abort((int) this.timeout.toMillis());
		}
	}

}
