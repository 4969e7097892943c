#include "enumerator/behaviour/term_application.hpp"

#include "support/hashing/hash.hpp"

#include <array>

namespace rasp_stitch::enumerator {

using lambda::TermId;
using lambda::TermKind;

namespace {

// Beyond that it is forgotten what terms mean: some 100 MB.
constexpr std::size_t most_remembered = std::size_t{1} << 20U;
constexpr std::size_t bytes_of_a_cell = 64;
constexpr std::size_t bytes_of_a_meaning = 48;

std::uint64_t key(TermId term, std::uint32_t environment) {
    return (std::uint64_t{static_cast<std::uint32_t>(term)} << 32U) | environment;
}

} // namespace

std::size_t TermApplication::CellHash::operator()(const Cell& cell) const {
    const std::uint64_t head = (std::uint64_t{cell.head.first} << 32U) | cell.head.second;
    const std::uint64_t rest = (std::uint64_t{cell.tail} << 16U) |
                               (std::uint64_t{cell.head.count} << 8U) |
                               static_cast<std::uint64_t>(cell.head.tag);
    return hash_combine(hash_combine(0, head), rest);
}

std::optional<BehaviourId> TermApplication::operator()(TermId function,
                                                       std::span<const TermId> arguments) {
    if (cells_.size() + meanings_.size() > most_remembered) {
        forget();
    }
    frames_.clear();
    has_failed_ = false;
    steps_ = 0;
    for (std::size_t i = arguments.size(); i-- > 0;) {
        frames_.push_back({.kind = Frame::Kind::argument, .term = arguments[i]});
    }
    evaluate(function, 0);
    while (!has_failed_ && !frames_.empty()) {
        resume();
    }
    const bool is_value = !has_failed_ && meaning_.tag == Meaning::Tag::value;
    return is_value ? std::optional(meaning_.first) : std::nullopt;
}

std::size_t TermApplication::memory() const {
    return cells_.size() * bytes_of_a_cell + meanings_.size() * bytes_of_a_meaning;
}

void TermApplication::forget() {
    cells_.resize(1);
    lists_.clear();
    meanings_.clear();
}

std::uint32_t TermApplication::list(Meaning head, std::uint32_t tail) {
    const Cell cell{head, tail};
    const auto [known, is_new] =
        lists_.try_emplace(cell, static_cast<std::uint32_t>(cells_.size()));
    if (is_new) {
        cells_.push_back(cell);
    }
    return known->second;
}

// Finds out what the term means, at once or by way of frames; then meaning_ has it.
void TermApplication::evaluate(TermId term, std::uint32_t environment) {
    for (;;) {
        if (++steps_ > rasp::Limits{}.compile_steps) {
            has_failed_ = true;
            return;
        }
        environment = store_->is_closed(term) ? 0 : environment;
        switch (store_->kind(term)) {
        case TermKind::application: {
            const auto known = meanings_.find(key(term, environment));
            if (known != meanings_.end()) {
                meaning_ = known->second;
                return;
            }
            frames_.push_back(
                {.kind = Frame::Kind::remember, .term = term, .environment = environment});
            frames_.push_back({.kind = Frame::Kind::argument,
                               .term = store_->argument(term),
                               .environment = environment});
            term = store_->function(term);
            continue;
        }
        case TermKind::lambda:
            meaning_ = {Meaning::Tag::closure, 0, static_cast<std::uint32_t>(store_->body(term)),
                        environment};
            return;
        case TermKind::variable:
            look_up(store_->index(term), environment);
            return;
        case TermKind::metavariable:
            meaning_ = {Meaning::Tag::value, 0, store_->index(term), 0};
            return;
        case TermKind::primitive:
            break;
        }
        const auto definition = definitions_.find(term);
        if (definition == definitions_.end()) {
            name(term);
            return;
        }
        term = definition->second;
    }
}

void TermApplication::look_up(std::uint32_t index, std::uint32_t environment) {
    steps_ += index;
    for (; index > 0 && environment != 0; --index) {
        environment = cells_[environment].tail;
    }
    has_failed_ |= environment == 0;
    meaning_ = cells_[environment].head;
}

void TermApplication::name(TermId term) {
    const std::optional<OperationId> operation = primitives_->find(store_->name(term));
    if (!operation) {
        has_failed_ = true;
    } else if (primitives_->arity(*operation) > 0) {
        meaning_ = {Meaning::Tag::partial, 0, *operation, 0};
    } else {
        meaning_ = {Meaning::Tag::value, 0, *(*primitives_)(*operation, {}, never_useless), 0};
    }
}

// Goes on with the uppermost frame, for which meaning_ was wanted.
void TermApplication::resume() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    switch (frame.kind) {
    case Frame::Kind::argument:
        frames_.push_back({.kind = Frame::Kind::apply, .function = meaning_});
        evaluate(frame.term, frame.environment);
        return;
    case Frame::Kind::apply:
        apply(frame.function, meaning_);
        return;
    case Frame::Kind::remember:
        meanings_.emplace(key(frame.term, frame.environment), meaning_);
        return;
    }
}

void TermApplication::apply(Meaning function, Meaning argument) {
    if (function.tag == Meaning::Tag::closure) {
        evaluate(TermId{function.first}, list(argument, function.second));
        return;
    }
    if (function.tag != Meaning::Tag::partial) {
        has_failed_ = true;
        return;
    }
    const std::uint32_t arguments = list(argument, function.second);
    meaning_ = {Meaning::Tag::partial, static_cast<std::uint8_t>(function.count + 1),
                function.first, arguments};
    if (meaning_.count < primitives_->arity(meaning_.first)) {
        return;
    }
    std::array<BehaviourId, rasp::most_arguments> behaviours{};
    std::uint32_t rest = arguments;
    for (std::size_t i = meaning_.count; i-- > 0; rest = cells_[rest].tail) {
        has_failed_ |= cells_[rest].head.tag != Meaning::Tag::value;
        behaviours[i] = cells_[rest].head.first;
    }
    if (!has_failed_) {
        const auto given = std::span(behaviours).first(meaning_.count);
        meaning_ = {Meaning::Tag::value, 0, *(*primitives_)(function.first, given, never_useless),
                    0};
    }
}

} // namespace rasp_stitch::enumerator
