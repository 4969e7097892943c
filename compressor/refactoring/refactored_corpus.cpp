#include "compressor/refactoring/refactored_corpus.hpp"

#include "compressor/refactoring/shared_pieces.hpp"
#include "lambda/terms/cost.hpp"
#include "lambda/terms/print.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/terms/term_copy.hpp"
#include "lambda/terms/written_size.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <tuple>
#include <utility>

namespace rasp_stitch::refactoring {

using compressor::NodeTable;
using lambda::Cost;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Spaces take about 100 bytes with all that is known about them.
constexpr std::size_t most_spaces = 1'000'000;
constexpr std::size_t most_work = 100'000'000;
constexpr std::size_t most_nodes = 500; // of a program that is refactored

// A program with a redex is not the cheapest one that reduces to it, and version spaces have no
// tags.
bool can_be_refactored(const TermStore& store, TermId term) {
    return !lambda::is_written_larger(store, term, most_nodes) &&
           std::ranges::none_of(lambda::subterms(store, std::array{term}), [&](TermId part) {
               return store.is(TermKind::lambda, part)
                          ? store.tag(part) != lambda::no_tag
                          : store.is(TermKind::application, part) &&
                                store.is(TermKind::lambda, store.function(part));
           });
}

// Returns what a closed piece costs as a body whose outer lambdas have become metavariables.
Cost least_body_cost(const TermStore& terms, TermId closed, const lambda::CostModel& costs) {
    TermId body = closed;
    while (terms.is(TermKind::lambda, body)) {
        body = terms.body(body);
    }
    Cost cost = 0;
    std::vector<std::pair<TermId, std::uint32_t>> pending{{body, 0}}; // under that many lambdas
    while (!pending.empty()) {
        const auto [part, depth] = pending.back();
        pending.pop_back();
        if (terms.is(TermKind::application, part)) {
            cost += costs.application;
            pending.emplace_back(terms.function(part), depth);
            pending.emplace_back(terms.argument(part), depth);
        } else if (terms.is(TermKind::lambda, part)) {
            cost += costs.lambda;
            pending.emplace_back(terms.body(part), depth + 1);
        } else if (terms.is(TermKind::primitive, part)) {
            cost += costs.of_primitive(terms.name(part));
        } else if (terms.index(part) < depth) {
            cost += costs.variable;
        }
    }
    return cost;
}

} // namespace

std::vector<TermId> programs_of(const NodeTable& table) {
    std::vector<TermId> programs;
    for (const compressor::Node root : table.root) {
        programs.push_back(table.term[root]);
    }
    return programs;
}

RefactoredCorpus::RefactoredCorpus(const compressor::Context& context, const TermStore& store,
                                   std::uint32_t steps, std::function<bool()> is_over)
    : context_(context), is_over_(std::move(is_over)),
      cheapest_(refactorings_.table(), terms_, context.settings.costs) {
    look_at(store, steps);
}

void RefactoredCorpus::look_at(const TermStore& store, std::uint32_t steps) {
    const NodeTable& nodes = context_.table;
    VersionTable& table = refactorings_.table();
    lambda::TermCopy copy(store, terms_);
    std::size_t left = most_spaces;
    for (std::uint32_t task = 0; task < nodes.task_count(); ++task) {
        for (std::uint32_t i = nodes.task_begin[task]; i < nodes.task_begin[task + 1]; ++i) {
            const TermId root = nodes.term[nodes.root[nodes.task_programs[i]]];
            SpaceId space = VersionTable::nothing;
            if (!is_over_() && can_be_refactored(store, root)) {
                // What a program does not need of its share is left to the others.
                const std::size_t before = table.size();
                table.allow(left / (nodes.root.size() - i), most_work / nodes.root.size());
                space = refactorings_.of(copy(root), steps);
                left -= std::min(left, table.size() - before);
                tasks_of_[space].push_back(task);
            }
            spaces_.push_back(space);
            tasks_.push_back(task);
        }
    }
    cheapest_.look_at(spaces_);
}

