// Tests abstractions that refactoring finds: brute force is the judge of what a piece saves, and an
// inlining of its own of what the rewritten programs mean.

#include "compressor/refactoring/higher_order.hpp"

#include "compressor/corpus/read_corpus.hpp"
#include "compressor/library/compress.hpp"
#include "compressor/nodes/arguments.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/output/compression_json.hpp"
#include "compressor/refactoring/refactored_corpus.hpp"
#include "compressor/refactoring/refactorings.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/inlining.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/parse.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "tests/compressor/judge/version_extension.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <random>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

using namespace rasp_stitch;
using namespace rasp_stitch::compressor;
using namespace rasp_stitch::refactoring;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

std::uint32_t below(std::mt19937& random, std::uint32_t bound) {
    return static_cast<std::uint32_t>(random() % bound);
}

// Returns a program that is beta-normal.
std::string random_program(std::mt19937& random, std::uint32_t size, std::uint32_t scope) {
    if (size <= 1) {
        const std::uint32_t leaf = below(random, scope + 3);
        return leaf < scope ? "$" + std::to_string(leaf) : std::array{"a", "f", "g"}[leaf - scope];
    }
    if (below(random, 4) == 0) {
        return "(lam " + random_program(random, size - 1, scope + 1) + ")";
    }
    const std::uint32_t left = 1 + below(random, size - 1);
    return "(" + random_program(random, 1, scope) + " " + random_program(random, left, scope) +
           (left + 1 < size ? " " + random_program(random, size - left - 1, scope) : "") + ")";
}

std::string random_corpus(std::mt19937& random, std::uint32_t programs, std::uint32_t size) {
    std::string text;
    for (std::uint32_t i = 0; i < programs; ++i) {
        text +=
            (i == 0 ? "[\"" : ", \"") + random_program(random, size - below(random, 2), 0) + '"';
    }
    return text + "]";
}

// Returns programs that do something random with a part of a common frame that the frame binds.
std::string planted_corpus(std::mt19937& random, std::uint32_t programs) {
    std::string text;
    for (std::uint32_t i = 0; i < programs; ++i) {
        const std::string before = random_program(random, 1 + below(random, 3), 0);
        const std::string after = random_program(random, 1 + below(random, 3), 0);
        const std::string part = "(first $0)";
        const std::array made = {"(f " + part + " " + part + ")",
                                 "(g (f " + part + " " + before + ") " + after + ")",
                                 "(f " + before + " (g " + after + " " + part + "))"};
        text += (i == 0 ? "[\"" : ", \"") + std::string("(frame (lam (pair ") +
                made[random() % made.size()] + " (again (rest $0) z))))\"";
    }
    return text + "]";
}

// Returns the least cost of the term if the piece may be written as a use that costs this, and no
// lambda may be applied.
Cost least_cost(const TermStore& terms, TermId term, TermId piece, Cost use, bool is_applied) {
    constexpr Cost none = Cost{1} << 40U;
    Cost cost = 100;
    if (terms.is(TermKind::application, term)) {
        cost = std::min(none, 1 + least_cost(terms, terms.function(term), piece, use, true) +
                                  least_cost(terms, terms.argument(term), piece, use, false));
    } else if (terms.is(TermKind::lambda, term)) {
        cost = is_applied ? none : 1 + least_cost(terms, terms.body(term), piece, use, false);
    }
    return term == piece ? std::min(cost, use) : cost;
}

std::size_t count_free(const TermStore& terms, TermId term) {
    std::set<std::uint32_t> free;
    const auto visit = [&](const auto& self, TermId part, std::uint32_t depth) -> void {
        if (terms.is(TermKind::application, part)) {
            self(self, terms.function(part), depth);
            self(self, terms.argument(part), depth);
        } else if (terms.is(TermKind::lambda, part)) {
            self(self, terms.body(part), depth + 1);
        } else if (terms.is(TermKind::variable, part) && terms.index(part) >= depth) {
            free.insert(terms.index(part) - depth);
        }
    };
    visit(visit, term, 0);
    return free.size();
}

bool has_redex(const TermStore& terms, TermId term) {
    return std::ranges::any_of(lambda::subterms(terms, std::array{term}), [&](TermId part) {
        return terms.is(TermKind::application, part) &&
               terms.is(TermKind::lambda, terms.function(part));
    });
}

