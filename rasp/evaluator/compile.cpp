#include "rasp/evaluator/compile.hpp"

#include "rasp/evaluator/emitter.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "support/hashing/hash.hpp"
#include "support/text/input_error.hpp"

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

// What a term is while compiling. `first` and `second` by tag:
//     input      -
//     sequence   register
//     selector   register
//     predicate  Comparison
//     closure    body of the lambda, environment
//     partial    index in primitives(), arguments so far (of `count`)
enum class Tag : std::uint8_t { input, sequence, selector, predicate, closure, partial };

struct Meaning {
    Tag tag = Tag::input;
    std::uint8_t count = 0;
    std::uint32_t first = 0;
    std::uint32_t second = 0;

    bool operator==(const Meaning&) const = default;
};

// Lists that share their ends, each once: environments (the innermost variable first) and
// arguments (the last first). List 0 is empty.
class Lists {
public:
    struct Cell {
        Meaning head;
        std::uint32_t tail = 0;

        bool operator==(const Cell&) const = default;
    };

    std::uint32_t make(Meaning head, std::uint32_t tail) {
        const Cell cell{head, tail};
        const auto [known, is_new] =
            known_.try_emplace(cell, static_cast<std::uint32_t>(cells_.size()));
        if (is_new) {
            cells_.push_back(cell);
        }
        return known->second;
    }

    const Cell& at(std::uint32_t list) const { return cells_[list]; }

private:
    struct Hash {
        std::size_t operator()(const Cell& cell) const {
            const std::uint64_t head = (std::uint64_t{cell.head.first} << 32U) | cell.head.second;
            const std::uint64_t rest = (std::uint64_t{cell.tail} << 16U) |
                                       (std::uint64_t{cell.head.count} << 8U) |
                                       static_cast<std::uint64_t>(cell.head.tag);
            return hash_combine(hash_combine(0, head), rest);
        }
    };

    std::vector<Cell> cells_{1};
    std::unordered_map<Cell, std::uint32_t, Hash> known_;
};

// What is to be done with the meaning of a term once it is known.
struct Frame {
    enum class Kind : std::uint8_t {
        argument, // it is the function of `term`: go on with the argument
        apply,    // it is the argument of `term`, whose function means `function`
        remember, // it is what `term` means
        feed,     // it is the program: apply it to `function`, which is no function here
        name,     // it is what the name `term` means
    };
    Kind kind;
    TermId term{};
    std::uint32_t environment = 0;
    Meaning function = {};
};

class Compiler {
public:
    Compiler(const TermStore& store, const CompileOptions& options)
        : store_(store), options_(options) {}

    Compilation run(TermId program) {
        if (options_.arity == 2) {
            const Register atom = emitter_.emit({.opcode = Opcode::atom, .term = program});
            push_feed(program, {.tag = Tag::sequence, .first = atom});
        }
        push_feed(program, {.tag = Tag::input});
        evaluate(program, 0);
        while (!failure_ && !frames_.empty()) {
            resume();
        }
        if (!failure_ && meaning_.tag != Tag::sequence && meaning_.tag != Tag::selector) {
            const bool is_function = meaning_.tag == Tag::closure || meaning_.tag == Tag::partial;
            fail(is_function ? FailureClass::arity : FailureClass::type, program);
        }
        if (failure_) {
            return {.code = std::nullopt, .failure = failure_};
        }
        return {.code = std::move(emitter_).finished(meaning_.first, options_.arity)};
    }

private:
    void fail(FailureClass failure, TermId term) {
        if (!failure_) {
            failure_ = {.failure = failure, .position = 0, .term = term};
        }
    }

    bool step(TermId term, std::size_t steps = 1) {
        steps_ += steps;
        if (steps_ > options_.most_steps) {
            fail(FailureClass::limit, term);
            return false;
        }
        return true;
    }

