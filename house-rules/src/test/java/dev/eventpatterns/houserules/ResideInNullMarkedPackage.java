package dev.eventpatterns.houserules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.jspecify.annotations.NullMarked;

/** The package has a package-info that says what null means in it. */
final class ResideInNullMarkedPackage extends ArchCondition<JavaClass> {

	ResideInNullMarkedPackage() {
		super("reside in a package that is @NullMarked");
	}

	@Override
	public void check(JavaClass type, ConditionEvents events) {
		if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
			events.add(SimpleConditionEvent.violated(type, type.getPackageName()
					+ " has no package-info with @NullMarked, so nobody checks " + type.getSimpleName() + " for null"));
		}
	}

}
