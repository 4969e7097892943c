#include "enumerator/columns/column_rules.hpp"

#include "enumerator/behaviour/unfolded.hpp"
#include "rasp/kernels/column_access.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace rasp_stitch::enumerator {

using rasp::Opcode;

namespace {

bool takes_input_only(const Operation& operation) {
    return operation.signature.arity == 1 && operation.signature.arguments[0] == rasp::Sort::input;
}

std::size_t value_words(const ColumnLayout& layout) {
    return (layout.value_bytes() + 7) / 8;
}

// Writes the values of a column as narrow ones.
void write_values(const rasp::Column& column, const ColumnLayout& layout, ColumnView& view,
                  void* memory) {
    const std::size_t count = layout.positions;
    switch (column.kind()) {
    case rasp::ValueKind::boolean: {
        view.kind = ColumnKind::booleans;
        auto* const words = static_cast<std::uint64_t*>(memory);
        std::fill_n(words, layout.words, 0);
        for (std::size_t i = 0; i < count; ++i) {
            words[i / 64] |= std::uint64_t{column.flags[column.at(i)]} << (i % 64);
        }
        return;
    }
    case rasp::ValueKind::string: {
        view.kind = ColumnKind::strings;
        for (std::size_t i = 0; i < count; ++i) {
            static_cast<std::uint32_t*>(memory)[i] = column.strings[column.at(i)];
        }
        return;
    }
    case rasp::ValueKind::number:
        break;
    }
    bool is_small = true;
    for (std::size_t i = 0; i < count; ++i) {
        const double number = number_at(column, column.at(i)).d + 0.0; // no -0
        static_cast<double*>(memory)[i] = number;
        is_small &= number == std::nearbyint(number) && number >= -128 && number <= 127;
    }
    view.kind = is_small ? ColumnKind::small : ColumnKind::reals;
    for (std::size_t i = 0; i < count && is_small; ++i) {
        const auto small = static_cast<std::int8_t>(static_cast<double*>(memory)[i]);
        static_cast<std::int8_t*>(memory)[i] = small; // to the left of what is still read
    }
}

void write_rows(const rasp::Selector& selector, const rasp::Batch& batch,
                const ColumnLayout& layout, void* memory) {
    auto* to = static_cast<std::uint8_t*>(memory);
    for (const rasp::Extent& extent : batch.extents()) {
        for (std::size_t query = 0; query < extent.length; ++query) {
            const std::uint64_t row = selector.words[extent.row_of(selector.uniform, query)];
            for (std::size_t byte = 0; byte < layout.row_bytes; ++byte) {
                *to++ = static_cast<std::uint8_t>(row >> (byte * 8));
            }
        }
    }
}

} // namespace

ColumnRules::ColumnRules(const ProgramTable& table, std::span<const Production> productions,
                         std::span<const rasp::Input> inputs)
    : primitives_(rasp::Batch(inputs)), meanings_(productions.size()) {
    input_ = add_fixed(primitives_.input());
    if (primitives_.atom()) {
        atom_ = add_fixed(*primitives_.atom());
    }
    const std::uint32_t wanted = primitives_.atom() ? 2 : 1;
    for (const Rule& rule : table.rules_of(table.start)) {
        if (table.children_of(rule)[0].lambdas != wanted) {
            are_narrow_ = false; // RuleApplication tells what is wrong
        }
    }
    for (SymbolId symbol = 0; symbol < table.symbols.size(); ++symbol) {
        for (const Rule& rule : table.rules_of(symbol)) {
            const std::span<const Child> children = table.children_of(rule);
            if (symbol == table.start || rule.head == no_head) {
                continue;
            }
            are_narrow_ &= std::ranges::all_of(
                children, [](const Child& child) { return child.lambdas == 0; });
            if (rule.head.is_variable) {
                are_narrow_ &= children.empty();
            } else if (!meanings_[rule.head.number].is_known) {
                read_production(productions[rule.head.number], children.size(),
                                meanings_[rule.head.number]);
            }
        }
    }
    are_narrow_ &= layout_of(batch().extents(), false).has_value();
    for (const BehaviourId behaviour : fixed_ids_) {
        are_narrow_ &= has_narrow_values(behaviour);
    }
}