    void push_feed(TermId term, Meaning argument) {
        frames_.push_back({.kind = Frame::Kind::feed, .term = term, .function = argument});
    }

    // Finds out what the term means, at once or by way of frames; then meaning_ has it.
    void evaluate(TermId term, std::uint32_t environment) {
        for (;;) {
            if (!step(term)) {
                return;
            }
            environment = store_.is_closed(term) ? 0 : environment;
            switch (store_.kind(term)) {
            case TermKind::application: {
                const auto known = meanings_.find(key(term, environment));
                if (known != meanings_.end()) {
                    meaning_ = known->second;
                    return;
                }
                frames_.push_back({Frame::Kind::argument, term, environment, {}});
                term = store_.function(term);
                continue;
            }
            case TermKind::lambda:
                meaning_ = {Tag::closure, 0, static_cast<std::uint32_t>(store_.body(term)),
                            environment};
                return;
            case TermKind::variable:
                look_up(term, environment);
                return;
            case TermKind::metavariable:
                fail(FailureClass::free_variable, term);
                return;
            case TermKind::primitive:
                break;
            }
            const auto known = meanings_.find(key(term, 0));
            if (known != meanings_.end()) {
                meaning_ = known->second;
                return;
            }
            const auto body =
                options_.library == nullptr ? std::nullopt : options_.library->find(term);
            if (!body) {
                name(term);
                return;
            }
            frames_.push_back({Frame::Kind::name, term, 0, {}});
            term = *body;
        }
    }

    static std::uint64_t key(TermId term, std::uint32_t environment) {
        return (std::uint64_t{static_cast<std::uint32_t>(term)} << 32U) | environment;
    }

    void look_up(TermId variable, std::uint32_t environment) {
        const std::uint32_t index = store_.index(variable);
        if (!step(variable, index)) {
            return;
        }
        for (std::uint32_t i = 0; i < index && environment != 0; ++i) {
            environment = environments_.at(environment).tail;
        }
        if (environment == 0) {
            fail(FailureClass::free_variable, variable);
            return;
        }
        meaning_ = environments_.at(environment).head;
    }

    // Of a primitive or a literal.
    void name(TermId term) {
        const Primitive* const primitive = find_primitive(store_.name(term));
        if (primitive == nullptr || primitive->opcode == Opcode::constant) {
            literal(term);
        } else if (primitive->opcode == Opcode::predicate) {
            meaning_ = {Tag::predicate, 0, static_cast<std::uint32_t>(primitive->comparison), 0};
        } else {
            const auto index = static_cast<std::uint32_t>(primitive - primitives().data());
            meaning_ = {Tag::partial, 0, index, 0};
            if (primitive->arity() == 0) {
                emit(*primitive, term);
            }
        }
        meanings_.emplace(key(term, 0), meaning_);
    }

    void literal(TermId term) {
        try {
            if (const auto value = parse_literal(store_.name(term))) {
                meaning_ = {Tag::sequence, 0, emitter_.constant(*value, term), 0};
                return;
            }
        } catch (const InputError&) {
            // It begins as a literal does, and is none. The reader of programs says why.
        }
        fail(FailureClass::unknown_name, term);
    }

    // Goes on with the uppermost frame, for which meaning_ was wanted.
    void resume() {
        const Frame frame = frames_.back();
        frames_.pop_back();
        switch (frame.kind) {
        case Frame::Kind::argument:
            frames_.push_back({Frame::Kind::apply, frame.term, frame.environment, meaning_});
            evaluate(store_.argument(frame.term), frame.environment);
            return;
        case Frame::Kind::apply:
            apply(frame.function, meaning_, frame.term, frame.environment);
            return;
        case Frame::Kind::feed:
            if (meaning_.tag != Tag::closure && meaning_.tag != Tag::partial) {
                fail(FailureClass::arity, frame.term);
                return;
            }
            feed(frame);
            return;
        case Frame::Kind::remember:
        case Frame::Kind::name:
            meanings_.emplace(key(frame.term, frame.environment), meaning_);
            return;
        }
    }

