#pragma once

// The strings of a search that all its threads share.
//
//     ColumnStrings strings(batch.strings());
//     strings.joined(a, b) // the id of the two strings one after the other

#include "rasp/kernels/string_table.hpp"

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <optional>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator {

class ColumnStrings {
public:
    // The table must outlive this and change by this alone from now on.
    explicit ColumnStrings(rasp::StringTable& table);

    // Returns nullopt if the string would be longer than `most_bytes`.
    std::optional<rasp::StringId> joined(rasp::StringId a, rasp::StringId b);

    // Returns the whole number that the string stands for; nullopt if it stands for none or for one
    // beyond 2^53.
    std::optional<double> number(rasp::StringId id);

    // Returns -1, 0 or 1, by code points.
    int compare(rasp::StringId a, rasp::StringId b);

    std::size_t memory();

    static constexpr std::size_t most_bytes = std::size_t{1} << 16U;

private:
    rasp::StringTable& table_;
    std::mutex mutex_;
    std::vector<std::uint32_t> first_ranks_; // of the strings that were there from the beginning
    std::unordered_map<std::uint64_t, rasp::StringId> joined_;
};

} // namespace rasp_stitch::enumerator
