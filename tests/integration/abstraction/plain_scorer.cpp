#include "tests/integration/abstraction/plain_scorer.hpp"

#include "support/json/json_input.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace rasp_stitch::dreamcoder_judge {

namespace {

using Kind = PlainTerm::Kind;

constexpr double impossible = -std::numeric_limits<double>::infinity();

[[noreturn]] void refuse(const std::string& why) {
    throw std::runtime_error(why);
}

double number(const Json& json) {
    if (json.is_string()) {
        return json == "-Infinity" ? impossible : std::numeric_limits<double>::quiet_NaN();
    }
    return json.get<double>();
}

double log_sum(const std::vector<double>& numbers) {
    double most = impossible;
    for (const double one : numbers) {
        most = std::max(most, one);
    }
    double sum = 0;
    for (const double one : numbers) {
        sum += std::exp(one - most);
    }
    return most == impossible ? impossible : most + std::log(sum);
}

} // namespace

PlainScorer::PlainScorer(const Json& types) {
    for (const auto& [name, type] : types.items()) {
        primitives_[name] = plain(type);
    }
}

PlainType PlainScorer::plain(const Json& json) {
    if (json.contains("index")) {
        return {.variable = json["index"].get<int>()};
    }
    PlainType type{.name = json["constructor"].get<std::string>()};
    for (const Json& argument : json["arguments"]) {
        type.arguments.push_back(plain(argument));
    }
    return type;
}

PlainType PlainScorer::resolved(const PlainType& type, const Substitution& known) {
    if (type.variable >= 0) {
        const auto found = known.find(type.variable);
        return found == known.end() ? type : resolved(found->second, known);
    }
    PlainType made{.name = type.name};
    for (const PlainType& argument : type.arguments) {
        made.arguments.push_back(resolved(argument, known));
    }
    return made;
}

namespace {

bool occurs(int variable, const PlainType& in) {
    return in.variable == variable || std::ranges::any_of(in.arguments, [&](const PlainType& part) {
               return occurs(variable, part);
           });
}

} // namespace

bool PlainScorer::unify(const PlainType& left, const PlainType& right, Substitution& known) {
    const PlainType a = resolved(left, known);
    const PlainType b = resolved(right, known);
    if (a == b) {
        return true;
    }
    if (a.variable >= 0 || b.variable >= 0) {
        const int variable = a.variable >= 0 ? a.variable : b.variable;
        const PlainType& other = a.variable >= 0 ? b : a;
        if (occurs(variable, other)) {
            return false;
        }
        known[variable] = other;
        return true;
    }
    if (a.name != b.name || a.arguments.size() != b.arguments.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.arguments.size(); ++i) {
        if (!unify(a.arguments[i], b.arguments[i], known)) {
            return false;
        }
    }
    return true;
}

PlainType PlainScorer::fresh(const PlainType& type) {
    std::map<int, int> names;
    const auto rename = [&](const auto& self, const PlainType& part) -> PlainType {
        if (part.variable >= 0) {
            const auto [found, is_new] = names.emplace(part.variable, next_variable_ + 1);
            next_variable_ += is_new ? 1 : 0;
            return {.variable = found->second};
        }
        PlainType made{.name = part.name};
        for (const PlainType& argument : part.arguments) {
            made.arguments.push_back(self(self, argument));
        }
        return made;
    };
    return rename(rename, type);
}

PlainType PlainScorer::type_of(const PlainTerm& term) {
    if (term.kind == Kind::abstraction) {
        const auto known = abstractions_.find(term.name);
        if (known == abstractions_.end()) {
            abstractions_[term.name] = infer(*term.first);
        }
        return abstractions_[term.name];
    }
    const auto found = primitives_.find(term.name);
    if (term.kind != Kind::primitive || found == primitives_.end()) {
        refuse("not a production: " + print_plain(term));
    }
    return found->second;
}

PlainType PlainScorer::infer(const PlainTerm& term) {
    Substitution known;
    const PlainType type = infer(term, {}, known);
    return resolved(type, known);
}

PlainType PlainScorer::infer(const PlainTerm& term, const std::vector<PlainType>& scope,
                             Substitution& known) {
    switch (term.kind) {
    case Kind::variable:
        if (term.index >= static_cast<int>(scope.size())) {
            refuse("a free variable");
        }
        return scope[static_cast<std::size_t>(term.index)];
    case Kind::lambda: {
        std::vector<PlainType> inner{fresh({.variable = 0})};
        inner.insert(inner.end(), scope.begin(), scope.end());
        const PlainType body = infer(*term.first, inner, known);
        return {.name = "->", .arguments = {inner.front(), body}};
    }
    case Kind::application: {
        const PlainType function = infer(*term.first, scope, known);
        const PlainType argument = infer(*term.second, scope, known);
        const PlainType result = fresh({.variable = 0});
        if (!unify(function, {.name = "->", .arguments = {argument, result}}, known)) {
            refuse("ill-typed: " + print_plain(term));
        }
        return result;
    }
    default:
        return fresh(type_of(term));
    }
}