void ColumnRules::read_production(const Production& production, std::size_t arity,
                                  Meaning& meaning) {
    meaning.is_known = true;
    if (!production.expression.starts_with('#')) {
        const std::optional<OperationId> operation = primitives_.find(production.expression);
        if (!operation || primitives_.arity(*operation) != arity) {
            are_narrow_ = false; // RuleApplication tells what is wrong
            return;
        }
        Step step = step_of(*operation);
        for (std::uint8_t i = 0; i < step.count; ++i) {
            step.operands[i] = i;
        }
        meaning.is_commutative = arity == 2 && primitives_.is_commutative(*operation);
        meaning.steps.push_back(step);
        meaning.result = static_cast<std::uint32_t>(arity);
        return;
    }
    const Unfolded abstraction = unfolded(store_, production.expression, arity);
    const std::optional<StraightLine> line =
        straight_line(store_, abstraction.body, arity, primitives_);
    are_narrow_ &= line.has_value();
    if (!line) {
        return;
    }
    for (const StraightLine::Step& step : line->steps) {
        Step made = step_of(step.operation);
        made.operands = step.operands;
        meaning.steps.push_back(made);
    }
    meaning.result = line->result;
    for (std::uint32_t i = 0; i < arity; ++i) {
        is_strict_ &= line->uses(i);
    }
}

ColumnRules::Step ColumnRules::step_of(OperationId operation) {
    const Operation& is = primitives_.operation(operation);
    Step step{.opcode = is.opcode, .comparison = is.comparison, .count = is.signature.arity};
    are_narrow_ &= !rasp::is_extension(is.opcode); // they have no kernel on narrow columns
    if (is.signature.arity == 0) {
        step.fixed = add_fixed(*primitives_(operation, {}, never_useless));
    } else if (takes_input_only(is)) {
        const BehaviourId input = primitives_.input();
        step.fixed = add_fixed(*primitives_(operation, std::span(&input, 1), never_useless));
    }
    return step;
}

std::uint32_t ColumnRules::add_fixed(BehaviourId behaviour) {
    const auto known = std::ranges::find(fixed_ids_, behaviour);
    if (known != fixed_ids_.end()) {
        return static_cast<std::uint32_t>(known - fixed_ids_.begin());
    }
    fixed_ids_.push_back(behaviour);
    return static_cast<std::uint32_t>(fixed_ids_.size() - 1);
}

void ColumnRules::begin(bool keeps_failures) {
    layout_ = layout_of(batch().extents(), keeps_failures).value();
    fixed_.resize(fixed_ids_.size());
    for (std::size_t i = 0; i < fixed_.size(); ++i) {
        fill(fixed_[i], fixed_ids_[i]);
    }
    strings_.emplace(batch().strings());
}

bool ColumnRules::has_narrow_values(BehaviourId behaviour) {
    const Behaviours& behaviours = primitives_.behaviours();
    if (behaviours.sort(behaviour) != BehaviourSort::sequence) {
        return true;
    }
    ValueBuffer buffer(batch());
    const rasp::Column column = behaviours.column(behaviour, buffer);
    for (std::size_t i = 0; i < batch().positions(); ++i) {
        if (column.kind() == rasp::ValueKind::number &&
            !is_narrow(number_at(column, column.at(i)).d)) {
            return false;
        }
    }
    return true;
}

// What the kernels of rasp/kernels give.
void ColumnRules::fill(Fixed& fixed, BehaviourId behaviour) {
    const Behaviours& behaviours = primitives_.behaviours();
    ValueBuffer buffer(batch());
    fixed.memory.assign(value_words(layout_) + layout_.failure_words, 0);
    fixed.view = {.data = fixed.memory.data()};
    std::uint64_t* const failures = fixed.memory.data() + value_words(layout_);
    const std::span<const std::uint8_t> failed = behaviours.failures(behaviour);
    std::memcpy(failures, failed.data(),
                std::min(failed.size(), layout_.failure_words * sizeof(std::uint64_t)));
    switch (behaviours.sort(behaviour)) {
    case BehaviourSort::predicate:
        fixed.view.kind = ColumnKind::predicate;
        fixed.view.comparison = behaviours.comparison(behaviour);
        break;
    case BehaviourSort::sequence:
        write_values(behaviours.column(behaviour, buffer), layout_, fixed.view,
                     fixed.memory.data());
        break;
    case BehaviourSort::selector:
        fixed.view.kind = ColumnKind::selector;
        write_rows(behaviours.selector(behaviour, buffer), batch(), layout_, fixed.memory.data());
        break;
    default:
        break;
    }
    fixed.view.failures = layout_.failure_words != 0 ? failures : nullptr;
    fixed.is_useless = !failed.empty() && layout_.failure_words == 0;
}

