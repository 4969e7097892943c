#include "compressor/refactoring/repeated_functions.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace rasp_stitch::refactoring {

namespace {

constexpr std::size_t most_parts = 60;   // of a program that is looked at as a whole
constexpr std::size_t most_patterns = 8; // that are taken out of it

std::size_t leaves_of(const VersionTable& table, SpaceId space) {
    switch (table.kind(space)) {
    case SpaceKind::application:
        return leaves_of(table, table.function(space)) + leaves_of(table, table.argument(space));
    case SpaceKind::lambda:
        return leaves_of(table, table.body(space));
    default:
        return 1;
    }
}

} // namespace

SpaceId RepeatedFunctions::taken_out_of(SpaceId program) {
    if (const auto known = taken_out_.find(program); known != taken_out_.end()) {
        return known->second;
    }
    std::vector<Part> parts;
    collect(program, 0, Position::argument, parts);
    std::vector<SpaceId> found;
    if (parts.size() <= most_parts) {
        for (const SpaceId pattern : patterns_of(parts)) {
            written_.clear();
            arguments_.clear();
            const SpaceId body = with_function(pattern, {program, 0}, Position::argument);
            std::ranges::sort(arguments_);
            const auto repeated = std::unique(arguments_.begin(), arguments_.end());
            if (repeated - arguments_.begin() >= 2) {
                found.push_back(table_.application(table_.lambda(body), table_.lambda(pattern)));
            }
        }
    }
    const SpaceId made = table_.either(found);
    if (!table_.is_exhausted()) {
        taken_out_.emplace(program, made); // otherwise something may be missing
    }
    return made;
}

bool RepeatedFunctions::occur_in(SpaceId program) {
    if (taken_out_of(program) != VersionTable::nothing) {
        return true;
    }
    switch (table_.kind(program)) {
    case SpaceKind::application:
        return occur_in(table_.function(program)) || occur_in(table_.argument(program));
    case SpaceKind::lambda:
        return occur_in(table_.body(program));
    default:
        return false;
    }
}

void RepeatedFunctions::collect(SpaceId space, std::uint32_t depth, Position position,
                                std::vector<Part>& parts) {
    if (parts.size() > most_parts) {
        return;
    }
    const bool is_application = table_.is(SpaceKind::application, space);
    if (is_application && position == Position::argument) {
        parts.push_back({space, depth});
    }
    if (is_application) {
        collect(table_.function(space), depth, Position::function, parts);
        collect(table_.argument(space), depth, Position::argument, parts);
    } else if (table_.is(SpaceKind::lambda, space)) {
        collect(table_.body(space), depth + 1, Position::argument, parts);
    }
}

// Returns the bodies of the functions that two of the parts are made of, the largest first.
std::vector<SpaceId> RepeatedFunctions::patterns_of(const std::vector<Part>& parts) {
    std::vector<SpaceId> patterns;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t j = i + 1; j < parts.size(); ++j) {
            table_.spend();
            std::optional<Difference> difference;
            const std::optional<SpaceId> pattern =
                generalized_parts(parts[i], parts[j], 0, difference);
            if (pattern && difference && is_pattern(*pattern)) {
                patterns.push_back(*pattern);
            }
        }
    }
    std::ranges::sort(patterns);
    patterns.erase(std::unique(patterns.begin(), patterns.end()), patterns.end());
    std::ranges::stable_sort(patterns, [&](SpaceId a, SpaceId b) {
        return leaves_of(table_, a) > leaves_of(table_, b);
    });
    patterns.resize(std::min(patterns.size(), most_patterns));
    return patterns;
}

bool RepeatedFunctions::is_pattern(SpaceId pattern) {
    return pattern != VersionTable::nothing &&
           !(table_.argument(pattern) == table_.variable(0) &&
             table_.lowered(table_.function(pattern), 1) != VersionTable::nothing);
}

// Returns what two parts have in common, with a variable in the place of what they do not. `inner`
// lambdas of the parts are around the place; the variable is the next one. What differs must be the
// same wherever it stands.
std::optional<SpaceId> RepeatedFunctions::generalized(Part a, Part b, std::uint32_t inner,
                                                      Position position,
                                                      std::optional<Difference>& difference) {
    const SpaceId common = table_.lowered(a.space, a.depth, inner);
    if (common != VersionTable::nothing && common == table_.lowered(b.space, b.depth, inner)) {
        return table_.raised(common, 1, inner);
    }
    std::optional<Difference> of_parts = difference;
    if (const auto made = generalized_parts(a, b, inner, of_parts)) {
        difference = of_parts;
        return made;
    }
    const Difference whole{table_.lowered(a.space, inner), table_.lowered(b.space, inner)};
    if (position == Position::function || whole.first == VersionTable::nothing ||
        whole.second == VersionTable::nothing || (difference && *difference != whole)) {
        return std::nullopt;
    }
    difference = whole;
    return table_.variable(inner);
}

