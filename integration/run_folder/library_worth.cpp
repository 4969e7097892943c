#include "integration/run_folder/library_worth.hpp"

#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "integration/abstraction/eta_expansion.hpp"
#include "integration/loop/task_language.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/term_copy.hpp"
#include "rasp/language/typing.hpp"
#include "recognition/tasks/task_grammar.hpp"
#include "support/text/input_error.hpp"

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace rasp_stitch::loop {

using lambda::TermId;
using lambda::TermStore;

namespace {

// Scores the best program of one task with abstractions written out.
class WrittenOut {
public:
    WrittenOut(const LoopState& state, const enumerator::SearchTask& task, TermId program)
        : state_(state), program_(program), own_(task_language(state.language, task)),
          request_(rasp::parse_task_type(own_.types, task.task.type)),
          view_(enumerator::view_of(own_)), likelihood_(own_.types, view_),
          expansion_(own_.types, recognition::unigram(own_).productions) {}

    // Returns the nats of the program with the body of an abstraction in place of it.
    std::optional<double> nats_without(const std::string& abstraction) {
        TermStore store;
        lambda::TermCopy copy(state_.language.terms, store, [&](const std::string& name) {
            return name == abstraction
                       ? enumerator::read_expression(store, std::string_view(name).substr(1))
                       : store.primitive(name);
        });
        const std::optional<TermId> normal = lambda::normal_form(store, copy(program_));
        const std::optional<TermId> term =
            normal ? expansion_.eta_long(store, request_, *normal) : std::nullopt;
        if (!term) {
            return std::nullopt;
        }
        try {
            const double log_prior = likelihood_.log_prior(request_, store, *term);
            return std::isfinite(log_prior) ? std::optional(-log_prior) : std::nullopt;
        } catch (const InputError&) {
            return std::nullopt; // not in this grammar
        }
    }

private:
    const LoopState& state_;
    TermId program_;
    enumerator::Language own_;
    lambda::TypeId request_;
    enumerator::GrammarView view_;
    enumerator::Likelihood likelihood_;
    abstraction::EtaExpansion expansion_;
};

} // namespace

LibraryWorth library_worth(const Run& run, const LoopState& state) {
    LibraryWorth worth;
    worth.nats_without.assign(state.library.size(), 0.0);
    for (std::size_t i = 0; i < run.training.size(); ++i) {
        if (state.frontiers[i].programs.empty()) {
            continue;
        }
        const enumerator::FrontierProgram& best = state.frontiers[i].programs.front();
        worth.nats -= best.log_prior;
        const std::string text = enumerator::print_expression(state.language.terms, best.term);
        std::optional<WrittenOut> written_out;
        for (std::size_t k = 0; k < state.library.size(); ++k) {
            const std::string& abstraction = state.library[k].expression;
            std::optional<double> nats = -best.log_prior;
            if (text.find(abstraction) != std::string::npos) {
                if (!written_out) {
                    written_out.emplace(state, run.training[i], best.term);
                }
                nats = written_out->nats_without(abstraction);
            }
            std::optional<double>& sum = worth.nats_without[k];
            sum = sum && nats ? std::optional(*sum + *nats) : std::nullopt;
        }
    }
    return worth;
}

} // namespace rasp_stitch::loop
