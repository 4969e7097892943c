#include "benchmarks/compressor/synthetic_corpus.hpp"

#include "benchmarks/compressor/synthetic_grammar.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/substitution.hpp"
#include "lambda/terms/term_store.hpp"
#include "support/random/random.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace rasp_stitch::benchmarks {

using lambda::TermId;
using lambda::TermStore;

namespace {

constexpr std::size_t library_size = 30;
constexpr std::uint32_t use_in_programs = 55; // percent of the places where there is a choice
constexpr std::uint32_t use_in_library = 30;

std::uint32_t weight_of_rank(std::size_t rank) {
    return static_cast<std::uint32_t>(1'000'000 / (rank + 1));
}

// Returns a number below `count`, which is positive; 0 twice as often as 1, three times as often as
// 2, and so on (Zipf's law).
std::size_t rank(Random& random, std::size_t count) {
    std::uint32_t total = 0;
    for (std::size_t at = 0; at < count; ++at) {
        total += weight_of_rank(at);
    }
    std::uint32_t left = below(random, total);
    std::size_t at = 0;
    while (left >= weight_of_rank(at)) {
        left -= weight_of_rank(at++);
    }
    return at;
}

// The arities that the hidden abstractions take in turn.
constexpr std::array<std::size_t, 6> arities = {1, 2, 0, 3, 1, 2};

// The sizes of the programs, most of which are small.
constexpr std::array<std::uint32_t, 11> program_sizes = {24, 30,  38,  48,  60, 75,
                                                         92, 112, 135, 165, 210};

// An abstraction of the hidden library.
struct Hidden {
    Type result = Type::number;
    TermId body{};
    std::vector<Type> parameters = {};      // of #0, #1, ...
    std::vector<std::uint32_t> places = {}; // occurrences of each in the body
    std::uint32_t size = 0;                 // nodes of the body that are not metavariables
};

// What the term being written may refer to.
struct Scope {
    std::vector<Type> variables;   // the innermost last
    Hidden* abstraction = nullptr; // whose body is being written, or null
};

std::uint32_t least_size(const Production& production) {
    std::uint32_t size = 1;
    for (std::uint32_t i = 0; i < production.arity; ++i) {
        size += 2 + production.parameters[i].lambdas; // an application and a leaf at least
    }
    return size;
}

std::uint32_t least_size(const Hidden& hidden) {
    std::uint32_t size = hidden.size;
    for (const std::uint32_t places : hidden.places) {
        size += places;
    }
    return size;
}

// Writes random terms. Sizes are in nodes: leaves, applications and lambdas.
class Writer {
public:
    explicit Writer(std::uint64_t seed) : random_(seed) {
        while (library_.size() < library_size) {
            add_hidden();
        }
        // Or the smallest would be the most common.
        for (std::size_t left = library_.size(); left > 1; --left) {
            std::swap(library_[left - 1],
                      library_[below(random_, static_cast<std::uint32_t>(left))]);
        }
    }

    std::vector<std::string> library() const {
        std::vector<std::string> bodies;
        for (const Hidden& hidden : library_) {
            bodies.push_back(lambda::print(store_, hidden.body));
        }
        return bodies;
    }

    std::string program() {
        const std::size_t bracket = below(random_, program_sizes.size() - 1);
        const std::uint32_t size =
            between(random_, program_sizes[bracket], program_sizes[bracket + 1]);
        Scope scope{.variables = {Type::list}};
        if (chance(random_, 25)) {
            scope.variables.push_back(Type::number);
        }
        constexpr std::array results = {Type::list, Type::number, Type::truth};
        const auto lambdas = static_cast<std::uint32_t>(scope.variables.size());
        const TermId body =
            term(results[rank(random_, results.size())], size - lambdas, use_in_programs, scope);
        return lambda::print(store_, under_lambdas(body, lambdas));
    }

private:
    // Later abstractions are larger and have room for uses of earlier ones. Abstractions with an
    // unintended number of arguments are discarded.
    void add_hidden() {
        const std::size_t arity = arities[library_.size() % arities.size()];
        const auto size = static_cast<std::uint32_t>(12 + library_.size());
        constexpr std::array results = {Type::number, Type::list, Type::truth};
        Hidden hidden{.result = results[rank(random_, results.size())]};
        Scope scope{.variables = {}, .abstraction = &hidden};
        hidden.body = term(hidden.result, size, use_in_library, scope);
        if (hidden.parameters.size() != arity || !store_.is_closed(hidden.body)) {
            return;
        }
        const std::uint32_t places = count_places(hidden.body, hidden);
        hidden.size = node_count(hidden.body) - places;
        if (hidden.size >= 8) {
            library_.push_back(std::move(hidden));
        }
    }

    TermId term(Type type, std::uint32_t size, std::uint32_t use_chance, Scope& scope) {
        if (chance(random_, use_chance)) {
            if (const Hidden* hidden = fitting(library_, type, size)) {
                return use(*hidden, size, use_chance, scope);
            }
        }
        if (const Production* production = fitting(grammar::productions, type, size)) {
            return application(*production, size, use_chance, scope);
        }
        return leaf(type, scope);
    }

    // Draws a fitting production of the type; earlier ones are drawn more often.
    template <class All>
    const typename All::value_type* fitting(const All& all, Type type, std::uint32_t size) {
        fitting_.clear();
        for (std::size_t at = 0; at < all.size(); ++at) {
            if (all[at].result == type && least_size(all[at]) <= size) {
                fitting_.push_back(at);
            }
        }
        return fitting_.empty() ? nullptr : &all[fitting_[rank(random_, fitting_.size())]];
    }

