#include "recognition/near/program_maker.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "recognition/near/found_program.hpp"
#include "recognition/near/length_program.hpp"
#include "recognition/near/polish.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <variant>

namespace rasp_stitch::recognition {

using lambda::TermId;

namespace {

constexpr std::string_view by_expansion = "expansion";
constexpr std::size_t others_shown = 4; // programs beside those that are wanted

// Returns what wrong cells cost even the program that is right.
double noise_nats(const NearTask& task) {
    return task.noise > 0 ? static_cast<double>(task.cells) * (task.noise * wrong_nats(task) +
                                                               (1 - task.noise) * right_nats(task))
                          : 0;
}

// Whether some outputs are numbers that are not whole: their nats are those of a density, and begin
// to be few only when the numbers are exact.
bool has_fractions(const NearTask& task) {
    return std::ranges::any_of(task.task().examples, [](const rasp::Example& example) {
        const auto* const values =
            example.output ? std::get_if<rasp::Sequence>(&*example.output) : nullptr;
        return values != nullptr && std::ranges::any_of(*values, [](const rasp::Value& value) {
                   return rasp::kind_of(value) == rasp::ValueKind::number &&
                          rasp::number_of(value) != std::floor(rasp::number_of(value));
               });
    });
}

} // namespace

ProgramMaker::ProgramMaker(const enumerator::Language& language, const GroundGrammar& grammar,
                           lambda::TermStore& terms, const NearTask& task,
                           const NearOptions& options)
    : language_(language), grammar_(grammar), terms_(terms), task_(task), options_(options),
      length_(options.forms ? length_program(language, task, options.budget) : std::nullopt),
      solver_(with_length(language, length_), task, options.holes,
              length_ ? "#" + *length_ : std::string()),
      terms_of_(grammar,
                length_ ? std::optional(body_of(terms, enumerator::read_unfolded(terms, *length_)))
                        : std::nullopt),
      has_fractions_(has_fractions(task)), deadline_(options.budget.seconds) {}

void ProgramMaker::close(const Sketch& sketch, const Assessment& assessment) {
    const std::vector<std::uint32_t> learnt = sketch.learnt();
    const bool is_open = sketch.has_open_holes();
    const double most = !is_open         ? options_.polishing_loss
                        : has_fractions_ ? options_.closing_fractions_loss
                                         : options_.closing_loss;
    if (assessment.readings.size() != learnt.size() ||
        assessment.training_loss > most * static_cast<double>(task_.cells) + noise_nats(task_)) {
        return;
    }
    if (!is_open) {
        add_polished(sketch, assessment.readings, "numbers");
        return;
    }
    if (!options_.enumerate_holes || learnt.size() == sketch.nodes().size()) {
        return; // the whole task is no hole of its own
    }
    fill_by_enumeration(sketch, assessment.readings);
}

void ProgramMaker::add_complete(const Sketch& sketch) {
    const TermId term = sketch.term(grammar_, terms_, {}, Sketch::Abstractions::unfolded);
    const TermId named = sketch.term(grammar_, terms_, {}, Sketch::Abstractions::as_names);
    add_program(term, named, sketch.cost(), by_expansion);
}

// Solves the open holes and takes their best programs together, then others one at a time.
void ProgramMaker::fill_by_enumeration(const Sketch& sketch,
                                       std::span<const HoleReading> readings) {
    std::vector<std::vector<std::string>> found(readings.size());
    for (std::size_t i = 0; i < readings.size(); ++i) {
        if (readings[i].form == HoleForm::open) {
            Budget budget = options_.budget;
            budget.seconds = deadline_.seconds_left();
            found[i] = solver_.solve(readings[i], budget);
            if (found[i].empty()) {
                return;
            }
        }
    }
    std::vector<std::size_t> chosen(readings.size(), 0);
    try_filled(sketch, readings, found, chosen);
    for (std::size_t i = 0; i < readings.size(); ++i) {
        for (std::size_t other = 1; other < found[i].size() && !(options_.first && has_enough_);
             ++other) {
            chosen.assign(readings.size(), 0);
            chosen[i] = other;
            try_filled(sketch, readings, found, chosen);
        }
    }
}

void ProgramMaker::try_filled(const Sketch& sketch, std::span<const HoleReading> readings,
                              std::span<const std::vector<std::string>> found,
                              std::span<const std::size_t> chosen) {
    std::vector<HoleReading> filled(readings.begin(), readings.end());
    for (std::size_t i = 0; i < filled.size(); ++i) {
        if (!found[i].empty()) {
            filled[i].program = found[i][chosen[i]];
        }
    }
    add_polished(sketch, filled, "enumeration");
}

void ProgramMaker::add_polished(const Sketch& sketch, std::span<const HoleReading> readings,
                                std::string_view how) {
    const std::optional<PolishedProgram> program =
        polished(sketch, grammar_, readings, terms_of_, terms_, task_);
    if (!program) {
        return;
    }
    const std::vector<std::uint32_t> learnt = sketch.learnt();
    const TermId named = sketch.term(
        grammar_, terms_,
        [&](std::uint32_t node) {
            const auto at = std::ranges::find(learnt, node) - learnt.begin();
            return terms_of_
                .term(terms_, program->readings[static_cast<std::size_t>(at)],
                      Sketch::Abstractions::as_names)
                .value();
        },
        Sketch::Abstractions::as_names);
    add_program(program->term, named, sketch.cost(), how);
}

// The smallest part of an answer that is one, too, is what is kept.
void ProgramMaker::add_program(TermId term, TermId named, double sketch_cost,
                               std::string_view how) {
    ExactScore score = exact_score(terms_, term, task_);
    if (how == by_expansion && !is_answer(score, task_) && !is_worth_showing(score, sketch_cost)) {
        return;
    }
    std::string text = enumerator::print_expression(terms_, named);
    if (how != by_expansion && score.wrong > 0 && 2 * score.wrong < score.cells) {
        text = pruned(text, task_);
        score = score_of(text);
    }
    if (is_answer(score, task_)) {
        text = smallest_part(text, task_).value_or(text);
        score = score_of(text);
    }
    const double cost = program_cost(language_, task_, text);
    // A program without numbers of its own has a place in the grammar, whatever it was found by.
    const double price = std::min(sketch_cost, cost_in(language_, task_, text));
    keep({.text = std::move(text),
          .cost = std::isfinite(cost) ? cost : sketch_cost,
          .price = price,
          .loss = loss_share(task_, options_) * score.nats,
          .score = score,
          .is_answer = is_answer(score, task_),
          .how = std::string(how),
          .sketches = sketches_,
          .seconds = seconds()});
}

bool ProgramMaker::is_worth_showing(const ExactScore& score, double price) const {
    return programs_.size() < options_.wanted + others_shown ||
           (!programs_.back().is_answer &&
            price + loss_share(task_, options_) * score.nats < programs_.back().total());
}

// Keeps the first of several programs that have the same text, at the least of their prices.
void ProgramMaker::keep(NearProgram program) {
    const auto known = std::ranges::find(programs_, program.text, &NearProgram::text);
    if (known == programs_.end()) {
        programs_.push_back(std::move(program));
    } else {
        known->price = std::min(known->price, program.price);
    }
    std::ranges::stable_sort(programs_, {}, [](const NearProgram& one) {
        return std::pair(!one.is_answer, one.total());
    });
    // Programs that are no answers are kept to be shown if there is nothing better.
    if (programs_.size() > options_.wanted + others_shown) {
        programs_.pop_back();
    }
    const auto answers =
        static_cast<std::size_t>(std::ranges::count_if(programs_, &NearProgram::is_answer));
    has_enough_ = answers >= options_.wanted;
    if (has_enough_) {
        bound_ = programs_[options_.wanted - 1].total();
    }
}

double loss_share(const NearTask& task, const NearOptions& options) {
    return std::min(1.0, static_cast<double>(options.loss_cells) / static_cast<double>(task.cells));
}

ExactScore ProgramMaker::score_of(const std::string& program) const {
    return exact_score(terms_, enumerator::read_unfolded(terms_, program), task_);
}

} // namespace rasp_stitch::recognition