bool ColumnRules::is_commutative(const Rule& rule) const {
    return rule.head != no_head && !rule.head.is_variable &&
           meanings_[rule.head.number].is_commutative;
}

void ColumnRules::copy(const ColumnView& view, KernelOut& out) const {
    if (const std::size_t bytes = bytes_of(view.kind, layout_); bytes > 0) {
        std::memcpy(out.data, view.data, bytes);
    }
    for (std::size_t i = 0; i < layout_.failure_words; ++i) {
        out.failures[i] = view.failures == nullptr ? 0 : view.failures[i];
    }
    out.kind = view.kind;
    out.comparison = view.comparison;
}

ColumnRules::Application ColumnRules::application(const Rule& rule,
                                                  std::span<const ColumnView> arguments,
                                                  ColumnMemory& memory) const {
    Application made{.rule = &rule, .arguments = arguments, .memory = &memory};
    if (rule.head.is_variable) {
        return made;
    }
    const Meaning& meaning = meanings_[rule.head.number];
    if (meaning.steps.size() == 1 && meaning.steps[0].fixed == no_column &&
        meaning.result == arguments.size()) {
        const Step& step = meaning.steps[0];
        made.is_primitive = true;
        made.count = step.count;
        made.call = {.opcode = step.opcode,
                     .comparison = step.comparison,
                     .layout = &layout_,
                     .strings = &*strings_,
                     .scratch = memory.scratch()};
        for (std::size_t i = 0; i < step.count; ++i) {
            made.call.arguments[i] = &arguments[step.operands[i]];
        }
    }
    return made;
}

bool ColumnRules::apply(const Rule& rule, std::span<const ColumnView> arguments,
                        ColumnMemory& memory, KernelOut& out) const {
    if (const Application made = application(rule, arguments, memory); made.is_primitive) {
        return apply(made, out);
    }
    if (rule.head.is_variable) {
        const bool is_atom = atom_ != no_column && rule.head.number == 0;
        const Fixed& fixed = fixed_[is_atom ? atom_ : input_];
        if (!fixed.is_useless) {
            copy(fixed.view, out);
        }
        return !fixed.is_useless;
    }
    const Meaning& meaning = meanings_[rule.head.number];
    KernelCall call{.layout = &layout_, .strings = &*strings_, .scratch = memory.scratch()};
    std::vector<ColumnView>& registers = memory.registers;
    registers.assign(arguments.begin(), arguments.end());
    for (std::size_t i = 0; i < meaning.steps.size(); ++i) {
        const Step& step = meaning.steps[i];
        if (step.fixed != no_column) {
            if (fixed_[step.fixed].is_useless) {
                return false;
            }
            registers.push_back(fixed_[step.fixed].view);
            continue;
        }
        std::uint64_t* const column = memory.column(i);
        KernelOut made{.data = column, .failures = column + value_words(layout_)};
        call.opcode = step.opcode;
        call.comparison = step.comparison;
        for (std::size_t operand = 0; operand < step.count; ++operand) {
            call.arguments[operand] = &registers[step.operands[operand]];
        }
        if (registers.size() == meaning.result) { // what comes after it is not needed
            join_failures(call, step.count, out);
            return kernels_->apply(call, out);
        }
        join_failures(call, step.count, made);
        if (!kernels_->apply(call, made)) {
            return false;
        }
        registers.push_back({.kind = made.kind,
                             .data = made.data,
                             .failures = layout_.failure_words != 0 ? made.failures : nullptr});
    }
    copy(registers[meaning.result], out);
    return true;
}

void ColumnRules::join_failures(const KernelCall& call, std::size_t count, KernelOut& out) const {
    for (std::size_t word = 0; word < layout_.failure_words; ++word) {
        out.failures[word] = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint64_t* const failures = call.arguments[i]->failures;
            out.failures[word] |= failures == nullptr ? 0 : failures[word];
        }
    }
}

} // namespace rasp_stitch::enumerator
