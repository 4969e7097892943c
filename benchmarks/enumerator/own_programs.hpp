#pragma once

// The programs that a corpus has for its tasks.
//
//     const OwnPrograms own(entries);
//     own.find("length")->program // of the entry "length", or else of "length/core"

#include "rasp/tasks/task.hpp"

#include <span>
#include <string>
#include <unordered_map>

namespace rasp_stitch::benchmarks {

class OwnPrograms {
public:
    // Ignores entries without programs unless `keeps_all`. The entries must outlive this object.
    explicit OwnPrograms(std::span<const rasp::TaskEntry> entries, bool keeps_all = false) {
        for (const rasp::TaskEntry& entry : entries) {
            if (entry.program || keeps_all) {
                by_name_.insert_or_assign(entry.task.name, &entry);
            }
        }
        for (const rasp::TaskEntry& entry : entries) {
            if (entry.program || keeps_all) {
                by_name_.try_emplace(entry.task.name.substr(0, entry.task.name.find('/')), &entry);
            }
        }
    }

    // Finds an entry by the name that a search has for the task. Returns null if there is none.
    const rasp::TaskEntry* find(const std::string& task) const {
        const auto found = by_name_.find(task);
        return found == by_name_.end() ? nullptr : found->second;
    }

private:
    std::unordered_map<std::string, const rasp::TaskEntry*> by_name_;
};

} // namespace rasp_stitch::benchmarks
