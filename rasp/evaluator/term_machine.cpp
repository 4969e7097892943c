#include "rasp/evaluator/term_machine.hpp"

#include "rasp/language/primitives.hpp"
#include "support/hashing/hash.hpp"

#include <array>

namespace rasp_stitch::rasp {

using lambda::TermId;
using lambda::TermKind;

namespace {

constexpr std::size_t bytes_of_a_cell = 64;
constexpr std::size_t bytes_of_a_meaning = 48;

std::uint64_t key(TermId term, std::uint32_t environment) {
    return (std::uint64_t{static_cast<std::uint32_t>(term)} << 32U) | environment;
}

} // namespace

std::size_t TermMachine::CellHash::operator()(const Cell& cell) const {
    const std::uint64_t tags =
        (std::uint64_t{cell.head.sort} << 2U) | static_cast<std::uint64_t>(cell.head.tag);
    const std::uint64_t head = (std::uint64_t{cell.head.first} << 32U) | cell.head.second;
    const std::uint64_t rest =
        (std::uint64_t{cell.tail} << 16U) | (std::uint64_t{cell.head.count} << 8U) | tags;
    return hash_combine(hash_combine(0, head), rest);
}

void TermMachine::start() {
    failure_ = {};
    steps_ = 0;
}

std::optional<Meaning> TermMachine::evaluate(TermId term, std::span<const Meaning> arguments) {
    frames_.clear();
    for (std::size_t i = arguments.size(); i-- > 0;) {
        frames_.push_back({.kind = Frame::Kind::feed, .term = term, .other = arguments[i]});
    }
    visit(term, 0);
    while (!failure_ && !frames_.empty()) {
        resume();
    }
    return failure_ ? std::nullopt : std::optional(meaning_);
}

std::size_t TermMachine::memory() const {
    return cells_.size() * bytes_of_a_cell + meanings_.size() * bytes_of_a_meaning;
}

void TermMachine::forget() {
    cells_.resize(1);
    lists_.clear();
    meanings_.clear();
}

void TermMachine::fail(FailureClass failure, TermId term) {
    if (!failure_) {
        failure_ = {.failure = failure, .position = 0, .term = term};
    }
}

bool TermMachine::step(TermId term, std::size_t steps) {
    steps_ += steps;
    if (steps_ > most_steps_) {
        fail(FailureClass::limit, term);
        return false;
    }
    return true;
}

std::uint32_t TermMachine::list(Meaning head, std::uint32_t tail) {
    const Cell cell{head, tail};
    const auto [known, is_new] =
        lists_.try_emplace(cell, static_cast<std::uint32_t>(cells_.size()));
    if (is_new) {
        cells_.push_back(cell);
    }
    return known->second;
}

bool TermMachine::recall(TermId term, std::uint32_t environment) {
    const auto known = meanings_.find(key(term, environment));
    if (known == meanings_.end()) {
        return false;
    }
    meaning_ = known->second;
    return true;
}

void TermMachine::remember(TermId term, std::uint32_t environment) {
    if (!failure_) {
        meanings_.emplace(key(term, environment), meaning_);
    }
}

void TermMachine::set_or_fail(const std::optional<Meaning>& meaning, FailureClass failure,
                              TermId term) {
    if (meaning) {
        meaning_ = *meaning;
    } else {
        fail(failure, term);
    }
}

// Sets meaning_ to what the term means, or pushes the frames that will do so.
void TermMachine::visit(TermId term, std::uint32_t environment) {
    for (;;) {
        if (!step(term)) {
            return;
        }
        environment = store_->is_closed(term) ? 0 : environment;
        switch (store_->kind(term)) {
        case TermKind::application:
            if (recall(term, environment)) {
                return;
            }
            frames_.push_back(
                {.kind = Frame::Kind::argument, .term = term, .environment = environment});
            term = store_->function(term);
            continue;
        case TermKind::lambda:
            meaning_ = {.tag = Meaning::Tag::closure,
                        .first = static_cast<std::uint32_t>(store_->body(term)),
                        .second = environment};
            return;
        case TermKind::variable:
            look_up(term, environment);
            return;
        case TermKind::metavariable:
            set_or_fail(domain_->metavariable(store_->index(term)), FailureClass::free_variable,
                        term);
            return;
        case TermKind::primitive:
            break;
        }
        if (recall(term, 0)) {
            return;
        }
        const std::optional<TermId> definition = domain_->definition(term);
        if (!definition) {
            set_or_fail(domain_->name(term), FailureClass::unknown_name, term);
            remember(term, 0);
            return;
        }
        frames_.push_back({.kind = Frame::Kind::remember, .term = term});
        term = *definition;
    }
}

void TermMachine::look_up(TermId variable, std::uint32_t environment) {
    const std::uint32_t index = store_->index(variable);
    if (!step(variable, index)) {
        return;
    }
    for (std::uint32_t i = 0; i < index && environment != 0; ++i) {
        environment = cells_[environment].tail;
    }
    if (environment == 0) {
        fail(FailureClass::free_variable, variable);
        return;
    }
    meaning_ = cells_[environment].head;
}

// Pops the uppermost frame, which has been waiting for meaning_, and goes on with it.
void TermMachine::resume() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    switch (frame.kind) {
    case Frame::Kind::argument:
        frames_.push_back({.kind = Frame::Kind::apply,
                           .term = frame.term,
                           .environment = frame.environment,
                           .other = meaning_});
        visit(store_->argument(frame.term), frame.environment);
        return;
    case Frame::Kind::apply:
        apply(frame.other, meaning_, frame.term, frame.environment);
        return;
    case Frame::Kind::remember:
        remember(frame.term, frame.environment);
        return;
    case Frame::Kind::feed:
        feed(meaning_, frame.other, frame.term);
        return;
    }
}