// Returns, for every beta-normal part of a refactored program, by its text with its free variables,
// what the programs cost together with it.
std::map<std::string, Cost> costs_by_brute_force(const Corpus& corpus, std::uint32_t steps) {
    TermStore terms = corpus.store;
    Refactorings refactorings(terms);
    std::vector<std::set<TermId>> programs;
    std::map<TermId, std::set<std::size_t>> programs_with;
    for (const TermId root : corpus.roots()) {
        programs.push_back(
            judge::extension_of(refactorings.table(), terms, refactorings.of(root, steps)));
        for (const TermId program : programs.back()) {
            for (const TermId part : lambda::subterms(terms, std::array{program})) {
                if (!has_redex(terms, part)) {
                    programs_with[part].insert(programs.size());
                }
            }
        }
    }
    std::map<std::string, Cost> costs;
    for (const auto& [piece, users] : programs_with) {
        if (users.size() < 2 || lambda::term_cost(terms, piece, {}) == 100) {
            continue;
        }
        const Cost use = 100 + 101 * static_cast<Cost>(count_free(terms, piece));
        Cost sum = 0;
        for (const std::set<TermId>& versions : programs) {
            Cost least = std::numeric_limits<Cost>::max();
            for (const TermId version : versions) {
                least = std::min(least, least_cost(terms, version, piece, use, false));
            }
            sum += least;
        }
        costs[lambda::print(terms, piece)] = sum;
    }
    return costs;
}

struct Prepared {
    explicit Prepared(const std::string& text, std::uint32_t max_arity = 2)
        : corpus(read_corpus(text)), settings{.max_arity = max_arity},
          table(make_node_table(corpus, settings)), arguments(table),
          context(table, arguments, settings) {}

    Corpus corpus;
    Settings settings;
    NodeTable table;
    Arguments arguments;
    Context context;
};

bool never() {
    return false;
}

// Returns the programs of the last step with all abstractions written out and reduced.
std::vector<TermId> written_out(TermStore& store, const Compression& compression) {
    std::vector<TermId> programs = compression.steps.back().rewriting.roots;
    for (auto step = compression.steps.rbegin(); step != compression.steps.rend(); ++step) {
        programs = lambda::inline_uses(store, programs, step->rewriting.abstraction);
    }
    for (TermId& program : programs) {
        program = lambda::normal_form(store, program).value();
    }
    return programs;
}

Compression compressed(Corpus& corpus, bool higher_order) {
    CompressionSettings settings;
    settings.iterations = 4;
    settings.higher_order = higher_order;
    return compress(corpus, settings);
}

} // namespace

TEST_CASE("What a piece saves is what brute force over all refactorings says") {
    std::mt19937 random(11);
    std::size_t pieces_met = 0;
    std::size_t best_met = 0;
    std::size_t corpora = 0;
    for (std::uint32_t round = 0; round < 150; ++round) {
        const std::uint32_t steps = 1 + round % 2;
        const std::string text = random_corpus(random, 3, 3 + round / 2 % 3);
        CAPTURE(text, steps);
        const Prepared prepared(text);
        const Cost plain = prepared.table.corpus_cost();
        const std::map<std::string, Cost> judge = costs_by_brute_force(prepared.corpus, steps);
        Cost least = plain;
        for (const auto& [piece, cost] : judge) {
            least = std::min(least, cost);
        }
        Cost found = plain;
        RefactoredCorpus refactored(prepared.context, prepared.corpus.store, steps, never);
        for (const RefactoredPiece& piece : refactored.saving_pieces()) {
            const std::string printed = lambda::print(refactored.terms(), piece.term);
            CAPTURE(printed);
            REQUIRE(judge.contains(printed));
            CHECK(plain - piece.saved >= judge.at(printed));
            found = std::min(found, plain - piece.saved);
            ++pieces_met;
        }
        corpora += least < plain ? 1U : 0U;
        best_met += least < plain && found == least ? 1U : 0U;
    }
    CHECK(pieces_met > 100);
    CHECK(corpora > 30);
    CHECK(best_met == corpora);
}

