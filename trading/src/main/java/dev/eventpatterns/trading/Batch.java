package dev.eventpatterns.trading;

import java.util.List;

/**
 * What a body with several orders held. Whoever sends all or nothing looks at the
 * refusals first.
 *
 * @param orders the valid orders, as they came
 * @param refusals one for every entry that is not a valid order, as they came
 */
public record Batch(List<TradeOrder> orders, List<Refusal> refusals) {

	/** Copies both lists. */
	public Batch {
		orders = List.copyOf(orders);
		refusals = List.copyOf(refusals);
	}

	/** A body that is to blame as a whole. */
	static Batch refused(MalformedOrderException ex) {
		return new Batch(List.of(), List.of(Refusal.of(Refusal.WHOLE_BODY, ex)));
	}

	/**
	 * Why an entry was refused.
	 *
	 * @param entry which entry, counted from 1: the element of the JSON array or the line
	 * of the text; 0 for the body as a whole
	 * @param field the field to blame, as in {@link MalformedOrderException#field()}
	 * @param reason why, as in {@link MalformedOrderException#reason()}
	 */
	public record Refusal(int entry, String field, String reason) {

		/** The entry of a refusal that concerns the body as a whole. */
		public static final int WHOLE_BODY = 0;

		static Refusal of(int entry, MalformedOrderException ex) {
			return new Refusal(entry, ex.field(), ex.reason());
		}

	}

}
