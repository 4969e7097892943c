#include "compressor/best_rewriting.hpp"

#include <algorithm>

namespace rasp_stitch::compressor {

Cost BestRewriting::saved(const Pattern& pattern) {
    used_rows_.clear();
    const std::span<const Node> locations = pattern.locations();
    std::uint32_t row = 0;
    for (Node node = 0; node < table_.size(); ++node) {
        Cost saved = 0;
        switch (table_.heads[table_.head[node]].kind) {
        case lambda::TermKind::application:
            saved = saved_[table_.first[node]] + saved_[table_.second[node]];
            break;
        case lambda::TermKind::lambda:
            saved = saved_[table_.first[node]];
            break;
        default:
            break;
        }
        if (row < pattern.rows && locations[row] == node) {
            Cost by_use = pattern.saving[row];
            for (std::uint32_t j = 0; j < pattern.arity(); ++j) {
                by_use += saved_[pattern.argument(j)[row]];
            }
            if (by_use > saved) {
                saved = by_use;
                used_rows_.push_back(row);
            }
            ++row;
        }
        saved_[node] = saved;
    }
    Cost total = 0;
    for (std::uint32_t task = 0; task < table_.task_count(); ++task) {
        Cost least = table_.task_cost[task];
        for (const std::uint32_t program : table_.programs_of(task)) {
            const Node root = table_.root[program];
            least = std::min(least, table_.cost[root] - saved_[root]);
        }
        total += table_.task_cost[task] - least;
    }
    return total;
}

} // namespace rasp_stitch::compressor
