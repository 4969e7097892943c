#include "compressor/joint/bodies.hpp"

#include "compressor/library/given_match.hpp"
#include "compressor/nodes/arguments.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "lambda/terms/substitution.hpp"
#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

bool mentions(const TermStore& store, TermId term, TermId primitive) {
    const std::vector<TermId> parts = lambda::subterms(store, std::array{term});
    return std::find(parts.begin(), parts.end(), primitive) != parts.end();
}

bool takes_symbols(const LibraryAbstraction& abstraction, std::uint32_t metavariable) {
    return metavariable < abstraction.symbol_arguments.size() &&
           abstraction.symbol_arguments[metavariable];
}

// If the body is a use of `used` with too few arguments, adds metavariables for the others.
void complete_use(TermStore& store, const LibraryAbstraction& used, LibraryAbstraction& in) {
    std::uint32_t given = 0;
    TermId head = in.body;
    while (store.is(TermKind::application, head)) {
        head = store.function(head);
        ++given;
    }
    if (head != used.name) {
        return;
    }
    in.symbol_arguments.resize(in.arity, false);
    for (; given < used.arity; ++given) {
        in.body = store.application(in.body, store.metavariable(in.arity++));
        in.symbol_arguments.push_back(takes_symbols(used, given));
    }
}

// Primitives that stand for metavariables. A parenthesis begins them, so that none is one of a
// program; one that stands for a symbol variable is a symbol, which no body contains.
class StandIns {
public:
    explicit StandIns(const Settings& settings) : symbol_prefix_(settings.matching.symbol_prefix) {}

    std::string name(const LibraryAbstraction& abstraction, std::uint32_t metavariable) const {
        const bool is_symbol = !symbol_prefix_.empty() && takes_symbols(abstraction, metavariable);
        return (is_symbol ? symbol_prefix_ : "") + mark + std::to_string(metavariable);
    }

    // Returns what a primitive of a body stands for.
    std::optional<std::uint32_t> metavariable(std::string_view name) const {
        if (!symbol_prefix_.empty() && name.starts_with(symbol_prefix_ + mark)) {
            name.remove_prefix(symbol_prefix_.size());
        }
        if (!name.starts_with(mark)) {
            return std::nullopt;
        }
        return static_cast<std::uint32_t>(std::stoul(std::string(name.substr(1))));
    }

private:
    static constexpr char mark = '(';

    std::string symbol_prefix_;
};

// Returns the term with its stand-ins as metavariables again.
TermId with_metavariables(TermStore& store, const StandIns& stand_ins, TermId term) {
    std::unordered_map<TermId, TermId> made;
    for (const TermId part : lambda::subterms(store, std::array{term})) {
        TermId other = part;
        switch (store.kind(part)) {
        case TermKind::application:
            other = store.application(made.at(store.function(part)), made.at(store.argument(part)));
            break;
        case TermKind::lambda:
            other = store.lambda(made.at(store.body(part)), store.tag(part));
            break;
        case TermKind::primitive:
            if (const auto number = stand_ins.metavariable(store.name(part))) {
                other = store.metavariable(*number);
            }
            break;
        default:
            break;
        }
        made.emplace(part, other);
    }
    return made.at(term);
}

} // namespace

void leave_out(TermStore& store, const LibraryAbstraction& removed, Library& later) {
    Library kept;
    std::vector<TermId> gone{removed.name};
    for (LibraryAbstraction& abstraction : later) {
        if (mentions(store, abstraction.body, removed.name)) {
            complete_use(store, removed, abstraction);
            abstraction.body =
                lambda::inline_uses(store, std::array{abstraction.body}, removed).front();
        }
        const bool is_possible = std::none_of(gone.begin(), gone.end(), [&](TermId name) {
            return mentions(store, abstraction.body, name);
        });
        if (is_possible) {
            kept.push_back(std::move(abstraction));
        } else {
            gone.push_back(abstraction.name);
        }
    }
    later = std::move(kept);
}

void use_in_bodies(TermStore& store, const LibraryAbstraction& added, const Settings& settings,
                   Library& later) {
    if (later.empty()) {
        return;
    }
    const StandIns stand_ins(settings);
    Settings in_bodies = settings;
    std::vector<TermId> roots;
    std::vector<std::uint32_t> tasks;
    for (const LibraryAbstraction& abstraction : later) {
        std::vector<TermId> in_place;
        for (std::uint32_t i = 0; i < abstraction.arity; ++i) {
            const std::string name = stand_ins.name(abstraction, i);
            in_place.push_back(store.primitive(name));
            in_bodies.costs.primitives[name] = 0;
        }
        roots.push_back(lambda::instantiate(store, abstraction.body, in_place));
        tasks.push_back(static_cast<std::uint32_t>(tasks.size()));
    }
    const NodeTable table = make_node_table(
        store, {.roots = roots, .tasks = tasks, .weights = {}, .task_count = tasks.size()},
        in_bodies);
    const Arguments arguments(table);
    const Context context(table, arguments, in_bodies);
    const GivenMatch found = match_given(context, store, added);
    if (found.match.pattern.rows == 0) {
        return;
    }
    const Rewriting rewriting =
        rewrite(context, store, found.match.pattern, added, found.match.metavariable_of);
    for (std::size_t i = 0; i < later.size(); ++i) {
        if (rewriting.roots[i] != roots[i]) {
            later[i].body = with_metavariables(store, stand_ins, rewriting.roots[i]);
        }
    }
}

} // namespace rasp_stitch::compressor