PlainScorer::Library PlainScorer::library_of(const Json& message) {
    Library library;
    const Json& dsl = message.at("DSL");
    library.given[""] = number(dsl.at("logVariable"));
    for (const Json& production : dsl.at("productions")) {
        const PlainTermPointer term =
            parse_plain(production.at("expression").get_ref<const std::string&>());
        const std::string name = print_plain(*term);
        library.productions.emplace_back(name, type_of(*term));
        library.given[name] = number(production.at("logProbability"));
    }
    if (dsl.contains("continuationType")) {
        library.continuation = plain(dsl["continuationType"]);
    }
    return library;
}

void PlainScorer::walk(const Library& library, PlainType request, PlainTermPointer term,
                       std::vector<PlainType> scope, Substitution& known, Counts& counts) {
    request = resolved(request, known);
    for (; request.is_arrow(); request = PlainType(request.arguments[1])) {
        if (term->kind != Kind::lambda) {
            refuse("not eta-long: " + print_plain(*term));
        }
        scope.insert(scope.begin(), request.arguments[0]);
        term = term->first;
    }
    std::vector<PlainTermPointer> arguments;
    for (; term->kind == Kind::application; term = term->first) {
        arguments.insert(arguments.begin(), term->second);
    }
    struct Found {
        std::vector<PlainType> arguments;
        Substitution known;
    };
    std::optional<Found> chosen;
    std::set<std::string> candidates;
    std::size_t variables = 0;
    bool has_innermost = false;
    const auto consider = [&](const PlainType& type, const std::string& name, bool is_it,
                              bool is_variable) {
        Found found{.arguments = {}, .known = known};
        PlainType result = resolved(type, known);
        for (; result.is_arrow(); result = PlainType(result.arguments[1])) {
            found.arguments.push_back(result.arguments[0]);
        }
        if (!unify(result, request, found.known)) {
            return;
        }
        if (is_variable && found.arguments.empty() && library.continuation == request) {
            if (has_innermost) {
                return;
            }
            has_innermost = true;
        }
        candidates.insert(name);
        variables += is_variable ? 1 : 0;
        if (is_it) {
            chosen = std::move(found);
        }
    };
    for (const auto& [name, type] : library.productions) {
        consider(fresh(type), name, term->name == name, false);
    }
    for (std::size_t i = 0; i < scope.size(); ++i) {
        consider(scope[i], "", term->kind == Kind::variable && term->index == static_cast<int>(i),
                 true);
    }
    if (!chosen || chosen->arguments.size() != arguments.size()) {
        refuse("cannot stand there: " + print_plain(*term));
    }
    ++counts.sets[candidates];
    ++counts.uses[term->kind == Kind::variable ? "" : term->name];
    if (term->kind == Kind::variable) {
        counts.constant -= std::log(static_cast<double>(variables));
    }
    known = chosen->known;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        walk(library, chosen->arguments[i], arguments[i], scope, known, counts);
    }
}

PlainScorer::Counts PlainScorer::counts_of(const Library& library, const Json& request,
                                           const Json& program) {
    Counts counts;
    Substitution known;
    walk(library, fresh(plain(request)), parse_plain(program.get_ref<const std::string&>()), {},
         known, counts);
    return counts;
}

double PlainScorer::log_prior(const Counts& counts, const Weights& weights) {
    double sum = counts.constant;
    for (const auto& [name, count] : counts.uses) {
        sum += count * weights.at(name);
    }
    if (sum == impossible) {
        return impossible;
    }
    for (const auto& [names, count] : counts.sets) {
        std::vector<double> all;
        for (const std::string& name : names) {
            all.push_back(weights.at(name));
        }
        sum -= count * log_sum(all);
    }
    return sum;
}

std::vector<std::vector<std::size_t>> PlainScorer::counting(const Json& request) {
    const Library library = library_of(request);
    std::vector<std::vector<std::size_t>> chosen;
    for (const Json& frontier : request.at("frontiers")) {
        std::vector<std::pair<std::pair<double, std::string>, std::size_t>> ranking;
        for (const Json& program : frontier.at("programs")) {
            const std::size_t index = ranking.size();
            const double log_likelihood = number(program.at("logLikelihood"));
            const double prior = log_prior(
                counts_of(library, frontier.at("request"), program.at("program")), library.given);
            const bool is_possible = log_likelihood > impossible; // not NaN either
            ranking.push_back(
                {{is_possible ? -(log_likelihood + prior)
                              : std::numeric_limits<double>::quiet_NaN(),
                  print_plain(*parse_plain(program.at("program").get_ref<const std::string&>()))},
                 index});
        }
        std::erase_if(ranking, [](const auto& one) { return std::isnan(one.first.first); });
        std::ranges::sort(ranking);
        std::vector<std::size_t>& best = chosen.emplace_back();
        for (const auto& [key, index] : ranking) {
            if (best.size() < request.value("topK", std::size_t{2})) {
                best.push_back(index);
            }
        }
    }
    return chosen;
}

