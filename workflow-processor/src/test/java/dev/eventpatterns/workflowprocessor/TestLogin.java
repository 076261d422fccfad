package dev.eventpatterns.workflowprocessor;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;

/** Lets tests of the API in by name and password, without a session. */
@TestConfiguration(proxyBeanMethods = false)
class TestLogin {

	static final String OPERATOR = "olga";

	static final String OTHER_OPERATOR = "otto";

	static final String PASSWORD = "for-tests-only";

	@Bean
	@Order(-1000)
	SecurityFilterChain testApi(HttpSecurity http) throws Exception {
		InMemoryUserDetailsManager users = new InMemoryUserDetailsManager();
		for (String name : new String[] { OPERATOR, OTHER_OPERATOR }) {
			users.createUser(User.withUsername(name).password("{noop}" + PASSWORD).roles("VIEWER", "OPERATOR").build());
		}
		return http.securityMatcher("/api/**")
			.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
			.authenticationProvider(new DaoAuthenticationProvider(users))
			.httpBasic(Customizer.withDefaults())
			.csrf((csrf) -> csrf.disable())
			.build();
	}

}