TEST_CASE("With higher order, the total is never greater, and programs mean what they meant") {
    std::mt19937 random(5);
    std::size_t better = 0;
    for (std::uint32_t round = 0; round < 60; ++round) {
        const std::string text =
            round % 2 == 0 ? random_corpus(random, 4, 5 + round % 6) : planted_corpus(random, 4);
        CAPTURE(text);
        Corpus corpus = read_corpus(text);
        std::vector<TermId> meant = corpus.roots();
        const Compression plain = compressed(corpus, false);
        const Compression other = compressed(corpus, true);
        CHECK(other.total_utility() >= plain.total_utility());
        better += other.total_utility() > plain.total_utility() ? 1U : 0U;
        Cost cost = other.original_cost;
        for (const Step& step : other.steps) {
            CHECK(step.cost_before == cost);
            cost = step.cost_after;
            CHECK(step.utility ==
                  step.cost_before - step.cost_after -
                      lambda::term_cost(corpus.store, step.rewriting.abstraction.body, {}));
            CHECK(step.rewriting.abstraction.arity <= 2);
        }
        if (!other.steps.empty()) {
            for (TermId& program : meant) {
                program = lambda::normal_form(corpus.store, program).value();
            }
            CHECK(written_out(corpus.store, other) == meant);
        }
    }
    CHECK(better > 10);
}

TEST_CASE("A function that stands at no place of the programs becomes an argument") {
    Corpus corpus = read_corpus(R"j([
        "(lam (fix $0 (lam (lam (if (empty $0) nil (cons (mul 2 (add (car $0) 1)) ($1 (cdr $0))))))))",
        "(lam (fix $0 (lam (lam (if (empty $0) nil (cons (sub (car $0) (car $0)) ($1 (cdr $0))))))))"
        ])j");
    const Compression plain = compressed(corpus, false);
    const Compression other = compressed(corpus, true);
    REQUIRE(other.steps.size() == 1);
    const Step& step = other.steps.front();
    CHECK(step.is_refactored);
    CHECK(step.body == "(lam (fix $0 (lam (lam (if (empty $0) nil (cons (#0 (car $0)) "
                       "($1 (cdr $0))))))))");
    CHECK(lambda::print(corpus.store, step.rewriting.roots[0]) ==
          "(fn_0 (lam (mul 2 (add $0 1))))");
    CHECK(lambda::print(corpus.store, step.rewriting.roots[1]) == "(fn_0 (lam (sub $0 $0)))");
    CHECK(step.rewriting.use_count == 2);
    CHECK(step.rewriting.uses.size() == 2);
    for (const Use& use : step.rewriting.uses) {
        CHECK(std::ranges::count(corpus.roots(), use.before) == 1);
    }
    CHECK(other.total_utility() > plain.total_utility());
    CHECK(other.final_cost() < plain.final_cost());

    const auto json = compression_json(corpus, other, {}, {});
    CHECK(json["optimal"] == false);
    CHECK(json["gap"] == nullptr);
    CHECK(json["abstractions"][0]["by_refactoring"] == true);
    CHECK(json["abstractions"][0]["dreamcoder"] ==
          "#(lambda (lambda (fix $0 (lambda (lambda (if (empty $0) nil (cons ($3 (car $0)) "
          "($1 (cdr $0)))))))))");
}

TEST_CASE("Programs with redexes, tags or many nodes are matched, and not refactored") {
    std::string deep = "x";
    for (int i = 0; i < 600; ++i) {
        deep = "(s " + deep + ")";
    }
    Corpus corpus = read_corpus(
        R"j(["((lam (if (empty $0) nil (cons (f (car $0)) (cdr $0)))) l)",
             "(if (empty l) nil (cons (g (h (car l))) (cdr l)))",
             "(if (empty l) nil (cons (h (car l) 1) (cdr l)))", ")j" +
        deep + "\"]");
    std::vector<TermId> meant = corpus.roots();
    const Compression other = compressed(corpus, true);
    REQUIRE(!other.steps.empty());
    for (TermId& program : meant) {
        program = lambda::normal_form(corpus.store, program).value();
    }
    CHECK(written_out(corpus.store, other) == meant);
}

TEST_CASE("Without time, higher order returns what matching has found, and says so") {
    Corpus corpus = read_corpus(R"j(["(f (g a) (g a))", "(f (g b) (g b))"])j");
    CompressionSettings settings;
    settings.higher_order = true;
    std::stop_source source;
    CompressionControl control;
    control.budget.stop = source.get_token();
    source.request_stop();
    const Compression stopped = compress(corpus, settings, control);
    CHECK(stopped.stopped == StopReason::interrupted);
}
