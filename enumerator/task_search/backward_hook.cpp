#include "enumerator/task_search/backward_hook.hpp"

#include "enumerator/behaviour/task_lookup.hpp"
#include "enumerator/grammar/expression_types.hpp"
#include "lambda/types/type_text.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <variant>

namespace rasp_stitch::enumerator {

using backwards::Candidate;
using backwards::ExpressionNode;
using backwards::PartKind;
using lambda::TermId;

namespace {

// Nanoseconds. A bottom-up search takes about 300 for a program, and 10 for each position. Goals
// and checks of candidates have a fifth of this each. The first programs are worth more work.
constexpr std::uint64_t work_for_program = 60;
constexpr std::uint64_t work_for_position = 2;
constexpr std::int64_t first_work = 5'000'000;
constexpr std::uint64_t first_programs = 20'000;
constexpr std::uint64_t first_factor = 5;
constexpr std::int64_t work_of_check = 100'000;
constexpr std::int64_t work_of_known = 5'000; // of a candidate that need not be run

// Goals are met by parts that have come already. So it pays to look for programs up to twice as
// long as these, or longer by what is certainly around them.
DescriptionLength horizon(DescriptionLength reached) {
    return reached + std::max(reached, bound_of(20));
}

bool is_near_output(const rasp::Value& a, const rasp::Value& b) {
    return rasp::are_equal(a, b, {.tolerance = rasp::task_tolerance});
}

bool are_same(const rasp::Output& a, const rasp::Output& b) {
    const auto* const first = std::get_if<rasp::Sequence>(&a);
    const auto* const second = std::get_if<rasp::Sequence>(&b);
    return first != nullptr && second != nullptr
               ? std::ranges::equal(*first, *second, is_near_output)
               : a == b;
}

} // namespace

BackwardHook::BackwardHook(Language& language, const GrammarView& view, lambda::TypeId request,
                           const ProgramTable& table, const rasp::Task& task,
                           std::span<const std::uint32_t> places, rasp::Batch& batch,
                           const TaskSearchOptions& options)
    : language_(&language), view_(&view), request_(request), task_(&task),
      whole_task_(options.whole_task == nullptr ? &task : options.whole_task),
      frontier_size_(options.frontier_size), told_(std::max(options.told, options.frontier_size)),
      upper_(options.upper), likelihood_(language.types, view),
      work_for_program_(work_for_program + work_for_position * batch.positions()),
      work_left_(first_work), check_left_(first_work) {
    for (const Rule& rule : table.rules_of(table.start)) {
        lambdas_ = table.children_of(rule)[0].lambdas;
    }
    if (const std::optional<backwards::PartValues> values = wanted(places, batch)) {
        search_.emplace(batch, heads_of(table), *values, backwards::BackwardLimits{});
        search_->set_bound(bound_of(options.upper));
    }
}

// Returns the outputs on the inputs of the batch, or nullopt if no program can have them all.
std::optional<backwards::PartValues> BackwardHook::wanted(std::span<const std::uint32_t> places,
                                                          rasp::Batch& batch) {
    std::vector<const rasp::Output*> outputs(batch.extents().size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        const std::optional<rasp::Output>& output = task_->examples[i].output;
        if (!output || places[i] == TaskExamples::no_input) {
            return std::nullopt;
        }
        const rasp::Output*& known = outputs[places[i]];
        if (known != nullptr && !are_same(*known, *output)) {
            return std::nullopt;
        }
        known = &*output;
    }
    rasp::Sequence values;
    for (std::size_t input = 0; input < outputs.size(); ++input) {
        const rasp::Extent& extent = batch.extents()[input];
        if (outputs[input] == nullptr) {
            return std::nullopt;
        }
        if (const auto* const matrix = std::get_if<rasp::Matrix>(outputs[input])) {
            bits_.resize(batch.matrix_words());
            for (std::size_t query = 0; query < matrix->size(); ++query) {
                const std::vector<bool>& row = (*matrix)[query];
                if (matrix->size() != extent.length || row.size() != extent.length) {
                    return std::nullopt;
                }
                for (std::size_t key = 0; key < row.size(); ++key) {
                    bits_[extent.row_of(false, query) + key / rasp::word_bits] |=
                        std::uint64_t{row[key]} << (key % rasp::word_bits);
                }
            }
            continue;
        }
        const auto& sequence = std::get<rasp::Sequence>(*outputs[input]);
        if (sequence.size() != extent.length) {
            return std::nullopt;
        }
        values.insert(values.end(), sequence.begin(), sequence.end());
    }
    const std::string type = lambda::print_type(
        language_->types, lambda::signature_of(language_->types, request_).result);
    if (type == "sel") {
        return values.empty()
                   ? std::optional(backwards::PartValues{.kind = PartKind::selector, .bits = bits_})
                   : std::nullopt;
    }
    if (values.size() != batch.positions()) {
        return std::nullopt;
    }
    // Truth values and the numbers 0 and 1 can stand for each other in outputs.
    const rasp::ValueKind given = rasp::kind_of(values.front());
    const PartKind kind = type == "seq(num)"                  ? PartKind::number
                          : type == "seq(bool)"               ? PartKind::boolean
                          : given == rasp::ValueKind::string  ? PartKind::string
                          : given == rasp::ValueKind::boolean ? PartKind::boolean
                                                              : PartKind::number;
    for (const rasp::Value& value : values) {
        const bool is_text = rasp::kind_of(value) == rasp::ValueKind::string;
        if (is_text != (kind == PartKind::string)) {
            return std::nullopt;
        }
        if (is_text) {
            strings_.push_back(batch.keep_string(std::get<std::string>(value)));
        } else {
            numbers_.push_back(rasp::number_of(value));
        }
    }
    if (kind == PartKind::boolean) {
        if (!std::ranges::all_of(numbers_, [](double x) { return x == 0 || x == 1; })) {
            return std::nullopt;
        }
        bits_ = backwards::bits_of(numbers_);
    }
    return backwards::PartValues{
        .kind = kind, .numbers = numbers_, .bits = bits_, .strings = strings_};
}

// Returns the primitives that the table has, each with the least that it costs to choose it.
std::vector<backwards::NamedHead> BackwardHook::heads_of(const ProgramTable& table) const {
    std::vector<std::optional<DescriptionLength>> least(view_->productions().size());
    for (const ProgramTable::Symbol& symbol : table.symbols) {
        for (std::uint32_t i = 0; i < symbol.rule_count; ++i) {
            const Rule& rule = table.rules[symbol.first_rule + i];
            if (rule.head == no_head || rule.head.is_variable) {
                continue;
            }
            DescriptionLength cost = symbol.least + rule.extra;
            for (const Child child : table.children_of(rule)) {
                cost -= table.symbols[child.symbol].least;
            }
            std::optional<DescriptionLength>& known = least[rule.head.number];
            known = known ? std::min(*known, cost) : cost;
        }
    }
    std::vector<backwards::NamedHead> heads;
    for (std::uint32_t i = 0; i < least.size(); ++i) {
        if (least[i]) {
            heads.push_back({.name = view_->productions()[i].expression,
                             .head = {.production = i, .cost = *least[i]}});
        }
    }
    return heads;
}

void BackwardHook::kept(backwards::PartHandle handle, DescriptionLength cost,
                        const backwards::PartValues& values) {
    search_->tell(handle, cost, values);
    reached_ = cost;
}

void BackwardHook::work(const Moment& now, const PartTerm& part_term) {
    if (!search_) {
        return;
    }
    const std::uint64_t factor = now.programs < first_programs ? first_factor : 1;
    const auto earned =
        static_cast<std::int64_t>(factor * work_for_program_ * (now.programs - programs_));
    // What could not be used is not saved up: nobody looks at the clock meanwhile.
    work_left_ = std::min(work_left_ + earned, earned + first_work);
    check_left_ = std::min(check_left_ + earned, earned + first_work);
    programs_ = now.programs;
    if (work_left_ > 0) {
        work_left_ -= static_cast<std::int64_t>(
            search_->work(static_cast<std::uint64_t>(work_left_), horizon(reached_)));
    }
    for (Candidate& candidate : search_->take_candidates()) {
        candidates_.add(std::move(candidate));
    }
    while (check_left_ > 0) {
        const std::optional<Candidate> candidate = candidates_.take();
        if (!candidate) {
            return;
        }
        check_left_ -= check(*candidate, now, part_term);
    }
}

// Builds the term from the last node to the first, so that the arguments are there before the call.
TermId BackwardHook::term_of(const backwards::Expression& expression, const PartTerm& part_term) {
    std::vector<TermId> built; // the first argument of what comes next is the last
    for (std::size_t i = expression.size(); i-- > 0;) {
        const ExpressionNode& node = expression[i];
        if (node.kind == ExpressionNode::Kind::part) {
            built.push_back(part_term(node.number));
            continue;
        }
        TermId term = language_->terms.primitive(view_->productions()[node.number].expression);
        for (std::size_t argument = 0; argument < node.arguments; ++argument) {
            term = language_->terms.application(term, built.back());
            built.pop_back();
        }
        built.push_back(term);
    }
    TermId whole = built.back();
    for (std::uint32_t i = 0; i < lambdas_; ++i) {
        whole = language_->terms.lambda(whole);
    }
    return whole;
}

// Adds the program to the solutions if it is one, and is among the best. Returns about how many
// nanoseconds it took.
std::int64_t BackwardHook::check(const Candidate& candidate, const Moment& now,
                                 const PartTerm& part_term) {
    const TermId term = term_of(candidate.expression, part_term);
    if (!known_.insert(term).second) {
        return work_of_known;
    }
    double log_prior = impossible;
    try {
        log_prior = likelihood_.log_prior(request_, language_->terms, term);
    } catch (const InputError&) {
        return work_of_known; // values do not tell types apart, so it may not be of the request
    }
    const bool is_full = solutions_.size() >= frontier_size_;
    if (-log_prior >= upper_ ||
        (is_full && log_prior <= solutions_[frontier_size_ - 1].program.log_prior)) {
        return work_of_known; // also if it is impossible
    }
    lambda::TermStore unfolded;
    const TermId plain = read_unfolded(unfolded, print_expression(language_->terms, term));
    const rasp::CheckResult checked = rasp::check(unfolded, plain, *whole_task_);
    if (!checked.holds()) {
        refuted_by_.resize(checked.met.size());
        for (std::size_t i = 0; i < checked.met.size(); ++i) {
            refuted_by_[i] += checked.met[i] ? 0U : 1U;
        }
        return work_of_check;
    }
    const auto place = std::ranges::find_if(
        solutions_, [&](const Solution& other) { return other.program.log_prior < log_prior; });
    solutions_.insert(place, {.program = {.term = term, .log_prior = log_prior},
                              .seconds = now.seconds,
                              .programs = now.programs,
                              .proven = false});
    if (solutions_.size() > told_) {
        solutions_.pop_back();
    }
    if (const std::optional<DescriptionLength> cost = bound()) {
        search_->set_bound(*cost);
    }
    return work_of_check;
}

std::optional<DescriptionLength> BackwardHook::bound() const {
    return solutions_.size() < frontier_size_
               ? std::nullopt
               : std::optional(
                     description_length(solutions_[frontier_size_ - 1].program.log_prior));
}

} // namespace rasp_stitch::enumerator
