package dev.eventpatterns.houserules;

import java.util.Set;
import java.util.function.Function;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/**
 * Of the project's own classes, only those of the same part and of the allowed ones are
 * used.
 */
final class StayWithin extends ArchCondition<JavaClass> {

	private final String base;

	private final Function<String, Set<String>> allowed;

	/**
	 * Creates the condition.
	 * @param base the package whose sub-packages are the parts
	 * @param allowed tells for a part which others it may use
	 */
	StayWithin(String base, Function<String, Set<String>> allowed) {
		super("use no part of the project but the allowed ones");
		this.base = base + ".";
		this.allowed = allowed;
	}

	@Override
	public void check(JavaClass type, ConditionEvents events) {
		String own = partOf(type);
		for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
			String used = partOf(dependency.getTargetClass().getBaseComponentType());
			if (!used.isEmpty() && !used.equals(own) && !this.allowed.apply(own).contains(used)) {
				events.add(SimpleConditionEvent.violated(type, own + " uses " + used + ": " + dependency));
			}
		}
	}

	/** Empty for what is not ours. */
	private String partOf(JavaClass type) {
		String name = type.getPackageName();
		return name.startsWith(this.base) ? name.substring(this.base.length()).split("\\.")[0] : "";
	}

}
