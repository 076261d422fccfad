package dev.eventpatterns.workflowprocessor.repair;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Applies rules one after the other, each to what the one before has left. What comes out
 * counts only if a consumer can read it: half a repair would only come back.
 * <p>
 * What the chain has mended it does not change a second time. So an event that comes back
 * without a word about its past ends with a person, too.
 */
public final class RepairChain {

	/** As much as an order may have. */
	private static final int LARGEST = 64 * 1024;

	private final List<RepairRule> rules;

	/**
	 * A chain.
	 * @param rules in the order in which they apply
	 */
	public RepairChain(List<? extends RepairRule> rules) {
		this.rules = List.copyOf(rules);
	}

	/** The rules, in their order. */
	public List<RepairRule> rules() {
		return this.rules;
	}

	/**
	 * Tries to mend a body.
	 * @param body the body
	 * @param contentType its content type, null where it has none
	 * @param enabled which rules apply
	 * @return what came out, or null where the rules cannot make an order of it, or have
	 * nothing to change
	 */
	public @Nullable Repair mend(byte[] body, @Nullable String contentType, Predicate<RepairRule> enabled) {
		Boolean json = isJson(contentType);
		String text = text(body);
		if (json == null || text == null) {
			return null;
		}
		List<String> applied = new ArrayList<>();
		Draft draft = new Draft(text, json);
		for (RepairRule rule : this.rules) {
			if (enabled.test(rule)) {
				String mended = rule.mend(draft);
				if (!mended.equals(draft.text())) {
					applied.add(rule.name());
					draft = new Draft(mended, json);
				}
			}
		}
		if (applied.isEmpty() || draft.text().equals(text) || !draft.isOrder()) {
			return null;
		}
		return new Repair(draft.text().getBytes(StandardCharsets.UTF_8), List.copyOf(applied));
	}

	/** Null for what is neither JSON nor text. */
	private static @Nullable Boolean isJson(@Nullable String contentType) {
		String type = (contentType != null) ? contentType.toLowerCase(Locale.ROOT) : "";
		if (type.isEmpty() || type.startsWith("text/plain")) {
			return Boolean.FALSE;
		}
		return type.startsWith("application/json") ? Boolean.TRUE : null;
	}

	private static @Nullable String text(byte[] body) {
		if (body.length == 0 || body.length > LARGEST) {
			return null;
		}
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
		}
		catch (CharacterCodingException ex) {
			return null;
		}
	}

	/**
	 * What came out.
	 *
	 * @param body the mended body
	 * @param rules the names of the rules that changed something
	 */
	public record Repair(byte[] body, List<String> rules) {
	}

}
