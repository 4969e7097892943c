#include "tests/compressor/judge/random_corpus.hpp"

#include "lambda/terms/print.hpp"
#include "support/random/random.hpp"
#include "tests/compressor/judge/plain_terms.hpp"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace rasp_stitch::judge {

using lambda::TermKind;

namespace {

constexpr std::size_t pattern_count = 2;
constexpr std::uint32_t most_lambdas = 4;

// One pattern that the corpus repeats: a body with metavariables.
struct RepeatedPattern {
    TermId body{};
    std::uint32_t arity = 0;
    std::uint32_t size = 0;           // leaves and lambdas
    std::uint32_t places = 0;         // for arguments
    std::vector<std::uint32_t> depth; // the fewest lambdas around a place, by metavariable
};

std::uint32_t leaf_count(const TermStore& store, TermId term) {
    switch (store.kind(term)) {
    case TermKind::application:
        return leaf_count(store, store.function(term)) + leaf_count(store, store.argument(term));
    case TermKind::lambda:
        return leaf_count(store, store.body(term));
    default:
        return 1;
    }
}

void measure(const TermStore& store, TermId term, std::uint32_t lambdas, RepeatedPattern& pattern) {
    switch (store.kind(term)) {
    case TermKind::application:
        measure(store, store.function(term), lambdas, pattern);
        measure(store, store.argument(term), lambdas, pattern);
        break;
    case TermKind::lambda:
        ++pattern.size;
        measure(store, store.body(term), lambdas + 1, pattern);
        break;
    case TermKind::metavariable: {
        ++pattern.places;
        std::uint32_t& depth = pattern.depth[store.index(term)];
        depth = std::min(depth, lambdas);
        break;
    }
    default:
        ++pattern.size;
        break;
    }
}

class Generator {
public:
    Generator(std::uint64_t seed, const CorpusShape& shape) : random_(seed), shape_(shape) {}

    compressor::Corpus run() {
        add_patterns();
        for (std::uint32_t task = 0; task < shape_.tasks; ++task) {
            const std::string name = "task" + std::to_string(task);
            corpus_.tasks.push_back(name);
            const std::uint32_t programs = between(random_, 1U, shape_.programs_per_task);
            TermId first{0};
            for (std::uint32_t i = 0; i < programs; ++i) {
                const std::uint32_t leaves =
                    between(random_, std::max(2U, shape_.leaves / 2), shape_.leaves);
                const TermId root = i > 0 && chance(random_, shape_.variant)
                                        ? changed(first, below(random_, leaf_count(store(), first)))
                                        : term(leaves, 0);
                first = i == 0 ? root : first;
                corpus_.programs.push_back(
                    {.root = root, .task = task, .name = name + '/' + std::to_string(i)});
            }
        }
        return std::move(corpus_);
    }

private:
    TermStore& store() { return corpus_.store; }

    // Patterns are terms some of whose leaves became metavariables.
    void add_patterns() {
        for (std::size_t i = 0; i < pattern_count; ++i) {
            const std::uint32_t most = between(random_, 1U, shape_.arguments);
            for (int attempt = 0; attempt < 8; ++attempt) {
                const std::uint32_t leaves =
                    between(random_, 2U, std::max(3U, shape_.leaves * 2 / 3));
                const RepeatedPattern pattern = new_pattern(leaves, most);
                if (pattern.arity == most && !store().is(TermKind::metavariable, pattern.body)) {
                    patterns_.push_back(pattern);
                    break;
                }
            }
        }
    }

    RepeatedPattern new_pattern(std::uint32_t leaves, std::uint32_t most_arguments) {
        RepeatedPattern pattern;
        const TermId whole = term(leaves, 0);
        pattern.body = with_metavariables(whole, most_arguments, pattern.arity);
        pattern.depth.assign(pattern.arity, UINT32_MAX);
        measure(store(), pattern.body, 0, pattern);
        return pattern;
    }

    TermId with_metavariables(TermId whole, std::uint32_t most, std::uint32_t& arity) {
        if (store().is(TermKind::application, whole)) {
            if (!chance(random_, 15)) {
                const TermId function = with_metavariables(store().function(whole), most, arity);
                const TermId argument = with_metavariables(store().argument(whole), most, arity);
                return store().application(function, argument);
            }
        } else if (store().is(TermKind::lambda, whole)) {
            const TermId body = with_metavariables(store().body(whole), most, arity);
            return store().lambda(body, store().tag(whole));
        } else if (!chance(random_, 45)) {
            return whole;
        }
        const bool is_new = arity == 0 || (arity < most && chance(random_, 80));
        return store().metavariable(is_new ? arity++ : below(random_, arity));
    }

    std::uint32_t tag() {
        return chance(random_, shape_.tag) ? below(random_, 2U) : lambda::no_tag;
    }

    TermId primitive() {
        if (shape_.symbol > 0 && chance(random_, shape_.symbol)) {
            const auto letter = static_cast<char>('x' + below(random_, 3U));
            return store().primitive(std::string("&") + letter);
        }
        const auto letter = static_cast<char>('a' + below(random_, shape_.primitives));
        return store().primitive(std::string(1, letter));
    }

    TermId leaf(std::uint32_t lambdas) {
        if (lambdas == 0 || !chance(random_, shape_.variable)) {
            return primitive();
        }
        const bool is_far = chance(random_, shape_.far_variable);
        const std::uint32_t index = is_far ? lambdas - 1 : below(random_, lambdas);
        return store().variable(index, tag());
    }