Cost RefactoredCorpus::task_cost(std::uint32_t task) const {
    const NodeTable& nodes = context_.table;
    Cost least = std::numeric_limits<Cost>::max();
    for (std::uint32_t i = nodes.task_begin[task]; i < nodes.task_begin[task + 1]; ++i) {
        const std::uint32_t program = nodes.task_programs[i];
        const Cost cost = spaces_[i] == VersionTable::nothing ? nodes.cost[nodes.root[program]]
                                                              : cheapest_.cost(spaces_[i]);
        least = std::min(least, cost * nodes.program_weight[program]);
    }
    return least;
}

Cost RefactoredCorpus::saved_with(TermId piece) {
    cheapest_.assume(piece, piece);
    std::vector<std::uint32_t> changed;
    for (const SpaceId space : cheapest_.changed()) {
        if (const auto found = tasks_of_.find(space); found != tasks_of_.end()) {
            changed.insert(changed.end(), found->second.begin(), found->second.end());
        }
    }
    std::ranges::sort(changed);
    changed.erase(std::unique(changed.begin(), changed.end()), changed.end());
    Cost saved = 0;
    for (const std::uint32_t task : changed) {
        saved += context_.table.task_cost[task] - task_cost(task);
    }
    return saved;
}

std::vector<RefactoredPiece> RefactoredCorpus::saving_pieces() {
    std::vector<RefactoredPiece> saving;
    for (const TermId term : shared_pieces(cheapest_, spaces_, tasks_, is_over_)) {
        if (is_over_()) {
            break;
        }
        if (terms_.is(TermKind::variable, term) || terms_.is(TermKind::primitive, term)) {
            continue;
        }
        if (const Cost saved = saved_with(term); saved > 0) {
            const Cost body =
                least_body_cost(terms_, closed_piece(terms_, term), context_.settings.costs);
            saving.push_back(
                {.term = term, .saved = saved, .promise = context_.settings.utility(saved, body)});
        }
    }
    return saving;
}

std::vector<RefactoredPiece> RefactoredCorpus::pieces() {
    std::vector<std::tuple<compressor::Utility, std::string, RefactoredPiece>> ranking;
    for (const RefactoredPiece& piece : saving_pieces()) {
        if (piece.promise > 0) {
            ranking.emplace_back(-piece.promise,
                                 lambda::print(terms_, closed_piece(terms_, piece.term)), piece);
        }
    }
    std::ranges::sort(ranking, [](const auto& a, const auto& b) {
        return std::tie(std::get<0>(a), std::get<1>(a)) < std::tie(std::get<0>(b), std::get<1>(b));
    });
    std::vector<RefactoredPiece> sorted;
    for (const auto& entry : ranking) {
        sorted.push_back(std::get<RefactoredPiece>(entry));
    }
    return sorted;
}

TermId RefactoredCorpus::closed(const RefactoredPiece& piece, TermStore& store) {
    return lambda::TermCopy(terms_, store)(closed_piece(terms_, piece.term));
}

std::vector<TermId> RefactoredCorpus::rewritten(const RefactoredPiece& piece, TermId name,
                                                TermStore& store) {
    const NodeTable& nodes = context_.table;
    cheapest_.assume(piece.term, terms_.primitive(store.name(name)));
    lambda::TermCopy copy(terms_, store);
    std::vector<TermId> roots = programs_of(nodes);
    for (std::size_t i = 0; i < spaces_.size(); ++i) {
        if (spaces_[i] != VersionTable::nothing &&
            cheapest_.cost(spaces_[i]) < cheapest_.plain_cost(spaces_[i])) {
            roots[nodes.task_programs[i]] = copy(cheapest_.rewritten(spaces_[i]));
        }
    }
    return roots;
}

} // namespace rasp_stitch::refactoring
