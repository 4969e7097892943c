#include "integration/abstraction/refactored_programs.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/rebuild.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace rasp_stitch::abstraction {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Spaces take about 100 bytes with all that is known about them.
constexpr std::size_t most_spaces = 1'000'000;
constexpr std::size_t most_kept_spaces = 2'000'000;
constexpr std::size_t most_work = 100'000'000;
constexpr std::size_t most_nodes = 500; // of a program that is refactored

// Counts the nodes of the term as a tree, up to the limit.
std::size_t count_nodes(const TermStore& store, TermId term) {
    std::size_t count = 0;
    std::vector<TermId> pending{term};
    while (!pending.empty() && count <= most_nodes) {
        const TermId part = pending.back();
        pending.pop_back();
        ++count;
        if (store.is(TermKind::application, part)) {
            pending.push_back(store.function(part));
            pending.push_back(store.argument(part));
        } else if (store.is(TermKind::lambda, part)) {
            pending.push_back(store.body(part));
        }
    }
    return count;
}

// Copies a term that is not deep.
class Copy {
public:
    Copy(const TermStore& from, TermStore& to) : from_(from), to_(to) {}

    TermId operator()(TermId term) {
        if (const auto known = copies_.find(term); known != copies_.end()) {
            return known->second;
        }
        const TermId made = copy_of(term);
        copies_.emplace(term, made);
        return made;
    }

private:
    TermId copy_of(TermId term) {
        switch (from_.kind(term)) {
        case TermKind::application: {
            const TermId function = (*this)(from_.function(term));
            return to_.application(function, (*this)(from_.argument(term)));
        }
        case TermKind::lambda:
            return to_.lambda((*this)(from_.body(term)), from_.tag(term));
        case TermKind::variable:
            return to_.variable(from_.index(term), from_.tag(term));
        case TermKind::metavariable:
            return to_.metavariable(from_.index(term));
        default:
            return to_.primitive(from_.name(term));
        }
    }

    const TermStore& from_;
    TermStore& to_;
    std::unordered_map<TermId, TermId> copies_;
};

} // namespace

void RefactoredPrograms::look_at(const TermStore& terms, const ProgramColumns& programs,
                                 const std::stop_token& stop) {
    if (!known_ || known_->refactorings.table().size() > most_kept_spaces) {
        known_ = std::make_unique<Known>();
    }
    programs_ = &programs;
    spaces_.clear();
    Copy copy(terms, known_->terms);
    // What a program does not need of its share is left to the others.
    refactoring::VersionTable& table = known_->refactorings.table();
    std::size_t left = most_spaces;
    std::size_t count = programs.roots.size();
    for (const TermId root : programs.roots) {
        const std::size_t share = left / count;
        const std::size_t work = most_work / programs.roots.size();
        --count;
        if (stop.stop_requested() || count_nodes(terms, root) > most_nodes) {
            spaces_.push_back(refactoring::VersionTable::nothing);
            continue;
        }
        const std::size_t before = table.size();
        table.allow(share, work);
        spaces_.push_back(known_->refactorings.of(copy(root), steps_));
        left -= std::min(left, table.size() - before);
    }
    known_->cheapest.look_at(spaces_);
}

std::vector<TermId> RefactoredPrograms::pieces(const std::stop_token& stop) {
    std::unordered_map<TermId, std::pair<std::uint32_t, std::uint32_t>> tasks_of; // count, last
    std::vector<TermId> shared;
    for (std::size_t first = 0; first < spaces_.size() && !stop.stop_requested();) {
        const std::uint32_t task = programs_->tasks[first];
        std::size_t end = first;
        while (end < spaces_.size() && programs_->tasks[end] == task) {
            ++end;
        }
        for (const refactoring::SpaceId part :
             known_->cheapest.parts_of(std::span(spaces_).subspan(first, end - first))) {
            for (const TermId program : known_->cheapest.programs(part)) {
                auto& [count, last] = tasks_of.try_emplace(program, 0U, task).first->second;
                if (count == 0 || last != task) {
                    last = task;
                    if (++count == 2 && is_worth_a_name(program)) {
                        shared.push_back(program);
                    }
                }
            }
        }
        first = end;
    }
    std::vector<std::tuple<std::uint64_t, std::string, TermId>> ranking;
    for (const TermId piece : shared) {
        if (stop.stop_requested()) {
            break;
        }
        ranking.emplace_back(cost_with(piece), expression(piece), piece);
    }
    std::ranges::sort(ranking);
    std::vector<TermId> sorted;
    for (const auto& entry : ranking) {
        sorted.push_back(std::get<TermId>(entry));
    }
    return sorted;
}

