#pragma once

// Infers types as plainly as possible, as the judge of lambda/types/inference.hpp: each occurrence
// of a sub-term gives equations, which are solved by substituting in all of them.

#include "lambda/terms/term_store.hpp"
#include "lambda/types/type_store.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::lambda {

class PlainInference {
public:
    PlainInference(const TermStore& store, TypeStore& types,
                   const std::map<std::string, TypeId>& primitives)
        : store_(store), types_(types), primitives_(primitives) {}

    std::optional<TypeId> of(TermId term) {
        std::vector<TypeId> environment;
        const std::optional<TypeId> type = collect(term, environment);
        if (!type || !solve()) {
            return std::nullopt;
        }
        std::map<std::uint32_t, TypeId> names;
        return named(*type, names);
    }

private:
    TypeId fresh() { return types_.variable(next_++); }

    TypeId renumbered(TypeId type, std::map<std::uint32_t, TypeId>& names) {
        if (types_.is_variable(type)) {
            const auto known = names.find(types_.index(type));
            return known != names.end() ? known->second
                                        : names.emplace(types_.index(type), fresh()).first->second;
        }
        return rebuilt(type, [&](TypeId part) { return renumbered(part, names); });
    }

    template <class Part>
    TypeId rebuilt(TypeId type, Part part) {
        std::vector<TypeId> arguments;
        for (std::size_t i = 0; i < types_.arguments(type).size(); ++i) {
            arguments.push_back(part(types_.arguments(type)[i]));
        }
        return types_.constructor(types_.name_id(type), arguments);
    }

    std::optional<TypeId> collect(TermId term, std::vector<TypeId>& environment) {
        switch (store_.kind(term)) {
        case TermKind::primitive: {
            std::map<std::uint32_t, TypeId> names;
            return renumbered(primitives_.at(store_.name(term)), names);
        }
        case TermKind::variable:
            if (store_.index(term) >= environment.size()) {
                return std::nullopt;
            }
            return environment[environment.size() - 1 - store_.index(term)];
        case TermKind::lambda: {
            const TypeId parameter = fresh();
            environment.push_back(parameter);
            const std::optional<TypeId> body = collect(store_.body(term), environment);
            environment.pop_back();
            return body ? std::optional(types_.arrow(parameter, *body)) : std::nullopt;
        }
        case TermKind::application: {
            const std::optional<TypeId> function = collect(store_.function(term), environment);
            const std::optional<TypeId> argument = collect(store_.argument(term), environment);
            if (!function || !argument) {
                return std::nullopt;
            }
            const TypeId result = fresh();
            equations_.emplace_back(*function, types_.arrow(*argument, result));
            return result;
        }
        default:
            return std::nullopt;
        }
    }

    TypeId substituted(TypeId type) {
        if (types_.is_variable(type)) {
            const auto bound = solution_.find(types_.index(type));
            return bound == solution_.end() ? type : substituted(bound->second);
        }
        return rebuilt(type, [&](TypeId part) { return substituted(part); });
    }

    bool contains(TypeId type, TypeId variable) {
        bool found = type == variable;
        if (!types_.is_variable(type)) {
            for (const TypeId part : types_.arguments(type)) {
                found = found || contains(part, variable);
            }
        }
        return found;
    }

    bool solve() {
        while (!equations_.empty()) {
            TypeId a = substituted(equations_.back().first);
            TypeId b = substituted(equations_.back().second);
            equations_.pop_back();
            if (a == b) {
                continue;
            }
            if (!types_.is_variable(a)) {
                std::swap(a, b);
            }
            if (types_.is_variable(a)) {
                if (contains(b, a)) {
                    return false;
                }
                solution_[types_.index(a)] = b;
                continue;
            }
            if (types_.name_id(a) != types_.name_id(b) ||
                types_.arguments(a).size() != types_.arguments(b).size()) {
                return false;
            }
            for (std::size_t i = 0; i < types_.arguments(a).size(); ++i) {
                equations_.emplace_back(types_.arguments(a)[i], types_.arguments(b)[i]);
            }
        }
        return true;
    }

    // With all that is known put in, the variables in order of first occurrence.
    TypeId named(TypeId type, std::map<std::uint32_t, TypeId>& names) {
        type = substituted(type);
        if (types_.is_variable(type)) {
            const TypeId next = types_.variable(static_cast<std::uint32_t>(names.size()));
            return names.emplace(types_.index(type), next).first->second;
        }
        return rebuilt(type, [&](TypeId part) { return named(part, names); });
    }

    const TermStore& store_;
    TypeStore& types_;
    const std::map<std::string, TypeId>& primitives_;
    std::uint32_t next_ = 1000; // the primitives' own variables are below
    std::vector<std::pair<TypeId, TypeId>> equations_;
    std::map<std::uint32_t, TypeId> solution_;
};

} // namespace rasp_stitch::lambda
