#pragma once

// Applies the rules of a program table to narrow columns, for a search from small programs to large
// ones.
//
//     ColumnRules rules(table, view.productions(), inputs);
//     if (rules.are_narrow()) {
//         rules.begin(keeps_failures);
//         rules.apply(rule, arguments, memory, out);
//     }
//
// A rule is a primitive, a literal, a variable of the request, or an abstraction whose body is a
// straight line of primitives (enumerator/behaviour/straight_line.hpp). Grammars with functions as
// arguments need enumerator/behaviour/rule_application.hpp instead, and so do long inputs and numbers
// beyond 2^53. What is wrong with a table or its productions is told there, too.

#include "enumerator/behaviour/primitive_application.hpp"
#include "enumerator/behaviour/straight_line.hpp"
#include "enumerator/columns/column_kernels.hpp"
#include "enumerator/columns/column_layout.hpp"
#include "enumerator/columns/column_strings.hpp"
#include "enumerator/columns/column_view.hpp"
#include "enumerator/grammar/grammar.hpp"
#include "enumerator/grammar/program_table.hpp"
#include "lambda/terms/term_store.hpp"
#include "rasp/kernels/batch.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace rasp_stitch::enumerator {

// Memory that one thread computes in.
class ColumnMemory {
public:
    explicit ColumnMemory(const ColumnLayout& layout)
        : words_((layout.value_bytes() + layout.failure_words * 8) / 8 + 1),
          scratch_(3 * (layout.positions + column_slack / sizeof(double))) {}

    double* scratch() { return scratch_.data(); }

    // Returns memory for a column and its failures.
    std::uint64_t* column(std::size_t number) {
        while (columns_.size() <= number) {
            columns_.emplace_back(words_);
        }
        return columns_[number].data();
    }

    std::vector<ColumnView> registers = {};

private:
    std::size_t words_;
    std::vector<double> scratch_;
    std::vector<std::vector<std::uint64_t>> columns_;
};

class ColumnRules {
public:
    // No input may be empty.
    ColumnRules(const ProgramTable& table, std::span<const Production> productions,
                std::span<const rasp::Input> inputs);
    ColumnRules(const ColumnRules&) = delete;
    ColumnRules& operator=(const ColumnRules&) = delete;

    // Returns whether all rules of the table can be applied. If not, nothing below may be called
    // but batch().
    bool are_narrow() const { return are_narrow_; }

    // Sets whether columns know on which inputs they fail. Must be called once before any rule is
    // applied, after the strings of the outputs have been added to the batch.
    void begin(bool keeps_failures);

    // Returns whether a program certainly fails on every input on which a part of it fails
    // (RuleApplication::is_strict).
    bool is_strict() const { return is_strict_; }

    bool is_commutative(const Rule& rule) const;

    // A rule that is applied to many arguments, one after the other, which are always at the same
    // place.
    struct Application {
        const Rule* rule = nullptr;
        std::span<const ColumnView> arguments = {};
        ColumnMemory* memory = nullptr;
        KernelCall call = {}; // if it is a single primitive
        bool is_primitive = false;
        std::size_t count = 0; // of its arguments
    };

    // The arguments and the memory must outlive the application.
    Application application(const Rule& rule, std::span<const ColumnView> arguments,
                            ColumnMemory& memory) const;

    // Applies the rule to what its arguments are now, as the other apply().
    bool apply(const Application& application, KernelOut& out) const {
        if (!application.is_primitive) {
            return apply(*application.rule, application.arguments, *application.memory, out);
        }
        if (layout_.failure_words != 0) {
            join_failures(application.call, application.count, out);
        }
        return kernels_->apply(application.call, out);
    }

    // Computes what the rule gives for these arguments. Sets `out`, whose memory is given. Returns
    // false if the result fails on an input and no failures are kept. For several threads at once,
    // each with memory of its own.
    bool apply(const Rule& rule, std::span<const ColumnView> arguments, ColumnMemory& memory,
               KernelOut& out) const;

    const ColumnLayout& layout() const { return layout_; }
    const ColumnKernels& kernels() const { return *kernels_; }
    rasp::Batch& batch() { return primitives_.batch(); }
    std::size_t memory() { return strings_->memory(); }

private:
    static constexpr std::uint32_t no_column = UINT32_MAX;

    // A column that does not depend on any argument but the input.
    struct Fixed {
        ColumnView view;
        std::vector<std::uint64_t> memory; // values, then failures
        bool is_useless = false;           // fails, and no failures are kept
    };
    struct Step {
        rasp::Opcode opcode{};
        rasp::Comparison comparison{};
        std::uint32_t fixed = no_column; // then it is this one
        std::uint8_t count = 0;
        std::array<std::uint32_t, rasp::most_arguments> operands{}; // registers
    };
    // A straight line; with one step, a primitive.
    struct Meaning {
        bool is_known = false;
        bool is_commutative = false;
        std::vector<Step> steps = {};
        std::uint32_t result = 0; // a register: the arguments, then the steps
    };

    void read_production(const Production& production, std::size_t arity, Meaning& meaning);
    Step step_of(OperationId operation);
    std::uint32_t add_fixed(BehaviourId behaviour);
    bool has_narrow_values(BehaviourId behaviour);
    void fill(Fixed& fixed, BehaviourId behaviour);
    void copy(const ColumnView& view, KernelOut& out) const;
    void join_failures(const KernelCall& call, std::size_t count, KernelOut& out) const;

    bool are_narrow_ = true;
    bool is_strict_ = true;
    lambda::TermStore store_;
    PrimitiveApplication primitives_;
    std::vector<Meaning> meanings_;      // by production
    std::vector<BehaviourId> fixed_ids_; // what the fixed columns are
    std::vector<Fixed> fixed_;           // once begun
    std::uint32_t input_ = no_column;    // fixed columns
    std::uint32_t atom_ = no_column;
    ColumnLayout layout_;
    mutable std::optional<ColumnStrings> strings_; // it has a lock of its own
    const ColumnKernels* kernels_ = &best_column_kernels();
};

} // namespace rasp_stitch::enumerator
