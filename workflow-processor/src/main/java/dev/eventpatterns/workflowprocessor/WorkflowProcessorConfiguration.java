package dev.eventpatterns.workflowprocessor;

import java.util.ArrayList;
import java.util.List;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import dev.eventpatterns.workflowprocessor.repair.CaseAndSpace;
import dev.eventpatterns.workflowprocessor.repair.QuotesAndMarks;
import dev.eventpatterns.workflowprocessor.repair.RenamedSymbols;
import dev.eventpatterns.workflowprocessor.repair.RepairChain;
import dev.eventpatterns.workflowprocessor.repair.RepairRule;
import dev.eventpatterns.workflowprocessor.repair.StaleSchema;
import dev.eventpatterns.workflowprocessor.repair.ThousandsSeparators;
import dev.eventpatterns.workflowprocessor.repair.UnitAfterNumber;

/** Puts the rules in their order. */
@Configuration(proxyBeanMethods = false)
class WorkflowProcessorConfiguration {

	@Bean
	Triage triage(WorkflowProcessorProperties properties, ObjectProvider<RepairRule> further) {
		List<RepairRule> rules = new ArrayList<>(List.of(new QuotesAndMarks(), new StaleSchema(), new CaseAndSpace(),
				new UnitAfterNumber(), new ThousandsSeparators(), new RenamedSymbols(properties.symbolRenames())));
		further.orderedStream().forEach(rules::add);
		return new Triage(new RepairChain(rules), properties.repairBudget());
	}

}
