#include "compressor/patterns/best_rewriting.hpp"

#include "compressor/patterns/argument_cost.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

PassedArgument passed_argument(const Context& context, Node node, std::uint32_t applied) {
    const NodeTable& table = context.table;
    const Forms& forms = context.settings.forms;
    PassedArgument passed{.node = node};
    if (applied == 0 || forms.allows_applied_uses()) {
        return passed;
    }
    if (!forms.eta_long) {
        passed.allows_use = false;
        return passed;
    }
    passed.literal_lambdas = std::min(applied, table.lambdas[node]);
    passed.added_lambdas = missing_lambdas(context, node, applied);
    passed.allows_use = passed.added_lambdas == 0;
    for (std::uint32_t i = 0; i < passed.literal_lambdas; ++i) {
        passed.node = table.first[passed.node];
    }
    return passed;
}

Cost BestRewriting::saved_in_parts(Node node) const {
    const NodeTable& table = context_.table;
    switch (table.heads[table.head[node]].kind) {
    case lambda::TermKind::application: {
        const Node function = table.first[node];
        const bool allows_use = context_.settings.forms.allows_applied_uses();
        return (allows_use ? saved_ : unused_)[function] + saved_[table.second[node]];
    }
    case lambda::TermKind::lambda:
        return saved_[table.first[node]];
    default:
        return 0;
    }
}

Cost BestRewriting::saved_by_use(const Pattern& pattern, std::size_t row) const {
    Cost saved = pattern.saving[row];
    for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
        const PassedArgument passed =
            passed_argument(context_, pattern.argument(j)[row], pattern.argument_applied[j]);
        saved += (passed.allows_use ? saved_ : unused_)[passed.node];
    }
    return saved;
}

Cost BestRewriting::saved(const Pattern& pattern) {
    const NodeTable& table = context_.table;
    used_rows_.clear();
    const std::span<const Node> locations = pattern.locations();
    std::uint32_t row = 0;
    for (Node node = 0; node < table.size(); ++node) {
        Cost saved = saved_in_parts(node);
        unused_[node] = saved;
        if (row < pattern.rows && locations[row] == node) {
            const Cost by_use = saved_by_use(pattern, row);
            if (by_use > saved) {
                saved = by_use;
                used_rows_.push_back(row);
            }
            ++row;
        }
        saved_[node] = saved;
    }
    Cost total = 0;
    for (std::uint32_t task = 0; task < table.task_count(); ++task) {
        Cost least = table.task_cost[task];
        for (const std::uint32_t program : table.programs_of(task)) {
            const Cost saved = table.program_weight[program] * saved_[table.root[program]];
            least = std::min(least, table.program_cost(program) - saved);
        }
        total += table.task_cost[task] - least;
    }
    return total;
}

} // namespace rasp_stitch::compressor
