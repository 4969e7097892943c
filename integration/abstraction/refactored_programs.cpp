#include "integration/abstraction/refactored_programs.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "lambda/terms/term_copy.hpp"
#include "lambda/terms/written_size.hpp"

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
constexpr std::size_t most_spaces_with_repeated = 100'000; // beside the others
constexpr std::size_t most_work = 100'000'000;
constexpr std::size_t most_nodes = 500; // of a program that is refactored

} // namespace

std::optional<TermId> RefactoredPrograms::Known::body_of(TermId name) {
    const std::string& text = terms.name(name);
    return text.starts_with('#') ? std::optional(enumerator::read_expression(terms, text.substr(1)))
                                 : std::nullopt;
}

void RefactoredPrograms::look_at(const TermStore& terms, const ProgramColumns& programs,
                                 const std::stop_token& stop) {
    const std::size_t most = takes_repeated() ? most_spaces_with_repeated : most_spaces;
    if (!known_ || known_->refactorings.table().size() > 2 * most) {
        known_ = std::make_unique<Known>(functions_);
    }
    programs_ = &programs;
    spaces_.clear();
    lambda::TermCopy copy(terms, known_->terms);
    const auto is_too_large = [&](TermId root) {
        return lambda::is_written_larger(terms, root, most_nodes);
    };
    // What the last programs left of their shares is not for these.
    known_->refactorings.table().allow(most, most_work);
    const bool are_of_use = functions_ == Functions::that_stand ||
                            std::ranges::any_of(programs.roots, [&](TermId root) {
                                return !is_too_large(root) && !stop.stop_requested() &&
                                       known_->refactorings.has_repeated_function(copy(root));
                            });
    // What a program does not need of its share is left to the others.
    refactoring::VersionTable& table = known_->refactorings.table();
    std::size_t left = most;
    std::size_t count = programs.roots.size();
    for (const TermId root : programs.roots) {
        const std::size_t share = left / count;
        const std::size_t work = most_work / most_spaces * most / programs.roots.size();
        --count;
        if (!are_of_use || stop.stop_requested() || is_too_large(root)) {
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
    std::vector<TermId> shared = refactoring::shared_pieces(
        known_->cheapest, spaces_, programs_->tasks, [&] { return stop.stop_requested(); });
    std::erase_if(shared, [&](TermId piece) {
        return !is_worth_a_name(piece) || (takes_repeated() && !applies_variable(piece));
    });
    std::vector<std::tuple<lambda::Cost, std::string, TermId>> ranking;
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
lambda::Cost RefactoredPrograms::cost_with(TermId piece) {
    known_->cheapest.assume(piece, piece);
    lambda::Cost sum = 0;
    for (std::size_t i = 0; i < spaces_.size();) {
        const std::uint32_t task = programs_->tasks[i];
        lambda::Cost least = std::numeric_limits<lambda::Cost>::max();
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

// Whether one of its free variables, or of those of its outermost lambdas, is a function in it.
bool RefactoredPrograms::applies_variable(TermId piece) const {
    while (known_->terms.is(TermKind::lambda, piece)) {
        piece = known_->terms.body(piece);
    }
    const auto visit = [&](const auto& self, TermId part, std::uint32_t depth) -> bool {
        if (known_->terms.is(TermKind::lambda, part)) {
            return self(self, known_->terms.body(part), depth + 1);
        }
        if (!known_->terms.is(TermKind::application, part)) {
            return false;
        }
        const TermId function = known_->terms.function(part);
        return (known_->terms.is(TermKind::variable, function) &&
                known_->terms.index(function) >= depth) ||
               self(self, function, depth) || self(self, known_->terms.argument(part), depth);
    };
    return visit(visit, piece, 0);
}

std::string RefactoredPrograms::expression(TermId piece) {
    return "#" + enumerator::print_expression(known_->terms,
                                              refactoring::closed_piece(known_->terms, piece));
}

TermId RefactoredPrograms::copy_to(TermStore& terms, TermId term) const {
    return lambda::TermCopy(known_->terms, terms)(term);
}

TermId RefactoredPrograms::copy_from(const TermStore& terms, TermId term) {
    return lambda::TermCopy(terms, known_->terms)(term);
}

std::vector<TermId> RefactoredPrograms::rewritten(TermId piece, EtaExpansion& expansion,
                                                  std::span<const lambda::TypeId> requests,
                                                  TermStore& terms) {
    known_->cheapest.assume(piece, known_->terms.primitive(expression(piece)));
    lambda::TermCopy copy(known_->terms, terms);
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
