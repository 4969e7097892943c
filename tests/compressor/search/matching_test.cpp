// Where a given body matches, compared with examples worked out by hand, with the search and with a
// plain recursion.

#include "compressor/library/compress.hpp"
#include "compressor/search/child.hpp"
#include "compressor/search/matching.hpp"
#include "compressor/search/search.hpp"
#include "lambda/terms/parse.hpp"
#include "tests/compressor/corpus/corpus_of.hpp"
#include "tests/compressor/judge/judge.hpp"
#include "tests/compressor/judge/plain_terms.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

constexpr std::uint64_t trial_count = 2000;

// A corpus with all that matching needs.
class Prepared {
public:
    explicit Prepared(Corpus corpus, Settings settings = {})
        : corpus_(std::move(corpus)), settings_(std::move(settings)),
          table_(make_node_table(corpus_, settings_)), arguments_(table_),
          context_(table_, arguments_, settings_) {}
    Prepared(const Prepared&) = delete;
    Prepared& operator=(const Prepared&) = delete;

    TermStore& store() { return corpus_.store; }
    const Context& context() const { return context_; }
    const NodeTable& table() const { return table_; }

    TermId body(const std::string& text) {
        return lambda::parse(store(), text, {.metavariables = true});
    }
    Match match(const std::string& text) {
        return compressor::match(context_, store(), body(text));
    }

    // For each row, "LOCATION: what is passed for #0, for #1, ...".
    Texts matches(const std::string& text) {
        const Match found = match(text);
        Texts rows;
        for (std::size_t row = 0; row < found.pattern.rows; ++row) {
            std::string line = printed(found.pattern.locations()[row]) + ":";
            for (const std::uint32_t j : found.metavariable_of) {
                line += " " + lambda::print(store(), argument(found.pattern, j, row));
            }
            rows.push_back(line);
        }
        return rows;
    }

    // As a use passes it.
    TermId argument(const Pattern& pattern, std::uint32_t metavariable, std::size_t row) {
        const Node node = pattern.argument(metavariable)[row];
        return judge::moved_out(store(), table_.term[node], pattern.argument_depth[metavariable])
            .value();
    }

private:
    std::string printed(Node node) { return lambda::print(store(), table_.term[node]); }

    Corpus corpus_;
    Settings settings_;
    NodeTable table_;
    Arguments arguments_;
    Context context_;
};

std::vector<Node> as_vector(std::span<const Node> column) {
    return {column.begin(), column.end()};
}

std::vector<Cost> savings(const Pattern& pattern) {
    return {pattern.saving.begin(),
            pattern.saving.begin() + static_cast<std::ptrdiff_t>(pattern.rows)};
}

// Matches again, by the definition: the term that a metavariable is bound to, moved out of the
// lambdas of the body, is the same at every occurrence.
bool fits(TermStore& store, TermId body, TermId term, std::uint32_t depth,
          std::vector<std::optional<TermId>>& arguments) {
    if (store.is(TermKind::metavariable, body)) {
        const std::optional<TermId> argument = judge::moved_out(store, term, depth);
        std::optional<TermId>& bound = arguments[store.index(body)];
        if (!argument || (bound && *bound != *argument)) {
            return false;
        }
        bound = argument;
        return true;
    }
    if (store.kind(body) != store.kind(term)) {
        return false;
    }
    switch (store.kind(body)) {
    case TermKind::application:
        return fits(store, store.function(body), store.function(term), depth, arguments) &&
               fits(store, store.argument(body), store.argument(term), depth, arguments);
    case TermKind::lambda:
        return store.tag(body) == store.tag(term) &&
               fits(store, store.body(body), store.body(term), depth + 1, arguments);
    default:
        return body == term;
    }
}

// Returns the term with metavariables in place of some of its parts.
TermId cut(TermStore& store, TermId term, judge::RandomNumbers& random, std::uint32_t& arity) {
    if (random.chance(20)) {
        const bool is_new = arity == 0 || random.chance(70);
        return store.metavariable(is_new ? arity++ : random.below(arity));
    }
    switch (store.kind(term)) {
    case TermKind::application: {
        // Use an order of its own, so that the numbers are not those in print.
        const bool argument_first = random.chance(50);
        TermId argument = store.argument(term);
        if (argument_first) {
            argument = cut(store, argument, random, arity);
        }
        const TermId function = cut(store, store.function(term), random, arity);
        if (!argument_first) {
            argument = cut(store, argument, random, arity);
        }
        return store.application(function, argument);
    }
    case TermKind::lambda:
        return store.lambda(cut(store, store.body(term), random, arity), store.tag(term));
    default:
        return term;
    }
}

} // namespace

TEST_CASE("A body matches where its metavariables can be filled") {
    Prepared corpus(corpus_of({"(f (g a) b)", "(f (g c) (g a))"}));
    CHECK(corpus.matches("(g #0)") == Texts{"(g a): a", "(g c): c"});
    CHECK(corpus.matches("(f (g #0) #1)") == Texts{"(f (g a) b): a b", "(f (g c) (g a)): c (g a)"});
    CHECK(corpus.matches("(f #0)") == Texts{"(f (g a)): (g a)", "(f (g c)): (g c)"});
    CHECK(corpus.matches("(#0 a)") == Texts{"(g a): g"});
    CHECK(corpus.matches("(h #0)").empty());
    CHECK(corpus.matches("(g (g #0))").empty());
}