std::vector<std::vector<PlainScorer::Entry>>
PlainScorer::entries(const Library& library, const Json& message,
                     const std::vector<std::vector<std::size_t>>& chosen) {
    std::vector<std::vector<Entry>> all;
    for (std::size_t f = 0; f < chosen.size(); ++f) {
        const Json& frontier = message.at("frontiers").at(f);
        std::vector<Entry>& made = all.emplace_back();
        for (const std::size_t index : chosen[f]) {
            const Json& program = frontier.at("programs").at(index);
            const double log_likelihood = number(program.at("logLikelihood"));
            made.push_back(
                {.counts = counts_of(library, frontier.at("request"), program.at("program")),
                 .log_likelihood = std::isnan(log_likelihood) ? impossible : log_likelihood});
        }
    }
    return all;
}

PlainScorer::Weights PlainScorer::step(const std::vector<std::vector<Entry>>& frontiers,
                                       const Weights& weights, double pseudo_counts) {
    std::map<std::string, double> uses;
    std::map<std::string, double> opportunities;
    for (const std::vector<Entry>& frontier : frontiers) {
        std::vector<double> posteriors;
        for (const Entry& entry : frontier) {
            posteriors.push_back(entry.log_likelihood + log_prior(entry.counts, weights));
        }
        const double all = log_sum(posteriors);
        for (std::size_t i = 0; i < frontier.size() && all != impossible; ++i) {
            const double share = std::exp(posteriors[i] - all);
            for (const auto& [name, count] : frontier[i].counts.uses) {
                uses[name] += share * count;
            }
            for (const auto& [names, count] : frontier[i].counts.sets) {
                for (const std::string& name : names) {
                    opportunities[name] += share * count;
                }
            }
        }
    }
    Weights made;
    for (const auto& [name, weight] : weights) {
        const double below = opportunities[name] + pseudo_counts;
        made[name] = below == 0 ? 0 : std::log(uses[name] + pseudo_counts) - std::log(below);
    }
    return made;
}

std::pair<double, PlainScorer::Weights> PlainScorer::scored(const Json& request,
                                                            const Json& message) {
    const Library library = library_of(message);
    Weights start = library.given;
    std::size_t size = 0;
    const bool is_received =
        message.at("DSL").at("productions").size() == request.at("DSL").at("productions").size();
    if (is_received) {
        start = library_of(request).given;
    } else {
        for (auto& [name, weight] : start) {
            weight = name.empty() ? std::log(0.5)
                                  : -std::log(static_cast<double>(library.productions.size()));
        }
    }
    const auto leaves = [](const auto& self, const PlainTerm& term) -> std::size_t {
        if (term.kind == Kind::application) {
            return self(self, *term.first) + self(self, *term.second);
        }
        return term.kind == Kind::lambda ? self(self, *term.first) : 1;
    };
    for (const auto& [name, type] : library.productions) {
        PlainTermPointer term = parse_plain(name);
        term = term->kind == Kind::abstraction ? term->first : term;
        while (term->kind == Kind::lambda) {
            term = term->first;
        }
        size += leaves(leaves, *term);
    }
    const auto frontiers = entries(library, message, counting(request));
    const Weights weights = step(frontiers, start, request.value("pseudoCounts", 30.0));
    double sum = 0;
    for (const std::vector<Entry>& frontier : frontiers) {
        std::vector<double> all;
        for (const Entry& entry : frontier) {
            all.push_back(entry.log_likelihood + log_prior(entry.counts, weights));
        }
        sum += all.empty() ? 0 : log_sum(all);
    }
    sum -= request.value("aic", 1.0) * static_cast<double>(library.productions.size());
    sum -= request.value("structurePenalty", 1.0) * static_cast<double>(size);
    return {sum, weights};
}

double PlainScorer::score(const Json& request, const Json& message) {
    return scored(request, message).first;
}

std::map<std::string, double> PlainScorer::fitted(const Json& request, const Json& message) {
    const bool is_received =
        message.at("DSL").at("productions").size() == request.at("DSL").at("productions").size();
    const Library library = library_of(message);
    const Weights start = is_received ? library_of(request).given : scored(request, message).second;
    std::vector<std::vector<std::size_t>> everything;
    for (const Json& frontier : message.at("frontiers")) {
        std::vector<std::size_t>& all = everything.emplace_back();
        for (std::size_t i = 0; i < frontier.at("programs").size(); ++i) {
            all.push_back(i);
        }
    }
    return step(entries(library, message, everything), start, request.value("pseudoCounts", 30.0));
}

void PlainScorer::check_programs(const Json& message) {
    const Library library = library_of(message);
    for (const Json& frontier : message.at("frontiers")) {
        for (const Json& program : frontier.at("programs")) {
            counts_of(library, frontier.at("request"), program.at("program"));
        }
    }
}

} // namespace rasp_stitch::dreamcoder_judge
