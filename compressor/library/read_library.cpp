#include "compressor/corpus/json_fields.hpp"
#include "compressor/library/library.hpp"
#include "compressor/patterns/body.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/subterms.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <optional>
#include <set>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

constexpr auto any_library = "a result of rasp-compress or Stitch with \"abstractions\", or a list "
                             "of objects with \"name\" and \"body\"";

// Returns the offset of a word in the text of a term, for a message: that of its first occurrence
// between blanks and parentheses, or 0.
std::size_t place_of(std::string_view text, std::string_view word) {
    constexpr std::string_view delimiters = " \t\n\r\f\v()";
    const auto is_delimiter = [&](std::size_t at) {
        return at >= text.size() || delimiters.find(text[at]) != std::string_view::npos;
    };
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        if ((at == 0 || is_delimiter(at - 1)) && is_delimiter(at + word.size())) {
            return at;
        }
    }
    return 0;
}

[[noreturn]] void fail_in_body(std::string_view text, std::string_view word, std::string found,
                               std::string expected) {
    throw InputError({.found = std::move(found),
                      .expected = std::move(expected),
                      .text = std::string(text),
                      .offset = place_of(text, word)});
}

std::string metavariable_text(std::uint32_t index) {
    return '#' + std::to_string(index);
}

// Returns the number of metavariables in the body. Throws if they are not #0, #1, ... without a
// gap.
std::uint32_t count_metavariables(const TermStore& store, std::string_view text, TermId body) {
    std::set<std::uint32_t> indices;
    for (const TermId part : lambda::subterms(store, std::array{body})) {
        if (store.is(TermKind::metavariable, part)) {
            indices.insert(store.index(part));
        }
    }
    std::uint32_t count = 0;
    for (const std::uint32_t index : indices) {
        if (index != count) {
            fail_in_body(text, metavariable_text(index),
                         "the metavariable " + metavariable_text(index) + ", but no " +
                             metavariable_text(count),
                         "metavariables numbered #0, #1, ..., without a gap");
        }
        ++count;
    }
    if (count > PartialBody::max_metavariables) {
        fail_in_body(text, metavariable_text(PartialBody::max_metavariables),
                     "too many metavariables",
                     "at most " + std::to_string(PartialBody::max_metavariables));
    }
    return count;
}

class LibraryReader {
public:
    explicit LibraryReader(TermStore& store) : store_(store) {}

    Library read(const JsonElements& entries) {
        // All names are read first, because a body must not use an abstraction that comes later.
        for (const JsonCursor entry : entries) {
            read_name(entry.member(field::name));
        }
        Library library;
        for (const JsonCursor entry : entries) {
            const TermId name = names_[library.size()];
            const AbstractionBody body = read_body(entry.member(field::body), library.size());
            check_arity(entry, body.arity);
            library.push_back({{.name = name, .arity = body.arity, .body = body.term},
                               symbol_arguments(entry, body.arity),
                               states(entry, body.arity)});
        }
        return library;
    }

private:
    void read_name(const JsonCursor& entry) {
        const std::string& name = entry.string();
        if (name.starts_with('#') || !lambda::is_primitive_name(name)) {
            entry.fail(quote_excerpt(name) + " cannot be the name of an abstraction",
                       "characters other than blanks and parentheses, not beginning with $, # or "
                       "a semicolon, and not lam, lambda or λ");
        }
        const TermId primitive = store_.primitive(name);
        const auto [known, is_new] = places_.emplace(primitive, names_.size());
        if (!is_new) {
            entry.fail("the name " + quote_excerpt(name) +
                           " is given twice, first to abstraction " + std::to_string(known->second),
                       "a name of its own for every abstraction");
        }
        names_.push_back(primitive);
    }

    AbstractionBody read_body(const JsonCursor& entry, std::size_t place) {
        const std::string& text = entry.string();
        try {
            const AbstractionBody body = parse_abstraction_body(store_, text);
            check_order(text, body.term, place);
            return body;
        } catch (InputError& error) {
            error.add_pointer(entry.pointer());
            throw;
        }
    }

