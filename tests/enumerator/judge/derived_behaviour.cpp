#include "tests/enumerator/judge/derived_behaviour.hpp"

#include "lambda/terms/parse.hpp"
#include "rasp/kernels/column_access.hpp"

namespace rasp_stitch::enumerator {

namespace {

rasp::Value value_at(const rasp::Batch& batch, const rasp::Column& column, std::size_t position) {
    const std::size_t element = column.at(position);
    switch (column.form) {
    case rasp::Form::booleans:
        return column.flags[element] != 0;
    case rasp::Form::strings:
        return batch.strings().text(column.strings[element]);
    default:
        const rasp::Number number = rasp::number_at(column, element);
        return number.is_int ? rasp::Value(number.i) : rasp::Value(number.d);
    }
}

// The rules of a derivation, one after the other.
class Reader {
public:
    Reader(const ProgramTable& table, const Derivation& program, RuleApplication& apply)
        : table_(table), program_(program), apply_(apply) {}

    std::optional<BehaviourId> whole() {
        const Rule& start = *program_.rules[next_++];
        return part(table_.children_of(start)[0].symbol);
    }

private:
    std::optional<BehaviourId> part(SymbolId symbol) {
        const Rule& rule = table_.symbols[symbol].is_forced ? table_.rules_of(symbol)[0]
                                                            : *program_.rules[next_++];
        std::vector<BehaviourId> children;
        for (const Child child : table_.children_of(rule)) {
            children.push_back(*part(child.symbol));
        }
        return apply_(rule, children, never_useless);
    }

    const ProgramTable& table_;
    const Derivation& program_;
    RuleApplication& apply_;
    std::size_t next_ = 0;
};

} // namespace

std::optional<BehaviourId> behaviour_of(const ProgramTable& table, const Derivation& program,
                                        RuleApplication& apply) {
    return Reader(table, program, apply).whole();
}

std::vector<std::optional<rasp::Output>> outputs_of(RuleApplication& apply, BehaviourId behaviour,
                                                    std::size_t inputs) {
    const Behaviours& behaviours = apply.behaviours();
    const rasp::Batch& batch = apply.batch();
    ValueBuffer buffer(batch);
    const std::span<const std::uint8_t> failures = behaviours.failures(behaviour);
    const bool is_selector = behaviours.sort(behaviour) == BehaviourSort::selector;
    std::vector<std::optional<rasp::Output>> outputs(inputs);
    for (std::size_t input = 0; input < inputs; ++input) {
        if (fails_on(failures, input)) {
            continue;
        }
        const rasp::Extent& extent = batch.extents()[input];
        if (is_selector) {
            const rasp::Selector selector = behaviours.selector(behaviour, buffer);
            rasp::Matrix rows(extent.length, std::vector<bool>(extent.length));
            for (std::size_t query = 0; query < extent.length; ++query) {
                for (std::size_t key = 0; key < extent.length; ++key) {
                    rows[query][key] =
                        ((selector.words[extent.row_of(selector.uniform, query) + key / 64] >>
                          (key % 64)) &
                         1U) != 0;
                }
            }
            outputs[input] = rows;
            continue;
        }
        rasp::Sequence values;
        const rasp::Column column = behaviours.column(behaviour, buffer);
        for (std::size_t i = 0; i < extent.length; ++i) {
            values.push_back(value_at(batch, column, extent.offset + i));
        }
        outputs[input] = values;
    }
    return outputs;
}

lambda::TermId written_out(lambda::TermStore& store, const std::string& program) {
    return lambda::parse(
        store, program,
        {.abstraction = [](lambda::TermStore& /*store*/, lambda::TermId body) { return body; }});
}

} // namespace rasp_stitch::enumerator