    // Returns a term of about `leaves` leaves, closed by `lambdas` lambdas, and keeps it to be
    // repeated.
    TermId term(std::uint32_t leaves, std::uint32_t lambdas) {
        const TermId made = new_term(std::max(leaves, 1U), lambdas);
        made_.push_back(made);
        return made;
    }

    TermId new_term(std::uint32_t leaves, std::uint32_t lambdas) {
        if (leaves > 1 && chance(random_, shape_.shared)) {
            if (const std::optional<TermId> known = known_term(leaves, lambdas)) {
                return *known;
            }
        }
        if (!patterns_.empty() && chance(random_, shape_.pattern)) {
            const auto count = static_cast<std::uint32_t>(patterns_.size());
            const RepeatedPattern& pattern = patterns_[below(random_, count)];
            if (pattern.size + pattern.places <= leaves) {
                return use(pattern, leaves, lambdas);
            }
        }
        if (lambdas < most_lambdas && chance(random_, shape_.lambda)) {
            const TermId body = term(leaves, lambdas + 1);
            return store().lambda(body, tag());
        }
        if (leaves == 1) {
            return leaf(lambdas);
        }
        if (leaves > 2 && chance(random_, shape_.same_argument)) {
            const TermId argument = term((leaves - 1) / 2, lambdas);
            return store().application(store().application(primitive(), argument), argument);
        }
        if (chance(random_, shape_.spine)) {
            TermId spine = primitive();
            for (std::uint32_t left = leaves - 1; left > 0;) {
                const std::uint32_t part = between(random_, 1U, left);
                spine = store().application(spine, term(part, lambdas));
                left -= part;
            }
            return spine;
        }
        const std::uint32_t left = between(random_, 1U, leaves - 1);
        const TermId function = term(left, lambdas);
        const TermId argument = term(leaves - left, lambdas);
        return store().application(function, argument);
    }

    // Returns a term of about `leaves` leaves that is already in the corpus, if one is found soon.
    std::optional<TermId> known_term(std::uint32_t leaves, std::uint32_t lambdas) {
        for (int attempt = 0; attempt < 8 && !made_.empty(); ++attempt) {
            const TermId known = made_[below(random_, static_cast<std::uint32_t>(made_.size()))];
            const std::uint32_t count = leaf_count(store(), known);
            if (count <= leaves && 2 * count > leaves && is_bound(store(), known, lambdas)) {
                return known;
            }
        }
        return std::nullopt;
    }

    TermId use(const RepeatedPattern& pattern, std::uint32_t leaves, std::uint32_t lambdas) {
        const std::uint32_t each = (leaves - pattern.size) / pattern.places;
        const bool captures = chance(random_, shape_.capture);
        std::vector<TermId> arguments;
        for (std::uint32_t i = 0; i < pattern.arity; ++i) {
            const std::uint32_t around = lambdas + (captures ? pattern.depth[i] : 0);
            if (each >= pattern.size + pattern.places && chance(random_, shape_.nested)) {
                arguments.push_back(use(pattern, each, around));
            } else if (i > 0 && !captures && chance(random_, shape_.same_argument)) {
                arguments.push_back(arguments.front());
            } else {
                arguments.push_back(term(between(random_, 1U, each), around));
            }
        }
        return captures ? put_in_as_it_stands(pattern.body, arguments)
                        : put_in(store(), pattern.body, arguments);
    }

    // Without raising, so that variables of the arguments are bound by lambdas of the pattern.
    TermId put_in_as_it_stands(TermId body, const std::vector<TermId>& arguments) {
        switch (store().kind(body)) {
        case TermKind::application: {
            const TermId function = put_in_as_it_stands(store().function(body), arguments);
            const TermId argument = put_in_as_it_stands(store().argument(body), arguments);
            return store().application(function, argument);
        }
        case TermKind::lambda: {
            const TermId inner = put_in_as_it_stands(store().body(body), arguments);
            return store().lambda(inner, store().tag(body));
        }
        case TermKind::metavariable:
            return arguments[store().index(body)];
        default:
            return body;
        }
    }

    // The term with another leaf in the place of the leaf that is number `at` from the left.
    TermId changed(TermId whole, std::uint32_t at, std::uint32_t lambdas = 0) {
        if (store().is(TermKind::lambda, whole)) {
            const TermId body = changed(store().body(whole), at, lambdas + 1);
            return store().lambda(body, store().tag(whole));
        }
        if (!store().is(TermKind::application, whole)) {
            return chance(random_, 70) ? leaf(lambdas) : term(between(random_, 1U, 3U), lambdas);
        }
        TermId function = store().function(whole);
        TermId argument = store().argument(whole);
        const std::uint32_t left = leaf_count(store(), function);
        if (at < left) {
            function = changed(function, at, lambdas);
        } else {
            argument = changed(argument, at - left, lambdas);
        }
        return store().application(function, argument);
    }

    Random random_;
    const CorpusShape& shape_;
    compressor::Corpus corpus_;
    std::vector<RepeatedPattern> patterns_;
    std::vector<TermId> made_;
};

} // namespace

compressor::Corpus random_corpus(std::uint64_t seed, const CorpusShape& shape) {
    return Generator(seed, shape).run();
}

std::string corpus_text(const compressor::Corpus& corpus) {
    std::string text = "[\n";
    for (const compressor::Program& program : corpus.programs) {
        text += R"(  {"name": ")" + program.name + R"(", "program": ")" +
                lambda::print(corpus.store, program.root) + R"("})";
        text += &program == &corpus.programs.back() ? "\n" : ",\n";
    }
    return text + "]\n";
}

} // namespace rasp_stitch::judge
