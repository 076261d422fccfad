package dev.eventpatterns.trading;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Random;

import dev.eventpatterns.trading.TradeOrder.Action;
import dev.eventpatterns.trading.TradeOrder.Side;

/**
 * An endless stream of orders that depends on its settings alone: the same settings give
 * the same orders on every machine and Java version. Within each account the sequences
 * are 1, 2, 3… without a gap. What is malformed comes from a source of its own, so that
 * the valid orders are the same whatever the share of malformed ones.
 * <p>
 * The order ids are shaped like UUIDs of version 7 and sort in the order of generation,
 * but their time starts at a fixed instant and advances by a millisecond every 1000
 * orders. Two generators with the same seed therefore give the same ids: a store that has
 * seen the first stream takes the second one for duplicates.
 * <p>
 * Not safe for use by several threads.
 */
public final class TradeOrderGenerator {

	private static final long FIRST_MILLISECOND = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

	private static final int IDS_PER_MILLISECOND = 1000;

	private static final String[] SYMBOLS = { "AAPL", "AMZN", "BRK.B", "GOOG", "IBM", "MSFT", "NVDA", "ORCL", "SAP",
			"TSLA" };

	private final Settings settings;

	private final Zipf accounts;

	private final long[] sequences;

	// The algorithm of java.util.Random is part of its contract; that of others is not.
	private final Random random;

	private final Random mix;

	private final MalformedPayloads malformed;

	private long generated;

	/** A stream from its beginning. */
	public TradeOrderGenerator(Settings settings) {
		this.settings = settings;
		this.accounts = new Zipf(settings.accounts(), settings.skew());
		this.sequences = new long[settings.accounts()];
		this.random = source(settings.seed(), 1);
		this.mix = source(settings.seed(), 2);
		this.malformed = new MalformedPayloads(source(settings.seed(), 3));
	}

	/**
	 * A source of random numbers of its own for each purpose. Sources whose seeds are
	 * close give similar numbers, so the seeds are spread first, by the steps of
	 * SplitMix64 (Steele, Lea and Flood, 2014).
	 */
	private static Random source(long seed, int purpose) {
		long spread = seed + purpose * 0x9E3779B97F4A7C15L;
		spread = (spread ^ (spread >>> 30)) * 0xBF58476D1CE4E5B9L;
		spread = (spread ^ (spread >>> 27)) * 0x94D049BB133111EBL;
		return new Random(spread ^ (spread >>> 31));
	}

	/** The next order, with an id and a sequence. */
	public TradeOrder next() {
		int account = this.accounts.rank(this.random.nextDouble());
		long sequence = ++this.sequences[account - 1];
		return new TradeOrder(nextId(), "A-" + account, nextAction(sequence),
				this.random.nextBoolean() ? Side.BUY : Side.SELL, SYMBOLS[this.random.nextInt(SYMBOLS.length)],
				BigDecimal.valueOf(1 + this.random.nextInt(10_000_000), 2), sequence);
	}

	/** Something that every parser refuses; the kinds take turns. */
	public Payload nextMalformed() {
		return this.malformed.next();
	}

	/**
	 * The next order as JSON or, as often as the settings say, something malformed.
	 */
	public Payload nextPayload() {
		if (this.mix.nextDouble() < this.settings.malformedShare()) {
			return nextMalformed();
		}
		TradeOrder order = next();
		return new Payload(WireForm.JSON.write(order).getBytes(StandardCharsets.UTF_8), WireForm.JSON.contentType(),
				order);
	}

	private String nextId() {
		long millisecond = FIRST_MILLISECOND + this.generated / IDS_PER_MILLISECOND;
		long tick = millisecond << 12 | this.generated % IDS_PER_MILLISECOND;
		this.generated++;
		return OrderIds.format(tick, this.random.nextLong());
	}

	/** An account begins with a new order; later one in ten amends and one cancels. */
	private Action nextAction(long sequence) {
		int tenth = this.random.nextInt(10);
		if (sequence == 1 || tenth > 1) {
			return Action.PLACE;
		}
		return (tenth == 0) ? Action.AMEND : Action.CANCEL;
	}

	/**
	 * What the stream is like. Start from {@link #withSeed(long)} and change what
	 * matters.
	 *
	 * @param seed where the stream comes from
	 * @param accounts how many accounts there are, 1 to 1,000,000, named …
	 * @param skew the exponent of Zipf's law, 0 to 10: 0 gives all accounts the same
	 * share, 1 gives A-1 twice as much as A-2 and three times as much as A-3
	 * @param malformedShare the probability, 0 to 1, that a payload is malformed
	 */
	public record Settings(long seed, int accounts, double skew, double malformedShare) {

		/**
		 * Checks the ranges.
		 * @throws IllegalArgumentException that names the setting and its range
		 */
		public Settings {
			require(accounts >= 1 && accounts <= 1_000_000, "accounts must be 1 to 1,000,000, was " + accounts);
			require(skew >= 0 && skew <= 10, "skew must be 0 to 10, was " + skew);
			require(malformedShare >= 0 && malformedShare <= 1,
					"the share of malformed orders must be 0 to 1, was " + malformedShare);
		}

		/** A hundred accounts that get the same share, and nothing malformed. */
		public static Settings withSeed(long seed) {
			return new Settings(seed, 100, 0, 0);
		}

		/** The same with another number of accounts. */
		public Settings withAccounts(int accounts) {
			return new Settings(this.seed, accounts, this.skew, this.malformedShare);
		}

		/** The same with another skew. */
		public Settings withSkew(double skew) {
			return new Settings(this.seed, this.accounts, skew, this.malformedShare);
		}

		/** The same with another share of malformed payloads. */
		public Settings withMalformedShare(double malformedShare) {
			return new Settings(this.seed, this.accounts, this.skew, malformedShare);
		}

		private static void require(boolean met, String message) {
			if (!met) {
				throw new IllegalArgumentException(message);
			}
		}

	}

}
