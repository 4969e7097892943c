#include "compressor/search/matching.hpp"

#include "compressor/patterns/admissible.hpp"
#include "compressor/search/bounds.hpp"
#include "compressor/search/child.hpp"
#include "lambda/terms/cost.hpp"

#include <algorithm>
#include <numeric>
#include <span>
#include <utility>

namespace rasp_stitch::compressor {

using lambda::CostModel;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

BodyWalk::BodyWalk(const Context& context, const TermStore& store, TermId body,
                   const std::vector<bool>& symbol_arguments)
    : context_(context), store_(store), symbol_arguments_(symbol_arguments), terms_{body} {}

std::size_t BodyWalk::easiest_hole(const Pattern& pattern) const {
    if (context_.settings.matching.has_symbols()) {
        return pattern.holes.size() - 1;
    }
    const auto gets_leaf = [&](const Hole& hole) {
        const TermId term = terms_[hole.position];
        return !store_.is(TermKind::application, term) && !store_.is(TermKind::lambda, term);
    };
    const auto found = std::find_if(pattern.holes.begin(), pattern.holes.end(), gets_leaf);
    return found == pattern.holes.end() ? pattern.holes.size() - 1
                                        : static_cast<std::size_t>(found - pattern.holes.begin());
}

std::optional<Filling> BodyWalk::filling_at(const Hole& hole) const {
    const TermId term = terms_[hole.position];
    if (store_.is(TermKind::metavariable, term)) {
        const auto met = metavariables_.find(store_.index(term));
        if (met != metavariables_.end()) {
            return Filling{.what = met->second, .kind = FillingKind::reuse};
        }
        const std::uint32_t index = store_.index(term);
        return Filling{.what = static_cast<std::uint32_t>(metavariables_.size()),
                       .kind = FillingKind::fresh,
                       .takes_symbols =
                           index < symbol_arguments_.size() && symbol_arguments_[index]};
    }
    const std::optional<HeadId> head = head_of(term);
    if (head && context_.table.heads[*head].is_symbol) {
        return std::nullopt; // no body contains a symbol
    }
    return head ? std::optional(Filling{.what = *head, .kind = FillingKind::syntax}) : std::nullopt;
}

std::optional<HeadId> BodyWalk::head_of(TermId term) const {
    Head wanted{.kind = store_.kind(term)};
    switch (wanted.kind) {
    case TermKind::application:
        break;
    case TermKind::lambda:
        wanted.tag = store_.tag(term);
        break;
    case TermKind::variable:
        wanted.value = store_.index(term);
        wanted.tag = store_.tag(term);
        break;
    default:
        wanted.value = store_.symbol(term);
        break;
    }
    const std::vector<Head>& heads = context_.table.heads;
    const auto found = std::find_if(heads.begin(), heads.end(), [&](const Head& head) {
        return head.kind == wanted.kind && head.value == wanted.value && head.tag == wanted.tag;
    });
    if (found == heads.end()) {
        return std::nullopt;
    }
    return static_cast<HeadId>(found - heads.begin());
}

// PartialBody::fill_application and fill_lambda give new positions in this order.
void BodyWalk::fill(const Hole& hole) {
    const TermId term = terms_[hole.position];
    switch (store_.kind(term)) {
    case TermKind::application:
        terms_.push_back(store_.function(term));
        terms_.push_back(store_.argument(term));
        break;
    case TermKind::lambda:
        terms_.push_back(store_.body(term));
        break;
    case TermKind::metavariable: {
        const auto next = static_cast<std::uint32_t>(metavariables_.size());
        metavariables_.emplace(store_.index(term), next);
        break;
    }
    default:
        break;
    }
}

std::vector<std::uint32_t> rows_with(const Context& context, const Pattern& pattern,
                                     std::size_t hole, const Filling& filling) {
    const std::uint32_t depth = pattern.holes[hole].depth;
    const std::span<const Node> nodes = pattern.hole(hole);
    std::vector<std::uint32_t> rows;
    const auto list = [&](auto&& has_filling) {
        for (std::uint32_t row = 0; row < pattern.rows; ++row) {
            if (has_filling(row)) {
                rows.push_back(row);
            }
        }
    };
    switch (filling.kind) {
    case FillingKind::syntax:
        list([&](std::uint32_t row) { return context.table.head[nodes[row]] == filling.what; });
        break;
    case FillingKind::reuse: {
        // The rows whose argument is captured at the first occurrence are no longer there.
        const std::span<const Node> argument = pattern.argument(filling.what);
        const std::uint32_t argument_depth = pattern.argument_depth[filling.what];
        list([&](std::uint32_t row) {
            return !context.arguments.is_captured(nodes[row], depth) &&
                   context.arguments.equal(nodes[row], depth, argument[row], argument_depth);
        });
        break;
    }
    case FillingKind::fresh:
        list([&](std::uint32_t row) {
            return !context.arguments.is_captured(nodes[row], depth) &&
                   fits_new_argument(context, pattern, row, nodes[row], filling.takes_symbols);
        });
        break;
    }
    return rows;
}

namespace {

// A body without metavariables matches at most one node.
Pattern match_whole(const Context& context, TermId body) {
    const NodeTable& table = context.table;
    Pattern pattern;
    const auto found = std::find(table.term.begin(), table.term.end(), body);
    if (found == table.term.end() ||
        table.contains_symbol(static_cast<Node>(found - table.term.begin())) ||
        !table.allows_use(static_cast<Node>(found - table.term.begin()))) {
        pattern.holes.push_back({});
        return pattern;
    }
    const auto node = static_cast<Node>(found - table.term.begin());
    pattern.body = PartialBody::whole(table, node);
    pattern.body_cost = table.cost[node];
    pattern.leaves_free = !table.is_closed(node);
    pattern.rows = 1;
    pattern.cells = {node};
    pattern.saving = {table.cost[node] - context.settings.use_cost(0)};
    pattern.row_bound = {LocationBound(context, 0).of_all(node, pattern.saving.front())};
    return pattern;
}

// Returns the candidate that fills the hole with `filling` at the first `rows` of Expansion::rows.
Candidate candidate_for(const Context& context, const Pattern& pattern, const Filling& filling,
                        std::size_t rows) {
    const Cost added = filling.kind == FillingKind::syntax ? context.table.heads[filling.what].cost
                                                           : CostModel::metavariable;
    return {.bound = {.utility = pattern.utility_bound,
                      .arity = pattern.arity(),
                      .body_cost = pattern.body_cost + added},
            .saving_bound = pattern.saving_bound,
            .filling = filling,
            .row_begin = 0,
            .row_end = static_cast<std::uint32_t>(rows)};
}

} // namespace

Match match(const Context& context, const TermStore& store, TermId body,
            const std::vector<bool>& symbol_arguments) {
    if (!store.has_metavariables(body)) {
        return {.pattern = match_whole(context, body), .metavariable_of = {}};
    }
    Match found;
    Pattern& pattern = found.pattern;
    make_start(context, pattern);
    if (store.is(TermKind::metavariable, body)) {
        pattern.rows = 0;
        return found;
    }
    BodyWalk walk(context, store, body, symbol_arguments);
    Pattern child;
    Expansion expansion;
    while (!pattern.holes.empty() && pattern.rows > 0) {
        expansion.hole = walk.easiest_hole(pattern);
        const Hole hole = pattern.holes[expansion.hole];
        const std::optional<Filling> filling = walk.filling_at(hole);
        if (!filling) {
            pattern.rows = 0;
            break;
        }
        expansion.rows = rows_with(context, pattern, expansion.hole, *filling);
        make_child(context, pattern, expansion,
                   candidate_for(context, pattern, *filling, expansion.rows.size()), child);
        std::swap(pattern, child);
        walk.fill(hole);
    }
    if (pattern.rows > 0) {
        found.metavariable_of.resize(pattern.arity());
        for (const auto& [in_body, in_pattern] : walk.metavariables()) {
            found.metavariable_of[in_body] = in_pattern;
        }
    }
    return found;
}

} // namespace rasp_stitch::compressor
