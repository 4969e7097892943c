#include "tests/enumerator/judge/plain_enumerator.hpp"

#include <cmath>
#include <optional>

namespace rasp_stitch::enumerator {

namespace {

constexpr int max_depth = 60;
constexpr std::uint64_t max_steps = 60'000;

using Substitution = std::map<int, PlainType>;

PlainType applied(const Substitution& known, const PlainType& type) {
    if (type.variable >= 0) {
        const auto bound = known.find(type.variable);
        return bound == known.end() ? type : applied(known, bound->second);
    }
    PlainType made{.variable = -1, .name = type.name};
    for (const PlainType& argument : type.arguments) {
        made.arguments.push_back(applied(known, argument));
    }
    return made;
}

bool contains(const PlainType& type, int variable) {
    bool found = type.variable == variable;
    for (const PlainType& argument : type.arguments) {
        found = found || contains(argument, variable);
    }
    return found;
}

bool unify(Substitution& known, const PlainType& first, const PlainType& second) {
    const PlainType a = applied(known, first);
    const PlainType b = applied(known, second);
    if (a == b) {
        return true;
    }
    if (a.variable >= 0 || b.variable >= 0) {
        const int variable = a.variable >= 0 ? a.variable : b.variable;
        const PlainType& to = a.variable >= 0 ? b : a;
        if (contains(to, variable)) {
            return false;
        }
        known[variable] = to;
        return true;
    }
    if (a.name != b.name || a.arguments.size() != b.arguments.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.arguments.size(); ++i) {
        if (!unify(known, a.arguments[i], b.arguments[i])) {
            return false;
        }
    }
    return true;
}

} // namespace

PlainEnumerator::PlainEnumerator(const lambda::TypeStore& types, const GrammarView& view)
    : view_(view), types_(types) {
    for (const Production& production : view.productions()) {
        productions_.push_back(plain(types, production.type));
    }
}

PlainType PlainEnumerator::plain(const lambda::TypeStore& types, lambda::TypeId type) const {
    if (types.is_variable(type)) {
        return {.variable = static_cast<int>(types.index(type))};
    }
    PlainType made{.variable = -1, .name = types.name(type)};
    for (const lambda::TypeId argument : types.arguments(type)) {
        made.arguments.push_back(plain(types, argument));
    }
    return made;
}

PlainType PlainEnumerator::fresh(const PlainType& type, std::map<int, int>& names) {
    if (type.variable >= 0) {
        const auto [name, is_new] = names.try_emplace(type.variable, next_variable_);
        next_variable_ += is_new ? 1 : 0;
        return {.variable = name->second};
    }
    PlainType made{.variable = -1, .name = type.name};
    for (const PlainType& argument : type.arguments) {
        made.arguments.push_back(fresh(argument, names));
    }
    return made;
}

std::vector<PlainEnumerator::Option> PlainEnumerator::options_of(const PlainType& request,
                                                                 const Scope& scope,
                                                                 const Weights& weights,
                                                                 const Substitution& known) {
    std::vector<Option> options;
    const auto consider = [&](PlainType type, std::size_t production, std::uint32_t variable) {
        Option option{.production = production,
                      .variable = variable,
                      .weight = 0,
                      .arguments = {},
                      .known = known};
        while (type.is_arrow()) {
            option.arguments.push_back(type.arguments[0]);
            type = applied(known, type.arguments[1]);
        }
        if (unify(option.known, type, request)) {
            options.push_back(std::move(option));
        }
    };
    for (std::size_t p = 0; p < productions_.size(); ++p) {
        std::map<int, int> names;
        consider(fresh(productions_[p], names), p, 0);
    }
    const bool only_innermost =
        weights.continuation && plain(types_, *weights.continuation) == request;
    double variables = 0;
    bool has_innermost = false;
    for (std::uint32_t v = 0; v < scope.size(); ++v) {
        const std::size_t before = options.size();
        consider(applied(known, scope[v]), productions_.size(), v);
        if (options.size() > before && only_innermost && options.back().arguments.empty()) {
            if (has_innermost) {
                options.pop_back();
            }
            has_innermost = true;
        }
        variables += options.size() > before ? 1 : 0;
    }
    double sum = 0;
    for (Option& option : options) {
        option.weight = option.production < productions_.size()
                            ? weights.productions[option.production]
                            : weights.variable - std::log(variables);
        sum += std::exp(option.weight);
    }
    for (Option& option : options) {
        option.weight -= std::log(sum);
    }
    return options;
}

void PlainEnumerator::fill(const PlainType& wanted, const Scope& scope, std::uint32_t table,
                           const Partial& partial, const Then& then) {
    const PlainType request = applied(partial.known, wanted);
    if (request.is_arrow()) {
        Scope inner{request.arguments[0]};
        inner.insert(inner.end(), scope.begin(), scope.end());
        Partial begun = partial;
        begun.program.text += "(lambda ";
        fill(request.arguments[1], inner, table, begun, [&](const Partial& body) {
            Partial closed = body;
            closed.program.text += ")";
            then(closed);
        });
        return;
    }
    if (++steps_ > max_steps || depth_ > max_depth) {
        gave_up_ = true;
    }
    if (gave_up_) {
        return;
    }
    ++depth_;
    const std::vector<Option> options =
        options_of(request, scope, view_.table(table), partial.known);
    for (const Option& option : options) {
        Partial chosen = partial;
        chosen.known = option.known;
        chosen.program.log_prior += option.weight;
        if (!(-chosen.program.log_prior < upper_)) {
            continue;
        }
        const bool is_variable = option.production == productions_.size();
        bool counted_variables = false;
        for (const Option& other : options) {
            if (other.production == productions_.size() && counted_variables) {
                continue;
            }
            counted_variables = other.production == productions_.size();
            ++chosen.program.opportunities[{table, other.production}];
        }
        ++chosen.program.uses[{table, option.production}];
        chosen.program.text += option.arguments.empty() ? "" : "(";
        chosen.program.text += is_variable ? "$" + std::to_string(option.variable)
                                           : view_.productions()[option.production].expression;
        fill_arguments(option, 0, scope, chosen, then);
    }
    --depth_;
}

void PlainEnumerator::fill_arguments(const Option& option, std::size_t argument, const Scope& scope,
                                     const Partial& partial, const Then& then) {
    if (argument == option.arguments.size()) {
        Partial done = partial;
        done.program.text += argument == 0 ? "" : ")";
        then(done);
        return;
    }
    const std::uint32_t table = option.production == productions_.size()
                                    ? view_.variable_table()
                                    : view_.argument_table(option.production, argument);
    Partial begun = partial;
    begun.program.text += " ";
    fill(option.arguments[argument], scope, table, begun,
         [&](const Partial& filled) { fill_arguments(option, argument + 1, scope, filled, then); });
}

std::vector<PlainProgram> PlainEnumerator::programs(lambda::TypeId request, double upper) {
    std::vector<PlainProgram> found;
    upper_ = upper;
    steps_ = 0;
    depth_ = 0;
    gave_up_ = false;
    std::map<int, int> names;
    fill(fresh(plain(types_, request), names), {}, GrammarView::root_table, {},
         [&](const Partial& whole) { found.push_back(whole.program); });
    return found;
}

} // namespace rasp_stitch::enumerator