    void feed(const Frame& frame) {
        if (meaning_.tag == Tag::closure) {
            enter(meaning_, frame.function, frame.term);
        } else {
            take(meaning_, frame.function, frame.term);
        }
    }

    void apply(Meaning function, Meaning argument, TermId term, std::uint32_t environment) {
        if (function.tag == Tag::closure) {
            frames_.push_back({Frame::Kind::remember, term, environment, {}});
            enter(function, argument, term);
            return;
        }
        if (function.tag != Tag::partial) {
            fail(FailureClass::type, term);
            return;
        }
        take(function, argument, term);
        meanings_.emplace(key(term, environment), meaning_);
    }

    void enter(Meaning closure, Meaning argument, TermId term) {
        if (step(term)) {
            evaluate(TermId{closure.first}, environments_.make(argument, closure.second));
        }
    }

    static bool is_of(Sort sort, Tag tag) {
        switch (sort) {
        case Sort::input:
            return tag == Tag::input;
        case Sort::sequence:
            return tag == Tag::sequence;
        case Sort::selector:
            return tag == Tag::selector;
        case Sort::predicate:
            return tag == Tag::predicate;
        }
        return false;
    }

    // A comparison of sequences that comes to stand where select wants a predicate, by way of a let
    // or an abstraction, is that predicate (rasp/language/read_program.hpp).
    static Meaning as_predicate(Meaning argument) {
        if (argument.tag == Tag::partial && argument.count == 0 &&
            primitives()[argument.first].opcode == Opcode::compare) {
            const Comparison comparison = primitives()[argument.first].comparison;
            return {Tag::predicate, 0, static_cast<std::uint32_t>(comparison), 0};
        }
        return argument;
    }

    // One more argument for a primitive.
    void take(Meaning partial, Meaning argument, TermId term) {
        const Primitive& primitive = primitives()[partial.first];
        if (primitive.signature.arguments[partial.count] == Sort::predicate) {
            argument = as_predicate(argument);
        }
        if (!is_of(primitive.signature.arguments[partial.count], argument.tag)) {
            fail(FailureClass::type, term);
            return;
        }
        meaning_ = {Tag::partial, static_cast<std::uint8_t>(partial.count + 1), partial.first,
                    arguments_.make(argument, partial.second)};
        if (meaning_.count == primitive.arity()) {
            emit(primitive, term);
        }
    }

    // The primitive with the arguments of meaning_.
    void emit(const Primitive& primitive, TermId term) {
        Instruction instruction{.opcode = primitive.opcode,
                                .comparison = primitive.comparison,
                                .makes_selector = primitive.signature.result == Sort::selector,
                                .term = term};
        std::uint32_t list = meaning_.second;
        for (std::size_t i = primitive.arity(); i-- > 0; list = arguments_.at(list).tail) {
            const Meaning& argument = arguments_.at(list).head;
            if (argument.tag == Tag::predicate) {
                instruction.comparison = static_cast<Comparison>(argument.first);
            } else if (argument.tag != Tag::input) {
                instruction.operands[i] = argument.first;
                ++instruction.operand_count; // input and predicate stand alone or last
            }
        }
        meaning_ = {instruction.makes_selector ? Tag::selector : Tag::sequence, 0,
                    emitter_.emit(instruction), 0};
    }

    const TermStore& store_;
    const CompileOptions& options_;
    Emitter emitter_;
    Lists environments_;
    Lists arguments_;
    std::unordered_map<std::uint64_t, Meaning> meanings_; // of terms in environments
    std::vector<Frame> frames_;
    Meaning meaning_;
    Failure failure_;
    std::size_t steps_ = 0;
};

} // namespace

Compilation compile(const TermStore& store, TermId program, const CompileOptions& options) {
    return Compiler(store, options).run(program);
}

} // namespace rasp_stitch::rasp