std::optional<SpaceId> RepeatedFunctions::generalized_parts(Part a, Part b, std::uint32_t inner,
                                                            std::optional<Difference>& difference) {
    if (table_.kind(a.space) != table_.kind(b.space)) {
        return std::nullopt;
    }
    if (table_.is(SpaceKind::lambda, a.space)) {
        const auto body =
            generalized({table_.body(a.space), a.depth}, {table_.body(b.space), b.depth}, inner + 1,
                        Position::argument, difference);
        return body ? std::optional(table_.lambda(*body)) : std::nullopt;
    }
    if (!table_.is(SpaceKind::application, a.space)) {
        return std::nullopt;
    }
    const auto function =
        generalized({table_.function(a.space), a.depth}, {table_.function(b.space), b.depth}, inner,
                    Position::function, difference);
    if (!function) {
        return std::nullopt;
    }
    const auto argument =
        generalized({table_.argument(a.space), a.depth}, {table_.argument(b.space), b.depth}, inner,
                    Position::argument, difference);
    return argument ? std::optional(table_.application(*function, *argument)) : std::nullopt;
}

// Returns whether the part is the pattern with an argument in the place of its variable.
bool RepeatedFunctions::is_match(SpaceId pattern, Part part, std::uint32_t inner,
                                 std::optional<SpaceId>& argument) {
    if (table_.is(SpaceKind::variable, pattern) && table_.index(pattern) == inner) {
        const SpaceId found = table_.lowered(part.space, inner);
        if (found == VersionTable::nothing || (argument && *argument != found)) {
            return false;
        }
        argument = found;
        return true;
    }
    if (table_.kind(pattern) != table_.kind(part.space)) {
        return false;
    }
    switch (table_.kind(pattern)) {
    case SpaceKind::variable: {
        const std::uint32_t index = table_.index(pattern);
        return table_.index(part.space) == (index < inner ? index : index - 1 + part.depth);
    }
    case SpaceKind::application:
        return is_match(table_.function(pattern), {table_.function(part.space), part.depth}, inner,
                        argument) &&
               is_match(table_.argument(pattern), {table_.argument(part.space), part.depth}, inner,
                        argument);
    case SpaceKind::lambda:
        return is_match(table_.body(pattern), {table_.body(part.space), part.depth}, inner + 1,
                        argument);
    default:
        return pattern == part.space;
    }
}

// Returns the programs that the part is when the variable next to its `depth` innermost ones is the
// function of the pattern. Keeps the arguments that the function has.
SpaceId RepeatedFunctions::with_function(SpaceId pattern, Part part, Position position) {
    const std::uint64_t key = (std::uint64_t{static_cast<std::uint32_t>(part.space)} << 32U) |
                              (part.depth * 2 + static_cast<std::uint32_t>(position));
    if (const auto known = written_.find(key); known != written_.end()) {
        return known->second;
    }
    std::vector<SpaceId> found;
    std::optional<SpaceId> argument;
    if (position == Position::argument && is_match(pattern, part, 0, argument) && argument) {
        arguments_.push_back(*argument);
        found.push_back(table_.application(
            table_.variable(part.depth),
            with_function(pattern, {*argument, part.depth}, Position::argument)));
    }
    switch (table_.kind(part.space)) {
    case SpaceKind::variable: {
        const std::uint32_t index = table_.index(part.space);
        found.push_back(table_.variable(index < part.depth ? index : index + 1));
        break;
    }
    case SpaceKind::application: {
        const SpaceId function =
            with_function(pattern, {table_.function(part.space), part.depth}, Position::function);
        found.push_back(table_.application(
            function,
            with_function(pattern, {table_.argument(part.space), part.depth}, Position::argument)));
        break;
    }
    case SpaceKind::lambda:
        found.push_back(table_.lambda(
            with_function(pattern, {table_.body(part.space), part.depth + 1}, Position::argument)));
        break;
    default:
        found.push_back(part.space);
        break;
    }
    const SpaceId made = table_.either(found);
    written_.emplace(key, made);
    return made;
}

} // namespace rasp_stitch::refactoring
