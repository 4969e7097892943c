#include "compressor/nodes/occurrences.hpp"

#include <algorithm>
#include <functional>

namespace rasp_stitch::compressor {

namespace {

// Returns whether no place of the node allows a use.
bool is_forbidden(const Forms& forms, const NodeTable& table, Node node) {
    return (forms.eta_long && table.lambdas[node] > 0) ||
           (!table.forbids_use.empty() && table.forbids_use[node]);
}

struct NodeCount {
    Node node = 0;
    std::int64_t count = 0;
};

// Counts the occurrences of nodes, one program at a time.
class OccurrenceCounter {
public:
    OccurrenceCounter(const Forms& forms, const NodeTable& table)
        : forms_(forms), table_(table), count_(table.size(), 0), as_function_(table.size(), 0),
          seen_(table.size(), 0) {}

    // Returns the nodes that occur in the program where a use is allowed, each with the number of
    // such places. The result is valid until the next call.
    std::span<const NodeCount> count(std::uint32_t program) {
        collect(table_.root[program]);
        found_.clear();
        count_[table_.root[program]] = 1;
        // Wholes have greater numbers than parts, so a node's count is complete when its turn
        // comes.
        for (const Node node : nodes_) {
            const std::int64_t times = count_[node];
            if (const std::int64_t places = times - forbidden(node); places > 0) {
                found_.push_back({node, places});
            }
            for_each_part(node, [&](Node part) { count_[part] += times; });
            if (table_.heads[table_.head[node]].kind == lambda::TermKind::application) {
                as_function_[table_.first[node]] += times;
            }
        }
        for (const Node node : nodes_) {
            count_[node] = 0;
            as_function_[node] = 0;
            seen_[node] = 0;
        }
        return found_;
    }

private:
    // Returns how many of the node's places allow no use.
    std::int64_t forbidden(Node node) const {
        if (is_forbidden(forms_, table_, node)) {
            return count_[node];
        }
        return forms_.allows_applied_uses() ? 0 : as_function_[node];
    }

    template <class Visit>
    void for_each_part(Node node, Visit&& visit) const {
        const lambda::TermKind kind = table_.heads[table_.head[node]].kind;
        if (kind == lambda::TermKind::application) {
            visit(table_.first[node]);
            visit(table_.second[node]);
        } else if (kind == lambda::TermKind::lambda) {
            visit(table_.first[node]);
        }
    }

    void collect(Node root) {
        nodes_.assign(1, root);
        seen_[root] = 1;
        for (std::size_t next = 0; next < nodes_.size(); ++next) {
            for_each_part(nodes_[next], [&](Node part) {
                if (seen_[part] == 0) {
                    seen_[part] = 1;
                    nodes_.push_back(part);
                }
            });
        }
        std::sort(nodes_.begin(), nodes_.end(), std::greater<>());
    }

    const Forms& forms_;
    const NodeTable& table_;
    std::vector<std::int64_t> count_;
    std::vector<std::int64_t> as_function_; // of count_: as the function of an application
    std::vector<char> seen_;
    std::vector<Node> nodes_;
    std::vector<NodeCount> found_;
};

// Fills the columns if every task has one program. Then all of them follow from what the wholes of
// a node have, and one pass from wholes to parts takes the place of a count for each program:
//   * the occurrences of a node are the sum of those of its wholes, each as often as it has the
//     node as a part;
//   * the first task in which a node occurs where a use is allowed is the least of the first tasks,
//     at any place, of the wholes in which its place allows a use; and likewise the last task.
void add_occurrences_of_single_programs(const Forms& forms, NodeTable& table) {
    const std::size_t count = table.size();
    std::vector<std::int64_t> times(count, 0); // at any place
    std::vector<std::uint32_t> first(count, UINT32_MAX);
    std::vector<std::uint32_t> last(count, 0);
    const auto add = [&](Node node, std::int64_t more, std::uint32_t first_task,
                         std::uint32_t last_task, bool is_function) {
        times[node] += more;
        first[node] = std::min(first[node], first_task);
        last[node] = std::max(last[node], last_task);
        if ((!is_function || forms.allows_applied_uses()) && !is_forbidden(forms, table, node)) {
            table.weight[node] += more;
            table.first_task[node] = std::min(table.first_task[node], first_task);
            table.last_task[node] = std::max(table.last_task[node], last_task);
        }
    };
    for (std::uint32_t task = 0; task < table.task_count(); ++task) {
        for (const std::uint32_t program : table.programs_of(task)) {
            add(table.root[program], table.program_weight[program], task, task, false);
        }
    }
    for (Node node = static_cast<Node>(count); node-- > 0;) {
        const lambda::TermKind kind = table.heads[table.head[node]].kind;
        if (kind == lambda::TermKind::application) {
            add(table.first[node], times[node], first[node], last[node], true);
            add(table.second[node], times[node], first[node], last[node], false);
        } else if (kind == lambda::TermKind::lambda) {
            add(table.first[node], times[node], first[node], last[node], false);
        }
    }
}

} // namespace

void add_occurrences(const Forms& forms, NodeTable& table) {
    const std::size_t count = table.size();
    const bool has_frontiers = table.task_programs.size() > table.task_count();
    table.weight.assign(count, 0);
    table.first_task.assign(count, UINT32_MAX);
    table.last_task.assign(count, 0);
    if (!has_frontiers) {
        add_occurrences_of_single_programs(forms, table);
        return;
    }
    std::vector<std::int64_t> most(count, 0); // in one program of the node's latest task

    struct Entry {
        Node node;
        Occurrence occurrence;
    };
    std::vector<Entry> entries;
    OccurrenceCounter counter(forms, table);
    for (std::uint32_t task = 0; task < table.task_count(); ++task) {
        for (const std::uint32_t program : table.programs_of(task)) {
            const std::int64_t weight = table.program_weight[program];
            for (const auto& [node, places] : counter.count(program)) {
                const std::int64_t times = weight * places;
                const bool is_first = table.first_task[node] == UINT32_MAX;
                if (is_first) {
                    table.first_task[node] = task;
                }
                if (is_first || table.last_task[node] != task) {
                    table.last_task[node] = task;
                    most[node] = 0;
                }
                const std::int64_t more = std::max<std::int64_t>(0, times - most[node]);
                table.weight[node] += more;
                most[node] += more;
                entries.push_back({node, {program, times}});
            }
        }
    }
    table.occurrence_begin.assign(count + 1, 0);
    for (const Entry& entry : entries) {
        ++table.occurrence_begin[entry.node + 1];
    }
    for (std::size_t node = 0; node < count; ++node) {
        table.occurrence_begin[node + 1] += table.occurrence_begin[node];
    }
    std::vector<std::size_t> next(table.occurrence_begin.begin(), table.occurrence_begin.end() - 1);
    table.occurrences.resize(entries.size());
    for (const Entry& entry : entries) {
        table.occurrences[next[entry.node]++] = entry.occurrence;
    }
}

} // namespace rasp_stitch::compressor
