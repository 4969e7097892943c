#include "integration/abstraction/learn_library.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "integration/abstraction/best_additions.hpp"
#include "integration/abstraction/library_in_progress.hpp"
#include "integration/abstraction/refactored_programs.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace rasp_stitch::abstraction {

using enumerator::Frontier;
using enumerator::Language;

namespace {

// Takes the best addition again and again, and then tries what others lead to.
//
// Where two additions are about equally good, the better one can lead to the worse end. So other
// libraries are made side by side: at each size, those with the greatest score of all that the
// libraries one smaller lead to with one of their best additions. The greedy library is made first,
// so that a limited time is not spent on the others.
class Search {
public:
    Search(LibraryInProgress start, const AbstractionSettings& settings,
           const AbstractionControl& control)
        : width_(std::max<std::size_t>(1, settings.side_by_side)), control_(control),
          best_(std::move(start)) {}

    // The search can be run once.
    LibraryInProgress run() {
        follow_greedily();
        follow_others();
        return std::move(best_);
    }

    bool is_greedy() const { return is_greedy_; }

private:
    using Libraries = std::vector<LibraryInProgress>;

    // A library, and what may be added to it.
    struct Choice {
        LibraryInProgress library;
        std::vector<Addition> additions;
    };

    void follow_greedily() {
        while (!control_.stop.stop_requested()) {
            std::vector<Addition> additions = best_.additions(width_);
            if (additions.empty()) {
                break;
            }
            Addition first = std::move(additions.front());
            additions.erase(additions.begin());
            choices_.push_back({best_, std::move(additions)});
            best_.accept(std::move(first));
            met_.insert(best_.contents());
            if (control_.progress) {
                control_.progress(best_.abstractions().back());
            }
        }
    }

    void follow_others() {
        Libraries current;
        for (std::size_t size = 0; size < choices_.size() || !current.empty(); ++size) {
            if (size < choices_.size()) {
                take(std::move(choices_[size]), current);
            }
            keep_best_unmet(current);
            current = grown(current);
        }
    }

    void take(Choice choice, Libraries& libraries) const {
        for (Addition& addition : choice.additions) {
            if (!control_.stop.stop_requested()) {
                libraries.push_back(choice.library);
                libraries.back().accept(std::move(addition));
            }
        }
    }

    // Leaves the best libraries, in the order of their scores, of those that were not met before.
    void keep_best_unmet(Libraries& libraries) {
        std::erase_if(libraries, [&](const LibraryInProgress& library) {
            return !met_.insert(library.contents()).second;
        });
        std::stable_sort(libraries.begin(), libraries.end(),
                         [](const LibraryInProgress& a, const LibraryInProgress& b) {
                             return a.score() > b.score();
                         });
        if (libraries.size() >= width_) {
            libraries.erase(libraries.begin() + static_cast<std::ptrdiff_t>(width_ - 1),
                            libraries.end());
        }
    }

    // Returns what the libraries lead to, and remembers the best of them.
    Libraries grown(const Libraries& libraries) {
        Libraries larger;
        for (const LibraryInProgress& library : libraries) {
            if (library.score() > best_.score()) {
                best_ = library;
                is_greedy_ = false;
            }
            Choice choice{library, {}};
            if (!control_.stop.stop_requested()) {
                choice.additions = choice.library.additions(width_);
            }
            take(std::move(choice), larger);
        }
        return larger;
    }

    std::size_t width_;
    const AbstractionControl& control_;
    LibraryInProgress best_; // the greedy one, until there is a better one
    bool is_greedy_ = true;
    std::vector<Choice> choices_; // that the greedy library left, by its size
    std::set<std::vector<std::string>> met_;
};

} // namespace

LearntLibrary learn_library(Language& language, std::vector<Frontier> frontiers,
                            const AbstractionSettings& settings,
                            const AbstractionControl& control) {
    enumerator::ExpressionTypes expression_types(language.types, language.primitive_type);
    RefactoredPrograms refactored(settings.max_arity);
    RefactoredPrograms with_repeated_functions(settings.max_arity,
                                               RefactoredPrograms::Functions::that_repeat);
    const SharedParts parts{language, expression_types, refactored, with_repeated_functions};
    LibraryInProgress library(parts, std::move(frontiers), settings, control);
    const double score_before = library.score();
    const bool can_learn = settings.is_enabled && library.has_programs();
    bool is_greedy = true;
    if (can_learn) {
        Search search(std::move(library), settings, control);
        library = search.run();
        is_greedy = search.is_greedy();
    }
    LearntLibrary learnt = std::move(library).finished(can_learn);
    learnt.is_greedy = is_greedy;
    learnt.score_before = score_before;
    learnt.stopped =
        can_learn && control.stop.stop_requested() ? StopReason::interrupted : StopReason::none;
    return learnt;
}

} // namespace rasp_stitch::abstraction
