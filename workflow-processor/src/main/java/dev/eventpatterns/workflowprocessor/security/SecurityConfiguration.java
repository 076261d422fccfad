package dev.eventpatterns.workflowprocessor.security;

import java.util.List;

import jakarta.servlet.DispatcherType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Two ways in: a session for people with a browser, and a password with each request for
 * scripts. Nothing is open but health and what the page to sign in is made of.
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

	private static final String VIEWER = Role.VIEWER.name();

	private static final String OPERATOR = Role.OPERATOR.name();

	/** Everything comes from here, no script is inline, and text never becomes markup. */
	private static final String CONTENT_POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'; "
			+ "form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'";

	/**
	 * A script sends a password and no origin. A browser tells the origin of whatever
	 * changes something, so a foreign page cannot come in here.
	 */
	private static final RequestMatcher SCRIPTS = (request) -> {
		String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
		return authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)
				&& request.getHeader(HttpHeaders.ORIGIN) == null && request.getHeader("Sec-Fetch-Site") == null;
	};

	/**
	 * What is opened by typing an address; all else is called by the page or by a script.
	 */
	private static final RequestMatcher PAGES = (request) -> request.getMethod().equals("GET")
			&& List.of("/", "/index.html").contains(request.getServletPath());

	@Bean
	PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	/** Tells when sessions end, for whoever serves them longer than a request. */
	@Bean
	static HttpSessionEventPublisher sessionEvents() {
		return new HttpSessionEventPublisher();
	}

	@Bean
	AuthenticationProvider throttledPasswords(LoginProperties properties, PasswordEncoder encoder) {
		DaoAuthenticationProvider passwords = new DaoAuthenticationProvider(
				new InMemoryUserDetailsManager(InboxUsers.of(properties.users(), encoder)));
		passwords.setPasswordEncoder(encoder);
		return new ThrottledAuthentication(passwords,
				new LoginThrottle(properties.login().tries(), properties.login().pause()));
	}

	@Bean
	static RoleHierarchy roleHierarchy() {
		return RoleHierarchyImpl.withDefaultRolePrefix().role(OPERATOR).implies(VIEWER).build();
	}

	@Bean
	@Order(1)
	SecurityFilterChain scriptAccess(HttpSecurity http, JsonMapper json, LoginProperties properties) {
		AccessRefusals refusals = new AccessRefusals(json);
		rules(http, properties);
		headers(http);
		return http.securityMatcher(SCRIPTS)
			.httpBasic((basic) -> basic.authenticationEntryPoint(refusals))
			.csrf(AbstractHttpConfigurer::disable)
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
			.requestCache(AbstractHttpConfigurer::disable)
			.exceptionHandling((refusing) -> refusing.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
			.build();
	}

	@Bean
	@Order(2)
	SecurityFilterChain peopleAccess(HttpSecurity http, JsonMapper json, LoginProperties properties) {
		AccessRefusals refusals = new AccessRefusals(json);
		rules(http, properties);
		headers(http);
		return http.csrf((csrf) -> csrf.spa().csrfTokenRepository(csrfTokens()))
			.formLogin((login) -> login.loginPage("/login").failureHandler(wrongPassword()).permitAll())
			.logout((logout) -> logout.logoutSuccessUrl("/login?logout").permitAll())
			.requestCache((cache) -> cache.requestCache(pagesOnly()))
			.exceptionHandling((refusing) -> refusing
				.defaultAuthenticationEntryPointFor(refusals, new NegatedRequestMatcher(PAGES))
				.accessDeniedHandler(refusals))
			.build();
	}

	/** The page reads the token from a cookie and sends it back in a header. */
	private static CookieCsrfTokenRepository csrfTokens() {
		CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
		tokens.setCookieCustomizer((cookie) -> cookie.sameSite("Strict"));
		return tokens;
	}

	/**
	 * Whoever signs in gets the page that was asked for, and never a script or a call.
	 */
	private static RequestCache pagesOnly() {
		HttpSessionRequestCache cache = new HttpSessionRequestCache();
		cache.setRequestMatcher(PAGES);
		return cache;
	}

	private static void rules(HttpSecurity http, LoginProperties properties) {
		http.authorizeHttpRequests((requests) -> {
			// Continues what was allowed when it began, such as a stream that ends.
			requests.dispatcherTypeMatchers(DispatcherType.ASYNC).permitAll();
			requests.requestMatchers("/login", "/public/**").permitAll();
			requests.requestMatchers(EndpointRequest.to("health")).permitAll();
			if (properties.openMetrics()) {
				requests.requestMatchers(EndpointRequest.to("prometheus")).permitAll();
			}
			// Who has an event open, whether a text is valid, what a rule would do:
			// nothing is changed.
			requests
				.requestMatchers(HttpMethod.POST, "/api/events/*/viewing", "/api/events/*/check", "/api/rules/*/try")
				.hasRole(VIEWER);
			requests.requestMatchers(HttpMethod.GET, "/**").hasRole(VIEWER);
			requests.requestMatchers(HttpMethod.HEAD, "/**").hasRole(VIEWER);
			requests.anyRequest().hasRole(OPERATOR);
		});
	}

	private static void headers(HttpSecurity http) {
		http.headers((headers) -> {
			headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_POLICY));
			headers.frameOptions((frames) -> frames.deny());
			headers.referrerPolicy((policy) -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
			headers.permissionsPolicyHeader(
					(policy) -> policy.policy("camera=(), microphone=(), geolocation=(), payment=(), usb=()"));
			headers.crossOriginOpenerPolicy((policy) -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
			headers.crossOriginResourcePolicy((policy) -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
		});
	}

	/**
	 * The page says how long to wait, and never whether it was the name that is wrong.
	 */
	private static AuthenticationFailureHandler wrongPassword() {
		return (request, response, refusal) -> response
			.sendRedirect(request.getContextPath() + ((refusal instanceof TooManyTriesException tooMany)
					? "/login?wait=" + tooMany.waitSeconds() : "/login?error"));
	}

}