TEST_CASE("Arguments are those of the numbers in the body, whatever their order") {
    Prepared corpus(corpus_of({"(f a b c)"}));
    CHECK(corpus.matches("(f #0 #1 #2)") == Texts{"(f a b c): a b c"});
    CHECK(corpus.matches("(f #2 #0 #1)") == Texts{"(f a b c): b c a"});
    CHECK(corpus.matches("(#1 #0 b c)") == Texts{"(f a b c): a f"});
}

TEST_CASE("A metavariable that occurs twice has the same argument at both places") {
    Prepared corpus(corpus_of({"(f a a)", "(f a b)", "(f (g a) (g a))"}));
    CHECK(corpus.matches("(f #0 #0)") == Texts{"(f a a): a", "(f (g a) (g a)): (g a)"});
}

TEST_CASE("Under lambdas arguments are compared as they are passed, and none is captured") {
    Prepared corpus(corpus_of({"(lam (f $0 (lam (g $1))))", "(lam (f $0 (lam (g $0))))"}));
    CHECK(corpus.matches("(f #0 (lam (g #0)))") == Texts{"(f $0 (lam (g $1))): $0"});
    CHECK(corpus.matches("(lam (g #0))") == Texts{"(lam (g $1)): $0"});
    CHECK(corpus.matches("(lam (g $0))") == Texts{"(lam (g $0)):"});
    CHECK(corpus.matches("(lam (#0 $0))") == Texts{"(lam (g $0)): g"});
}

TEST_CASE("Tags are part of what has to match") {
    Prepared corpus(corpus_of({"(f (lam_1 $0) a)", "(f (lam $0) b)"}));
    CHECK(corpus.matches("(f (lam_1 $0) #0)") == Texts{"(f (lam_1 $0) a): a"});
    CHECK(corpus.matches("(f (lam_2 $0) #0)").empty());
}

TEST_CASE("A body without metavariables matches the one term that it is") {
    Prepared corpus(corpus_of({"(f (g a) b)", "(f (g a) c)"}));
    const Match found = corpus.match("(g a)");
    CHECK(corpus.matches("(g a)") == Texts{"(g a):"});
    CHECK(found.pattern.body_cost == 201);
    CHECK(found.pattern.saving.front() == 101);
    CHECK_FALSE(found.pattern.leaves_free);
    CHECK(corpus.match("(g b)").pattern.rows == 0);
    CHECK(corpus.match("unknown").pattern.rows == 0);
}

TEST_CASE("A metavariable alone is not an abstraction, and an open body says that it is open") {
    Prepared corpus(corpus_of({"(lam (f $0 a))", "(lam (f $0 b))"}));
    CHECK(corpus.match("#0").pattern.rows == 0);
    CHECK(corpus.match("(f $0 #0)").pattern.rows == 2);
    CHECK(corpus.match("(f $0 #0)").pattern.leaves_free);
    CHECK(corpus.match("(f $0)").pattern.leaves_free);
}

TEST_CASE("What a match saves is the location's cost less that of the use") {
    Prepared corpus(corpus_of({"(f (g a) b)", "(f (g a) (g c))"}));
    const Match found = corpus.match("(f (g a) #0)");
    CHECK(found.pattern.body_cost == 303);
    CHECK(found.pattern.argument_depth == std::vector<std::uint32_t>{0});
    CHECK(savings(found.pattern) == std::vector<Cost>{403 - 201, 504 - 302});
}

