#include "integration/loop/ranked_frontier.hpp"

#include "enumerator/evidence/answer.hpp"
#include "enumerator/evidence/plain_language.hpp"
#include "enumerator/grammar/choices.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "integration/loop/task_language.hpp"
#include "lambda/terms/normal_form.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/terms/term_copy.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/typing.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace rasp_stitch::loop {

using enumerator::FrontierProgram;
using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

namespace {

// Tells whether programs compute the same function.
class Unfolding {
public:
    explicit Unfolding(const TermStore& terms)
        : copy_(terms, store_, [this](const std::string& name) {
              return name.starts_with('#') ? enumerator::read_unfolded(store_, name)
                                           : store_.primitive(name);
          }) {}

    // Returns the normal form of the program with every abstraction replaced by its body, and the
    // arguments of each commutative primitive in one order; or nullopt if it is not reached within
    // the limits of lambda/terms/normal_form.hpp.
    std::optional<TermId> operator()(TermId program) {
        const std::optional<TermId> normal = lambda::normal_form(store_, copy_(program));
        return normal ? std::optional(ordered(*normal)) : std::nullopt;
    }

private:
    TermId ordered(TermId term) {
        std::unordered_map<TermId, TermId> made;
        const std::array roots = {term};
        for (const TermId part : lambda::subterms(store_, roots)) {
            TermId same = part;
            if (store_.is(TermKind::lambda, part)) {
                same = store_.lambda(made.at(store_.body(part)));
            } else if (store_.is(TermKind::application, part)) {
                same = applied(made.at(store_.function(part)), made.at(store_.argument(part)));
            }
            made.emplace(part, same);
        }
        return made.at(term);
    }

    // Returns the function applied to the argument, or the same with an argument before it in the
    // other order.
    TermId applied(TermId function, TermId argument) {
        if (store_.is(TermKind::application, function) && commutes(store_.function(function)) &&
            argument < store_.argument(function)) {
            return store_.application(store_.application(store_.function(function), argument),
                                      store_.argument(function));
        }
        return store_.application(function, argument);
    }

    bool commutes(TermId head) const {
        if (!store_.is(TermKind::primitive, head)) {
            return false;
        }
        const rasp::Primitive* const primitive = rasp::find_primitive(store_.name(head));
        return primitive != nullptr && (rasp::is_commutative(primitive->opcode) ||
                                        (primitive->opcode == rasp::Opcode::compare &&
                                         rasp::is_symmetric(primitive->comparison)));
    }

    TermStore store_;
    lambda::TermCopy copy_;
};

} // namespace

void score(const enumerator::Language& language, const enumerator::SearchTask& task,
           std::span<FrontierProgram> programs) {
    if (programs.empty()) {
        return;
    }
    enumerator::Language own = task_language(language, task);
    const lambda::TypeId request = rasp::parse_task_type(own.types, task.task.type);
    const enumerator::GrammarView view = enumerator::view_of(own);
    enumerator::Likelihood likelihood(own.types, view);
    for (FrontierProgram& program : programs) {
        program.log_prior = likelihood.log_prior(request, language.terms, program.term);
    }
}

void keep_best(const TermStore& terms, std::vector<FrontierProgram>& programs, std::size_t count) {
    std::ranges::sort(programs, [&](const FrontierProgram& a, const FrontierProgram& b) {
        if (a.log_prior != b.log_prior || a.term == b.term) {
            return a.log_prior > b.log_prior;
        }
        return enumerator::print_expression(terms, a.term) <
               enumerator::print_expression(terms, b.term);
    });
    Unfolding unfolding(terms);
    std::unordered_set<TermId> functions;
    std::vector<FrontierProgram> best;
    for (const FrontierProgram& program : programs) {
        if (best.size() == count) {
            break;
        }
        const std::optional<TermId> function = unfolding(program.term);
        if (!function || functions.insert(*function).second) {
            best.push_back(program);
        }
    }
    programs = std::move(best);
}

enumerator::Habits habits_of(const enumerator::Language& language,
                             std::span<const enumerator::SearchTask> tasks,
                             std::span<const enumerator::Frontier> frontiers) {
    TermStore store;
    enumerator::Habits habits;
    for (std::size_t i = 0; i < frontiers.size(); ++i) {
        if (!frontiers[i].programs.empty()) {
            const std::string answer =
                enumerator::print_expression(language.terms, frontiers[i].programs.front().term);
            habits.add(
                tasks[i].task.name, store,
                enumerator::written_out(store, language.types, frontiers[i].request, answer));
        }
    }
    return habits;
}

void put_answer_first(const enumerator::Language& language, const enumerator::SearchTask& task,
                      const enumerator::Habits& habits, std::vector<FrontierProgram>& programs) {
    if (programs.size() < 2) {
        return;
    }
    enumerator::Language own = task_language(language, task);
    const lambda::TypeId request = rasp::parse_task_type(own.types, task.task.type);
    const std::size_t place = enumerator::likeliest(programs_in(own, language.terms, programs),
                                                    request, own, habits, task.task);
    const auto answer = programs.begin() + static_cast<std::ptrdiff_t>(place);
    std::rotate(programs.begin(), answer, std::next(answer));
}

void rank(const enumerator::Language& language, const enumerator::SearchTask& task,
          const enumerator::Habits& habits, std::vector<FrontierProgram>& programs,
          std::size_t count) {
    score(language, task, programs);
    keep_best(language.terms, programs, programs.size());
    put_answer_first(language, task, habits, programs);
    programs.resize(std::min(programs.size(), count));
}

double description_length(const enumerator::Frontier& frontier) {
    std::vector<double> log_priors;
    for (const FrontierProgram& program : frontier.programs) {
        log_priors.push_back(program.log_prior);
    }
    return -enumerator::log_sum_exp(log_priors);
}

} // namespace rasp_stitch::loop