    void check_order(std::string_view text, TermId body, std::size_t place) const {
        for (const TermId part : lambda::subterms(store_, std::array{body})) {
            const auto used = places_.find(part);
            if (used == places_.end() || used->second < place) {
                continue;
            }
            const std::string& name = store_.name(part);
            fail_in_body(text, name,
                         used->second == place
                             ? "the body of " + quote_excerpt(name) + " uses " +
                                   quote_excerpt(name) + " itself"
                             : "the body uses " + quote_excerpt(name) +
                                   ", an abstraction that comes later in the library",
                         "a body that uses only abstractions before it");
        }
    }

    static void check_arity(const JsonCursor& entry, std::uint32_t arity) {
        const auto given = entry.optional_member(field::arity);
        if (given && given->integer(0, std::numeric_limits<std::uint32_t>::max()) != arity) {
            given->fail("the arity " + given->value().dump() + " where the body has " +
                            std::to_string(arity) + " metavariable" + (arity == 1 ? "" : "s"),
                        "the arity " + std::to_string(arity) +
                            ": every argument occurs in the body");
        }
    }

    static void check_count(const JsonCursor& list, std::size_t count, std::uint32_t arity) {
        if (count != arity) {
            list.fail(std::to_string(count) + " where the body has " + std::to_string(arity) +
                          " metavariable" + (arity == 1 ? "" : "s"),
                      "one for each metavariable");
        }
    }

    static std::vector<bool> symbol_arguments(const JsonCursor& entry, std::uint32_t arity) {
        const auto kinds = entry.optional_member(field::variable_types);
        std::vector<bool> takes_symbols;
        if (!kinds) {
            return takes_symbols;
        }
        for (const JsonCursor kind : kinds->elements()) {
            if (kind.string() != "S" && kind.string() != "M") {
                kind.fail(quote_excerpt(kind.string()),
                          "\"S\" for a metavariable that takes symbols only, or \"M\"");
            }
            takes_symbols.push_back(kind.string() == "S");
        }
        check_count(*kinds, takes_symbols.size(), arity);
        return takes_symbols;
    }

    static std::optional<StateNames> states(const JsonCursor& entry, std::uint32_t arity) {
        const auto annotation = entry.optional_member(field::tdfa_annotation);
        if (!annotation) {
            return std::nullopt;
        }
        const auto name = [](const JsonCursor& state) {
            return state.is_null() ? std::string() : state.string();
        };
        StateNames names{.root = name(annotation->member(field::root_state)), .arguments = {}};
        const JsonCursor arguments = annotation->member(field::metavariable_states);
        for (const JsonCursor state : arguments.elements()) {
            names.arguments.push_back(name(state));
        }
        check_count(arguments, names.arguments.size(), arity);
        return names;
    }

    TermStore& store_;
    std::vector<TermId> names_; // by place in the library
    std::unordered_map<TermId, std::size_t> places_;
};

JsonElements abstractions_of(const JsonCursor& document) {
    if (document.is_array()) {
        return document.elements();
    }
    if (document.is_object()) {
        if (const auto abstractions = document.optional_member(field::abstractions)) {
            return abstractions->elements();
        }
    }
    document.fail("this is not a library", any_library);
}

} // namespace

AbstractionBody parse_abstraction_body(TermStore& store, std::string_view text) {
    const TermId body = lambda::parse(store, text, {.metavariables = true});
    if (store.is(TermKind::metavariable, body)) {
        fail_in_body(text, text, "a body that consists of a metavariable alone",
                     "more than that: a use of it would be longer than what it replaces");
    }
    if (!store.is_closed(body)) {
        fail_in_body(text, text, "a body with a free variable",
                     "a lambda of the body for each of its variables; what comes from outside is a "
                     "metavariable such as #0");
    }
    return {.term = body, .arity = count_metavariables(store, text, body)};
}

Library read_library(TermStore& store, std::string_view json) {
    const Json value = parse_json(json, NonFinite::number);
    return LibraryReader(store).read(abstractions_of(JsonCursor(value)));
}

} // namespace rasp_stitch::compressor