// A task costs what its cheapest program costs.
std::uint64_t RefactoredPrograms::cost_with(TermId piece) {
    known_->cheapest.assume(piece, piece);
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < spaces_.size();) {
        const std::uint32_t task = programs_->tasks[i];
        std::uint64_t least = std::numeric_limits<std::uint64_t>::max();
        for (; i < spaces_.size() && programs_->tasks[i] == task; ++i) {
            least = std::min(least, known_->cheapest.cost(spaces_[i]));
        }
        sum += least;
    }
    return sum;
}

// Two primitives, or a variable that stands at two places.
bool RefactoredPrograms::is_worth_a_name(TermId piece) const {
    std::size_t primitives = 0;
    bool has_repeated = false;
    std::set<std::int64_t> met; // variables, counted from outside the piece
    const auto visit = [&](const auto& self, TermId part, std::int64_t depth) -> void {
        switch (known_->terms.kind(part)) {
        case TermKind::application:
            self(self, known_->terms.function(part), depth);
            self(self, known_->terms.argument(part), depth);
            break;
        case TermKind::lambda:
            self(self, known_->terms.body(part), depth + 1);
            break;
        case TermKind::variable:
            has_repeated =
                !met.insert(std::int64_t{known_->terms.index(part)} - depth).second || has_repeated;
            break;
        default:
            ++primitives;
            break;
        }
    };
    visit(visit, piece, 0);
    return primitives > 1 || has_repeated;
}

std::string RefactoredPrograms::expression(TermId piece) {
    const std::vector<std::uint32_t> free = refactoring::free_variables(known_->terms, piece);
    TermId closed = lambda::rebuild(known_->terms, piece, [&](TermId leaf, std::uint32_t depth) {
        const auto place = std::ranges::lower_bound(free, known_->terms.index(leaf) - depth);
        return known_->terms.variable(static_cast<std::uint32_t>(place - free.begin()) + depth);
    });
    for (std::size_t i = 0; i < free.size(); ++i) {
        closed = known_->terms.lambda(closed);
    }
    return "#" + enumerator::print_expression(known_->terms, closed);
}

TermId RefactoredPrograms::copy_to(TermStore& terms, TermId term) const {
    return Copy(known_->terms, terms)(term);
}

TermId RefactoredPrograms::copy_from(const TermStore& terms, TermId term) {
    return Copy(terms, known_->terms)(term);
}

std::vector<TermId> RefactoredPrograms::rewritten(TermId piece,
                                                  refactoring::EtaExpansion& expansion,
                                                  std::span<const lambda::TypeId> requests,
                                                  TermStore& terms) {
    known_->cheapest.assume(piece, known_->terms.primitive(expression(piece)));
    Copy copy(known_->terms, terms);
    std::vector<TermId> roots = programs_->roots;
    for (std::size_t i = 0; i < roots.size(); ++i) {
        if (known_->cheapest.cost(spaces_[i]) == known_->cheapest.plain_cost(spaces_[i])) {
            continue;
        }
        if (const auto made = expansion.eta_long(known_->terms, requests[i],
                                                 known_->cheapest.rewritten(spaces_[i]))) {
            roots[i] = copy(*made);
        }
    }
    return roots;
}

} // namespace rasp_stitch::abstraction
