#include "compressor/joint/bodies.hpp"

#include "compressor/nodes/arguments.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/patterns/context.hpp"
#include "compressor/rewriting/rewriting.hpp"
#include "compressor/search/matching.hpp"
#include "lambda/terms/substitution.hpp"
#include "lambda/terms/subterms.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>

namespace rasp_stitch::compressor {

using lambda::Abstraction;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

bool mentions(const TermStore& store, TermId term, TermId primitive) {
    const std::vector<TermId> parts = lambda::subterms(store, std::array{term});
    return std::find(parts.begin(), parts.end(), primitive) != parts.end();
}

// If the body is a use of `used` with too few arguments, adds metavariables for the others.
void complete_use(TermStore& store, const Abstraction& used, Abstraction& in) {
    std::uint32_t given = 0;
    TermId head = in.body;
    while (store.is(TermKind::application, head)) {
        head = store.function(head);
        ++given;
    }
    if (head != used.name) {
        return;
    }
    for (; given < used.arity; ++given) {
        in.body = store.application(in.body, store.metavariable(in.arity++));
    }
}

// A primitive that stands for a metavariable; no primitive of a program begins like it.
std::string stand_in(std::uint32_t metavariable) {
    return '#' + std::to_string(metavariable);
}

// Returns the term with its stand-ins as metavariables again.
TermId with_metavariables(TermStore& store, TermId term) {
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
            if (const std::string& name = store.name(part); name.starts_with('#')) {
                other = store.metavariable(static_cast<std::uint32_t>(std::stoul(name.substr(1))));
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

void leave_out(TermStore& store, const Abstraction& removed, std::vector<Abstraction>& later) {
    std::vector<Abstraction> kept;
    std::vector<TermId> gone{removed.name};
    for (Abstraction& abstraction : later) {
        if (mentions(store, abstraction.body, removed.name)) {
            complete_use(store, removed, abstraction);
            abstraction.body =
                lambda::inline_uses(store, std::array{abstraction.body}, removed).front();
        }
        const bool is_possible = std::none_of(gone.begin(), gone.end(), [&](TermId name) {
            return mentions(store, abstraction.body, name);
        });
        if (is_possible) {
            kept.push_back(abstraction);
        } else {
            gone.push_back(abstraction.name);
        }
    }
    later = std::move(kept);
}

void use_in_bodies(TermStore& store, const Abstraction& added, const Settings& settings,
                   std::vector<Abstraction>& later) {
    if (later.empty()) {
        return;
    }
    Settings in_bodies = settings;
    std::vector<TermId> roots;
    std::vector<std::uint32_t> tasks;
    for (const Abstraction& abstraction : later) {
        std::vector<TermId> stand_ins;
        for (std::uint32_t i = 0; i < abstraction.arity; ++i) {
            stand_ins.push_back(store.primitive(stand_in(i)));
            in_bodies.costs.primitives[stand_in(i)] = 0;
        }
        roots.push_back(lambda::instantiate(store, abstraction.body, stand_ins));
        tasks.push_back(static_cast<std::uint32_t>(tasks.size()));
    }
    const NodeTable table = make_node_table(
        store, {.roots = roots, .tasks = tasks, .weights = {}, .task_count = tasks.size()},
        in_bodies);
    const Arguments arguments(table);
    const Context context(table, arguments, in_bodies);
    const Match found = match(context, store, added.body);
    if (found.pattern.rows == 0) {
        return;
    }
    const Rewriting rewriting =
        rewrite(context, store, found.pattern, added, found.metavariable_of);
    for (std::size_t i = 0; i < later.size(); ++i) {
        if (rewriting.roots[i] != roots[i]) {
            later[i].body = with_metavariables(store, rewriting.roots[i]);
        }
    }
}

} // namespace rasp_stitch::compressor