    TermId use(const Hidden& hidden, std::uint32_t size, std::uint32_t use_chance, Scope& scope) {
        std::vector<TermId> arguments;
        std::uint32_t room = size - least_size(hidden);
        for (std::size_t i = 0; i < hidden.parameters.size(); ++i) {
            // An argument that stands at several places takes its room several times.
            const bool is_last = i + 1 == hidden.parameters.size();
            const std::uint32_t share = (is_last ? room : between(random_, 0U, room));
            room -= share;
            arguments.push_back(
                term(hidden.parameters[i], 1 + share / hidden.places[i], use_chance, scope));
        }
        return lambda::instantiate(store_, hidden.body, arguments);
    }

    TermId application(const Production& production, std::uint32_t size, std::uint32_t use_chance,
                       Scope& scope) {
        TermId result = store_.primitive(production.name);
        std::uint32_t room = size - least_size(production);
        for (std::uint32_t i = 0; i < production.arity; ++i) {
            const auto& [type, lambdas] = production.parameters[i];
            const bool is_last = i + 1 == production.arity;
            const std::uint32_t share = is_last ? room : between(random_, 0U, room);
            room -= share;
            scope.variables.insert(scope.variables.end(), lambdas, Type::number);
            const TermId argument = term(type, 1 + share, use_chance, scope);
            scope.variables.resize(scope.variables.size() - lambdas);
            result = store_.application(result, under_lambdas(argument, lambdas));
        }
        return result;
    }

    TermId leaf(Type type, Scope& scope) {
        if (scope.abstraction != nullptr && chance(random_, 30)) {
            if (const auto metavariable = metavariable_of(type, *scope.abstraction)) {
                return *metavariable;
            }
        }
        if (chance(random_, 80)) {
            if (const auto variable = variable_of(type, scope)) {
                return *variable;
            }
        }
        return constant(type);
    }

    // One that the body has, or a new one.
    std::optional<TermId> metavariable_of(Type type, Hidden& hidden) {
        const std::size_t at = below(random_, most_parameters);
        if (at < hidden.parameters.size()) {
            if (hidden.parameters[at] != type) {
                return std::nullopt;
            }
            return store_.metavariable(static_cast<std::uint32_t>(at));
        }
        hidden.parameters.push_back(type);
        return store_.metavariable(static_cast<std::uint32_t>(hidden.parameters.size() - 1));
    }

    // Refers to near lambdas more often than to far ones.
    std::optional<TermId> variable_of(Type type, const Scope& scope) {
        std::vector<std::uint32_t> indices;
        for (std::size_t i = 0; i < scope.variables.size(); ++i) {
            if (scope.variables[scope.variables.size() - 1 - i] == type) {
                indices.push_back(static_cast<std::uint32_t>(i));
            }
        }
        if (indices.empty()) {
            return std::nullopt;
        }
        return store_.variable(indices[rank(random_, indices.size())]);
    }

    TermId constant(Type type) {
        switch (type) {
        case Type::number:
            return store_.primitive(grammar::numbers[rank(random_, grammar::numbers.size())]);
        case Type::list:
            return store_.primitive(grammar::lists[rank(random_, grammar::lists.size())]);
        default:
            return store_.primitive(grammar::truths[rank(random_, grammar::truths.size())]);
        }
    }

    TermId under_lambdas(TermId body, std::uint32_t count) {
        for (; count > 0; --count) {
            body = store_.lambda(body);
        }
        return body;
    }

    // Bodies are small, so these two may recurse.
    std::uint32_t node_count(TermId term) const {
        switch (store_.kind(term)) {
        case lambda::TermKind::application:
            return 1 + node_count(store_.function(term)) + node_count(store_.argument(term));
        case lambda::TermKind::lambda:
            return 1 + node_count(store_.body(term));
        default:
            return 1;
        }
    }

    std::uint32_t count_places(TermId term, Hidden& hidden) const {
        hidden.places.resize(hidden.parameters.size());
        switch (store_.kind(term)) {
        case lambda::TermKind::application:
            return count_places(store_.function(term), hidden) +
                   count_places(store_.argument(term), hidden);
        case lambda::TermKind::lambda:
            return count_places(store_.body(term), hidden);
        case lambda::TermKind::metavariable:
            ++hidden.places[store_.index(term)];
            return 1;
        default:
            return 0;
        }
    }

    Random random_;
    TermStore store_;
    std::vector<Hidden> library_;
    std::vector<std::size_t> fitting_; // kept for its memory
};

} // namespace

SyntheticCorpus synthetic_corpus(const SyntheticShape& shape) {
    Writer writer(shape.seed);
    SyntheticCorpus corpus{.programs = {}, .library = writer.library()};
    for (std::uint32_t i = 0; i < shape.programs; ++i) {
        corpus.programs.push_back(writer.program());
    }
    return corpus;
}

std::string programs_list(std::span<const std::string> programs) {
    std::string text = "[";
    for (const std::string& program : programs) {
        text += text.size() == 1 ? "\n" : ",\n";
        text += nlohmann::json(program).dump();
    }
    return text + "\n]\n";
}

} // namespace rasp_stitch::benchmarks