TEST_CASE("A deep body is matched without recursion") {
    const auto nested = [](const std::string& innermost, int levels) {
        std::string text;
        for (int i = 0; i < levels; ++i) {
            text += "(f ";
        }
        return text + innermost + std::string(static_cast<std::size_t>(levels), ')');
    };
    Prepared corpus(corpus_of({nested("a", 100'000)}));
    CHECK(corpus.match(nested("a", 90'000)).pattern.rows == 1);
    Prepared shallower(corpus_of({nested("a", 10'000)}));
    CHECK(shallower.match(nested("#0", 2000)).pattern.rows == 8001);
}

TEST_CASE("The abstraction that the search finds matches as the search says, and rewrites alike") {
    std::size_t found = 0;
    std::ptrdiff_t with_lambda = 0;
    for (std::uint64_t seed = 0; seed < trial_count; ++seed) {
        CAPTURE(seed);
        judge::Trial trial = judge::random_trial(seed);
        Prepared corpus(std::move(trial.corpus), trial.settings);
        const SearchResult result = search(corpus.context(), corpus.store(), {});
        if (result.best.empty()) {
            continue;
        }
        const ScoredAbstraction& best = result.best.front();
        ++found;
        with_lambda += best.body.find("(lam") == std::string::npos ? 0 : 1;
        const Pattern& searched = best.pattern;
        const TermId body = corpus.body(best.body);
        const Match match = compressor::match(corpus.context(), corpus.store(), body);
        const Pattern& matched = match.pattern;
        REQUIRE(as_vector(matched.locations()) == as_vector(searched.locations()));
        REQUIRE(matched.arity() == searched.arity());
        const std::vector<std::uint32_t> printed =
            searched.body.printed_numbers(corpus.table(), searched.arity());
        for (std::uint32_t j = 0; j < searched.arity(); ++j) {
            const std::uint32_t same = match.metavariable_of[printed[j]];
            for (std::size_t row = 0; row < matched.rows; ++row) {
                REQUIRE(corpus.argument(matched, same, row) == corpus.argument(searched, j, row));
            }
        }
        REQUIRE(savings(matched) == savings(searched));
        REQUIRE(matched.body_cost == searched.body_cost);
        REQUIRE(matched.leaves_free == searched.leaves_free);
        REQUIRE(matched.holes.empty());

        const TermId name = corpus.store().primitive("fn_0");
        const Rewriting expected = rewrite(corpus.context(), corpus.store(), searched, name);
        const Rewriting rewriting =
            rewrite(corpus.context(), corpus.store(), matched,
                    {.name = name, .arity = matched.arity(), .body = body}, match.metavariable_of);
        REQUIRE(rewriting.abstraction.body == expected.abstraction.body);
        REQUIRE(rewriting.roots == expected.roots);
        REQUIRE(rewriting.use_count == expected.use_count);
    }
    CHECK(found > trial_count / 4);
    CHECK(with_lambda > 20);
}

TEST_CASE("Any body matches where a plain recursion says, with the same arguments") {
    std::size_t matches = 0;
    for (std::uint64_t seed = 0; seed < trial_count; ++seed) {
        CAPTURE(seed);
        judge::Trial trial = judge::random_trial(seed);
        trial.settings.forms = {}; // a use is allowed everywhere
        Prepared corpus(std::move(trial.corpus), trial.settings);
        TermStore& store = corpus.store();
        const NodeTable& table = corpus.table();
        judge::RandomNumbers random(seed);
        for (int attempt = 0; attempt < 4; ++attempt) {
            std::uint32_t arity = 0;
            const Node from = random.below(static_cast<std::uint32_t>(table.size()));
            const TermId body = cut(store, table.term[from], random, arity);
            if (store.is(TermKind::metavariable, body)) {
                continue;
            }
            CAPTURE(lambda::print(store, body));
            const Match match = compressor::match(corpus.context(), store, body);
            std::size_t row = 0;
            for (Node node = 0; node < table.size(); ++node) {
                std::vector<std::optional<TermId>> arguments(arity);
                if (!fits(store, body, table.term[node], 0, arguments)) {
                    continue;
                }
                REQUIRE(row < match.pattern.rows);
                REQUIRE(match.pattern.locations()[row] == node);
                for (std::uint32_t i = 0; i < arity; ++i) {
                    REQUIRE(corpus.argument(match.pattern, match.metavariable_of[i], row) ==
                            arguments[i]);
                }
                ++row;
                ++matches;
            }
            REQUIRE(row == match.pattern.rows);
        }
    }
    CHECK(matches > trial_count);
}

TEST_CASE("A walk may fill the holes in any order, and keeps the same rows") {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        CAPTURE(seed);
        judge::Trial trial = judge::random_trial(seed);
        trial.settings.forms = {}; // a use is allowed everywhere
        Prepared corpus(std::move(trial.corpus), trial.settings);
        const Context& context = corpus.context();
        judge::RandomNumbers random(seed);
        std::uint32_t arity = 0;
        const auto size = static_cast<std::uint32_t>(corpus.table().size());
        const TermId body =
            cut(corpus.store(), corpus.table().term[random.below(size)], random, arity);
        const Match match = compressor::match(context, corpus.store(), body);
        if (match.pattern.rows == 0) {
            continue;
        }
        BodyWalk walk(context, corpus.store(), body);
        Pattern pattern;
        make_start(context, pattern);
        while (!pattern.holes.empty()) {
            Expansion expansion;
            expansion.hole = random.below(static_cast<std::uint32_t>(pattern.holes.size()));
            const Hole hole = pattern.holes[expansion.hole];
            const std::optional<Filling> filling = walk.filling_at(hole);
            REQUIRE(filling.has_value());
            expansion.rows = rows_with(context, pattern, expansion.hole, *filling);
            Pattern child;
            make_child(context, pattern, expansion,
                       {.bound = {},
                        .filling = *filling,
                        .row_end = static_cast<std::uint32_t>(expansion.rows.size())},
                       child);
            std::swap(pattern, child);
            walk.fill(hole);
        }
        REQUIRE(as_vector(pattern.locations()) == as_vector(match.pattern.locations()));
        REQUIRE(savings(pattern) == savings(match.pattern));
        REQUIRE(walk.metavariables().size() == pattern.arity());
    }
}
