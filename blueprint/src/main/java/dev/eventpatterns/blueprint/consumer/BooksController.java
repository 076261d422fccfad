package dev.eventpatterns.blueprint.consumer;

import org.springframework.context.annotation.Profile;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

import dev.eventpatterns.blueprint.Role;

/** Shows what orders have come to. */
@RestController
@Profile(Role.CONSUMER)
class BooksController {

	private final Books books;

	BooksController(Books books) {
		this.books = books;
	}

	@GetMapping("/books")
	Books.Totals books() {
		return this.books.totals();
	}

}