void TermMachine::apply(Meaning function, Meaning argument, TermId term,
                        std::uint32_t environment) {
    switch (function.tag) {
    case Meaning::Tag::value:
        fail(FailureClass::type, term);
        return;
    case Meaning::Tag::closure:
        frames_.push_back(
            {.kind = Frame::Kind::remember, .term = term, .environment = environment});
        call(function, argument, term);
        return;
    case Meaning::Tag::partial:
        take(function, argument, term);
        remember(term, environment);
        return;
    }
}

// Applies the whole term to an argument from outside. If it is not a function any more, it takes
// fewer arguments.
void TermMachine::feed(Meaning function, Meaning argument, TermId term) {
    switch (function.tag) {
    case Meaning::Tag::value:
        fail(FailureClass::arity, term);
        return;
    case Meaning::Tag::closure:
        call(function, argument, term);
        return;
    case Meaning::Tag::partial:
        take(function, argument, term);
        return;
    }
}

void TermMachine::call(Meaning closure, Meaning argument, TermId term) {
    if (call_steps_ == CallSteps::none || step(term)) {
        visit(TermId{closure.first}, list(argument, closure.second));
    }
}

// Gives one more argument to a primitive.
void TermMachine::take(Meaning partial, Meaning argument, TermId term) {
    const std::optional<Meaning> taken = domain_->argument(partial.first, partial.count, argument);
    if (!taken) {
        fail(FailureClass::type, term);
        return;
    }
    partial.second = list(*taken, partial.second);
    ++partial.count;
    meaning_ = partial;
    if (partial.count < domain_->arity(partial.first)) {
        return;
    }
    std::array<Meaning, most_arguments> arguments{};
    std::uint32_t rest = partial.second;
    for (std::size_t i = partial.count; i-- > 0; rest = cells_[rest].tail) {
        arguments[i] = cells_[rest].head;
    }
    meaning_ = domain_->apply(partial.first, std::span(arguments).first(partial.count), term);
}

} // namespace rasp_stitch::rasp
